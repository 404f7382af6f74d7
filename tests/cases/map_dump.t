# Elements of recorded maps, asked for in all ways that maps of this machine are.
use everything-6.12

# Places that are empty have no value to be sorted by: they come last, whichever of them came first.
$ bpfi map dump id 14 --sort=-value --table 2>note | cat
key  value
  1      1
  0
  2
  3
$ bpfi map dump id 14 --sort=value --limit 2 --csv 2>note | cat
key,value
1,1
0,
$ bpfi map dump id 14 --sort=value --limit 1 2>note | cat
key: 01 00 00 00  value: 01 00 00 00 00 00 00 00  ifname: lo
Found 1 element

# Maps of maps are followed once, whatever a recording says that is in them.
skip-unless tool jq
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 12 then .elements = [["01000000", "0c000000"], ["02000000", "0d000000"]] else . end)' >odd
$ bpfi --from odd map dump id 12 --follow 2>note | grep -c '^[0-9]*: .*_of_maps '
3

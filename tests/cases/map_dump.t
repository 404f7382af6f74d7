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

# --where without a match exits 1, as grep does; the document is valid all the same.
$ bpfi map dump id 14 --where 'value > 100'
Found 0 elements
? 1
$ bpfi -j map dump id 14 --where 'value > 100'
[]
? 1
$ bpfi -j map dump id 14 --where 'value > 100 || key == 3'
~ .*"key":.*

# A second --sort orders what is equal in the first.
$ bpfi map dump id 14 --sort=-value --sort=-key --table 2>note | cat
key  value
  1      1
  3
  2
  0

# Maps of maps are followed once, whatever a recording says that is in them.
skip-unless tool jq
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 12 then .elements = [["01000000", "0c000000"], ["02000000", "0d000000"]] else . end)' >odd
$ bpfi --from odd map dump id 12 --follow 2>note | grep -c '^[0-9]*: .*_of_maps '
3

# On a terminal a table is as wide as the terminal: names without what is in front of them, texts cut, and a word about columns that do not fit.
skip-unless tool script
skip-unless tool jq
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] else . end)' >filled
$ for cols in 80 60 50 40; do script -qec "stty cols $cols; '$BPFI' --from filled --color never map dump id 41 --table" /dev/null </dev/null | tr -d '\r'; done
key.address  key.port  key.flags  value.packets  value.bytes  value.label
1>    16777226     47873          0              7         1500  example.org, a l
1>    33554442     20480          1              7            1  a
1>  address   port  flags  packets  bytes  label
16777226  47873      0        7   1500  example.org, a l
33554442  20480      1        7      1  a
1>  address   port  flags  packets  bytes  label
16777226  47873      0        7   1500  example.o…
33554442  20480      1        7      1  a
1>  address   port  flags  packets  …
16777226  47873      0        7  …
33554442  20480      1        7  …
bpfi: note: 4 of 6 columns fit the terminal; choose columns with --fields, or use --csv

# Elsewhere it is as wide as what is in it.
skip-unless tool jq
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"]] else . end)' >filled
$ COLUMNS=40 bpfi --from filled map dump id 41 --table
key.address  key.port  key.flags  value.packets  value.bytes  value.label
   16777226     47873          0              7         1500  example.org, a l

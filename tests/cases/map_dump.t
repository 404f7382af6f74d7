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

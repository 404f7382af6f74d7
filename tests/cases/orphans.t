# What is not used, from a recording without counts of references.
use everything-6.12

# A process holds what is not attached; where uses cannot all be seen, that is all that is known.
$ bpfi orphans | grep -A 2 -E '^(prog (5|30|54)|map (32|40)|link 41):'
2> bpfi: it is not known whether 20 objects are used: a recording has no counts of references
prog 5: socket_filter  name socket  unknown  memlock 4096B
	pids bpf-host(176)
...
prog 30: sk_reuseport  name reuseport  unknown  memlock 4096B
	pids bpf-host(176)
...
map 32: arena  name arena  unknown  memlock 0B
	pids bpf-host(176)
...
map 40: array_of_maps  name maps_per_tenant  held  memlock 288B
	used by prog 58
	pids bpf-host(176)
...
link 41: xdp  held
	pids bpf-host(176)
...

# What is attached is not listed, and the exit code says that not all is known.
$ bpfi -j orphans >list; grep -c '"kind":"prog","id":1,' list
2> bpfi: it is not known whether 20 objects are used: a recording has no counts of references
0
? 1
$ bpfi orphans >list
2> ...
? 3

# Objects by name, id or path, without a keyword in front.
use everything-6.12

# Digits are an id, anything else is a name, wherever an object is named.
$ bpfi map show array | head -n 1
2: array  name array  flags 0x0
$ bpfi map show 2 | head -n 1
2: array  name array  flags 0x0
$ bpfi -j map show name array >a; bpfi -j map show array >b; same a b
$ bpfi -j map dump array >a; bpfi -j map dump id 2 >b; same a b
$ bpfi prog dump xlated count_packets_per_source_address >a; bpfi prog dump xlated id 54 >b; same a b
$ bpfi btf stats prog count_packets_per_source_address >a; bpfi btf stats prog id 54 >b; same a b
$ bpfi btf dump map connections_by_source_address key | head -n 1 | cut -d ' ' -f 2
STRUCT
$ bpfi -j prog show count_packets_p | jq -c '.id'
54
$ bpfi -j prog show 'count_*' | jq -c 'map(.id)'
[54,57]

# Without a command, too; but only an id or a path, for words are commands.
$ bpfi prog 54 | head -n 1
54: xdp  name count_packets_per_source_address  tag <hex>  gpl
$ bpfi -j map 2 | jq -r .name; bpfi -j link 37 | jq -r .type; bpfi -j btf 1 | jq -r .name
array
xdp
vmlinux
$ printf 'map 2\nprog show xdp\n' | bpfi -J batch file - | jq -r '.output | .name'
array
xdp
$ bpfi prog count_packets_per_source_address
2> bpfi: prog: unknown command 'count_packets_per_source_address'
2> ...
? 2
$ bpfi gen 54
2> bpfi: gen: unknown command '54'
2> ...
? 2
$ bpfi iter ./a.o
2> bpfi: iter: unknown command './a.o'
2> ...
? 2

# Links are named by their programs, BTF by its module.
$ bpfi -j link show kprobe_multi | jq -c 'map(.id)'
[23,24]
$ bpfi -j link show iter_task | jq -c '[.id, .type]'
[11,"iter"]
$ bpfi -j btf show vmlinux | jq -c '[.id, .name]'
[1,"vmlinux"]

# Keywords win: what bpftool reads as one stays one, and is never a name.
$ bpfi map show id
2> bpfi: 'id' must be followed by a value
2> ...
? 2
$ bpfi map show n array | head -n 1; bpfi map show i 2 | head -n 1
2: array  name array  flags 0x0
2: array  name array  flags 0x0
$ bpfi map update key 0 0 0 0 value 0 0 0 0
2> bpfi: map update cannot be used with --from: a recording cannot be changed
? 1
$ bpfi map lookup key 0 0 0 0
2> bpfi: MAP is missing before 'key'
2> ...
? 2
$ bpfi map show tag 0011223344556677
2> bpfi: unknown map reference 'tag'
2>       must be one of: id, name, pinned
? 2
$ bpfi prog show interval 1
2> bpfi: 'interval' and 'count' require --stats
? 2

# A number too large is an id, and what only begins like a number is a name.
$ bpfi map show 4294967296
2> bpfi: id 4294967296: must be at most 4294967295
2> ...
? 2
$ bpfi map show 0x2 | head -n 1
2: array  name array  flags 0x0
$ bpfi map show 2nd
2> bpfi: no map is named '2nd'
? 1
$ bpfi map show ''
2> bpfi: name is empty
2> ...
? 2

# A path is a pin.
$ bpfi map show /nowhere/at/all
2> bpfi: /nowhere/at/all: No such file or directory (ENOENT)
? 1
$ bpfi link ./nowhere
2> bpfi: ./nowhere: No such file or directory (ENOENT)
? 1

# Several where one is required, as with the keyword.
$ bpfi btf stats prog 'xdp*'
2> bpfi: 2 programs match 'xdp*'
2>       specify one by its id: 14, 15
? 1

# What is close to a name, or its beginning, is suggested.
$ bpfi map dump conections_by_source_address
2> bpfi: no map is named 'conections_by_source_address'
2>       did you mean 'connections_by_source_address'?
? 1
$ bpfi prog show count_packets
2> bpfi: no program is named 'count_packets'
2>       did you mean 'count_packets_per_source_address'?
? 1
$ bpfi map dump rodat
2> bpfi: no map is named 'rodat'
2>       did you mean 'rodata'?
? 1
$ bpfi link show kprobe_mulit
2> bpfi: no link has a program named 'kprobe_mulit'
2>       did you mean 'kprobe_multi'?
? 1
$ bpfi btf show vmlinu
2> bpfi: no BTF object is named 'vmlinu'
2>       did you mean 'vmlinux'?
? 1
$ bpfi -j map dump nothing_like_it
{"error":"no map is named 'nothing_like_it'"}
? 1

# Types that are mistyped.
$ bpfi feature has map hsh
map hsh: not available: unknown map type; did you mean 'hash'?
? 1
$ bpfi feature has attach cgroup_inet_ingres
attach cgroup_inet_ingres: not available: unknown attach type; did you mean 'cgroup_inet_ingress'?
? 1
$ bpfi feature has prog quite_another
prog quite_another: not available: unknown program type
? 1

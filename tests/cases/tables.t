# Every listing as a table, filtered, sorted, cut: options that no command knows of.
use everything-6.12

# The columns of a listing stand in its row: memory, entries and owners of maps.
$ bpfi map show --table --limit 3
id  type        name        key  value  entries  memory  owner
 1  hash        hash          4      8       16    2384  bpf-host(176), bpf-second(179)
 2  array       array         4      8        4     296  bpf-host(176)
 3  prog_array  prog_array    4      4        4     296  bpf-host(176)
$ bpfi -j map show --table --where 'memory > 16000 && owner.comm == bpf-host' --limit 1
[{"id":26,"type":"ringbuf","name":"ringbuf","key":0,"value":0,"entries":4096,"memory":16680,"owner":[{"pid":176,"comm":"bpf-host","exe":"/usr/bin/bpf-host","cgroup":"/"}]}]

# Columns that are named, in their order; the full name of a map in text, in JSON the one of its key.
$ bpfi map show id 41 --fields name,id,flags,flag_names
name                           id  flags  flag_names
connections_by_source_address  41    0x0
$ bpfi -j map show id 41 --fields name,full_name,id
{"name":"connections_by_","full_name":"connections_by_source_address","id":41}

# The same objects with these keys in JSON; what is not there is null, a path through a list has all of its values.
$ bpfi -j prog show --where 'type == xdp' --fields id,map_ids,pids.comm,gpl_compatible,tag --limit 2
[{"id":14,"map_ids":null,"pids.comm":["bpf-host","bpf-second"],"gpl_compatible":true,"tag":"3b185187f1855c4c"},{"id":15,"map_ids":null,"pids.comm":["bpf-host"],"gpl_compatible":true,"tag":"3b185187f1855c4c"}]
$ bpfi -J prog show --where 'map_ids' --fields id,map_ids --limit 1
{"id":50,"map_ids":[36]}

# Without --table records look as always, only fewer.
$ bpfi prog show id 50 >one; bpfi prog show --where 'id == 50' | cmp - one && [ -s one ]
$ bpfi -j prog show --limit 2 >two; bpfi -j prog show --where 'id < 7' | cmp - two && [ -s two ]
$ bpfi link show | sed -n 1p >first; bpfi link show --sort id --limit 1 | sed -n 1p | cmp - first && [ -s first ]

# Words of a comparison need no quotes, elements of lists are compared one by one, lists are true if they have any.
$ bpfi prog show --where 'pids.comm == bpf-second && name !~ raw*' --fields id,name,pids.pid
id  name  pids.pid
14  xdp   176,179
$ bpfi prog show --where '!(type ~ t* || type == 6 || bytes_xlated <= 16) && map_ids == 44' --csv --fields id,type,map_ids
id,type,map_ids
54,xdp,"41,45,44,46,42"
56,xdp,"47,44"
58,sched_cls,"40,44"
$ bpfi prog show --where 'tag == 57cd311f2e27366b && bytes_memlock < 5000 && id > 47' --fields id,tag,gpl_compatible
id  tag               gpl_compatible
48  57cd311f2e27366b  true
60  57cd311f2e27366b  true
$ bpfi map show --where 'name == connections_by_source_address || name == ".data.tunables"' --fields id,bytes_memlock
id  bytes_memlock
41          14464
47           8192

# A structure or a list is true if it has something in it.
$ bpfi -j prog show --where '!pids || attached && type == tracing && !map_ids' --sort=-id --limit 1 --fields id
[{"id":43}]
$ bpfi -j map show --where '!pids'
[]
? 1

# Metadata, whose names are those of variables: of all that the record has.
$ bpfi prog show --where 'metadata.author == somebody && metadata.version > 6' --sort=-id --fields id,metadata.author,metadata --limit 1
~ id  metadata.author  metadata
~ [0-9]+  somebody +.*author.*version.*
$ bpfi prog show --where 'metadata' --sort=id --limit 1 >one; bpfi prog show id 54 | cmp - one

# By size, equal ones by another field.
$ bpfi map show --sort=-bytes_memlock --sort=-id --limit 3 --fields id,bytes_memlock
id  bytes_memlock
30          16680
26          16680
41          14464
$ bpfi -j prog show --sort name --limit 2 --fields name
[{"name":"act"},{"name":"admit_all"}]

# A field that needs an option brings it along.
$ bpfi prog show --where pinned --fields id,pinned
id  pinned
14  /sys/fs/bpf/folder/again,/sys/fs/bpf/program
$ bpfi pin show --where 'kind == link'
/sys/fs/bpf/link: link 4  raw_tracepoint

# Characters that take several bytes take one column.
$ bpfi pin show --where 'id == 26 || id == 23' --fields path,id
path                     id
/sys/fs/bpf/quote"back\  23
/sys/fs/bpf/ü-utf8       26

# Columns made of whichever field the kind of record has.
$ bpfi link show --where 'target ~ *traffic* || attach_type == cgroup_inet4_connect || type == tcx' --table
~ id .*target.*
...
$ bpfi attached --where 'kind == netfilter' --table
prog_id  prog_type  name       kind       hook         target  link_id  owner
     48  netfilter  netfilter  netfilter  postrouting               47  bpf-host(176)
     48  netfilter  netfilter  netfilter  input                     48  bpf-host(176)

# What a network namespace has attached are the lines, not the namespace.
$ bpfi net show --table
place      devname  hook         prog_id  name       link_id  netns
netfilter           postrouting       48  netfilter       47
netfilter           input             48  netfilter       48
$ bpfi -j net show --fields place,prog_id,hook_name --where 'hook == input'
[{"place":"netfilter","prog_id":48,"hook_name":"input"}]
$ bpfi net show --where 'hook == input' | grep -c prog_id
1
$ bpfi net show --limit 1 | grep -c prog_id
1
$ bpfi net show --sort hook
2> bpfi: --sort sorts lines here: it requires --table or --fields
? 2

# Nothing that matches is the exit code 1, as with grep, and an empty list.
$ bpfi prog show --where 'type == nothing'
? 1
$ bpfi -j prog show --where 'type == nothing'
[]
? 1
$ bpfi -j prog show id 14 --where 'type == kprobe'
[]
? 1
$ bpfi -J map show --where 'id > 1000'
? 1
$ bpfi prog show --where 'id == 0' --table
id  type  name  xlated  memory  maps  owner
? 1

# Other failures stay what they are.
$ bpfi -j prog show id 999 --where 'id == 5'
{"error":"prog 999: no such program"}
? 1

# Mistakes are found in the rows, whatever is loaded.
$ bpfi prog show --fields id,nam
2> bpfi: --fields: unknown field 'nam'
2>       did you mean 'name'?
? 2
$ bpfi prog show --where 'id == 5 && pids.com == x'
2> bpfi: --where, character 12: unknown field 'com' of pids
2>       did you mean 'comm'?
? 2
$ bpfi prog show --sort typ
2> bpfi: --sort: unknown field 'typ'
2>       did you mean 'type'?
? 2
$ bpfi -j map show --where 'bytes_key = 4'
{"error":"--where, character 11: use '==' to compare"}
? 2
$ bpfi prog show --where 'id == xdp'
2> bpfi: --where, character 7: unknown name 'xdp'
2>       --help lists the fields of the command
? 2
$ bpfi prog show --where 'pids == 5'
2> bpfi: --where, character 1: this part is a structure or list: specify one of its parts
? 2
$ bpfi prog show --fields id.x
2> bpfi: --fields: x: 'id' has no parts
? 2
$ bpfi prog show --table --csv
2> bpfi: --table and --csv are mutually exclusive
? 2
$ bpfi prog show --limit 0
2> bpfi: --limit 0: must be at least 1
? 2
$ bpfi prog show --stats --sort id
2> bpfi: --sort cannot be combined with --stats
? 2
$ bpfi version --table
2> bpfi: option '--table' does not apply to 'version'
2>       usage: bpfi version
? 2

# In a batch, each line has its own.
$ printf '%s\n' "prog show --where 'type == lsm' --fields id" 'map show --limit 1 --fields id' >lines; bpfi -j batch file lines
[{"command":["prog","show","--where","type == lsm","--fields","id"],"output":[{"id":44},{"id":45}]},{"command":["map","show","--limit","1","--fields","id"],"output":[{"id":1}]}]

# Names of fields are completed, after what is already typed.
$ bpfi __complete -- prog show --fields id,pids.c | cut -f 1
id,pids.comm
id,pids.cgroup
id,pids.container
$ bpfi __complete -- map show --sort -max | cut -f 1
-max_entries
$ bpfi __complete -- map show --where 'id > 5 && max' | cut -f 1
id > 5 && max_entries
$ bpfi __complete -- map show --sort own | cut -f 1
owner
owner_prog_type
owner_jited
$ bpfi __complete -- map show --ta | cut -f 1
--table

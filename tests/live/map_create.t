# Making maps, and their names in a bpffs.
host

# Making maps: all or nothing.
$ bpfi -j map create <pins>/made type array key 4 value 4 entries 2 name made flags mmapable,0x80 numa_node 0
null
$ bpfi map show pinned <pins>/made | head -n 1
<id>: array  name made  flags 0x484  numa_node,rdonly_prog,mmapable
$ bpfi map create <pins>/made type array key 4 value 4 entries 2 name made2
2> bpfi: <pins>/made is there already
? 1
$ bpfi map show name made2
2> bpfi: no map is named 'made2'
? 1
$ bpfi map create <pins>/a.b type array key 4 value 4 entries 2 name dotted
2> bpfi: <pins>/a.b: a name in a bpffs holds no dot
? 1
$ bpfi map create <pins>/no/where type array key 4 value 4 entries 2 name x
2> bpfi: <pins>/no: No such file or directory (ENOENT)
? 1
$ bpfi map create <pins>/x type array key 8 value 4 entries 2 name x
2> bpfi: array: creating the map: Invalid argument (EINVAL)
2>       a map of type array takes: key 4, value above 0, entries above 0
? 1
$ bpfi map create <pins>/x type array key 4 value 4 entries 4294967297 name x
2~ bpfi: entries 4294967297: at most 4294967295
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 key 4 value 4 entries 1 name x
2~ bpfi: 'key' is given twice
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x flags 0 flags 1
2~ bpfi: 'flags' is given twice
2> ...
? 2
$ bpfi map create <pins>/x key 4 value 4 entries 1 name x
2> bpfi: 'type TYPE' is missing
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name sixteen_letters_
2> bpfi: name 'sixteen_letters_': at most 15 characters
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x flags frozen
2> bpfi: 'frozen' is no flag of maps
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x dev nosuchdevice
2> bpfi: there is no network device 'nosuchdevice'
? 1
$ bpfi --read-only map create <pins>/x type array key 4 value 4 entries 1 name x
2> bpfi: map create would change the system, --read-only forbids it
? 1
$ test -e <pins>/x
? 1

# A bpffs is mounted only on an empty folder, and only when that is allowed.
$ mkdir bare && bpfi -n map create bare/m type array key 4 value 4 entries 1 name m
2> bpfi: bare is no bpffs, and mounting one is forbidden by --nomount
? 1
$ bpfi map create bare/a.b type array key 4 value 4 entries 1 name m
2> bpfi: bare/a.b: a name in a bpffs holds no dot
? 1
$ stat -f -c %T bare | grep -c bpf
0
? 1
$ bpfi map create bare/m type array key 4 value 4 entries 1 name m && bpfi map pin pinned bare/m bare/n && ls bare | grep -v debug
m
n
$ bpfi map unpin bare/n && ls bare | grep -v debug; umount bare
m
$ touch bare/file && bpfi map pin id <m_hash> bare/m
2> bpfi: bare is no bpffs, and not empty: one mounted there would hide what is in it
2> ...
? 1
$ bpfi map pin id <m_hash> <pins>/w extra
2> bpfi: unexpected word 'extra'
2> ...
? 2
$ bpfi map unpin <bpffs>/program
2> bpfi: <bpffs>/program is a pinned prog, not a map
? 1
$ bpfi map unpin bare/file
2~ bpfi: bare/file: no pinned object: it does not lie in a bpffs
? 1

# Making maps, and their names in a bpffs.
host

# Making maps: all or nothing.
$ bpfi -j map create <pins>/made type array key 4 value 4 entries 2 name made flags mmapable,0x80 numa_node 0
null
$ bpfi map show pinned <pins>/made | head -n 1
<id>: array  name made  flags 0x484  numa_node,rdonly_prog,mmapable
$ bpfi map create <pins>/made type array key 4 value 4 entries 2 name made2
2> bpfi: <pins>/made already exists
? 1
$ bpfi map show name made2
2> bpfi: no map is named 'made2'
2> ...
? 1
$ bpfi map create <pins>/a.b type array key 4 value 4 entries 2 name dotted
2> bpfi: <pins>/a.b: names in a BPF filesystem cannot contain a dot
? 1
$ bpfi map create <pins>/no/where type array key 4 value 4 entries 2 name x
2> bpfi: <pins>/no: No such file or directory (ENOENT)
? 1
$ bpfi map create <pins>/x type array key 8 value 4 entries 2 name x
2> bpfi: array: key must be 4, not 8
? 1
$ bpfi map create <pins>/x type hash key 4 value 4 name x
2> bpfi: hash: 'entries N' is required and must be greater than 0
? 1
$ bpfi map create <pins>/x type hash key 4 value 4 entries 4294967295 name x
2> bpfi: hash: creating the map: Argument list too long (E2BIG)
2>       4294967295 elements with keys of 4 and values of 4 bytes are more than a map of this type can hold
? 1
$ bpfi map create <pins>/x type lpm_trie key 8 value 4 entries 4 name x
2> bpfi: lpm_trie: 'flags no_prealloc' is required
? 1
$ bpfi map create <pins>/x type inode_storage key 4 value 4 flags no_prealloc name x
2> bpfi: inode_storage: types are required: 'btf SRC key_type T value_type T'
? 1
$ bpfi map create <pins>/x type array_of_maps key 4 value 4 entries 1 name x
2> bpfi: array_of_maps: 'inner_map MAP' is required, as template for the inner maps
? 1
$ bpfi map create <pins>/x type array_of_maps key 4 value 4 entries 1 name x inner_map id <m_outer_array>
2> bpfi: array_of_maps: the inner map cannot be a map of maps
? 1
$ bpfi map create <pins>/x type hash key 4 value 4 entries 1 name x inner_map id <m_array>
2> bpfi: hash: 'inner_map' applies only to maps of maps
? 2
$ bpfi map create <pins>/x type 250 key 4 value 4 entries 1 name x
2> bpfi: 250: this kernel does not support this map type
? 1
$ bpfi map create <pins>/x type ringbuf entries 5000 name x
2> bpfi: ringbuf: entries must be a power of two and a multiple of the page size, not 5000
? 1
$ bpfi map create <pins>/x type hash key 4 value 4 entries 1 name x map_extra 1
2> bpfi: hash: 'map_extra' does not apply to this type
? 2
$ bpfi map create <pins>/x type hash key 4 value 4 entries 1 name x dev lo
2> bpfi: hash: device 'lo' does not support such maps
? 1
$ bpfi map create <pins>/x type hashes key 4 value 4 entries 1 name x
2~ bpfi: 'hashes' is not a known map type
2> ...
? 2
$ bpfi map create <pins>/x type hash key 4 value 4 entries 1 name x exclusive 00
2> bpfi: exclusive '00': expected 64 hexadecimal digits
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 4294967297 name x
2~ bpfi: entries 4294967297: must be at most 4294967295
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
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x flags frozen
2> bpfi: unknown map flag 'frozen'
2> ...
? 2
$ bpfi map create <pins>/x type array key 4 value 4 entries 1 name x dev nosuchdevice
2> bpfi: network device 'nosuchdevice' not found
? 1
$ bpfi --read-only map create <pins>/x type array key 4 value 4 entries 1 name x
2> bpfi: map create would change the system, which --read-only forbids
? 1
$ test -e <pins>/x
? 1

# Types: from an object, or the kernel's own; a storage map and the map of a struct_ops that only have types.
$ bpfi map create <pins>/task type inode_storage name task flags no_prealloc btf file "$OBJS/traffic.bpf.o" key_type int value_type 'struct traffic'
$ bpfi map show pinned <pins>/task | sed -n 2,3p
~ .*key 4B  value 32B  max_entries 0.*
~ .*btf_id [0-9]+  key_type_id 1  value_type_id [0-9]+
$ bpfi map create <pins>/list type hash name list entries 4 btf file /sys/kernel/btf/vmlinux key_type int value_type 'struct list_head'
$ bpfi map update pinned <pins>/list key 1 value '{.next = 1}' && bpfi -j map dump pinned <pins>/list | grep -o '"formatted".*'
"formatted":{"key":1,"value":{"next":1,"prev":0}}}]
$ bpfi map create <pins>/integers type hash name integers entries 4 btf file /sys/kernel/btf/vmlinux key_type unsigned value_type 'unsigned long' && \
	bpfi map show pinned <pins>/integers | sed -n 2p
~ .*key 4B  value 8B.*
$ bpfi map create <pins>/x type hash name x entries 4 btf file /sys/kernel/btf/vmlinux key_type int value_type 'struct nosuch_type'
2> bpfi: value_type: type 'struct nosuch_type' not found
2> ...
? 1
$ bpfi map create <pins>/x type hash name x entries 4 key 8 btf file "$OBJS/traffic.bpf.o" key_type int value_type int
2> bpfi: key_type has 4 bytes, but the key has 8
? 1
$ bpfi map create <pins>/x type hash name x entries 4 key_type int value_type int
2> bpfi: 'key_type' and 'value_type' require 'btf'
? 2
$ bpfi map create <pins>/x type hash name x entries 4 key 4 value 4 btf file "$OBJS/traffic.bpf.o"
2> bpfi: 'btf' requires 'value_type'
? 2
$ bpfi map create <pins>/ops type struct_ops name ops key 4 entries 1 vmlinux_value_type bpf_struct_ops_tcp_congestion_ops
$ bpfi map show pinned <pins>/ops | grep -c 'vmlinux_value_type_id'
1
$ test -e <pins>/x
? 1

# A type for the value alone; Linux 7.0 and 7.1 take it.
skip-unless shell case $(uname -r) in 7.[01].*) exit 1 ;; esac
$ bpfi map create <pins>/x type hash name x entries 4 key 4 btf file /sys/kernel/btf/vmlinux value_type int
2> bpfi: hash: 'value_type' alone is not enough, the key needs a type too
2>       add 'key_type T', for example 'key_type unsigned' for a key of 4 bytes
? 1

# A bpffs is mounted only on an empty folder, and only when that is allowed.
$ mkdir bare && bpfi -n map create bare/m type array key 4 value 4 entries 1 name m
2> bpfi: bare is not a BPF filesystem, and --nomount forbids mounting one
? 1
$ bpfi map create bare/a.b type array key 4 value 4 entries 1 name m
2> bpfi: bare/a.b: names in a BPF filesystem cannot contain a dot
? 1
$ stat -f -c %T bare | grep -c bpf
0
? 1
$ bpfi map create bare/m type array key 4 value 4 entries 1 name m && bpfi map pin pinned bare/m bare/n && ls bare | grep -v debug
m
n
$ bpfi map unpin bare/n && ls bare | grep -v debug; umount bare
m
$ bpfi --nomount map pin id <m_hash> bare/m
2> bpfi: map <m_hash>: bare is not a BPF filesystem, and --nomount forbids mounting one
? 1
$ bpfi map pin id <m_hash> bare/m && bpfi map show pinned bare/m | head -n 1; umount bare
~ <m_hash>: hash .*
$ touch bare/file && bpfi map pin id <m_hash> bare/m
2> bpfi: map <m_hash>: bare is not a BPF filesystem
2> ...
? 1
$ bpfi map pin id <m_hash> <pins>/w extra
2> bpfi: unexpected word 'extra'
2> ...
? 2
$ bpfi map unpin bare/file
2~ bpfi: bare/file is not a pinned object: it is not in a BPF filesystem
? 1

# A name that is longer than the kernel keeps is cut, with a note, as scripts for bpftool expect.
$ bpfi map create <pins>/long type array key 4 value 4 entries 1 name sixteen_letters_ && bpfi -j map show pinned <pins>/long | jq -r .name
sixteen_letters
2> bpfi: note: the name was truncated to 15 characters: sixteen_letters

# Bloom filters have a number of their own kind.
skip-unless object m_bloom
$ bpfi map create <pins>/x type bloom_filter value 4 entries 4 map_extra 99 name x
2> bpfi: bloom_filter: invalid value 'map_extra 99'
? 1
$ bpfi map create <pins>/bloom type 30 value 4 entries 4 map_extra 5 name bloom && bpfi map show pinned <pins>/bloom | grep -o 'bloom_filter  name bloom\|map_extra.*'
bloom_filter  name bloom
map_extra 0x5

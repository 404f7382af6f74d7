# The elements of maps, one of each type.
host

# Without types: bytes, and how many there were.
$ bpfi map dump id <m_array>
key: 00 00 00 00  value: 07 00 00 00 00 00 00 00
key: 01 00 00 00  value: 08 00 00 00 00 00 00 00
key: 02 00 00 00  value: 09 00 00 00 00 00 00 00
key: 03 00 00 00  value: 00 00 00 00 00 00 00 00
Found 4 elements
$ bpfi map dump id <m_numa>
Found 0 elements
$ bpfi map dump id <m_percpu_array> | head -n 3
key:
00 00 00 00
value (CPU 00): 42 42 00 00 00 00 00 00

# What the peer prints, byte for byte, where it has nothing to say of an element but its bytes and types.
skip-unless tool bpftool
$ for map in <m_array> <m_percpu_array> <m_reuseport> <m_with_btf> <m_frozen> <m_numa> <m_lru_percpu> <m_rodata> <m_bss> \
	<m_data>; do for opt in '' -j -p; do bpftool $opt map dump id $map >theirs 2>/dev/null; "$BPFI" $opt map dump id $map >ours; \
	same theirs ours || echo "$map $opt"; done; done

# The same of hashes, in whatever order.
skip-unless tool bpftool
$ for map in <m_hash> <m_percpu_hash> <m_lru_hash>; do \
	bpftool -j map dump id $map | tr '{' '\n' | tr -d '],' | sort >theirs; "$BPFI" -j map dump id $map | tr '{' '\n' | tr -d '],' | sort >ours; \
	same theirs ours || echo "$map"; done

# Structs, and values of each CPU, through their types: the same content, text and JSON, in the same shape.
skip-unless tool bpftool
$ "$BUILD/tests/fill_map" hash 300 <pins>/flows && "$BUILD/tests/fill_map" percpu_hash 300 <pins>/percpu
$ for map in flows percpu; do for opt in '' -j -p; do bpftool $opt map dump pinned <pins>/$map | jq -cS '.[]' | sort >theirs; \
	"$BPFI" $opt map dump pinned <pins>/$map | jq -cS '.[]' | sort >ours; same theirs ours || echo "$map $opt"; \
	[ "$(wc -l <ours)" = 300 ] || echo "$map $opt: not all"; done; done
$ bpftool map dump pinned <pins>/flows | sed 's/^ *//' | sort >theirs; "$BPFI" map dump pinned <pins>/flows | sed 's/^ *//' | sort | same - theirs

# What elements are.
$ bpfi map dump id <m_prog_array>
~ key: 01 00 00 00  value: .. .. .. ..  prog_id: <p_xdp>
Found 1 element
$ bpfi map dump id <m_lpm_trie>
key: 18 00 00 00 c0 00 02 00  value: 01 00 00 00  prefix: 192.0.2.0/24
Found 1 element
$ bpfi map dump id <m_outer_array>
~ key: 01 00 00 00  inner_map_id: <m_array> ?
Found 1 element
$ bpfi map dump id <m_devmap>
key: 00 00 00 00  value: <no entry>
key: 01 00 00 00  value: 01 00 00 00 00 00 00 00  ifname: lo
key: 02 00 00 00  value: <no entry>
key: 03 00 00 00  value: <no entry>
Found 1 element
$ bpfi map dump id <m_sockhash>
~ key: 01 00 00 00  value: .* cookie: [0-9]+
Found 1 element
$ bpfi -j map dump id <m_cpumap> | jq -c '[.[] | .queue_size]'
[64,null]

# Global data, and one variable of it.
$ bpfi map dump id <m_data>
[{
        "value": {
            ".data": [{
                    "budget": 50
                }
            ]
        }
    }
]
$ bpfi -j map dump id <m_rodata> var limit
{"name":"limit","value":100}
$ bpfi map dump id <m_rodata> var limit
{
    "limit": 100
}
$ bpfi -j map dump id <m_rodata> var limits
~ \{"error":"map <m_rodata>: .*limits.*"\}
? 2

# Only what the types say.
$ bpfi -j --formatted-only map dump id <m_data>
[{"formatted":{"value":{".data":[{"budget":50}]}}}]

# Maps in maps, dumped behind the map they are in.
$ bpfi --follow map dump id <m_outer_array>
<m_outer_array>: array_of_maps  name outer_array  flags 0x0
~ key: 01 00 00 00  inner_map_id: <m_array> ?
Found 1 element

<m_array>: array  name array  flags 0x0
key: 00 00 00 00  value: 07 00 00 00 00 00 00 00
key: 01 00 00 00  value: 08 00 00 00 00 00 00 00
key: 02 00 00 00  value: 09 00 00 00 00 00 00 00
key: 03 00 00 00  value: 00 00 00 00 00 00 00 00
Found 4 elements
$ bpfi -j --follow map dump id <m_outer_array> | jq -c '[.[] | [.id, .type, (.elements | length)]]'
[[<m_outer_array>,"array_of_maps",1],[<m_array>,"array",4]]
$ bpfi --follow map dump id <m_outer_array> --where 'key == 0'
<m_outer_array>: array_of_maps  name outer_array  flags 0x0
Found 0 elements
? 1

# Several maps of a name: each with its headline; JSON in text where all have types.
$ bpfi -j map dump name 'traffic.*' | jq -c '.[] | select(.id == (<m_rodata>, <m_data>, <m_bss>)) | [.id, (.elements | length)]' | sort
[<m_rodata>,1]
[<m_bss>,1]
[<m_data>,1]
$ bpfi map dump name 'traffic.*' | jq -r '.[].type' | sort -u
array

# Queues and stacks: what comes next, and nothing is taken out.
$ bpfi map dump id <m_queue>; bpfi -j map peek id <m_queue>
value: 00 00 00 00
Found 1 element
{"key":[],"value":["0x00","0x00","0x00","0x00"]}
2> bpfi: map <m_queue>: only the next element is shown: the other elements can only be read by removing them
$ bpfi map lookup id <m_stack>
value: 02 00 00 00

# Ring buffers tell how full they are.
$ bpfi map dump id <m_user_ringbuf>
consumer 0  producer 0  pending 0B  size 4096B
$ bpfi -j map dump id <m_user_ringbuf>
[]

# What cannot be shown says why, once.
$ for map in <m_bloom> <m_inode_storage>; do bpfi map dump id $map; echo $?; done
1
1
2> bpfi: map <m_bloom>: its elements cannot be shown: it can only test whether a value may be a member
2> bpfi: map <m_inode_storage>: its elements cannot be shown: its values belong to inodes; user space can only look up a file that it has open
$ bpfi -j map lookup id <m_bloom>
~ .*it can only test whether a value may be a member"\}
2> ...
? 1

# Of arrays whose values the kernel never shows the keys are shown, each with the reason: that is all there is.
$ bpfi map dump id <m_perf_events> | head -n 2
key: 00 00 00 00
value: the kernel does not reveal which perf events it holds
$ bpfi -j map dump id <m_cgroup_array> | jq -c '.[0]'
{"key":["0x00","0x00","0x00","0x00"],"value":{"error":"the kernel does not reveal which cgroups it holds"}}
$ bpfi -j map dump id <m_xskmap> >out && jq -c '[length > 1, all(.value.error != null)]' out
[true,true]

# An index after the end is an element that does not exist; after it comes the first key, as the kernel has it.
$ bpfi -j map lookup id <m_array> key 99 0 0 0
null
2~ bpfi: map [0-9]+: .*99.*
? 1
$ bpfi -j map getnext id <m_array> key 99 0 0 0 | jq -c .next_key
["0x00","0x00","0x00","0x00"]

# Pages of an arena come into being when they are looked at.
skip-unless object m_arena
$ bpfi map dump id <m_arena>
2> bpfi: map <m_arena>: its elements cannot be shown: reading a page of an arena would allocate it
? 1

# Values that are kept with tasks, cgroups and sockets: by what they are kept with.
skip-unless object filled_maps
skip-unless object m_cgrp_storage
$ bpfi map dump id <m_task_storage>
[{
        "value": 5,
        "pid": <pid_host>,
        "comm": "bpf-host"
    }
]
$ bpfi -j map dump id <m_cgrp_storage> | jq -c '.[] | [.formatted.value, (.cgroup | sub(".*/"; ""))]'
[5,"bpf-host"]
$ bpfi -j map lookup id <m_task_storage> key <pid_host> | jq -c '[.pid, .formatted.value]'
[<pid_host>,5]
$ bpfi map lookup id <m_task_storage> key 1 >out; tail -n 1 out
Not found
2> bpfi: map <m_task_storage> has no element with this key
$ for key in 0 4294967297 18446744073709551615; do bpfi map lookup id <m_task_storage> key $key 2>&1 >out | sed 's/.* has/has/'; done
has no element with this key
has no element with this key
has no element with this key

# Named by a process, a cgroup or a socket they are found as well, and look the same; --debug does not keep from it.
skip-unless object filled_maps
skip-unless tool jq
skip-unless object m_cgrp_storage
$ bpfi -j map lookup id <m_task_storage> key pid <pid_host> >got && bpfi -j map lookup id <m_task_storage> key <pid_host> | same got - && jq -c '[.pid, .comm]' got
[<pid_host>,"bpf-host"]
$ bpfi -j map lookup id <m_task_storage> key pid 1
null
2> bpfi: map <m_task_storage> has no element with this key
? 1
$ bpfi -d map dump id <m_task_storage> 2>calls | jq -c '.[0].value'; grep -c 'storage of map' calls
5
1
$ bpfi -j map lookup id <m_sk_storage> key fd <pid_host> <fd_stored> | jq -c '[.formatted.value, .cookie > 0]'
[5,true]

# All values that are kept with sockets; some kernels refuse the iterator that lists them.
skip-unless object filled_maps
skip-unless object p_iter_sockets
skip-unless kernel 5.12
skip-unless tool jq
$ bpfi -j map dump id <m_sk_storage> | jq -c '.[] | [.formatted.value, .cookie > 0]'
[5,true]
$ id=$("$BPFI" -j map dump id <m_sk_storage> | jq '.[0].cookie') && bpfi -j map lookup id <m_sk_storage> key fd <pid_host> <fd_stored> | jq ".cookie == $id"
true

# Before Linux 5.12 no program could tell which socket a value is of.
skip-unless object filled_maps
skip-unless shell case $(uname -r) in 5.10.* | 5.11.*) ;; *) exit 1 ;; esac
$ bpfi map dump id <m_sk_storage>
2~ bpfi: map [0-9]+: loading the iterator over socket storage .*: Invalid argument \(EINVAL\)
2~ .*listings of socket storage require Linux 5.12 or newer; this is 5.1[01]
? 1

# Stack traces name the functions; records of a ring buffer stay in it.
skip-unless object filled_maps
$ bpfi map dump id <m_stack_trace> | grep -o ' [a-zA-Z_]*bpf_prog_test_run_raw_tp+' | head -n 1
 __bpf_prog_test_run_raw_tp+
$ bpfi -j map dump id <m_stack_trace> | jq -c '[.[0].frames[].symbol] | map(. // "" | test("sys_bpf")) | any'
true
$ for try in 1 2; do bpfi map dump id <m_ringbuf>; done
consumer 0  producer 40  pending 40B  size 4096B
at 0  size 8B
data:
6f 6f 62 00 00 00 00 00
at 16  size 16B  discarded
data:
00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
consumer 0  producer 40  pending 40B  size 4096B
at 0  size 8B
data:
6f 6f 62 00 00 00 00 00
at 16  size 16B  discarded
data:
00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00

# Pointers are for people in text, numbers for scripts; of struct_ops the ids are those of programs.
skip-unless object m_struct_ops
$ bpfi map dump id <m_struct_ops> | grep -e ssthresh
~  *"ssthresh": "0x[0-9a-f]+",
~  *"ssthresh.symbol": "steady_ssthresh",
$ bpfi map dump id <m_struct_ops> | grep '"init"'
~  *"init": "\(nil\)",
$ bpfi -j map dump id <m_struct_ops> | jq -c '.[0].formatted.value.data | [.init, .ssthresh > 0, .["undo_cwnd.symbol"]]'
[0,true,"steady_undo_cwnd"]

# One element.
$ bpfi map lookup id <m_array> key 1 0 0 0
key: 01 00 00 00  value: 08 00 00 00 00 00 00 00
$ bpfi -j map lookup id <m_array> key hex 02 00 00 00
{"key":["0x02","0x00","0x00","0x00"],"value":["0x09","0x00","0x00","0x00","0x00","0x00","0x00","0x00"]}
$ bpfi map lookup id <m_hash> key 9 0 0 0
key:
09 00 00 00

Not found
2> bpfi: map <m_hash> has no element with this key
? 1
$ bpfi -j map lookup id <m_hash> key 9 0 0 0
null
2> bpfi: map <m_hash> has no element with this key
? 1
$ bpfi map lookup id <m_hash> key 300 0 0 0
2> bpfi: key 300: must be at most 255
2> ...
? 2
$ bpfi map lookup id <m_hash> key 1
2> bpfi: key: expected 4 bytes, got 1
2> ...
? 2
$ bpfi map lookup id <m_lpm_trie> key 192.0.2.0/24
key: 18 00 00 00 c0 00 02 00  value: 01 00 00 00  prefix: 192.0.2.0/24
$ bpfi -j map lookup id <m_with_btf> key 1
{"key":["0x01","0x00","0x00","0x00"],"value":["0x00","0x00","0x00","0x00"],"formatted":{"key":1,"value":0}}
$ bpfi map lookup id <m_hash>
2> bpfi: key is missing (4 bytes)
2> ...
? 2
$ bpfi map lookup id <m_queue> key 1
2> bpfi: map <m_queue> has no keys
2> ...
? 2

# Keys in order.
$ bpfi map getnext id <m_array>
key: None
next key:
00 00 00 00
$ bpfi map getnext id <m_array> key 1 0 0 0
key:
01 00 00 00
next key:
02 00 00 00
$ bpfi -j map getnext id <m_array>
{"key":null,"next_key":["0x00","0x00","0x00","0x00"]}
$ bpfi map getnext id <m_array> key 3 0 0 0
2> bpfi: map <m_array> has no key after this one
? 1

# Of several maps those with types are JSON of their own where others have none.
$ bpfi map create <pins>/mix1 type hash key 4 value 4 entries 4 name mix1 && bpfi map create <pins>/mix2 type hash entries 8 name mix2 btf file "$OBJS/traffic.bpf.o" key_type int value_type int
$ bpfi map create <pins>/mix3 type hash entries 8 name mix3 btf file "$OBJS/traffic.bpf.o" key_type int value_type int && bpfi map update pinned <pins>/mix2 key 7 value 8
$ bpfi map update pinned <pins>/mix1 key 1 0 0 0 value 1 2 3 4 && bpfi map dump name 'mix*'
<id>: hash  name mix1  flags 0x0
key: 01 00 00 00  value: 01 02 03 04
Found 1 element

<id>: hash  name mix2  flags 0x0
[{
        "key": 7,
        "value": 8
    }
]

<id>: hash  name mix3  flags 0x0
[]
$ bpfi map dump pinned <pins>/mix2 --follow
<id>: hash  name mix2  flags 0x0
[{
        "key": 7,
        "value": 8
    }
]
$ bpfi -j map dump name 'mix*' --where 'key == 7' --fields key
[{"id":<id>,"type":"hash","name":"mix1","flags":0,"elements":[]},{"id":<id>,"type":"hash","name":"mix2","flags":0,"elements":[{"fields":{"key":7}}]},{"id":<id>,"type":"hash","name":"mix3","flags":0,"elements":[]}]

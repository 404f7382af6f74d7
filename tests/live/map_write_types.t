# Writing to each type of map: what its keys and values stand for, and what cannot be written.
host

# Global data has one element, whose key need not be said.
$ bpfi map update id <m_data> set budget=8
$ bpfi map dump id <m_data> var budget
{
    "budget": 8
}
$ bpfi map dump id <m_data> >dump && bpfi map update id <m_data> value '{"budget": 9}' && bpfi map import id <m_data> dump
written 1
$ bpfi -j map dump id <m_data> var budget
{"name":"budget","value":8}
$ bpfi map update id <m_data> set budget=-1
2> bpfi: budget: -1 does not fit an unsigned 32-bit integer (at least 0)
? 2
$ bpfi map update id <m_data> set budge=1
2~ bpfi: budge: no member 'budge'
2> ...
? 2
$ bpfi map update id <m_data> set budget=50

# Devices by name, and what runs behind them.
$ bpfi map update id <m_devmap> key 2 value dev lo && bpfi map update id <m_devmap> key 3 value 1 0 0 0 0 0 0 0
$ bpfi map dump id <m_devmap> | tail -n 3
key: 02 00 00 00  value: 01 00 00 00 00 00 00 00  ifname: lo
key: 03 00 00 00  value: 01 00 00 00 00 00 00 00  ifname: lo
Found 3 elements
$ bpfi map update id <m_devmap> key 2 value dev lo prog id <p_xdp>
2> bpfi: map <m_devmap>: cannot hold prog <p_xdp>: its type differs from that of the programs it holds
? 1
$ bpfi map update id <m_devmap> key 2 value dev nosuch
2> bpfi: value: network device 'nosuch' not found
? 1
$ bpfi map update id <m_devmap> key 2 value 250 0 0 0 0 0 0 0
2> bpfi: map <m_devmap>: no network device with this index
? 1
$ bpfi map update id <m_devmap> key 2 value dev
2> bpfi: value: 'dev' must be followed by NAME
? 2
$ bpfi map update id <m_devmap> key 2 value dev lo loud
2> bpfi: value: unexpected word 'loud'
? 2
$ bpfi map update id <m_devmap> key 4 value dev lo
2> bpfi: map <m_devmap>: index 4 is out of range (the last one is 3)
? 1
$ bpfi map delete id <m_devmap> key 2 && bpfi map delete id <m_devmap> key 3

# A program behind a device is an id in what is read, and is written back as the same program.
skip-unless tool jq
skip-unless object p_xdp_devmap
$ bpfi map update id <m_devmap> key 2 value dev lo prog id <p_xdp_devmap>
$ bpfi -j map dump id <m_devmap> | jq -c '.[] | select(.prog_id) | [.ifname, .prog_id]'
["lo",<p_xdp_devmap>]
$ bpfi map export id <m_devmap> before && bpfi map clear id <m_devmap> && bpfi map import id <m_devmap> before
written 2
deleted 2
written 2
$ bpfi map export id <m_devmap> after && same before after
written 2
$ bpfi map delete id <m_devmap> key 2

# Queues of CPUs.
$ bpfi map update id <m_cpumap> key 0 value queue_size 128 && bpfi map dump id <m_cpumap> | head -n 1
key: 00 00 00 00  value: 80 00 00 00 00 00 00 00  queue_size: 128
$ bpfi map update id <m_cpumap> key 0 value queue_size 16385
2> bpfi: map <m_cpumap>: the queue of a CPU can hold at most 16384 packets
? 1
$ bpfi map update id <m_cpumap> key 0 value queue_size 128 prog id <p_xdp>
2> bpfi: map <m_cpumap>: cannot hold prog <p_xdp>: its type differs from that of the programs it holds
? 1
$ bpfi map update id <m_cpumap> key 0 value queue_size 64

# Processes, cgroups and files are named; their numbers in this process mean nothing to anybody else.
skip-unless file /sys/fs/cgroup
$ mkdir cg && mount -t cgroup2 none cg
$ bpfi map update id <m_task_storage> key pid <pid_host> value 7
$ bpfi map update id <m_task_storage> key pid <pid_host> value 8 noexist
2> bpfi: map <m_task_storage>: this key already exists
? 1
$ bpfi map update id <m_task_storage> key pid <pid_host> set =9
$ bpfi map delete id <m_task_storage> key pid <pid_host>
$ bpfi map delete id <m_task_storage> key pid <pid_host>
2> bpfi: map <m_task_storage>: key not found
? 1
$ bpfi map update id <m_task_storage> key pid 4194305 value 7
2> bpfi: key: process 4194305 not found
? 1
$ bpfi map update id <m_task_storage> key 1 value 1
2> bpfi: map <m_task_storage>: keys are processes; use 'key pid N'
? 2
$ bpfi map import id <m_task_storage> /dev/null
2> bpfi: map <m_task_storage>: keys are processes; add them one by one with 'map update'
? 1
$ touch file && bpfi map update id <m_inode_storage> key file file value 7 && bpfi map lookup id <m_inode_storage> key file file
{
    "value": 7
}
$ bpfi -j map lookup id <m_inode_storage> key file file
{"value":["0x07","0x00","0x00","0x00"],"formatted":{"value":7}}
$ bpfi map delete id <m_inode_storage> key file file && bpfi map lookup id <m_inode_storage> key file file
Not found
2> bpfi: map <m_inode_storage> has no element with this key
? 1
$ bpfi map lookup id <m_inode_storage> key file nosuch
2> bpfi: map <m_inode_storage>: key: nosuch not found
? 1
$ bpfi map lookup id <m_inode_storage> key 5
2> bpfi: map <m_inode_storage>: keys are files; use 'key file PATH'
? 2
$ bpfi map update id <m_cgroup_array> key 0 value cgroup cg && bpfi map delete id <m_cgroup_array> key 0
$ bpfi map update id <m_cgroup_array> key 0 value cgroup cg/nosuch
2> bpfi: value: cg/nosuch not found
? 1
$ bpfi map update id <m_cgroup_array> key 0 value cgroup .
2> bpfi: map <m_cgroup_array>: the given object is not of the kind that this map holds
? 1
$ bpfi map update id <m_cgroup_array> key 0 value 1 2 3 4
2> bpfi: map <m_cgroup_array>: values are cgroups; use 'value cgroup PATH'
? 2
$ umount cg

# A cgroup's own storage.
skip-unless object m_cgrp_storage
$ mkdir cg && mount -t cgroup2 none cg
$ bpfi map update id <m_cgrp_storage> key cgroup cg value 7 && bpfi map delete id <m_cgrp_storage> key cgroup cg; umount cg

# Sockets that another process has.
skip-unless tool jq
$ bpfi map update id <m_sockmap> key 2 value fd <pid_host> <fd_socket> && bpfi -j map dump id <m_sockmap> | jq '[.[] | select(.cookie)] | length'
2
$ bpfi map delete id <m_sockmap> key 2
$ bpfi map update id <m_sk_storage> key fd <pid_host> <fd_socket> value 7 && bpfi map delete id <m_sk_storage> key fd <pid_host> <fd_socket>
$ bpfi map update id <m_sockmap> key 2 value fd <pid_host> 0
2> bpfi: map <m_sockmap>: the file descriptor is not a socket
? 1
$ bpfi map update id <m_sockmap> key 2 value fd <pid_host> 60000
2> bpfi: value: process <pid_host> with file descriptor 60000 not found
? 1
$ bpfi map update id <m_xskmap> key 2 value fd <pid_host> <fd_socket>
2~ bpfi: map <m_xskmap>: this map type does not accept the socket in its type or state
? 1
$ bpfi map update id <m_sockmap> key 2 value 1 0 0 0 0 0 0 0
2> bpfi: map <m_sockmap>: values are sockets; use 'value fd PID N'
? 2

# Bloom filters only learn.
$ bpfi map push id <m_bloom> value 9 9 9 9
$ bpfi map update id <m_bloom> value 9 9 9
2> bpfi: value: expected 4 bytes, got 3
2>       the map has no types; its value must be given as bytes
? 2
$ bpfi map clear id <m_bloom>
2> bpfi: map <m_bloom> cannot be cleared: elements of a bloom filter cannot be deleted
? 1

# Maps and programs as values.
$ bpfi map create <pins>/outer type hash_of_maps key 4 value 4 entries 4 name outer inner_map id <m_hash>
$ bpfi map update pinned <pins>/outer key 1 0 0 0 value id <m_array>
2> bpfi: map <id>: cannot hold map <id>: its type or sizes differ from those of the inner maps
? 1
$ bpfi map update pinned <pins>/outer key 2 0 0 0 value id <m_hash>
$ bpfi -j map dump pinned <pins>/outer | grep -o '"inner_map_id":[0-9]*'
"inner_map_id":<m_hash>
$ bpfi map pin <m_hash> <pins>/inner && bpfi map update <pins>/outer key 3 0 0 0 value <pins>/inner && bpfi map update <pins>/outer key 3 0 0 0 value <m_hash>; bpfi -j map dump <pins>/outer | grep -c '"inner_map_id":<m_hash>'; bpfi map delete <pins>/outer key 3 0 0 0; bpfi pin unpin <pins>/inner
1
$ bpfi map export pinned <pins>/outer inner && bpfi map clear pinned <pins>/outer && bpfi map import pinned <pins>/outer inner
written 1
deleted 1
written 1
$ bpfi map update id <m_prog_array> key 2 0 0 0 value id <p_xdp> && bpfi map delete id <m_prog_array> key 2 0 0 0
$ bpfi map update id <m_prog_array> key 2 0 0 0 value id <p_xdp> 4
2> bpfi: value: unexpected word '4' after the prog
? 2
$ bpfi map update id <m_prog_array> key 2 value hex ffffff7f
2> bpfi: prog 2147483647: no such program
? 1
$ bpfi map update id <m_outer_array> key 0 value id <m_array> && bpfi map delete id <m_outer_array> key 0
$ bpfi map update id <m_outer_array> key 0 value pinned <bpffs>/program
2> bpfi: <bpffs>/program is a pinned program, not a map
? 1
$ bpfi map update id <m_outer_array> key 0 value name nosuch
2> bpfi: no map is named 'nosuch'
2> ...
? 1

# Types that user space cannot write to.
$ bpfi map update id <m_ringbuf> value 1
2> bpfi: map <m_ringbuf> cannot be written to: it has no elements; programs write records to it
? 1
$ bpfi map update id <m_stack_trace> key 1 value 1
2> bpfi: map <m_stack_trace> cannot be written to: only programs write stack traces
? 1
$ bpfi map update id <m_perf_events> key 1 value 1
2> bpfi: map <m_perf_events> cannot be written to: the kernel removes its perf events when the process that added them exits; see 'map event_pipe'
? 1
$ bpfi map update id <m_struct_ops> key 0 value 1
2> bpfi: map <m_struct_ops> cannot be written to: a struct_ops map is filled at registration
? 1
$ bpfi map update id 4294967295 key 1 value 1
2> bpfi: map 4294967295: no such map
? 1

# A typed value that does not name all members clears none of an element that exists.
$ bpfi map create <pins>/whole type hash entries 4 name whole btf file "$OBJS/traffic.bpf.o" key_type int value_type 'struct traffic'
$ bpfi map update pinned <pins>/whole key 1 value '{"packets": 7, "label": "web"}' && bpfi map update pinned <pins>/whole key 1 value '{"packets": 8}'
2> bpfi: map <id>: the element exists, and the value does not name all of its members
2>       'set' changes single members; --zero clears those that are not named
? 1
$ bpfi -j map lookup pinned <pins>/whole key 1 | jq -c '[.formatted.value.packets, .formatted.value.label]'
[7,"web"]
$ bpfi map update pinned <pins>/whole key 1 value '{"packets": 8}' --zero && bpfi -j map lookup pinned <pins>/whole key 1 | jq -c '[.formatted.value.packets, .formatted.value.label]'
[8,""]
$ bpfi map update pinned <pins>/whole key 2 value '{"packets": 9}' && bpfi map update pinned <pins>/whole key 2 value '{"packets": 010}'
2> bpfi: value.packets: 010: numbers in JSON do not begin with 0
? 2

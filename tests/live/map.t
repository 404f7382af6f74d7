# The listing of maps, one of each type.
host

# Text: sizes, owners.
$ bpfi map show id <m_hash>
<m_hash>: hash  name hash  flags 0x0
1> 	key 4B  value 8B  max_entries 16  memlock <n>B
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)

# The full name of a map, from the section of its BTF that declares it.
$ bpfi map show name connections_by_source_address
<m_long_name>: hash  name connections_by_source_address  flags 0x0
1> 	key 8B  value 32B  max_entries 128  memlock <n>B
1> 	btf_id <b_traffic>  key_type_id <id>  value_type_id <id>
1> 	pids bpf-host(<pid_host>)
$ bpfi map show name connections_by_ | head -n 1
<m_long_name>: hash  name connections_by_source_address  flags 0x0

# A program array tells what programs it takes.
$ bpfi map show id <m_prog_array>
<m_prog_array>: prog_array  name prog_array  flags 0x0
1> 	key 4B  value 4B  max_entries 4  memlock <n>B
1> 	owner_prog_type xdp  owner jited
1> 	pids bpf-host(<pid_host>)

# A frozen map, BTF, names of flags.
$ bpfi map show id <m_frozen>
<m_frozen>: array  name frozen  flags 0x80  rdonly_prog
1> 	key 4B  value 4B  max_entries 3  memlock <n>B
1> 	btf_id <b_scalar>  key_type_id 1  value_type_id 1  frozen
1> 	pids bpf-host(<pid_host>)

# A map without BTF does not show that of the map before it.
$ bpfi -j map show id <m_numa> | grep btf_id
? 1

# The global data of an object.
$ bpfi map show id <m_rodata> | head -n 1
<m_rodata>: array  name traffic.rodata  flags 0x480  rdonly_prog,mmapable
$ bpfi map show name traffic.data | head -n 1
<m_data>: array  name traffic.data  flags 0x400  mmapable

# Pins, with names that are hard to print.
$ bpfi -f map show | grep 'pinned <bpffs>/' | sort
1> 	pinned <bpffs>/-dash
1> 	pinned <bpffs>/map
1> 	pinned <bpffs>/new\nline
1> 	pinned <bpffs>/quote"back\
1> 	pinned <bpffs>/raw-\xff
1> 	pinned <bpffs>/tab\there
1> 	pinned <bpffs>/with space
1> 	pinned <bpffs>/ü-utf8
$ bpfi -fj map show | wc -l | tr -d ' '
1

# Every map the holder made is listed under the type it was made with.
$ for each in array perf_events:perf_event_array percpu_hash percpu_array stack_trace cgroup_array lru_hash \
	lru_percpu:lru_percpu_hash lpm_trie outer_array:array_of_maps outer_hash:hash_of_maps devmap sockmap cpumap xskmap \
	sockhash cg_storage:cgroup_storage reuseport:reuseport_sockarray cg_percpu:percpu_cgroup_storage queue stack \
	sk_storage devmap_hash ringbuf inode_storage; do \
	bpfi map show name "${each%:*}" | grep -q ": ${each#*:}  name ${each%:*}  flags " || echo "missing: $each"; done

# Types that not every kernel has.
$ bpfi map show id <m_task_storage> | head -n 1
<m_task_storage>: task_storage  name task_storage  flags 0x1  no_prealloc
$ bpfi map show id <m_bloom> | head -n 1
<m_bloom>: bloom_filter  name bloom  flags 0x0
$ bpfi map show id <m_user_ringbuf> | head -n 1
<m_user_ringbuf>: user_ringbuf  name user_ringbuf  flags 0x0

# Types of newer kernels.
skip-unless object m_arena
$ bpfi map show id <m_arena> | head -n 1
<m_arena>: arena  name arena  flags 0x400  mmapable
$ bpfi map show id <m_cgrp_storage> | head -n 1
<m_cgrp_storage>: cgrp_storage  name cgrp_storage  flags 0x1  no_prealloc

# What the incumbent says of a map, bpfi says as well.
skip-unless tool bpftool
skip-unless tool jq
$ for id in <m_hash> <m_prog_array> <m_percpu_hash> <m_ringbuf> <m_frozen> <m_with_btf> <m_outer_hash> <m_queue>; do \
	bpftool -j map show id $id | jq -S 'del(.name)' >theirs; \
	bpfi -j map show id $id | jq -S --slurpfile t theirs 'with_entries(select(.key as $k | $t[0] | has($k)))' >ours; \
	same theirs ours; done

# A name that several maps have is listed with all of them.
$ bpfi map show name 'sock*' | grep -c '  name sock'
2

# Descriptors that only one thread has are its process's; without the iterator they are found in /proc.
skip-unless file $BUILD/tests/thread
$ mkfifo in; "$BUILD/tests/thread" of_a_thread <in >out & exec 8>in; await grep ready out; \
	"$BPFI" map show name of_a_thread | grep -o 'thread([0-9]*)' | tr -d 0-9; \
	unshare -m sh -c 'mount -t tmpfs none /sys/kernel/btf; "$BPFI" map show name of_a_thread' | grep -o 'thread([0-9]*)' | tr -d 0-9; \
	exec 8>&-; wait
thread()
thread()

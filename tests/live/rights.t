# Without rights: what is missing is named.
skip-unless root
skip-unless tool capsh
host

# No capability at all.
$ capsh --drop=all -- -c '"$BPFI" prog show'
2~ bpfi: .*(EPERM|not permitted).*
2~ .*(CAP_SYS_ADMIN|CAP_BPF).*
2> ...
? 1
$ capsh --drop=all -- -c '"$BPFI" -j map show' 2>/dev/null
~ \{"error":".*"\}
? 1

# The version needs none.
$ capsh --drop=all -- -c '"$BPFI" version' | head -n 1
~ bpfi v[0-9.]+

# What is pinned where one may look is shown and read all the same: the file gives the right.
$ capsh --drop=all -- -c '"$BPFI" map show pinned <bpffs>/map' | head -n 2
<m_hash>: hash  name hash  flags 0x0
	key 4B  value 8B  max_entries 16  memlock <n>B
$ capsh --drop=all -- -c '"$BPFI" -j map lookup pinned <bpffs>/map key 1 0 0 0' | cut -c 1-8
{"key":[
$ capsh --drop=all -- -c '"$BPFI" pin show <bpffs>' | grep program
<bpffs>/program: prog <p_xdp>  xdp  name xdp

# Of a program's code the kernel then says nothing, which is not the same as none.
$ capsh --drop=all -- -c '"$BPFI" prog show pinned <bpffs>/program'
~ <p_xdp>: xdp  name xdp  tag [0-9a-f]+  gpl.*
	loaded_at <time>  uid 0
	memlock 4096B
...
$ capsh --drop=all -- -c '"$BPFI" -j prog show pinned <bpffs>/program' | grep -c xlated
0
? 1

# A cgroup's path is found by its number where the kernel opens none by that.
$ capsh --drop=cap_dac_read_search -- -c '"$BPFI" link show id <l_cg_ingress>' | sed -n 3p
~ 	cgroup_path /.*/bpf-host

# The listing of programs, one of each type.
host

# Text: three lines and what else there is.
$ bpfi prog show id <p_xdp>
~ <p_xdp>: xdp  name xdp  tag [0-9a-f]+  gpl.*
1> 	loaded_at <time>  uid 0
1> 	xlated 16B  jited <n>B  memlock 4096B
...
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)

# Among very many programs one is found by the names that the kernel lists; those that it may be are opened.
$ mkfifo in ready; "$BUILD/tests/many" 800 <in >ready & exec 8>in; read -r _ <ready; \
	bpfi prog show name many_799 | grep -e name -e pids; bpfi -j prog show name 'many_7[89]?' | jq length; \
	bpfi --debug prog show many_799 2>&1 >/dev/null | grep -c 'open prog' >opened; test $(cat opened) -lt 600 && echo few; exec 8>&-; wait
~ <id>: socket_filter  name many_799  tag [0-9a-f]+  gpl
~ .pids many\([0-9]+\)
20
few

# The full name of a program, longer than the 15 bytes the kernel keeps.
$ bpfi prog show id <p_long_name> | head -n 1
<p_long_name>: xdp  name count_packets_per_source_address  tag <hex>  gpl
$ bpfi prog show name count_packets_per_source_address | head -n 1
<p_long_name>: xdp  name count_packets_per_source_address  tag <hex>  gpl

# The kernel's 15 bytes of a name still match, and so do globs.
$ bpfi prog show name count_packets_p | head -n 1
<p_long_name>: xdp  name count_packets_per_source_address  tag <hex>  gpl
$ bpfi prog show name 'count_packets_*_address' | head -n 1
<p_long_name>: xdp  name count_packets_per_source_address  tag <hex>  gpl

# What the object file says of itself, through the types of its constants.
$ bpfi prog show id <p_tail> | grep -A 2 metadata
1> 	metadata:
1> 		author = "somebody"
1> 		version = 7
$ bpfi -j prog show id <p_tail> | jq -c .metadata
{"author":"somebody","version":7}
$ bpfi -j prog show id <p_xdp> | jq -c .metadata
null

# A program by where it is pinned, and its pins.
$ bpfi -f prog show pinned <bpffs>/program
~ <p_xdp>: xdp  name xdp  tag [0-9a-f]+  gpl.*
...
1> 	pinned <bpffs>/folder/again
1> 	pinned <bpffs>/program
...

# A map is no program.
$ bpfi prog show pinned <bpffs>/map
2~ bpfi: .*map.*
2> ...
? 1

# JSON has the keys of the incumbent, in its order.
$ bpfi -j prog show id <p_tail>
{"id":<p_tail>,"type":"xdp","name":"drop_or_pass","tag":"<hex>","gpl_compatible":true,"loaded_at":<n>,"uid":0,<any>"bytes_xlated":<n>,"jited":true,"bytes_jited":<n>,"bytes_memlock":<n>,"map_ids":[<any>],<any>"btf_id":<b_traffic>,<any>

# One match is an object, a listing an array.
$ bpfi -j prog show id <p_xdp> | cut -c 1
{
$ bpfi -j prog show | cut -c 1
[

# JSON lines: a record is a line.
$ bpfi -J prog show id <p_cls> | wc -l | tr -d ' '
1
$ bpfi -J prog show id <p_cls>
{"id":<p_cls>,"type":"sched_cls","name":"cls",<any>}

# Every program the holder made is listed under the type it was made with.
$ for each in socket:socket_filter kprobe:kprobe cls:sched_cls act:sched_act tracepoint:tracepoint \
	perf_event:perf_event cg_skb:cgroup_skb cg_sock:cgroup_sock lwt_in:lwt_in lwt_out:lwt_out lwt_xmit:lwt_xmit \
	sock_ops:sock_ops sk_skb:sk_skb cg_device:cgroup_device sk_msg:sk_msg raw_tp:raw_tracepoint \
	connect4:cgroup_sock_addr seg6local:lwt_seg6local reuseport:sk_reuseport dissector:flow_dissector \
	sysctl:cgroup_sysctl raw_tp_w:raw_tracepoint_writable getsockopt:cgroup_sockopt tp_btf:tracing iter_task:tracing \
	sk_lookup:sk_lookup; do \
	bpfi prog show name "${each%:*}" | grep -q ": ${each#*:}  name ${each%:*}  tag " || echo "missing: $each"; done

# A type that only user space runs.
$ bpfi prog show id <p_syscall> | head -n 1
<p_syscall>: syscall  name syscall  tag <hex>  gpl

# LSM and freplace programs, where the kernel loads them, with what they are for.
skip-unless object p_lsm
skip-unless kernel 6.0
$ bpfi prog show id <p_lsm>
<p_lsm>: lsm  name lsm  tag <hex>  gpl
...
~ 	attach_btf_obj_id [0-9]+  attach_btf_id [0-9]+  attach_btf_name bpf_lsm_bpf
...
$ bpfi prog show id <p_freplace>
<p_freplace>: ext  name admit_all  tag <hex>  gpl
...

# Functions that fentry programs are for are told by name.
skip-unless object p_fentry
skip-unless kernel 6.0
$ bpfi prog show id <p_fentry>
<p_fentry>: tracing  name fentry  tag <hex>  gpl
...
~ 	attach_btf_obj_id 1  attach_btf_id [0-9]+  attach_btf_name do_nanosleep
...

# Netfilter programs.
skip-unless object p_netfilter
$ bpfi prog show id <p_netfilter> | head -n 1
<p_netfilter>: netfilter  name netfilter  tag <hex>  gpl

# What the incumbent says of a program, bpfi says as well.
skip-unless tool bpftool
skip-unless tool jq
$ for id in <p_xdp> <p_tail> <p_switches> <p_syscall> <p_no_gpl_map> <p_connect4>; do \
	bpftool -j prog show id $id | jq -S 'del(.name, .loaded_at)' >theirs; \
	bpfi -j prog show id $id | jq -S --slurpfile t theirs 'with_entries(select(.key as $k | $t[0] | has($k)))' >ours; \
	same theirs ours; done

# An id nobody has.
$ bpfi prog show id 4294967295
2~ bpfi: .*4294967295.*
2> ...
? 1

# A name nobody has.
$ bpfi prog show name no_such_program
2~ bpfi: .*no_such_program.*
? 1

# Where it is attached: of programs that were named all places, in a listing what links report, unless more is wanted.
$ bpfi prog show id <p_xdp> | grep attached
1> 	attached xdp  link <l_xdp_lost>  detached
1> 	attached xdp  generic  dev lo  link <l_xdp_generic>
1> 	attached xdp  driver  dev bpfhost0  link <l_xdp>
~ 	attached tail_call  map [0-9]+  prog_array  slot 1
$ bpfi prog show | grep -A 6 '^<p_xdp>:' | grep 'attached.*<l_xdp>$'
1> 	attached xdp  ifindex <if_veth>  link <l_xdp>
$ bpfi prog show --attached | grep -A 6 '^<p_xdp>:' | grep -c 'attached xdp  driver  dev bpfhost0  link <l_xdp>$'
1
$ bpfi -j prog show id <p_act> | grep -o '"attached":..'
"attached":[]
$ bpfi -j prog show id <p_cg_skb> | grep -o '"attached":.{"kind":"cgroup","attach_type":"cgroup_inet_ingress","cgroup":"[^"]*","cgroup_id":[0-9]*,"attach_flags":"multi"'
~ "attached":\[\{"kind":"cgroup","attach_type":"cgroup_inet_ingress","cgroup":"/.*/bpf-host","cgroup_id":[0-9]+,"attach_flags":"multi"

# Without a link: in another network namespace, in a nested control group.
skip-unless native
$ bpfi prog pin id <p_xdp> <pins>/elsewhere; mkfifo up; unshare -n sh -c '"$BPFI" net attach xdpgeneric pinned <pins>/elsewhere dev lo; echo >up; read word <up' & read word <up; bpfi prog show id <p_xdp> | grep -c "attached xdp  generic  dev lo  netns pid"; echo >up; wait
1
$ cg="$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')"; bpfi cgroup attach "$cg" egress id <p_cg_skb> multi; bpfi prog show id <p_cg_skb> | sed -n 's/attached cgroup  cgroup_inet_egress.*position/found/p'; bpfi cgroup detach "$cg" egress id <p_cg_skb>
~ 	found [0-9]+

# The listing of links, one of each type that the kernel makes.
host

# Raw tracepoints and their cookie.
$ bpfi link show id <l_raw_tp>
<l_raw_tp>: raw_tracepoint  prog <p_raw_tp>  name raw_tp  prog_type raw_tracepoint
1> 	tp 'sched_process_exit'
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)
$ bpfi -j link show id <l_raw_tp>
{"id":<l_raw_tp>,"type":"raw_tracepoint","prog_id":<p_raw_tp>,"prog_name":"raw_tp","prog_type":"raw_tracepoint","tp_name":"sched_process_exit",<any>"pids":[{"pid":<pid_host>,"comm":"bpf-host",<any>

# Without the iterator over open files owners are found in /proc, also where reading it for a link crashes the kernel (6.17, 6.18).
$ unshare -m sh -c 'mount -t tmpfs none /sys/kernel/btf; "$BPFI" link show id <l_raw_tp>' | tail -n 1 | sed 's,  pids incomplete$,,'
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)

# Iterators: what they walk.
$ bpfi link show id <l_iter_map>
<l_iter_map>: iter  prog <p_iter_map>  name iter_map  prog_type tracing  target_name bpf_map
1> 	pids bpf-host(<pid_host>)

# Iterators over one map; some kernels refuse those that could write to it.
skip-unless object l_iter_elem
$ bpfi link show id <l_iter_elem> | head -n 1
<l_iter_elem>: iter  prog <p_iter_elem>  name iter_elem  prog_type tracing  target_name bpf_map_elem  map_id <m_hash>  map_name hash

# Iterators of one process and of a cgroup (6.1).
skip-unless kernel 6.1
$ bpfi link show id <l_iter_task> | head -n 1
<l_iter_task>: iter  prog <p_iter_task>  name iter_task  prog_type tracing  target_name task  pid <pid_host>
$ bpfi link show id <l_iter_cgroup> | head -n 2
<l_iter_cgroup>: iter  prog <p_iter_cgroup>  name iter_cgroup  prog_type tracing  target_name cgroup  cgroup_id <id>  order descendants_pre
~ 	cgroup_path /.*/bpf-host

# Cgroups are told by path.
$ bpfi link show id <l_cg_ingress>
<l_cg_ingress>: cgroup  prog <p_cg_skb>  name cg_skb  prog_type cgroup_skb
1> 	cgroup_id <id>  attach_type cgroup_inet_ingress
~ 	cgroup_path /.*/bpf-host
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_connect4> | grep attach_type
~ 	cgroup_id [0-9]+  attach_type cgroup_inet4_connect

# Network devices, by name; one that is gone.
$ bpfi link show id <l_xdp>
<l_xdp>: xdp  prog <p_xdp>  name xdp  prog_type xdp
1> 	ifindex bpfhost0(<if_veth>)
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_xdp_lost> | sed -n 2p
1> 	ifindex (detached)
$ bpfi -j link show id <l_xdp_generic>
{"id":<l_xdp_generic>,"type":"xdp","prog_id":<p_xdp>,"prog_name":"xdp","prog_type":"xdp","devname":"lo","ifindex":1,<any>

# From another network namespace a device has no name.
$ unshare -n "$BPFI" link show id <l_xdp> | sed -n 2p
~ 	ifindex .*\(?<if_veth>\)?.*

# A link's info has no network namespace: from another one its device is not named, even where the number is taken.
skip-unless tool ip
skip-unless native
$ unshare -n sh -c 'ip link add index <if_veth> mine type veth peer name other; "$BPFI" link show id <l_xdp> | sed -n 2p'
1> 	ifindex (unknown)(<if_veth>)

# Network namespaces.
$ bpfi link show id <l_sk_lookup>
<l_sk_lookup>: netns  prog <p_sk_lookup>  name sk_lookup  prog_type sk_lookup
1> 	netns_ino <id>  attach_type sk_lookup
1> 	pids bpf-host(<pid_host>)
$ bpfi -j link show id <l_dissector>
{"id":<l_dissector>,"type":"netns","prog_id":<p_dissector>,"prog_name":"dissector","prog_type":"flow_dissector","netns_ino":<id>,"attach_type":"flow_dissector",<any>

# Perf events: kernels tell what of since 6.6.
skip-unless kernel 6.6
skip-unless object l_tracepoint
$ bpfi link show id <l_tracepoint>
<l_tracepoint>: perf_event  prog <p_tracepoint>  name tracepoint  prog_type tracepoint
1> 	tracepoint sched_process_exec  cookie 77
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_page_faults> | sed -n 2p
1> 	event software:page-faults

# Uprobes.
skip-unless kernel 6.6
$ bpfi link show id <l_uprobe> | sed -n 2p
~ 	uprobe /.*/bpf-host\+0x[0-9a-f]+  cookie 77
$ bpfi link show id <l_uretprobe> | sed -n 2p
~ 	uretprobe /.*/bpf-host\+0x[0-9a-f]+
$ bpfi -j link show id <l_uprobe>
{"id":<l_uprobe>,"type":"perf_event","prog_id":<p_kprobe>,<any>"retprobe":false,"file":"/<any>/bpf-host","offset":<id>,"cookie":77,<any>

# Kprobes.
skip-unless object l_kprobe
skip-unless kernel 6.6
$ bpfi link show id <l_kprobe> | sed -n 2p
~ 	kprobe [0-9a-f]+ do_nanosleep(\+0x[0-9a-f]+)?  cookie 77
$ bpfi -j link show id <l_kretprobe>
{"id":<l_kretprobe>,"type":"perf_event","prog_id":<p_kprobe>,<any>"retprobe":true,"addr":<id>,<any>"func":"do_nanosleep",<any>

# Kernels before 6.6 say nothing of a perf event but that it is one.
skip-unless shell case $(uname -r) in 6.[0-5].*) ;; *) exit 1;; esac
$ bpfi link show id <l_uprobe> | head -n 1
<l_uprobe>: perf_event  prog <p_kprobe>  name kprobe  prog_type kprobe

# Several kernel functions at once, sorted by address.
skip-unless object l_kprobe_multi
skip-unless kernel 6.6
$ bpfi link show id <l_kprobe_multi>
<l_kprobe_multi>: kprobe_multi  prog <p_kprobe_multi>  name kprobe_multi  prog_type kprobe
~ 	kprobe.multi  func_cnt 3.*
~ 	addr +cookie +func \[module\]
...
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_kprobe_multi> | grep -c -E '^	[0-9a-f]{16} +[0-9a-f]+ +(do_nanosleep|vfs_mkdir|vfs_rmdir)'
3
$ bpfi -j link show id <l_kret_multi>
{"id":<l_kret_multi>,"type":"kprobe_multi","prog_id":<p_kprobe_multi>,<any>"retprobe":true,"func_cnt":3,<any>

# Several functions of a file at once.
skip-unless object l_uprobe_multi
skip-unless kernel 6.8
$ bpfi link show id <l_uprobe_multi>
<l_uprobe_multi>: uprobe_multi  prog <p_uprobe_multi>  name uprobe_multi  prog_type kprobe
~ 	uprobe.multi  path /.*/bpf-host  func_cnt 1
1> 	offset             ref_ctr_offset     cookies
~ 	0x[0-9a-f]+ +0x0 +0xb
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_uret_multi> | sed -n 2p
~ 	uretprobe.multi  path /.*/bpf-host  func_cnt 1  pid <pid_host>

# Tracing: the function that is traced.
skip-unless object l_fentry
$ bpfi link show id <l_fentry>
<l_fentry>: tracing  prog <p_fentry>  name fentry  prog_type tracing
~ 	attach_type trace_fentry.*
...
1> 	pids bpf-host(<pid_host>)
$ bpfi -j link show id <l_fexit>
{"id":<l_fexit>,"type":"tracing","prog_id":<p_fexit>,"prog_name":"fexit","prog_type":"tracing","attach_type":"trace_fexit","target_obj_id":1,"target_btf_id":<id>,<any>"do_nanosleep"<any>

# Many functions traced by one link (7.2); what a kernel does not tell of it is not 0.
skip-unless object l_tracing_multi
skip-unless shell case $(uname -r) in 7.2.*) ;; *) exit 1 ;; esac
$ bpfi link show id <l_tracing_multi> | grep -e attach_type -e func_cnt
? 1
$ bpfi -j link show id <l_tracing_multi> | jq -c 'has("attach_type", "func_cnt", "btf_obj_id", "funcs")' | sort -u
false

# From 7.3 on its functions are told.
skip-unless object l_tracing_multi
skip-unless kernel 7.3
$ bpfi link show id <l_tracing_multi> | sed 1,2d | grep -c -E '^	[0-9a-f]{16} +(b|16|21) +[1-9][0-9]* +(do_nanosleep|vfs_mkdir|vfs_rmdir)'
3
$ bpfi -j link show id <l_tracing_multi>
{"id":<l_tracing_multi>,"type":"tracing_multi","prog_id":<p_fentry_multi>,<any>"attach_type":"trace_fentry_multi","func_cnt":3,"btf_obj_id":1,"funcs":[<any>

# LSM, by hook and by cgroup; a replaced function.
skip-unless object l_lsm
$ bpfi -j link show id <l_lsm>
{"id":<l_lsm>,"type":"tracing","prog_id":<p_lsm>,"prog_name":"lsm","prog_type":"lsm","attach_type":"lsm_mac",<any>"bpf_lsm_bpf"<any>
$ bpfi link show id <l_lsm_cgroup> | grep attach_type
~ 	cgroup_id [0-9]+  attach_type lsm_cgroup.*
$ bpfi -j link show id <l_freplace>
{"id":<l_freplace>,"type":"tracing","prog_id":<p_freplace>,"prog_name":"admit_all","prog_type":"ext",<any>

# Netfilter hooks.
skip-unless object l_netfilter
$ bpfi link show id <l_netfilter>
<l_netfilter>: netfilter  prog <p_netfilter>  name netfilter  prog_type netfilter
1> 	ip postrouting prio -5
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_netfilter6> | sed -n 2p
1> 	ip6 input prio 10

# tcx.
skip-unless object l_tcx_ingress
$ bpfi link show id <l_tcx_ingress>
<l_tcx_ingress>: tcx  prog <p_cls>  name cls  prog_type sched_cls
1> 	ifindex bpfhost0(<if_veth>)  attach_type tcx_ingress
1> 	pids bpf-host(<pid_host>)
$ bpfi link show id <l_tcx_lost> | sed -n 2p
1> 	ifindex (detached)  attach_type tcx_ingress

# netkit.
skip-unless object l_netkit
$ bpfi link show id <l_netkit>
<l_netkit>: netkit  prog <p_cls>  name cls  prog_type sched_cls
1> 	ifindex bpfkit0(<id>)  attach_type netkit_primary
1> 	pids bpf-host(<pid_host>)
$ bpfi -j link show id <l_netkit_peer>
{"id":<l_netkit_peer>,"type":"netkit","prog_id":<p_cls>,<any>"devname":"<any>","ifindex":<id>,"attach_type":"netkit_peer",<any>

# Socket maps.
skip-unless object l_sockmap_skb
$ bpfi link show id <l_sockmap_skb> | head -n 2
<l_sockmap_skb>: sockmap  prog <p_sk_skb>  name sk_skb  prog_type sk_skb
1> 	map_id <m_sockmap>  attach_type sk_skb_verdict  map_name sockmap

# struct_ops.
skip-unless object l_struct_ops
$ bpfi link show id <l_struct_ops> | head -n 1
~ <l_struct_ops>: struct_ops  map [0-9]+  map_name steady_link

# Every link that the holder has is listed, as an array of objects.
skip-unless kernel 5.15
$ bpfi -j link show | grep -o '"comm":"bpf-host"' | wc -l | awk '$1 < 20'
$ bpfi -f link show pinned <bpffs>/link
<l_raw_tp>: raw_tracepoint  prog <p_raw_tp>  name raw_tp  prog_type raw_tracepoint
1> 	tp 'sched_process_exit'
1> 	pinned <bpffs>/link
1> 	pids bpf-host(<pid_host>), bpf-second(<pid_second>)

# What the incumbent says of a link, bpfi says as well.
skip-unless tool bpftool
skip-unless tool jq
$ bpftool -j link show | jq -S 'map(select(.type != "struct_ops" and (.type | type == "string")) | if .attach_type | type == "number" then del(.attach_type) else . end)' >theirs; \
	bpfi -j link show | jq -S --slurpfile t theirs '[.[] | . as $o | ($t[0][] | select(.id == $o.id)) as $w | with_entries(select(.key as $k | $w | has($k)))]' >ours; \
	same theirs ours

# Detached by its id, whoever holds it, which is told; twice is not an error. What the kernel cannot detach ends with its holders, which are named.
skip-unless kernel 6.6
$ bpfi link detach id <l_netfilter6>; bpfi link detach id <l_netfilter6>
2~ bpfi: note: link <l_netfilter6> of program <p_netfilter> .*: detached
2> ...
$ bpfi link detach id <l_raw_tp>
2> bpfi: link <l_raw_tp>: the kernel cannot detach links of type raw_tracepoint: Operation not supported (EOPNOTSUPP)
2~       it ends when nothing holds it any more, held by bpf-host\(<pid_host>\), .*
? 1
$ bpfi -j link detach id <l_cg_sock>
null
2~ bpfi: note: link <l_cg_sock> of program <p_cg_sock> \(cg_sock\), held by bpf-host\(<pid_host>\).*: detached
$ bpfi link detach id <l_cg_sock>
2~ bpfi: note: link <l_cg_sock> of program <p_cg_sock> \(cg_sock\), held by .*: was already detached
$ bpfi link show id <l_cg_sock> | sed -n 3p
1> 	cgroup_path (detached)

# Pinned, and the name taken away again.
$ bpfi link pin <l_xdp> <pins>/link; bpfi -f link show pinned <pins>/link | grep pinned; bpfi link unpin <pins>/link; bpfi link unpin <pins>/link
1> 	pinned <pins>/link
2> bpfi: <pins>/link: no such pin
? 1

# Another program in its place, of the same kind; types that keep theirs say so.
skip-unless kernel 6.6
$ bpfi link update <l_tcx_ingress> id <p_cls>
$ bpfi link update <l_tcx_ingress> id <p_xdp>
2> bpfi: link <l_tcx_ingress>: updating: Invalid argument (EINVAL)
2>       the program must have the type and attach type of the attached one
? 1
$ bpfi link update <l_raw_tp> id <p_raw_tp>
2> bpfi: link <l_raw_tp>: updating: Invalid argument (EINVAL)
2>       the program of a link of type raw_tracepoint cannot be replaced
? 1
$ bpfi link update <l_tcx_ingress>
2> bpfi: PROG, or 'map' and a MAP, is required
2> ...
? 2

# What an update replaced is told, and what was detached: links of chains and of XDP, once and twice.
skip-unless kernel 6.6
skip-unless native
skip-unless tool ip
$ ip link add own0 type veth peer name own1; bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/chain >out && \
	bpfi prog loadall "$OBJS/placed.bpf.o" <pins>/own autoattach attach_dev own0 >out 2>notes; bpfi link update pinned <pins>/own/at_device pinned <pins>/chain/tc_first; \
	bpfi link show pinned <pins>/own/at_device | head -n 1
~ [0-9]+: tcx  prog [0-9]+  name tc_first  prog_type sched_cls
2~ bpfi: note: program [0-9]+ \(at_device\), held by no process: replaced
$ bpfi link update pinned <pins>/own/at_device pinned <pins>/chain/tc_second
2~ bpfi: note: program [0-9]+ \(tc_first\), pinned at <pins>/chain/tc_first: replaced
$ bpfi link detach pinned <pins>/own/at_device; bpfi link detach pinned <pins>/own/at_device; bpfi link show pinned <pins>/own/at_device | sed -n 2p
1> 	ifindex (detached)  attach_type tcx_egress
2~ bpfi: note: link [0-9]+ of program [0-9]+ \(tc_second\), pinned at <pins>/own/at_device: detached
2~ bpfi: note: link [0-9]+ of program [0-9]+ \(tc_second\), pinned at <pins>/own/at_device: was already detached
$ bpfi prog load "$OBJS/chain.bpf.o" <pins>/xdp autoattach attach_dev own1 >out; bpfi link detach pinned <pins>/xdp; bpfi link show pinned <pins>/xdp | sed -n 2p; \
	rm -r <pins>/own <pins>/xdp <pins>/chain; ip link del own0
1> 	ifindex (detached)
2~ bpfi: note: link [0-9]+ of program [0-9]+ \(xdp_first\), pinned at <pins>/xdp: detached

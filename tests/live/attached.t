# Everything that is attached, in one table.
skip-unless root
host

# Devices, with the link joined, and slots of tail calls.
$ bpfi attached prog id <p_xdp> | grep -v '^	'
<p_xdp>: xdp  name xdp  xdp  generic  dev lo  link <l_xdp_generic>
<p_xdp>: xdp  name xdp  xdp  driver  dev bpfhost0  link <l_xdp>
...
~ <p_xdp>: xdp  name xdp  tail_call  map [0-9]+  prog_array  slot 1
...
$ bpfi attached dev lo | grep -v '^	'
<p_xdp>: xdp  name xdp  xdp  generic  dev lo  link <l_xdp_generic>

# A link that lost its device says so.
skip-unless object l_xdp_lost
$ bpfi attached prog id <p_xdp> | grep 'link <l_xdp_lost>'
<p_xdp>: xdp  name xdp  xdp  link <l_xdp_lost>  detached
$ bpfi -j attached prog id <p_xdp> | grep -o '"link_id":<l_xdp_lost>,"detached":true'
"link_id":<l_xdp_lost>,"detached":true

# Control groups, tracepoints, iterators, probes, netfilter, sockets.
$ bpfi attached | grep -v '^	' | grep -E 'link (<l_raw_tp>|<l_iter_map>|<l_sockmap_msg>|<l_sk_lookup>)$'
<p_sk_lookup>: sk_lookup  name sk_lookup  netns  sk_lookup  position 1  link <l_sk_lookup>
~ <p_sk_msg>: sk_msg  name sk_msg  sockmap  sk_msg_verdict  map <m_sockmap>  sockmap  link <l_sockmap_msg>
<p_raw_tp>: raw_tracepoint  name raw_tp  raw_tracepoint  sched_process_exit  link <l_raw_tp>
<p_iter_map>: tracing  name iter_map  iter  bpf_map  link <l_iter_map>
$ bpfi attached | grep 'link <l_cg_ingress>$'
~ <p_cg_skb>: cgroup_skb  name cg_skb  cgroup  cgroup_inet_ingress  cgroup /.*/bpf-host  multi  position [0-9]+  link <l_cg_ingress>

# By who holds it, and where its name is.
$ bpfi attached pid <pid_second> | grep -A 1 raw_tracepoint
<p_raw_tp>: raw_tracepoint  name raw_tp  raw_tracepoint  sched_process_exit  link <l_raw_tp>
1> 	pinned <bpffs>/link
$ bpfi attached pid 4294967295

# Each descriptor of one link is the same place.
$ bpfi attached prog id <p_raw_tp> | grep -c raw_tracepoint
1

# What is saved answers as the machine did.
$ bpfi snapshot save here.bpfi >/dev/null; for c in 'net show' 'cgroup tree' 'perf show'; do bpfi -j $c | grep -o '"[a-z_]*_id":[0-9]*' | sort >live; \
	bpfi -j --from here.bpfi $c | grep -o '"[a-z_]*_id":[0-9]*' | sort >saved; cmp live saved || echo "$c differs"; done
$ bpfi --from here.bpfi attached prog id <p_xdp> | grep -v '^	' | head -n 2
<p_xdp>: xdp  name xdp  xdp  generic  dev lo  link <l_xdp_generic>
<p_xdp>: xdp  name xdp  xdp  driver  dev bpfhost0  link <l_xdp>
$ bpfi --from here.bpfi net attach xdp id <p_xdp> dev lo
2> bpfi: net attach cannot be used with --from: a recording cannot be changed
? 1

# Devices and programs that are not there.
$ bpfi attached dev nosuch
2> bpfi: network device 'nosuch': No such device (ENODEV)
? 1
$ bpfi -j attached prog name nosuch
~ \{"error":".*"\}
? 1

# Without CAP_SYS_ADMIN places are still found, and programs that are pinned are named; what could not be read is reported.
skip-unless tool capsh
skip-unless kernel 6.6
$ capsh --drop=cap_sys_admin -- -c '"$BPFI" attached' 2>err | grep -E '^<p_xdp>: ' | head -n 1; grep -c CAP_SYS_ADMIN err
<p_xdp>: xdp  name xdp  xdp  generic  dev lo
1
$ capsh --drop=cap_sys_admin,cap_net_admin -- -c '"$BPFI" -j attached' >out 2>err
? 3

# Tables of operations, registered by a link or without one: the program of each operation.
skip-unless object l_struct_ops
$ bpfi attached | grep 'link <l_struct_ops>$' | sort -k 4
~ [0-9]+: struct_ops  name steady_cong_avoid  struct_ops  cong_avoid  tcp_congestion_ops  map [0-9]+  steady_link  link <l_struct_ops>
~ [0-9]+: struct_ops  name steady_ssthresh  struct_ops  ssthresh  tcp_congestion_ops  map [0-9]+  steady_link  link <l_struct_ops>
~ [0-9]+: struct_ops  name steady_undo_cwnd  struct_ops  undo_cwnd  tcp_congestion_ops  map [0-9]+  steady_link  link <l_struct_ops>
$ bpfi prog show id <p_struct_ops> | grep attached
1> 	attached struct_ops  ssthresh  tcp_congestion_ops  map <m_struct_ops>  steady
~ 	attached struct_ops  ssthresh  tcp_congestion_ops  map [0-9]+  steady_link  link <l_struct_ops>

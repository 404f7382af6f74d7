# One recorded host of 6.12 on which everything is attached that can be.
use attached-6.12

# One host with something attached everywhere: devices in each mode, chains in order, filters, hooks, sockets.
$ bpfi net show
xdp:
lo(1) generic id 14 prog_name xdp link_id 38
bpfhost1(2) generic id 14 prog_name xdp
bpfhost0(3) driver id 14 prog_name xdp link_id 37
1> 
tc:
bpfhost1(2) tcx/ingress drop_large prog_id 77
bpfhost1(2) tcx/ingress cls prog_id 11
bpfhost0(3) tcx/ingress cls prog_id 11 link_id 39
bpfhost0(3) tcx/egress cls prog_id 11 link_id 40
bpfkit0(7) netkit/primary cls prog_id 11 link_id 43
bpfkit0(7) netkit/peer cls prog_id 11 link_id 44
bpfhost1(2) clsact/ingress filter:[*fsobj] id 11 prog_name cls classifier bpf pref 7 protocol 0x3 handle 0x1 direct-action
bpfhost1(2) clsact/egress filter:[*fsobj] id 11 prog_name cls classifier bpf pref 9 protocol 0x3 handle 0x1 direct-action
1> 
flow_dissector:
id 31 prog_name dissector link_id 46
1> 
netfilter:
1> 
1> 	ip postrouting prio -5 prog_id 49 prog_name netfilter link_id 47
1> 
1> 	ip6 input prio 10 prog_id 49 prog_name netfilter link_id 48
1> 
sk_lookup:
id 47 prog_name sk_lookup link_id 45
1> 
sockmap:
map 15 sockmap sk_msg_verdict id 25 prog_name sk_msg link_id 50
map 15 sockmap sk_skb_verdict id 23 prog_name sk_skb link_id 49
1> 

# Device by device, and the same as JSON.
$ bpfi net show dev bpfhost1
xdp:
bpfhost1(2) generic id 14 prog_name xdp
1> 
tc:
bpfhost1(2) tcx/ingress drop_large prog_id 77
bpfhost1(2) tcx/ingress cls prog_id 11
bpfhost1(2) clsact/ingress filter:[*fsobj] id 11 prog_name cls classifier bpf pref 7 protocol 0x3 handle 0x1 direct-action
bpfhost1(2) clsact/egress filter:[*fsobj] id 11 prog_name cls classifier bpf pref 9 protocol 0x3 handle 0x1 direct-action
1> 
flow_dissector:
1> 
netfilter:
1> 
1> 	ip postrouting prio -5 prog_id 49 prog_name netfilter link_id 47
1> 
1> 	ip6 input prio 10 prog_id 49 prog_name netfilter link_id 48
1> 
$ bpfi -j net show dev bpfhost1
[{"netns":null,"netns_ino":4026532115,"xdp":[{"devname":"bpfhost1","ifindex":2,"mode":"generic","id":14,"prog_name":"xdp","link_id":null}],"tc":[{"devname":"bpfhost1","ifindex":2,"kind":"tcx/ingress","name":"drop_large","prog_id":77,"prog_flags":[],"link_id":0,"link_flags":[],"position":1,"revision":3},{"devname":"bpfhost1","ifindex":2,"kind":"tcx/ingress","name":"cls","prog_id":11,"prog_flags":[],"link_id":0,"link_flags":[],"position":2,"revision":3},{"devname":"bpfhost1","ifindex":2,"kind":"clsact/ingress","name":"filter:[*fsobj]","id":11,"prog_name":"cls","classifier":"bpf","pref":7,"protocol":3,"handle":1,"direct_action":true},{"devname":"bpfhost1","ifindex":2,"kind":"clsact/egress","name":"filter:[*fsobj]","id":11,"prog_name":"cls","classifier":"bpf","pref":9,"protocol":3,"handle":1,"direct_action":true}],"flow_dissector":[],"netfilter":[{"pf":2,"pf_name":"ip","hook":4,"hook_name":"postrouting","prio":-5,"flags":0,"id":49,"prog_name":"netfilter","link_id":47,"detached":null},{"pf":10,"pf_name":"ip6","hook":1,"hook_name":"input","prio":10,"flags":0,"id":49,"prog_name":"netfilter","link_id":48,"detached":null}],"sk_lookup":[],"sockmap":[],"lwt":[]}]

# Control groups of three levels, by flags and units; what is in effect below.
$ bpfi cgroup tree | head -n 10
CgroupPath
ID       AttachType      AttachFlags     Name
/sys/fs/cgroup/shop.slice
1>     17       cgroup_inet_egress multi           cg_skb
1>     18       cgroup_inet_sock_create override        cg_sock
/sys/fs/cgroup/shop.slice/web.service  unit web.service
1>     17       cgroup_inet_egress multi           cg_skb
/sys/fs/cgroup/shop.slice/web.service/worker  unit web.service
1>     17       cgroup_inet_egress multi           cg_skb
/sys/fs/cgroup/185.bpf-host/bpf-host
$ bpfi -j cgroup tree /sys/fs/cgroup/shop.slice
[{"cgroup":"/sys/fs/cgroup/shop.slice","cgroup_id":63,"programs":[{"id":17,"attach_type":"cgroup_inet_egress","attach_flags":"multi","name":"cg_skb","position":1,"link_id":null,"revision":2},{"id":18,"attach_type":"cgroup_inet_sock_create","attach_flags":"override","name":"cg_sock","position":1,"link_id":null,"revision":2}]},{"cgroup":"/sys/fs/cgroup/shop.slice/web.service","unit":"web.service","cgroup_id":81,"programs":[{"id":17,"attach_type":"cgroup_inet_egress","attach_flags":"multi","name":"cg_skb","position":1,"link_id":null,"revision":2}]},{"cgroup":"/sys/fs/cgroup/shop.slice/web.service/worker","unit":"web.service","cgroup_id":99,"programs":[{"id":17,"attach_type":"cgroup_inet_egress","attach_flags":"multi","name":"cg_skb","position":1,"link_id":null,"revision":2}]}]
$ bpfi cgroup show /sys/fs/cgroup/shop.slice/web.service/worker effective
ID       AttachType      Name
17       cgroup_inet_egress cg_skb
17       cgroup_inet_egress cg_skb
17       cgroup_inet_egress cg_skb
18       cgroup_inet_sock_create cg_sock

# Probes and tracepoints by the descriptors that hold them.
skip-unless tool jq
$ bpfi perf show
pid 185  fd 121: prog_id 26  raw_tracepoint  sched_process_exit  name raw_tp
pid 185  fd 123: prog_id 35  raw_tracepoint  sched_switch  name tp_btf
pid 185  fd 134: prog_id 13  tracepoint  sched_process_exec  name tracepoint
pid 185  fd 140: prog_id 6  uprobe  filename /usr/bin/bpf-host  offset 9076  name kprobe
pid 185  fd 142: prog_id 6  uretprobe  filename /usr/bin/bpf-host  offset 9076  name kprobe
pid 185  fd 144: prog_id 6  kprobe  func do_nanosleep  offset 0  name kprobe
pid 185  fd 146: prog_id 6  kretprobe  func do_nanosleep  offset 0  name kprobe
pid 188  fd 121: prog_id 26  raw_tracepoint  sched_process_exit  name raw_tp
$ bpfi -j perf show | jq -c '.[3:7]'
[{"pid":185,"fd":140,"prog_id":6,"fd_type":"uprobe","filename":"/usr/bin/bpf-host","offset":9076,"prog_name":"kprobe"},{"pid":185,"fd":142,"prog_id":6,"fd_type":"uretprobe","filename":"/usr/bin/bpf-host","offset":9076,"prog_name":"kprobe"},{"pid":185,"fd":144,"prog_id":6,"fd_type":"kprobe","func":"do_nanosleep","offset":0,"prog_name":"kprobe"},{"pid":185,"fd":146,"prog_id":6,"fd_type":"kretprobe","func":"do_nanosleep","offset":0,"prog_name":"kprobe"}]
$ bpfi perf show --table
pid   fd  prog_id  fd_type         target              offset  prog_name
185  121       26  raw_tracepoint  sched_process_exit          raw_tp
185  123       35  raw_tracepoint  sched_switch                tp_btf
185  134       13  tracepoint      sched_process_exec          tracepoint
185  140        6  uprobe          /usr/bin/bpf-host     9076  kprobe
185  142        6  uretprobe       /usr/bin/bpf-host     9076  kprobe
185  144        6  kprobe          do_nanosleep             0  kprobe
185  146        6  kretprobe       do_nanosleep             0  kprobe
188  121       26  raw_tracepoint  sched_process_exit          raw_tp

# All in one table: tracing, iterators, operations, functions of programs, slots; each link once.
$ bpfi attached | grep -v '^	' | tail -n +17
18: cgroup_sock  name cg_sock  cgroup  cgroup_inet_sock_create  cgroup /sys/fs/cgroup/shop.slice  override  position 1
17: cgroup_skb  name cg_skb  cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice/web.service  multi  unit web.service  position 1
17: cgroup_skb  name cg_skb  cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice/web.service/worker  multi  unit web.service  position 1
17: cgroup_skb  name cg_skb  cgroup  cgroup_inet_ingress  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 28
18: cgroup_sock  name cg_sock  cgroup  cgroup_inet_sock_create  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 29
27: cgroup_sock_addr  name connect4  cgroup  cgroup_inet4_connect  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 32
28: cgroup_sock_addr  name unix_connect  cgroup  cgroup_unix_connect  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 33
22: sock_ops  name sock_ops  cgroup  cgroup_sock_ops  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 30
24: cgroup_device  name cg_device  cgroup  cgroup_device  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 31
32: cgroup_sysctl  name sysctl  cgroup  cgroup_sysctl  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 34
34: cgroup_sockopt  name getsockopt  cgroup  cgroup_getsockopt  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 35
46: lsm  name lsm_cgroup  cgroup  lsm_cgroup  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 36
25: sk_msg  name sk_msg  sockmap  sk_msg_verdict  map 15  sockmap  link 50
23: sk_skb  name sk_skb  sockmap  sk_skb_verdict  map 15  sockmap  link 49
14: xdp  name xdp  tail_call  map 3  prog_array  slot 1
67: struct_ops  name steady_ssthresh  struct_ops  ssthresh  tcp_congestion_ops  map 53  steady
68: struct_ops  name steady_cong_avoid  struct_ops  cong_avoid  tcp_congestion_ops  map 53  steady
69: struct_ops  name steady_undo_cwnd  struct_ops  undo_cwnd  tcp_congestion_ops  map 53  steady
67: struct_ops  name steady_ssthresh  struct_ops  ssthresh  tcp_congestion_ops  map 54  steady_link  link 3
68: struct_ops  name steady_cong_avoid  struct_ops  cong_avoid  tcp_congestion_ops  map 54  steady_link  link 3
69: struct_ops  name steady_undo_cwnd  struct_ops  undo_cwnd  tcp_congestion_ops  map 54  steady_link  link 3
85: struct_ops  name plain_ssthresh  struct_ops  ssthresh  tcp_congestion_ops  map 60  plain
86: struct_ops  name plain_cong_avoid  struct_ops  cong_avoid  tcp_congestion_ops  map 60  plain
87: struct_ops  name plain_undo_cwnd  struct_ops  undo_cwnd  tcp_congestion_ops  map 60  plain
85: struct_ops  name plain_ssthresh  struct_ops  ssthresh  tcp_congestion_ops  map 61  plain_too
86: struct_ops  name plain_cong_avoid  struct_ops  cong_avoid  tcp_congestion_ops  map 61  plain_too
87: struct_ops  name plain_undo_cwnd  struct_ops  undo_cwnd  tcp_congestion_ops  map 61  plain_too
26: raw_tracepoint  name raw_tp  raw_tracepoint  sched_process_exit  link 4
35: tracing  name tp_btf  raw_tracepoint  sched_switch  link 5
36: tracing  name fentry  tracing  trace_fentry  do_nanosleep  link 6
37: tracing  name fexit  tracing  trace_fexit  do_nanosleep  link 7
38: tracing  name fmod_ret  tracing  modify_return  security_file_ioctl  link 8
45: lsm  name lsm  tracing  lsm_mac  bpf_lsm_bpf  link 9
61: ext  name admit_all  replaced  is_admitted  of prog 55  link 10
39: tracing  name iter_task  iter  task  pid 185  link 11
40: tracing  name iter_file  iter  task_file  pid 185  link 12
41: tracing  name iter_map  iter  bpf_map  link 13
42: tracing  name iter_elem  iter  bpf_map_elem  map 1  hash  link 14
44: tracing  name iter_cgroup  iter  cgroup  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  link 15
13: tracepoint  name tracepoint  perf_event  tracepoint  sched_process_exec  link 16
16: perf_event  name perf_event  perf_event  software:page-faults  link 17
16: perf_event  name perf_event  perf_event  6:0  link 18
6: kprobe  name kprobe  perf_event  uprobe  /usr/bin/bpf-host  offset 0x2374  link 19
6: kprobe  name kprobe  perf_event  uretprobe  /usr/bin/bpf-host  offset 0x2374  link 20
6: kprobe  name kprobe  perf_event  kprobe  do_nanosleep  link 21
6: kprobe  name kprobe  perf_event  kretprobe  do_nanosleep  link 22
7: kprobe  name kprobe_multi  kprobe_multi  func_cnt 3  link 23
7: kprobe  name kprobe_multi  kprobe_multi  func_cnt 3  link 24
8: kprobe  name kprobe_session  kprobe_multi  func_cnt 3  link 25
9: kprobe  name uprobe_multi  uprobe_multi  /usr/bin/bpf-host  offset 0x2374  func_cnt 1  link 26
9: kprobe  name uprobe_multi  uprobe_multi  /usr/bin/bpf-host  offset 0x2374  func_cnt 1  pid 185  link 27
14: xdp  name xdp  xdp  link 41  detached
11: sched_cls  name cls  tcx  tcx_ingress  link 42  detached
$ bpfi attached | grep -o ' link [0-9]*' | sort | uniq -d
1>  link 3

# By place, by process, as columns and as JSON.
skip-unless tool jq
$ bpfi attached dev bpfhost1 | grep -v '^	'
14: xdp  name xdp  xdp  generic  dev bpfhost1
77: sched_cls  name drop_large  tcx  tcx_ingress  dev bpfhost1  position 1
11: sched_cls  name cls  tcx  tcx_ingress  dev bpfhost1  position 2
11: sched_cls  name cls  tc  dev bpfhost1  clsact/ingress  pref 7  protocol 0x3  handle 0x1  text filter:[*fsobj]
11: sched_cls  name cls  tc  dev bpfhost1  clsact/egress  pref 9  protocol 0x3  handle 0x1  text filter:[*fsobj]
$ bpfi attached cgroup /sys/fs/cgroup/shop.slice | grep -v '^	'
17: cgroup_skb  name cg_skb  cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice  multi  position 1
18: cgroup_sock  name cg_sock  cgroup  cgroup_inet_sock_create  cgroup /sys/fs/cgroup/shop.slice  override  position 1
$ bpfi attached prog id 77 --table
prog_id  prog_type  name        kind  hook         target    link_id  owner
1>      77  sched_cls  drop_large  tcx   tcx_ingress  bpfhost1
$ bpfi -j attached prog id 77
[{"prog_id":77,"prog_type":"sched_cls","name":"drop_large","kind":"tcx","attach_type":"tcx_ingress","devname":"bpfhost1","ifindex":2,"netns_ino":4026532115,"position":1,"link_id":null,"pinned":["/sys/fs/bpf/more/more/drop_large"]}]
$ bpfi -j attached dev bpfkit0 | jq -c '.[] | [.kind, .attach_type, .link_id]'
["netkit","netkit_primary",43]
["netkit","netkit_peer",44]

# Lines of programs and links.
skip-unless tool jq
$ bpfi prog show id 17 | grep attached
1> 	attached cgroup  cgroup_inet_ingress  cgroup /sys/fs/cgroup/185.bpf-host/bpf-host  multi  position 1  link 28
1> 	attached cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice  multi  position 1
1> 	attached cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice/web.service  multi  unit web.service  position 1
1> 	attached cgroup  cgroup_inet_egress  cgroup /sys/fs/cgroup/shop.slice/web.service/worker  multi  unit web.service  position 1
$ bpfi -j prog show id 14 | jq -c '.attached[] | [.kind, .mode, .devname, .map_id, .link_id]'
["xdp",null,null,null,41]
["xdp","generic","lo",null,38]
["xdp","generic","bpfhost1",null,null]
["xdp","driver","bpfhost0",null,37]
["tail_call",null,null,3,null]
$ bpfi link show id 15
15: iter  prog 44  name iter_cgroup  prog_type tracing  target_name cgroup  cgroup_id 45  order descendants_pre
1> 	cgroup_path /sys/fs/cgroup/185.bpf-host/bpf-host
1> 	pids bpf-host(185)
$ bpfi link show id 41
41: xdp  prog 14  name xdp  prog_type xdp
1> 	ifindex (detached)
1> 	pids bpf-host(185)
$ bpfi link show --table | head -n 12
id  type            prog_id  prog_name       attach_type              target                                owner
1>  3  struct_ops                                                        steady_link                           bpf-host(185)
1>  4  raw_tracepoint       26  raw_tp                                   sched_process_exit                    bpf-host(185), bpf-second(188)
1>  5  raw_tracepoint       35  tp_btf                                   sched_switch                          bpf-host(185)
1>  6  tracing              36  fentry          trace_fentry             do_nanosleep                          bpf-host(185)
1>  7  tracing              37  fexit           trace_fexit              do_nanosleep                          bpf-host(185)
1>  8  tracing              38  fmod_ret        modify_return            security_file_ioctl                   bpf-host(185)
1>  9  tracing              45  lsm             lsm_mac                  bpf_lsm_bpf                           bpf-host(185)
10  tracing              61  admit_all                                is_admitted                           bpf-host(185)
11  iter                 39  iter_task                                task                                  bpf-host(185)
12  iter                 40  iter_file                                task_file                             bpf-host(185)
13  iter                 41  iter_map                                 bpf_map                               bpf-host(185)

# Tables of operations: with a link and without, each function at its place.
skip-unless tool jq
$ bpfi struct_ops show
53: steady          tcp_congestion_ops               -
1> 	pids bpf-host(185)
54: steady_link     tcp_congestion_ops               -  link 3
1> 	link 3  pids bpf-host(185)
1> 	pids bpf-host(185)
60: plain           tcp_congestion_ops               -
61: plain_too       tcp_congestion_ops               -
$ bpfi -j struct_ops show | jq -c '.[] | [.id, .name, .kernel_struct_ops, .link_ids]'
[53,"steady","tcp_congestion_ops",null]
[54,"steady_link","tcp_congestion_ops",[3]]
[60,"plain","tcp_congestion_ops",null]
[61,"plain_too","tcp_congestion_ops",null]
$ bpfi prog show id 67 | grep attached
1> 	attached struct_ops  ssthresh  tcp_congestion_ops  map 53  steady
1> 	attached struct_ops  ssthresh  tcp_congestion_ops  map 54  steady_link  link 3

# Their states, where values were recorded; a dump needs all types of the kernel.
use everything-6.12
$ bpfi struct_ops show | grep -v '^	'
53: steady          tcp_congestion_ops               in use
54: steady_link     tcp_congestion_ops               ready  link 3
$ bpfi struct_ops dump name steady
[]
2> bpfi: struct_ops map 53: the recording contains only those types of the kernel that its objects need
2>       record all of them with: bpfi snapshot save FILE vmlinux
? 1

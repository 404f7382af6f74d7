# What is attached, on recorded hosts; what test machines do not have is written into the recording.
use everything-6.12

# Links, by what each type reports: functions, counters, iterators, files.
$ bpfi attached | grep -v '^	' | grep -E 'link (7|9|10|11|17|21|23|26)$'
37: tracing  name fexit  tracing  trace_fexit  do_nanosleep  link 7
44: lsm  name lsm  tracing  lsm_mac  bpf_lsm_bpf  link 9
60: ext  name admit_all  replaced  is_admitted  of prog 54  link 10
~ 39: tracing  name iter_task  iter  task  pid [0-9]+  link 11
16: perf_event  name perf_event  perf_event  software:page-faults  link 17
6: kprobe  name kprobe  perf_event  kprobe  do_nanosleep  link 21
7: kprobe  name kprobe_multi  kprobe_multi  func_cnt 3  link 23
~ 9: kprobe  name uprobe_multi  uprobe_multi  /usr/bin/bpf-host  offset 0x[0-9a-f]+  func_cnt 1  link 26

# XDP in two modes at once; what a dispatcher runs stands with it, in order.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "xdp", prog_id: 54, dev: "eth0", ifindex: 5, mode: 1, is_here: 1}, {place: "xdp", prog_id: 14, dev: "eth0", ifindex: 5, mode: 3, is_here: 1}]' >f; \
	bpfi --from f net show | grep eth0
eth0(5) driver id 54 prog_name count_packets_per_source_address [runs admit_all id 60 link_id 10], offload id 14 prog_name xdp
$ bpfi --from f -j net show | grep -o '"multi_attachments":.*"mode":"offload","id":14'
"multi_attachments":[{"mode":"driver","id":54,"prog_name":"count_packets_per_source_address","link_id":null,"components":[{"prog_name":"admit_all","id":60,"function":"is_admitted","link_id":10}]},{"mode":"offload","id":14
$ bpfi --from f prog show id 54 | grep attached
1> 	attached xdp  driver  dev eth0

# Actions: of a filter that is not BPF, and of none. Routes have only a name. netkit is a chain.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "tc_action", prog_id: 12, handle: 4, name: "lone", is_here: 1}, {place: "tc", dev: "eth1", ifindex: 6, kind: "clsact/ingress", classifier: "flower", priority: 49152, handle: 1, is_here: 1}, {place: "tc", prog_id: 12, dev: "eth1", ifindex: 6, kind: "clsact/ingress", classifier: "flower", priority: 49152, handle: 1, action: 1, name: "mine", is_here: 1}, {place: "lwt", dev: "eth1", ifindex: 6, route: "10.9.0.0/16", mode: 3, name: "[out]", is_here: 1}, {place: "netkit", prog_id: 11, dev: "nk0", ifindex: 8, attach_type: 54, position: 1, is_here: 1}]' >f; bpfi --from f net show | grep -E 'lone|eth1|nk0'
action lone id 12 prog_name act handle 0x4
~ eth1\(6\) clsact/ingress act \[ ?mine id 12\] classifier flower pref 49152 handle 0x1
nk0(8) netkit/primary cls prog_id 11
10.9.0.0/16 dev eth1 xmit [out]
$ bpfi --from f attached dev eth1 | grep -v '^	'
12: sched_act  name act  tc  dev eth1  clsact/ingress  pref 49152  handle 0x1  action 1  text mine
-: -  lwt  dev eth1  route 10.9.0.0/16  xmit  text [out]
$ bpfi --from f -j attached dev eth1 | grep -o '{"prog_id":null,"prog_type":null,"name":null,"kind":"lwt"'
{"prog_id":null,"prog_type":null,"name":null,"kind":"lwt"

# A hook of a namespace that was not inspected: its inode number.
$ bpfi attached | grep netns
46: sk_lookup  name sk_lookup  netns  sk_lookup  netns_ino 4026532115  link 45
31: flow_dissector  name dissector  netns  flow_dissector  netns_ino 4026532115  link 46

# Other namespaces only with --all-netns; names from outside do not reach the terminal.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "xdp", prog_id: 14, dev: "eth9", ifindex: 9, mode: 2, netns: "bl\u001bue", netns_ino: 77}]' >f; bpfi --from f net show | grep -c eth9; bpfi --from f net show --all-netns | grep -A 2 '^netns bl'
0
netns bl\x1bue
xdp:
eth9(9) generic id 14 prog_name xdp

# A named program is shown at devices of all namespaces.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "xdp", prog_id: 54, dev: "eth9", ifindex: 9, mode: 2, netns: "blue", netns_ino: 77}]' >f; bpfi --from f prog show id 54 | grep attached; bpfi --from f prog show | grep -c blue
1> 	attached xdp  generic  dev eth9  netns blue
0
? 1

# Control groups: by cgroup, with the unit or container of the path; what is in effect has no flags.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "cgroup", prog_id: 17, path: "/cg/system.slice/ssh.service", cgroup_id: "0x50", attach_type: 0, flags: 2, position: 1}, {place: "cgroup", prog_id: 17, path: "/cg/system.slice/ssh.service", cgroup_id: "0x50", attach_type: 0, is_effective: 1, position: 1}, {place: "cgroup", prog_id: 45, path: "/cg/system.slice/ssh.service", cgroup_id: "0x50", attach_type: 43, flags: 2, position: 1}]' >f; bpfi --from f cgroup tree | grep -A 3 service
/cg/system.slice/ssh.service  unit ssh.service
1>     17       cgroup_inet_ingress multi           cg_skb
1>     45       lsm_cgroup      multi           lsm_cgroup bpf_lsm_socket_bind
$ bpfi --from f cgroup show /cg/system.slice/ssh.service effective
ID       AttachType      Name
17       cgroup_inet_ingress cg_skb

# Probes of descriptors that have no link.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "perf_event", prog_id: 6, pid: 9, fd: 4, fd_type: 2, target: "vfs_read", offset: "0x10"}, {place: "perf_event", prog_id: 6, pid: 9, fd: 5, fd_type: 2, addr: "0xffffffff81000010"}]' >f; bpfi --from f perf show
pid 9  fd 4: prog_id 6  kprobe  func vfs_read  offset 16  name kprobe
pid 9  fd 5: prog_id 6  kprobe  addr 18446744071578845200  name kprobe
$ bpfi --from f -j perf show | grep -o '"addr":18446744071578845200,"addr_hex":"[^"]*"'
"addr":18446744071578845200,"addr_hex":"0xffffffff81000010"
$ bpfi --from f attached pid 9 | head -n 1
6: kprobe  name kprobe  perf_event  kprobe  vfs_read  offset 0x10  pid 9  fd 4

# Another probe of a linked program is a place of its own: at another offset, or at the return of the function.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "perf_event", prog_id: 6, pid: 9, fd: 4, fd_type: 3, target: "do_nanosleep"}, {place: "perf_event", prog_id: 6, pid: 9, fd: 5, fd_type: 2, target: "do_nanosleep"}, {place: "perf_event", prog_id: 6, pid: 9, fd: 6, fd_type: 2, target: "do_nanosleep", offset: "0x9"}, {place: "perf_event", prog_id: 6, pid: 9, fd: 7, fd_type: 4, target: "/usr/bin/bpf-host", offset: "0x9999"}]' >f; bpfi --from f attached | grep -E '^6: .*(do_nanosleep|0x9999)'; bpfi --from f prog show id 6 | grep -c 0x9999
6: kprobe  name kprobe  perf_event  kprobe  do_nanosleep  offset 0x9  pid 9  fd 6
6: kprobe  name kprobe  perf_event  uprobe  /usr/bin/bpf-host  offset 0x9999  pid 9  fd 7
6: kprobe  name kprobe  perf_event  kprobe  do_nanosleep  link 21
6: kprobe  name kprobe  perf_event  kretprobe  do_nanosleep  link 22
1

# Before 6.6 links of perf events have no target: the descriptor's, unless the program has several such links.
use everything-6.1
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "perf_event", prog_id: 13, pid: 124, fd: 4, fd_type: 1, target: "sched_process_exec"}, {place: "perf_event", prog_id: 6, pid: 124, fd: 5, fd_type: 2, target: "do_nanosleep"}]' >f; bpfi --from f attached | grep -E '^(13|6): .*perf_event'; bpfi --from f prog show id 13 | grep attached
6: kprobe  name kprobe  perf_event  kprobe  do_nanosleep  pid 124  fd 5
13: tracepoint  name tracepoint  perf_event  tracepoint  sched_process_exec  link 15
6: kprobe  name kprobe  perf_event  link 18
6: kprobe  name kprobe  perf_event  link 19
6: kprobe  name kprobe  perf_event  link 20
6: kprobe  name kprobe  perf_event  link 21
1> 	attached perf_event  tracepoint  sched_process_exec  link 15

# A recording made before attachments were recorded knows what links know: of a program without a link, nothing.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c 'del(.attachments)' >f; bpfi --from f -j prog show id 14 | grep -o '"attached":.{"kind":"xdp"'; bpfi --from f -j prog show id 54 | grep -o '"attached":null'; bpfi --from f -j prog show | grep -c '"attached":null'
"attached":[{"kind":"xdp"
"attached":null
0
? 1

# The same of control groups.
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c 'del(.attachments)' >f; bpfi --from f cgroup tree
2~ bpfi: .* does not contain control groups
? 1

# A netfilter link that the kernel lists at its hook is attached; one that it does not list can be detached.
use attached-6.12
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments |= map(select(.pf != 10))' >f; bpfi --from f -j attached | grep -o '"pf_name":[^}]*"link_id":4[78],[^}]*"pinned"'; bpfi --from f -j net show | grep -o '"pf_name":[^}]*}'
"pf_name":"ip","hook_name":"postrouting","prio":-5,"netns_ino":4026532115,"position":1,"link_id":47,"pinned"
"pf_name":"ip6","hook_name":"input","prio":10,"position":null,"link_id":48,"detached":null,"pinned"
"pf_name":"ip","hook":4,"hook_name":"postrouting","prio":-5,"flags":0,"id":49,"prog_name":"netfilter","link_id":47}
"pf_name":"ip6","hook":1,"hook_name":"input","prio":10,"flags":0,"id":49,"prog_name":"netfilter","link_id":48,"detached":null}
$ bpfi --from f attached | grep 'netfilter.*link 48'
49: netfilter  name netfilter  netfilter  ip6  input  prio 10  link 48

# No program is attached to a device and a control group at once.
$ bpfi attached dev lo cgroup /sys
2> bpfi: 'dev' and 'cgroup' are mutually exclusive
2> ...
? 2

# Filters are told apart by chain, preference and handle, routes by their hook; a socket map is not a chain.
use attached-6.12
skip-unless tool jq
$ zcat "$BPFI_FROM" | jq -c '.attachments += [{place: "tc", prog_id: 11, dev: "eth1", ifindex: 6, kind: "clsact/ingress", classifier: "bpf", priority: 3, protocol: 3, handle: 1, is_here: 1}, {place: "tc", prog_id: 11, dev: "eth1", ifindex: 6, kind: "clsact/ingress", classifier: "bpf", priority: 3, protocol: 3, chain: 5, handle: 2, is_here: 1}, {place: "lwt", dev: "eth1", ifindex: 6, route: "10.9.0.0/16", mode: 1, name: "[in]", is_here: 1}]' >f; bpfi --from f attached dev eth1 | grep -v '^	'
11: sched_cls  name cls  tc  dev eth1  clsact/ingress  pref 3  protocol 0x3  handle 0x1
11: sched_cls  name cls  tc  dev eth1  clsact/ingress  pref 3  protocol 0x3  chain 5  handle 0x2
-: -  lwt  dev eth1  route 10.9.0.0/16  in  text [in]
$ bpfi --from f -j attached dev eth1 | grep -oE '"(chain|handle|hook|protocol)":[^,]*' | tr '\n' ' '; bpfi -j attached | grep -o '"kind":"sockmap"[^}]*"position":[^,]*' | sed 's/.*"position"/position/' | uniq
"protocol":3 "handle":1 "protocol":3 "chain":5 "handle":2 "hook":"in" position:null

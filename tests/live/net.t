# What is attached in networks.
skip-unless root
host

# XDP in its modes, chains of tcx in order, hooks of the namespace, netfilter, sockets: by section, with the links.
skip-unless kernel 6.6
skip-unless native
$ bpfi net show
xdp:
lo(1) generic id <p_xdp> prog_name xdp link_id <l_xdp_generic>
bpfhost0(<if_veth>) driver id <p_xdp> prog_name xdp link_id <l_xdp>

tc:
bpfhost0(<if_veth>) tcx/ingress cls prog_id <p_cls> link_id <l_tcx_ingress>
bpfhost0(<if_veth>) tcx/egress cls prog_id <p_cls> link_id <l_tcx_egress>

flow_dissector:
id <p_dissector> prog_name dissector link_id <l_dissector>

netfilter:
...
1> 	ip postrouting prio -5 prog_id <p_netfilter> prog_name netfilter link_id <l_netfilter>
...
1> 	ip6 input prio 10 prog_id <p_netfilter> prog_name netfilter link_id <l_netfilter6>
...
sk_lookup:
id <p_sk_lookup> prog_name sk_lookup link_id <l_sk_lookup>

sockmap:
...
map <m_sockmap> sockmap sk_msg_verdict id <p_sk_msg> prog_name sk_msg link_id <l_sockmap_msg>
map <m_sockmap> sockmap sk_skb_verdict id <p_sk_skb> prog_name sk_skb link_id <l_sockmap_skb>
...

# The same as JSON, with the keys that scripts know.
skip-unless kernel 6.6
$ bpfi -j net show | grep -o '"xdp":\[{"devname":"lo","ifindex":1,"mode":"generic","id":<p_xdp>,'
"xdp":[{"devname":"lo","ifindex":1,"mode":"generic","id":<p_xdp>,
$ bpfi -j net show | grep -o '{"devname":"bpfhost0","ifindex":<if_veth>,"kind":"tcx/egress","name":"cls","prog_id":<p_cls>,"prog_flags":\[\],"link_id":<l_tcx_egress>,"link_flags":\[\]'
{"devname":"bpfhost0","ifindex":<if_veth>,"kind":"tcx/egress","name":"cls","prog_id":<p_cls>,"prog_flags":[],"link_id":<l_tcx_egress>,"link_flags":[]

# One device; one that is not there.
$ bpfi net show dev lo | head -n 4
xdp:
lo(1) generic id <p_xdp> prog_name xdp link_id <l_xdp_generic>

tc:
$ bpfi net show dev nosuch
2> bpfi: network device 'nosuch': No such device (ENODEV)
? 1
$ bpfi -j net show dev 0123456789abcdefg
~ \{"error":"network device '0123456789abcdefg'.*
? 1

# Filters of classic traffic control: clsact, and a discipline with classes; with what the incumbent leaves out.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/cls; ip link add a0 type veth peer name a1 && tc qdisc add dev a0 clsact && tc filter add dev a0 ingress prio 7 bpf da object-pinned <pins>/cls && \
	tc filter add dev a0 egress prio 9 bpf object-pinned <pins>/cls
$ bpfi net show dev a0 | grep clsact
~ a0\([0-9]+\) clsact/ingress cls:\[.*\] id <p_cls> prog_name cls classifier bpf pref 7 protocol 0x3 handle 0x1 direct-action
~ a0\([0-9]+\) clsact/egress cls:\[.*\] id <p_cls> prog_name cls classifier bpf pref 9 protocol 0x3 handle 0x1
$ tc qdisc add dev a1 root handle 1: htb && tc class add dev a1 parent 1: classid 1:5 htb rate 1mbit && tc filter add dev a1 parent 1: prio 3 bpf classid 1:5 object-pinned <pins>/cls && \
	tc filter add dev a1 parent 1:5 prio 4 bpf classid 1:5 object-pinned <pins>/cls; bpfi net show dev a1 | grep htb
~ a1\([0-9]+\) htb cls:\[.*\] id <p_cls> prog_name cls classifier bpf pref 4 .*
~ a1\([0-9]+\) htb cls:\[.*\] id <p_cls> prog_name cls classifier bpf pref 3 .*
$ bpfi -j net show dev a0 | grep -o '"kind":"clsact/ingress","name":"[^"]*","id":<p_cls>'
~ "kind":"clsact/ingress","name":"cls:\[.*\]","id":<p_cls>
$ ip link del a0

# Filters of other chains than 0.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/chained; ip link add a0 type veth peer name a1; tc qdisc add dev a0 clsact; tc filter add dev a0 ingress chain 5 prio 2 bpf da object-pinned <pins>/chained; \
	bpfi net show dev a0 | grep clsact; bpfi -j net show dev a0 | grep -o '"chain":5'; ip link del a0
~ a0\([0-9]+\) clsact/ingress chained:\[.*\] id <p_cls> prog_name cls classifier bpf pref 2 protocol 0x3 chain 5 handle 0x1 direct-action
"chain":5

# A filter's tag is known without its program, and what it says about hardware.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/soft; ip link add a0 type veth peer name a1; tc qdisc add dev a0 clsact; tc filter add dev a0 ingress prio 2 bpf da skip_hw object-pinned <pins>/soft; \
	bpfi net show dev a0 | grep -o 'direct-action.*'; bpfi -j net show dev a0 | grep -o '"skip_hw":true,"in_hw":false'; \
	{ bpfi -j net show dev a0; bpfi -j prog show id <p_cls>; } | grep -oE '"tag":"[0-9a-f]{16}"' | uniq | wc -l; ip link del a0
direct-action skip_hw
"skip_hw":true,"in_hw":false
1

# A block that two devices share is one attachment with both of them.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/shared; ip link add b0 type veth peer name b1; for d in b0 b1; do tc qdisc add dev $d ingress_block 22 clsact; done; \
	tc filter add block 22 prio 5 bpf da object-pinned <pins>/shared; bpfi net show | grep -c shared:
1
$ bpfi net show | grep shared:
~ b[01],b[01] clsact/ingress shared:\[.*\] id <p_cls> prog_name cls classifier bpf pref 5 .* block 22 direct-action
$ for d in b0 b1; do bpfi net show dev $d | sed -n 's/ shared:.*//p'; done
b0 clsact/ingress
b1 clsact/ingress
$ ip link del b0

# A block that is incoming for one device and outgoing for another is listed for each direction.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/both; ip link add b0 type veth peer name b1; tc qdisc add dev b0 egress_block 23 clsact; tc qdisc add dev b1 ingress_block 23 clsact; \
	tc filter add block 23 prio 5 bpf da object-pinned <pins>/both; bpfi net show | sed -n 's/ both:.*//p' | sort
b0 clsact/egress
b1 clsact/ingress
$ bpfi net show dev b0 | sed -n 's/ both:.*//p'; ip link del b0
b0 clsact/egress

# A block of more devices than fit a line is listed with all of them, also from a recording.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/wide; for i in $(seq 10 29); do printf '%s\n' "link add longdevname${i}a type veth peer name longdevname${i}b"; done | ip -batch -; \
	for i in $(seq 10 29); do for e in a b; do printf '%s\n' "qdisc add dev longdevname$i$e ingress_block 24 clsact"; done; done | tc -batch -; tc filter add block 24 prio 5 bpf da object-pinned <pins>/wide; \
	bpfi net show | grep ' wide:' | grep -o 'longdevname[0-9]*[ab]' | sort -u | wc -l
40
$ bpfi snapshot save wide.bpfi >saved 2>&1; bpfi --from wide.bpfi net show dev longdevname29b | grep -c ' wide:'
1
$ for i in $(seq 10 29); do printf '%s\n' "link del longdevname${i}a"; done | ip -batch -

# Several filters at one hook, the first of which are not BPF programs.
skip-unless tool tc
skip-unless native
$ bpfi prog pin id <p_cls> <pins>/late; ip link add c0 type veth peer name c1; tc qdisc add dev c0 clsact; tc filter add dev c0 ingress prio 1 u32 match u32 0 0 flowid 1:1; \
	tc filter add dev c0 ingress prio 2 bpf da object-pinned <pins>/late; bpfi net show dev c0 | grep clsact
~ c0\([0-9]+\) clsact/ingress classifier u32 pref 1 .*
~ c0\([0-9]+\) clsact/ingress late:\[.*\] id <p_cls> .* pref 2 .*
$ ip link del c0

# All network namespaces: by the name below /run/netns, or by a process.
skip-unless tool ip
skip-unless native
$ bpfi prog pin id <p_xdp> <pins>/xdp; unshare -m sh -c 'mount -t tmpfs run /run; ip netns add bpfitest; ip -n bpfitest link add d0 type veth peer name d1; \
	ip netns exec bpfitest ip link set dev d0 xdpgeneric pinned <pins>/xdp; "$BPFI" net show --all-netns | grep -A 2 "netns bpfitest"; "$BPFI" -j net show --all-netns >json'
netns bpfitest
xdp:
~ d0\([0-9]+\) generic id <p_xdp> prog_name xdp
$ grep -o '"netns":"bpfitest","netns_ino":[0-9]*,"xdp":\[{"devname":"d0"' json
~ "netns":"bpfitest","netns_ino":[0-9]+,"xdp":\[\{"devname":"d0"
$ mkfifo up; unshare -n sh -c 'ip link set dev lo xdpgeneric pinned <pins>/xdp; echo >up; read word <up' & read word <up; "$BPFI" net show --all-netns | grep -A 2 "netns pid $!\$" | tail -n 1; echo >up; wait
lo(1) generic id <p_xdp> prog_name xdp

# A device that is in none of them is an error.
$ bpfi net show dev nosuch --all-netns
2> bpfi: network device 'nosuch' in any network namespace: No such device (ENODEV)
? 1
$ bpfi -j attached dev nosuch --all-netns
~ \{"error":"network device 'nosuch' in any network namespace.*"\}
? 1

# A namespace that only a process of another user has is counted; the own one of such a process is not missing.
skip-unless native
skip-unless tool capsh
$ mkfifo up; unshare -n sh -c 'echo >up; read word <up' & read word <up; capsh --drop=cap_sys_ptrace,cap_sys_resource -- -c '"$BPFI" net show --all-netns >out'; echo $?; echo >up; wait
3
2~ bpfi: places in networks: ([0-9]+) could not be queried, ([0-9]+) of them network namespaces: entering the network namespace of a process: .*\(EACCES\)
2~ .*CAP_SYS_PTRACE is missing.*
$ capsh --drop=cap_sys_ptrace -- -c '"$BPFI" net show dev lo' | head -n 1
xdp:

# The same sections as the incumbent, with the same devices and programs.
skip-unless tool bpftool
skip-unless kernel 6.6
$ bpftool net show | sed -n '/^xdp/,/^$/p' >theirs; bpfi net show | sed -n '/^xdp/,/^$/p' | sed 's/ prog_name.*//' >ours; diff theirs ours

# Without the right to ask hooks, what netlink tells anybody is shown, and the rest is said to be missing, device by device.
skip-unless tool capsh
skip-unless tool ip
skip-unless kernel 6.6
$ capsh --drop=cap_net_admin,cap_sys_admin -- -c '"$BPFI" net show' 2>/dev/null | head -n 2
xdp:
~ lo\(1\) generic id <p_xdp>.*
$ capsh --drop=cap_net_admin,cap_sys_admin -- -c '"$BPFI" net show' >/dev/null
2~ bpfi: places in networks: [0-9]+ could not be queried: tcx and netkit: device lo: .*\(EPERM\)
2~ .*CAP_NET_ADMIN is missing.*
? 3
$ ip link add skip0 type veth peer name skip1; capsh --drop=cap_net_admin,cap_sys_admin -- -c '"$BPFI" net show 2>&1' | sed -n 's/^bpfi: places in networks: \([0-9]*\) .*/\1/p' | awk -v least="$(ls /sys/class/net | wc -l)" '$1 < least { print $1, least }'; ip link del skip0

# A named device is shown without the right to list links too, and what comes off a chain is told.
skip-unless tool capsh
skip-unless tool ip
skip-unless kernel 6.6
skip-unless native
$ capsh --drop=cap_sys_admin -- -c '"$BPFI" net show dev lo' 2>err | head -n 2; cat err
xdp:
~ lo\(1\) generic id <p_xdp>.*
~ bpfi: some attachments could not be read: listing links: .*\(EPERM\)
~ .*CAP_SYS_ADMIN is missing.*
$ capsh --drop=cap_sys_admin -- -c '"$BPFI" net show dev nosuch'
2> bpfi: network device 'nosuch': No such device (ENODEV)
? 1
$ ip link add e0 type veth peer name e1; bpfi net attach tcx_ingress id <p_cls> dev e0; \
	capsh --drop=cap_sys_admin -- -c '"$BPFI" net detach tcx_ingress dev e0'; ip link del e0
2~ bpfi: note: program <p_cls>.*: detached \(it was the last of the chain\)

# XDP by bpftool's words: what is there is not replaced without a word, and what comes off is told.
skip-unless tool ip
skip-unless native
$ ip link add e0 type veth peer name e1; bpfi net attach xdp id <p_xdp> dev e0; bpfi net show dev e0 | sed -n 2p
~ e0\([0-9]+\) driver id <p_xdp> prog_name xdp
$ bpfi net attach xdp id <p_xdp> dev e0
2> bpfi: attaching xdp at e0: XDP program already attached: Device or resource busy (EBUSY)
2>       program <p_xdp> is attached there; use overwrite to replace it
? 1
$ bpfi net attach xdpgeneric id <p_xdp> dev e0
2~ bpfi: attaching xdpgeneric at e0: .*active at the same time.*\(EEXIST\)
2>       detach the program of the other mode first
? 1
$ bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/xdp2; bpfi net attach xdp pinned <pins>/xdp2/xdp_second dev e0 overwrite; bpfi -j net attach xdp id <p_xdp> dev e0 replace pinned <pins>/xdp2/xdp_second
null
2~ bpfi: note: program <p_xdp> \(xdp\), held by .*: replaced
2~ bpfi: note: program [0-9]+ \(xdp_second\), pinned at <pins>/xdp2/xdp_second: replaced
$ bpfi net attach xdp id <p_xdp> dev e0 replace pinned <pins>/xdp2/xdp_second
2> bpfi: attaching xdp at e0: Active program does not match expected: File exists (EEXIST)
2~       program <p_xdp> is attached there, not program [0-9]+
? 1
$ bpfi net detach xdp dev e0 prog pinned <pins>/xdp2/xdp_second
2> bpfi: detaching xdp at e0: Active program does not match expected: File exists (EEXIST)
2~       program <p_xdp> is attached there, not program [0-9]+
? 1
$ bpfi net detach xdpgeneric dev e0 prog id <p_xdp>
2> bpfi: detaching xdpgeneric at e0: Active program does not match expected: File exists (EEXIST)
2>       program <p_xdp> is attached there in another mode
? 1
$ bpfi net attach xdp id <p_xdp> dev e1 replace pinned <pins>/xdp2/xdp_second
2> bpfi: attaching xdp at e1: Active program does not match expected: File exists (EEXIST)
2>       no program is attached there
? 1
$ bpfi net detach xdp dev e0
2~ bpfi: note: program <p_xdp> \(xdp\), held by .*: detached
$ bpfi net attach xdp pinned <pins>/xdp2/xdp_second dev e0; rm <pins>/xdp2/xdp_second; bpfi net attach xdp id <p_xdp> dev e0 overwrite; bpfi net detach xdp dev e0 2>gone
2~ bpfi: note: program [0-9]+ \(xdp_second\), held by no process: replaced
$ bpfi net detach xdp dev e0; bpfi net attach xdpgeneric id <p_xdp> dev e0; bpfi net show dev e0 | sed -n 2p; bpfi net detach xdpgeneric dev e0 prog id <p_xdp>
~ e0\([0-9]+\) generic id <p_xdp> prog_name xdp
$ ip link del e0

# Run as bpftool: its exit codes, which are the kernel's numbers.
skip-unless tool bpftool
skip-unless native
$ ln -s "$BPFI" bpftool; ip link add x0 type veth peer name x1; bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/codes; bpfi net attach xdp id <p_xdp> dev x0; for tool in ./bpftool "$(command -v bpftool)"; do \
	for words in 'detach xdp dev nosuch' 'attach xdp id 4000000000 dev x0' 'attach xdp pinned <pins>/codes/xdp_second dev x0' 'attach xdpgeneric pinned <pins>/codes/xdp_second dev x0 overwrite' \
		'attach xdp pinned <pins>/codes/tc_first dev x1' 'detach xdp dev x1'; do $tool net $words >out 2>&1; echo "$? $words"; done >"codes.${tool%%/*}"; done; same codes. codes..; cut -d ' ' -f 1 codes.. | tr '\n' ' '
234 234 240 239 234 0 
$ ./bpftool net detach tcx_egress dev x1 >out 2>&1; echo $?; ip link del x0
254

# A chain: last, unless its place is named; detaching takes the last one, or the one named.
skip-unless tool ip
skip-unless kernel 6.6
skip-unless native
$ ip link add f0 type veth peer name f1; bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/chain; bpfi net attach tcx_ingress pinned <pins>/chain/tc_second dev f0; \
	bpfi net attach tcx_ingress pinned <pins>/chain/tc_first dev f0 before pinned <pins>/chain/tc_second; bpfi net attach tcx_ingress pinned <pins>/chain/tc_third dev f0; \
	bpfi net show dev f0 | sed -n 's/^f0([0-9]*) \(tcx.*\) prog_id.*/\1/p'
tcx/ingress tc_first
tcx/ingress tc_second
tcx/ingress tc_third
$ bpfi net attach tcx_ingress id <p_cls> dev f0 prepend; bpfi -j net show dev f0 | grep -o '"kind":"tcx/ingress","name":"cls",.*"position":1,"revision":5' | cut -c 1-36
"kind":"tcx/ingress","name":"cls","p
$ bpfi net attach tcx_ingress id <p_cls> dev f0
2> bpfi: attaching tcx_ingress at f0: attaching: File exists (EEXIST)
2>       the program is already in the chain
? 1
$ bpfi net attach tcx_egress id <p_cls> dev f0 replace pinned <pins>/chain/tc_first
2> bpfi: attaching tcx_egress at f0: attaching: No such file or directory (ENOENT)
2~       program [0-9]+ is not in the chain
? 1
$ bpfi net attach tcx_egress id <p_cls> dev f0 replace pinned <pins>/chain/xdp_first
2> bpfi: attaching tcx_egress at f0: attaching: Invalid argument (EINVAL)
2~       program [0-9]+ is not in the chain
? 1
$ bpfi net attach tcx_egress id <p_cls> dev f0 after pinned <pins>/chain/tc_first
2> bpfi: attaching tcx_egress at f0: attaching: No such file or directory (ENOENT)
2>       the program or link given to 'before' or 'after' is not in the chain
? 1
$ bpfi net attach netkit_primary id <p_cls> dev f0
2~ bpfi: attaching netkit_primary at f0: attaching: .*\((EINVAL|ENXIO)\)
2>       netkit_primary requires a netkit device, and Linux 6.7 with CONFIG_NETKIT
? 1
$ bpfi net detach tcx_ingress dev f0; bpfi net detach tcx_ingress dev f0 prog id <p_cls>; bpfi net show dev f0 | sed -n 's/^f0([0-9]*) \(tcx.*\) prog_id.*/\1/p'
tcx/ingress tc_first
tcx/ingress tc_second
2~ bpfi: note: program [0-9]+ \(tc_third\), pinned at <pins>/chain/tc_third: detached \(it was the last of the chain\)
$ bpfi net attach tcx_ingress pinned <pins>/chain/tc_third dev f0 after pinned <pins>/chain/tc_first; rm <pins>/chain/tc_third; bpfi net show dev f0 | sed -n 's/^f0([0-9]*) \(tcx.*\) prog_id.*/\1/p'
tcx/ingress tc_first
tcx/ingress tc_third
tcx/ingress tc_second
$ bpfi net attach tcx_ingress id <p_cls> dev f0 replace id $(bpfi net show dev f0 | sed -n 's/.* tc_third prog_id \([0-9]*\).*/\1/p'); rm <pins>/chain/tc_second; bpfi net detach tcx_ingress dev f0; \
	bpfi net show dev f0 | sed -n 's/^f0([0-9]*) \(tcx.*\) prog_id.*/\1/p'
tcx/ingress tc_first
tcx/ingress cls
2~ bpfi: note: program [0-9]+ \(tc_third\), held by no process: replaced
2~ bpfi: note: program [0-9]+ \(tc_second\), held by no process: detached \(it was the last of the chain\)
$ bpfi net detach tcx_egress dev f0
2> bpfi: detaching tcx_egress at f0: detaching: No such file or directory (ENOENT)
2>       nothing is attached there
? 1
$ ip link del f0

# A link that is in the way is named, with its holders, pins among them, and with what takes it off.
skip-unless native
$ bpfi link pin id <l_xdp> <pins>/held
$ bpfi net attach xdp id <p_xdp> dev bpfhost0 overwrite
2> bpfi: attaching xdp at bpfhost0: Can't replace active BPF XDP link: Device or resource busy (EBUSY)
2~       link <l_xdp> is attached there, held by bpf-host\(<pid_host>\).*pinned at <pins>/held; to detach it: bpfi link detach id <l_xdp>
? 1

# Programs of the wrong type, words that exclude each other, devices that are not there.
skip-unless kernel 6.6
$ bpfi net attach tcx_ingress id <p_xdp> dev lo
2> bpfi: attaching tcx_ingress at lo: attaching: Invalid argument (EINVAL)
2>       the program has type xdp, but tcx_ingress requires sched_cls
? 1
$ bpfi net attach xdp id <p_xdp> dev lo prepend
2~ bpfi: XDP allows one program per device: .*
2> ...
? 2
$ bpfi net attach tcx_ingress id <p_cls> dev lo overwrite
2> bpfi: 'overwrite' applies only to XDP
2> ...
? 2
$ bpfi -j net attach xdp id <p_xdp> dev nosuch
{"error":"network device 'nosuch': No such device (ENODEV)"}
? 1
$ bpfi --read-only net detach xdp dev lo
2~ bpfi: net detach would change .*
? 1

# Routes with programs: the kernel has only the loader's text.
skip-unless tool ip
skip-unless native
$ bpfi prog pin id <p_lwt_out> <pins>/lwt; ip link add g0 type veth peer name g1; ip link set g0 up; ip route add 10.9.0.0/16 encap bpf out pinned <pins>/lwt dev g0; bpfi net show | grep -F 10.9.0.0
~ 10\.9\.0\.0/16 dev g0 out lwt:.*
$ bpfi -j net show | grep -o '"route":"10[.]9[.]0[.]0/16".*"id":null'; ip link del g0
~ "route":"10\.9\.0\.0/16","devname":"g0","hook":"out","name":"lwt:.*","id":null

# Actions: of a filter that is not BPF, and of none.
skip-unless file /usr/sbin/tc
skip-unless shell grep -q act_bpf /proc/modules
$ bpfi prog pin id <p_act> <pins>/act; tc=/usr/sbin/tc; $tc actions add action bpf object-pinned <pins>/act index 7; $tc qdisc add dev bpfhost0 clsact; $tc filter add dev bpfhost0 ingress prio 3 matchall action bpf object-pinned <pins>/act; \
	bpfi net show | grep -E '^action|matchall'
~ bpfhost0\(<if_veth>\) clsact/ingress act \[ ?act:.* id <p_act>\] classifier matchall pref 3 .*
~ action act:.* id <p_act> prog_name act handle 0x7
$ bpfi attached prog id <p_act> | grep -v '^	'
~ <p_act>: sched_act  name act  tc  dev bpfhost0  clsact/ingress  pref 3  protocol 0x3  handle 0x1  action 1  text act:.*
~ <p_act>: sched_act  name act  tc_action  handle 0x7  text act:.*
$ /usr/sbin/tc qdisc del dev bpfhost0 clsact; /usr/sbin/tc actions del action bpf index 7

# A kernel that lists its netfilter hooks knows a program's position among all that is there.
skip-unless shell grep -q nfnetlink_hook /proc/modules
$ bpfi -J attached prog id <p_netfilter> | grep '"prio":-5' | grep -o '"position":[1-9][0-9]*,"link_id":<l_netfilter>'
"position":<n>,"link_id":<l_netfilter>

# netkit: both directions, by the number of the device that was asked.
skip-unless object l_netkit
$ bpfi net show | grep netkit/
~ bpfkit0\([0-9]+\) netkit/primary cls prog_id <p_cls> link_id <l_netkit>
~ bpfkit0\([0-9]+\) netkit/peer cls prog_id <p_cls> link_id <l_netkit_peer>

# Names of devices hold what a terminal would obey: escaped.
skip-unless tool ip
skip-unless native
$ n=$(printf 'e\033[1mx'); ip link add "$n" type veth peer name h1; bpfi net attach xdp id <p_xdp> dev "$n"; bpfi net show dev "$n" | grep driver; bpfi -j net show dev "$n" | grep -o '"devname":"[^"]*"' | sort -u; ip link del "$n"
~ e\\x1b\[1mx\([0-9]+\) driver id <p_xdp> prog_name xdp
"devname":"e\u001b[1mx"

# Devices and programs that come and go while they are listed: what is there is shown, nothing is an error.
skip-unless tool ip
skip-unless native
$ (while [ ! -e stop ]; do ip link add k0 type veth peer name k1; "$BPFI" net attach xdp id <p_xdp> dev k0; "$BPFI" net attach tcx_ingress id <p_cls> dev k0; "$BPFI" net detach tcx_ingress dev k0; ip link del k0; done) >churn 2>&1 & \
	for i in 1 2 3 4 5 6 7 8 9 10; do bpfi net show >out || echo "net show: $?"; bpfi attached >out || echo "attached: $?"; done; touch stop; wait; ip link del k0 2>churn || :

# A namespace that cannot be entered is reported, and the rest is shown.
skip-unless tool capsh
skip-unless native
$ unshare -n sleep 30 & sleep 0.2; capsh --drop=cap_sys_admin -- -c '"$BPFI" net show --all-netns' | head -n 1; kill $!; wait
xdp:
2~ bpfi: places in networks: [0-9]+ could not be queried, [0-9]+ of them network namespaces: .*\(EPERM\)
2~ .*CAP_SYS_ADMIN.*

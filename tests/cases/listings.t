# Listings of recorded hosts: text, and JSON that fits the rows.

# Programs, maps, links, BTF and pins of three kernels, each record against its text and the schema.
use everything-6.1
$ for what in prog map link btf pin; do bpfi -j $what show | cut -c 1-2; bpfi -J $what show | cut -c 1 | sort -u; \
	bpfi -p $what show | tail -n 1; done
[{
{
]
[{
{
]
[{
{
]
[{
{
]
[{
{
]

# The same of 6.12.
use everything-6.12
$ for what in prog map link btf pin; do bpfi -jf $what show | cut -c 1-2; bpfi -J $what show | cut -c 1 | sort -u; \
	done | sort -u
[{
{

# The same of 6.18.
use everything-6.18
$ for what in prog map link btf pin; do bpfi -jf $what show | cut -c 1-2; bpfi -J $what show | cut -c 1 | sort -u; \
	done | sort -u
[{
{

# A program with BTF: full name, maps, metadata, types.
use everything-6.12
$ bpfi prog show name count_packets_per_source_address
~ [0-9]+: xdp  name count_packets_per_source_address  tag [0-9a-f]+  gpl
~ 	loaded_at <time>  uid 0
~ 	xlated [0-9]+B  jited [0-9]+B  memlock 4096B  map_ids [0-9,]+
...

# Its loading time, in the time zone of the reader.
use everything-6.12
$ TZ=XYZ-3 bpfi prog show name drop_or_pass | sed -n 2p
~ 	loaded_at 20[0-9-]+T[0-9:]+\+0300  uid 0

# Globs match several; each is shown.
use everything-6.12
$ bpfi prog show name 'lwt_*' | grep -o 'lwt_[a-z]*  name lwt_[a-z]*'
lwt_in  name lwt_in
lwt_out  name lwt_out
lwt_xmit  name lwt_xmit
$ bpfi -j prog show name 'lwt_*' | cut -c 1
[
$ bpfi -j prog show name 'lwt_in' | cut -c 1
{

# Links of kernels that trace: functions, hooks, targets.
use everything-6.12
$ bpfi link show | grep -E '^	(attach_type|target_obj_id)'
1> 	attach_type trace_fentry
~ 	target_obj_id 1  target_btf_id [0-9]+  target_func do_nanosleep
1> 	attach_type trace_fexit
~ 	target_obj_id 1  target_btf_id [0-9]+  target_func do_nanosleep
1> 	attach_type modify_return
~ 	target_obj_id 1  target_btf_id [0-9]+  target_func security_file_ioctl
1> 	attach_type lsm_mac
~ 	target_obj_id 1  target_btf_id [0-9]+  target_func bpf_lsm_bpf
~ 	target_obj_id [0-9]+  target_btf_id [0-9]+  target_func is_admitted  target_prog_id [0-9]+  target_prog count_packets_per_source_address

# Links to devices and hooks of the network.
use everything-6.12
$ bpfi link show | grep -E '^	(ifindex|ip)'
~ 	ifindex bpfhost0\([0-9]+\)
1> 	ifindex lo(1)
~ 	ifindex bpfhost0\([0-9]+\)  attach_type tcx_ingress
~ 	ifindex bpfhost0\([0-9]+\)  attach_type tcx_egress
1> 	ifindex (detached)
1> 	ifindex (detached)  attach_type tcx_ingress
~ 	ifindex bpfkit0\([0-9]+\)  attach_type netkit_primary
~ 	ifindex nk0\([0-9]+\)  attach_type netkit_peer
1> 	ip postrouting prio -5
1> 	ip6 input prio 10

# Perf events and probes.
use everything-6.12
$ bpfi link show | grep -E '^	(uprobe|uretprobe|kprobe|kretprobe|tracepoint|event)' | grep -v multi
1> 	tracepoint sched_process_exec  cookie 77
1> 	event software:page-faults
~ 	event .*  cookie 77
~ 	uprobe /usr/bin/bpf-host\+0x[0-9a-f]+  cookie 77
~ 	uretprobe /usr/bin/bpf-host\+0x[0-9a-f]+
~ 	kprobe [0-9a-f]+ do_nanosleep  cookie 77
~ 	kretprobe [0-9a-f]+ do_nanosleep

# Owners: one process, two processes.
use everything-6.12
$ bpfi map show name hash | tail -n 1
~ 	pids bpf-host\([0-9]+\), bpf-second\([0-9]+\)
$ bpfi -j map show name queue | grep -o '"pids":.*'
~ "pids":\[\{"pid":[0-9]+,"comm":"bpf-host","exe":"/usr/bin/bpf-host".*\}\]\}

# Names with any byte in them, of pins: escaped in text, valid in JSON.
use everything-6.12
$ bpfi pin show | cut -d : -f 1
/sys/fs/bpf/-dash
/sys/fs/bpf/folder/again
/sys/fs/bpf/link
/sys/fs/bpf/map
...
/sys/fs/bpf/new\nline
/sys/fs/bpf/program
...
/sys/fs/bpf/quote"back\
/sys/fs/bpf/raw-\xff
/sys/fs/bpf/tab\there
/sys/fs/bpf/with space
/sys/fs/bpf/ü-utf8
$ bpfi pin show /sys/fs/bpf/folder
~ /sys/fs/bpf/folder/again: prog [0-9]+  xdp  name xdp

# An object by its pin.
use everything-6.12
$ bpfi -f prog show pinned /sys/fs/bpf/folder/again | grep pinned
1> 	pinned /sys/fs/bpf/folder/again
1> 	pinned /sys/fs/bpf/program
$ bpfi map show pinned /sys/fs/bpf/nowhere
2~ bpfi: .*/sys/fs/bpf/nowhere.*
? 1

# Without -f nothing is said of pins.
use everything-6.12
$ bpfi -j map show name hash | grep -c pinned
0
? 1

# Programs of a recording do not run.
use everything-6.12
$ bpfi -j prog show --stats
{"error":"programs in a recording do not run; --stats requires a running kernel"}
? 1

# Which links can be detached, whoever holds them.
use everything-6.12
skip-unless tool jq
$ bpfi -j link show | jq -c 'group_by(.detachable) | map([.[0].detachable, (map(.type) | unique)])[]'
[false,["iter","kprobe_multi","perf_event","raw_tracepoint","tracing","uprobe_multi"]]
[true,["cgroup","netfilter","netkit","netns","sockmap","struct_ops","tcx","xdp"]]

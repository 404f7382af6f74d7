# Programs at probes and tracepoints, by the descriptors that hold them there.
skip-unless root
host

# Raw tracepoints, tracepoints and probes; links of many functions are not among them.
skip-unless object l_tracepoint
$ bpfi perf show | grep 'pid <pid_host> '
1> pid <pid_host>  fd <n>: prog_id <p_raw_tp>  raw_tracepoint  sched_process_exit  name raw_tp
~ pid <pid_host>  fd [0-9]+: prog_id <p_tp_btf>  raw_tracepoint  sched_switch  name tp_btf
~ pid <pid_host>  fd [0-9]+: prog_id <p_tracepoint>  tracepoint  sched_process_exec  name tracepoint
...
$ bpfi -j perf show | grep -o '{"pid":<pid_host>,"fd":[0-9]*,"prog_id":<p_tracepoint>,"fd_type":"tracepoint","tracepoint":"sched_process_exec"'
{"pid":<pid_host>,"fd":<n>,"prog_id":<p_tracepoint>,"fd_type":"tracepoint","tracepoint":"sched_process_exec"

# Probes of files have an offset.
skip-unless object l_uprobe
$ bpfi -j perf show | grep -o '"fd_type":"uprobe","filename":"[^"]*bpf-host","offset":[0-9]*' | head -n 1
~ "fd_type":"uprobe","filename":".*/bpf-host","offset":[0-9]+

# Line by line what the incumbent has, in front of what it does not have.
skip-unless tool bpftool
$ bpftool perf show | sort >theirs; bpfi perf show | sed 's/  name [a-z0-9_]*$//' | sort >ours; diff theirs ours

# Without the right to ask, that is said.
skip-unless tool capsh
$ capsh --drop=cap_sys_admin,cap_perfmon -- -c '"$BPFI" perf show'
2~ bpfi: descriptors: [0-9]+ could not be queried: .*\(EPERM\)
2~ .*CAP_SYS_ADMIN.*
? 3

# Functions of the kernel, at entry and return.
skip-unless object l_kprobe
$ bpfi perf show | grep -E 'pid <pid_host> .* k(ret)?probe '
~ pid <pid_host>  fd [0-9]+: prog_id <p_kprobe>  kprobe  func do_nanosleep  offset 0  name kprobe
~ pid <pid_host>  fd [0-9]+: prog_id <p_kprobe>  kretprobe  func do_nanosleep  offset 0  name kprobe

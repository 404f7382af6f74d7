# What this kernel can do.

# Each list of names has every enumerator of the running kernel.
skip-unless file /sys/kernel/btf/vmlinux
$ bpfi btf dump file /sys/kernel/btf/vmlinux format c type bpf_prog_type type bpf_map_type type bpf_link_type type bpf_attach_type type bpf_func_id >types.h
$ check() { sed -n "/^enum $2 {/,/}/s/^[[:space:]]*$3\([A-Za-z0-9_]*\) = .*/$4\1/p" types.h | sed 's/_DEPRECATED$//' | tr A-Z a-z >kernel; \
	bpfi feature list_builtins $1 | sort >ours; grep -c . kernel | sed 's/^[0-9]*$/some/'; sort -u kernel | comm -23 - ours; }; \
	check prog_types bpf_prog_type BPF_PROG_TYPE_; check map_types bpf_map_type BPF_MAP_TYPE_; check link_types bpf_link_type BPF_LINK_TYPE_; \
	check attach_types bpf_attach_type BPF_; check helpers bpf_func_id BPF_FUNC_ bpf_
some
some
some
some
some

# The probe's JSON has the incumbent's objects and keys, in its order; what cannot be determined is null.
skip-unless native
skip-unless root
$ bpfi -j feature probe kernel >p; jq -c keys_unsorted p
["system_config","syscall_config","program_types","map_types","helpers","misc","limits"]
$ jq -c '.syscall_config, (.program_types | [.have_xdp_prog_type, .have_tracepoint_prog_type]), (.map_types | [.have_hash_map_type, .have_ringbuf_map_type]), .misc.have_bounded_loops' p
{"have_bpf_syscall":true}
[true,true]
[true,true]
true
$ jq -r '.helpers.xdp_available_helpers[]' p | grep -c '^bpf_xdp_adjust_head$\|^bpf_map_lookup_elem$\|^bpf_skb_load_bytes$\|^bpf_trace_printk$'
2
$ bpfi -j feature >q; same p q

# The text has a section for each of them, and a line for each answer.
skip-unless native
skip-unless root
$ bpfi feature probe >t; grep '^Scanning' t
Scanning system configuration...
Scanning system call availability...
Scanning eBPF program types...
Scanning eBPF map types...
Scanning eBPF helper functions...
Scanning miscellaneous eBPF features...
Scanning limits of the probe...
$ bpfi -j feature probe | jq -r '(.program_types, .map_types | .[]), (.helpers[][]) | tostring' | sort | uniq -c | awk '{ print $1, $2 }' >json
$ awk '/^eBPF (program|map)_type .* is available/ { n["true"]++ } / is NOT available/ && /^eBPF/ { n["false"]++ } /could not be determined/ && /^eBPF/ { n["null"]++ } /^\t- / { n[$2]++ } \
	END { for (i in n) print n[i], i }' t | sort -k 2 >text; sort -k 2 json | diff - text

# Helpers that make the kernel write to its log are probed on request only, and the log stays as it is.
skip-unless native
skip-unless root
skip-unless tool dmesg
$ log() { dmesg | grep -c 'probe_write_user\|trace_printk'; }; log >before; bpfi feature probe >/dev/null; bpfi -j feature probe kernel >/dev/null; log | diff before -
$ bpfi feature probe | grep -c trace_printk
0
? 1
$ bpfi feature probe full | grep -c 'bpf_trace_printk$' | sed 's/^[1-9][0-9]*$/some/'
some

# As macros they compile, and say the same.
skip-unless root
skip-unless tool cc
$ bpfi feature probe kernel macros prefix P_ >m.h; printf '#include "m.h"\n#if !P_HAVE_PROG_TYPE_HELPER(xdp, bpf_redirect) || P_HAVE_PROG_TYPE_HELPER(xdp, bpf_skb_load_bytes) || !defined(P_HAVE_XDP_PROG_TYPE)\n#error\n#endif\nint x;\n' >m.c; cc -Wall -Werror -c m.c && echo compiled
compiled
$ bpfi feature probe kernel macros | grep -c '^#define [A-Z]*HAVE_[A-Z0-9_]*_TYPE$' | sed "s,^[1-9][0-9]*$,some,"; bpfi -j feature probe macros >a; bpfi -j feature probe >b; same a b
some

# Without capabilities what is refused is not available.
skip-unless native
skip-unless root
skip-unless shell setpriv --reuid=65534 --clear-groups --inh-caps=-all true
skip-unless shell test "$(cat /proc/sys/kernel/unprivileged_bpf_disabled)" != 0
$ bpfi -j feature probe unprivileged | jq -c '[.program_types[], .map_types[]] | unique'
[false]
$ bpfi -j feature probe unprivileged | jq -c '.limits | [.seccomp, .missing_capabilities]'
~ \[[0-2],"CAP_BPF and CAP_NET_ADMIN and CAP_PERFMON"\]
$ bpfi -j feature probe | jq -c .limits.missing_capabilities
""

# A user without rights is told which, and what can be probed without them.
skip-unless root
skip-unless shell setpriv --reuid=65534 --clear-groups --inh-caps=-all true 2>/dev/null
$ setpriv --reuid=65534 --clear-groups --inh-caps=-all "$BPFI" feature probe kernel
2~ bpfi: probing: .*EPERM.*
2~  +CAP_BPF and CAP_NET_ADMIN and CAP_PERFMON are missing.*; run as root, or use 'unprivileged'
? 1

# A device, one that does not exist, and words that contradict each other.
skip-unless root
$ bpfi -j feature probe dev lo | jq -c '[keys_unsorted, (.program_types | keys_unsorted), (.map_types | keys_unsorted)]'
[["syscall_config","program_types","map_types","helpers","misc","limits"],["have_sched_cls_prog_type","have_xdp_prog_type"],["have_hash_map_type","have_array_map_type"]]
$ bpfi feature probe dev nonesuch
2> bpfi: device nonesuch not found
? 1
$ bpfi feature probe kernel dev lo
2> bpfi: 'kernel' and 'dev lo' cannot be used together
2> ...
? 2
$ bpfi feature probe prefix X
2> bpfi: 'prefix' requires 'macros'
2> ...
? 2
$ bpfi feature probe macros prefix 1-
2> bpfi: prefix '1-': not the start of a C identifier
2> ...
? 2

# Helpers are those that the verifier lets programs of the type call, each one, and no other.
skip-unless root
skip-unless file $BUILD/tests/bare_probe
$ "$BUILD/tests/bare_probe" | sort >bare; bpfi feature list_builtins helpers | awk '{ print NR - 1, $0 }' >numbers; \
	bpfi feature list_builtins prog_types | awk '{ print NR - 1, $0 }' >types; bpfi -j feature probe | \
	jq -r '.helpers | to_entries[] | (.key | sub("_available_helpers"; "")) as $t | .value[] | $t + " " + .' | \
	awk 'FILENAME == "numbers" { n[$2] = $1 } FILENAME == "types" { t[$2] = $1 } FILENAME == "-" && (t[$1] < 26 || t[$1] > 29) { print t[$1], n[$2] }' numbers types - | \
	sort >ours; grep -c . ours | sed 's/^[0-9]*$/some/'; diff bare ours
some

# One question: 0 for yes, 1 for no, and why.
skip-unless root
$ bpfi feature has helper bpf_map_lookup_elem
helper bpf_map_lookup_elem: available
$ bpfi feature has helper xdp_adjust_head prog xdp
helper xdp_adjust_head prog xdp: available
$ bpfi feature has helper bpf_skb_load_bytes prog xdp
helper bpf_skb_load_bytes prog xdp: not available: programs of this type cannot call it
? 1
$ bpfi -j feature has helper bpf_nothing
{"feature":"helper bpf_nothing","available":false,"reason":"unknown helper"}
? 1
$ bpfi feature has prog xdp
prog xdp: available
$ bpfi feature has map hash
map hash: available
$ bpfi feature has map nothing
map nothing: not available: unknown map type
? 1

# Helpers and functions of programs that this kernel refuses altogether are unknown, never "not available".
skip-unless root
skip-unless kernel 5.17
skip-unless file /sys/kernel/btf/vmlinux
$ for q in 'get_func_ret prog tracing' get_func_arg ima_file_hash; do bpfi feature has helper $q >answer; code=$?; \
	case $code in 0) echo yes ;; 3) bpfi feature has prog lsm | grep -q unknown && echo yes ;; *) cat answer ;; esac; done 2>/dev/null
yes
yes
yes
$ bpfi feature has helper unspec 2>/dev/null; test $? != 0
~ helper unspec: .*

# Attach and link types are those that the kernel knows, types and members those of its BTF.
skip-unless file /sys/kernel/btf/vmlinux
$ bpfi feature has attach cgroup_inet_ingress; bpfi feature has link xdp; bpfi feature has btf
attach cgroup_inet_ingress: available
link xdp: available
btf: available
$ for t in task_struct task_struct.pid sk_buff.mark sk_buff.pkt_type bpf_map_type.BPF_MAP_TYPE_HASH u32 vfs_read; do bpfi feature has btf $t || echo $?; done | grep -v ': available$' || true
$ bpfi feature has btf task_struct.nothing
btf task_struct.nothing: not available: the type has no member of this name
? 1
$ bpfi feature has btf nothing_of_this_name
btf nothing_of_this_name: not available: no such type
? 1

# Kernel functions by a load: one that programs of the type may call, one that they may not, and none.
skip-unless root
skip-unless kernel 6.4
$ bpfi feature has kfunc bpf_dynptr_from_xdp prog xdp
kfunc bpf_dynptr_from_xdp prog xdp: available
$ bpfi feature has kfunc bpf_dynptr_from_xdp prog socket_filter
kfunc bpf_dynptr_from_xdp prog socket_filter: not available: programs of this type cannot call it
? 1
$ bpfi feature has kfunc vfs_read
kfunc vfs_read: not available: no program can call it
? 1
$ bpfi feature has kfunc nothing_of_this_name
kfunc nothing_of_this_name: not available: neither the kernel nor a loaded module has a function of this name
? 1

# Functions of modules are looked for in the types of those that are loaded.
skip-unless root
skip-unless kernel 6.1
skip-unless file /sys/kernel/btf/tcp_bbr
$ bpfi feature has kfunc bbr_init
kfunc bbr_init: available
$ bpfi feature has kfunc bbr_init prog struct_ops; bpfi feature has kfunc bbr_init prog xdp
kfunc bbr_init prog struct_ops: available
kfunc bbr_init prog xdp: not available: programs of this type cannot call it
? 1

# Where the kernel marks the functions that programs may call, others need no load.
skip-unless root
skip-unless shell grep -q bpf_kfunc /sys/kernel/btf/vmlinux
$ bpfi -d feature has kfunc vfs_read 2>&1 | grep -c 'debug: probe'; bpfi -d feature has kfunc bpf_rdonly_cast 2>&1 | grep -c 'debug: probe'
0
1

# A build option, and the exit code for scripts.
skip-unless file /proc/config.gz
$ bpfi feature has config BPF_SYSCALL
config BPF_SYSCALL: available, y
$ bpfi -j feature has config CONFIG_HZ | jq -c '[.available, (.value | tonumber > 0)]'
[true,true]
$ bpfi feature has config NOTHING
config NOTHING: not available: not set
? 1

# What cannot be answered without rights.
skip-unless root
skip-unless shell setpriv --reuid=65534 --clear-groups --inh-caps=-all true
skip-unless shell test "$(cat /proc/sys/kernel/unprivileged_bpf_disabled)" != 0
skip-unless shell setpriv --reuid=65534 --clear-groups --inh-caps=-all true 2>/dev/null
$ setpriv --reuid=65534 --clear-groups --inh-caps=-all "$BPFI" feature has prog xdp
prog xdp: unknown: the kernel knows it, and refused to load it
2~ bpfi: prog xdp cannot be answered: .*EPERM.*
2~  +CAP_BPF and CAP_NET_ADMIN and CAP_PERFMON are missing.*
? 3

# What cannot be answered without the kernel's types, or its build options.
skip-unless root
skip-unless file /sys/kernel/btf/vmlinux
$ unshare -m sh -c 'mount -t tmpfs none /sys/kernel/btf; "$BPFI" feature has btf; echo $?; "$BPFI" feature has attach xdp; echo $?; "$BPFI" feature has kfunc bpf_rdonly_cast; echo $?; "$BPFI" feature list_builtins helpers | wc -l' 2>/dev/null
btf: not available: the kernel has no BTF
1
attach xdp: unknown: the kernel has no BTF
3
kfunc bpf_rdonly_cast: unknown: the kernel has no BTF
3
212

# Without the build options the probe does not say that they are not set.
skip-unless root
skip-unless file /proc/config.gz
$ unshare -m sh -c 'mount --bind /dev/null /proc/config.gz; "$BPFI" feature has config HZ; echo $?; "$BPFI" feature probe | grep "CONFIG_\|build options"' 2>/dev/null
config HZ: unknown: neither /boot/config-RELEASE nor /proc/config.gz is there
3
Unable to retrieve kernel build options

# A recording has the answers if it was asked for them, and says the same.
skip-unless native
skip-unless root
$ bpfi snapshot save f features | sed 's/:.*//'; bpfi feature probe | sed '/^Scanning limits/,$d' >a; bpfi --from f feature probe | sed '/^Scanning limits/,$d' >b; same a b
f
$ bpfi -j feature probe | jq 'del(.limits)' >a; bpfi --from f -j feature probe | jq 'del(.limits)' >b; same a b
$ bpfi --from f feature has helper bpf_xdp_adjust_head prog xdp
helper bpf_xdp_adjust_head prog xdp: available
$ bpfi feature diff f f; bpfi feature diff f; bpfi -j feature diff f
[]

# What two kernels differ in.
skip-unless native
skip-unless root
skip-unless file /proc/config.gz
$ bpfi snapshot save f features >/dev/null; bpfi feature probe >before; gzip -dc f | sed 's/"release":"[^"]*"/"release":"0.0"/; s/CONFIG_HZ=[0-9]*/CONFIG_HZ=77/' | gzip >g; bpfi feature diff f g
~ config CONFIG_HZ: [0-9]+ -> 77
? 1
$ bpfi -j feature diff g f | jq -c '.[0] | [.feature, .old]'
["config CONFIG_HZ","77"]

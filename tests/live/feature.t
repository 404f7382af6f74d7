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
skip-unless root
$ bpfi -j feature probe kernel >p; jq -c keys_unsorted p
["system_config","syscall_config","program_types","map_types","helpers","misc"]
$ jq -c '.syscall_config, (.program_types | [.have_xdp_prog_type, .have_tracepoint_prog_type]), (.map_types | [.have_hash_map_type, .have_ringbuf_map_type]), .misc.have_bounded_loops' p
{"have_bpf_syscall":true}
[true,true]
[true,true]
true
$ jq -r '.helpers.xdp_available_helpers[]' p | grep -c '^bpf_xdp_adjust_head$\|^bpf_map_lookup_elem$\|^bpf_skb_load_bytes$\|^bpf_trace_printk$'
2
$ bpfi -j feature >q; same p q

# The text has a section for each of them, and a line for each answer.
skip-unless root
$ bpfi feature probe >t; grep '^Scanning' t
Scanning system configuration...
Scanning system call availability...
Scanning eBPF program types...
Scanning eBPF map types...
Scanning eBPF helper functions...
Scanning miscellaneous eBPF features...
$ bpfi -j feature probe | jq -r '(.program_types, .map_types | .[]), (.helpers[][]) | tostring' | sort | uniq -c | awk '{ print $1, $2 }' >json
$ awk '/^eBPF (program|map)_type .* is available/ { n["true"]++ } / is NOT available/ && /^eBPF/ { n["false"]++ } /could not be determined/ && /^eBPF/ { n["null"]++ } /^\t- / { n[$2]++ } \
	END { for (i in n) print n[i], i }' t | sort -k 2 >text; sort -k 2 json | diff - text

# Helpers that make the kernel write to its log are probed on request only, and the log stays as it is.
skip-unless root
skip-unless tool dmesg
$ dmesg | wc -l >before; bpfi feature probe >/dev/null; bpfi -j feature probe kernel >/dev/null; dmesg | wc -l | diff before -
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
skip-unless root
skip-unless shell test "$(cat /proc/sys/kernel/unprivileged_bpf_disabled)" != 0
$ bpfi -j feature probe unprivileged | jq -c '[.program_types[], .map_types[]] | unique'
[false]
$ setpriv --reuid=65534 --clear-groups --inh-caps=-all "$BPFI" feature probe kernel
2~ bpfi: probing: .*EPERM.*
2~  +CAP_BPF and CAP_NET_ADMIN and CAP_PERFMON are missing.*; run as root, or use 'unprivileged'
? 1

# A device, one that does not exist, and words that contradict each other.
skip-unless root
$ bpfi -j feature probe dev lo | jq -c '[keys_unsorted, (.program_types | keys_unsorted), (.map_types | keys_unsorted)]'
[["syscall_config","program_types","map_types","helpers","misc"],["have_sched_cls_prog_type","have_xdp_prog_type"],["have_hash_map_type","have_array_map_type"]]
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

# What the kernel can do, of recorded hosts.

# Names of types and helpers: all that bpfi knows, in the order of the kernel's numbers.
use everything-6.12
$ bpfi feature list_builtins prog_types | head -n 3
unspec
socket_filter
kprobe
$ bpfi feature list_builtins helpers | sed -n '1p;2p;$p'
bpf_unspec
bpf_map_lookup_elem
bpf_cgrp_storage_delete
$ for group in prog_types map_types attach_types link_types helpers; do bpfi feature list_builtins $group | wc -l; done
33
36
62
16
212
$ bpfi -j feature list_builtins link_types
["unspec","raw_tracepoint","tracing","cgroup","iter","netns","xdp","perf_event","kprobe_multi","struct_ops","netfilter","tcx","uprobe_multi","netkit","sockmap","tracing_multi"]

# The group can be shortened; another word, none and one too many are refused.
$ bpfi feature list m | head -n 2
unspec
hash
$ bpfi feature list_builtins kinds
2> bpfi: unknown GROUP 'kinds'
2>       must be one of: prog_types, map_types, attach_types, link_types, helpers
? 2
$ bpfi feature list_builtins
2> bpfi: GROUP is missing
2> ...
? 2
$ bpfi -j feature list_builtins helpers more
~ .*unexpected word 'more'.*
? 2

# What was recorded: the sections of the text, what is there and what is not.
use features-6.18
$ bpfi feature probe | grep -v '^eBPF\|^	\|CONFIG\|^$'
Scanning system configuration...
bpf() syscall restricted to privileged users (admin can change)
JIT compiler is enabled
JIT compiler hardening is disabled
JIT compiler kallsyms exports are enabled for root
Global memory limit for JIT compiler for unprivileged users is 528482304 bytes
Scanning system call availability...
bpf() syscall is available
Scanning eBPF program types...
Scanning eBPF map types...
Scanning eBPF helper functions...
Scanning miscellaneous eBPF features...
Large program size limit is available
Bounded loop support is available
ISA extension v2 is available
ISA extension v3 is available
ISA extension v4 is available
Kernel function (kfunc) support is available
Arena support is available
Private stack support is available
may_goto instruction support is available
Load-acquire and store-release support is available
Token support is available
Scanning limits of the probe...
Kernel lockdown: unknown
Filter of system calls (seccomp): unknown
Missing capabilities: unknown
$ bpfi feature probe | grep 'lirc\|lsm\|CONFIG_HZ\|rhash\|NET_ACT'
CONFIG_NET_ACT_BPF is not set
CONFIG_HZ is set to 250
eBPF program_type lirc_mode2 is NOT available
eBPF program_type lsm could not be determined: Operation not permitted
eBPF map_type rhash is NOT available
eBPF helpers supported for program type lirc_mode2:
eBPF helpers supported for program type lsm:
$ bpfi feature probe | grep -A 3 'type netfilter:'
eBPF helpers supported for program type netfilter:
	- bpf_map_lookup_elem
	- bpf_map_update_elem
	- bpf_map_delete_elem
$ bpfi -j feature | jq -c '.system_config | [.unprivileged_bpf_disabled, .bpf_jit_limit, .CONFIG_HZ, .CONFIG_NET_ACT_BPF]'
[2,528482304,"250",null]
$ bpfi -j feature | jq -c '.program_types | [.have_xdp_prog_type, .have_lirc_mode2_prog_type, .have_lsm_prog_type]'
[true,false,null]
$ bpfi -j feature | jq -c '.helpers | [(keys | length), .lirc_mode2_available_helpers, .netfilter_available_helpers[0]]'
[32,[],"bpf_map_lookup_elem"]

# The same as macros, with a prefix.
use features-6.18
$ bpfi feature probe macros prefix P_ | grep 'HZ\|SYSCALL\|LIRC\|XDP_P\|ARENA\|LARGE\|bpf_redirect '
#define P_CONFIG_HZ 250
#define P_HAVE_BPF_SYSCALL
#define P_HAVE_XDP_PROG_TYPE
#define P_NO_HAVE_LIRC_MODE2_PROG_TYPE
#define P_HAVE_SYSCALL_PROG_TYPE
#define P_HAVE_ARENA_MAP_TYPE
...
#define P_HAVE_LARGE_INSN_LIMIT
#define P_HAVE_ARENA
$ bpfi feature probe macros | grep 'xdp__HELPER_bpf_redirect \|xdp__HELPER_bpf_skb_load_bytes '
#define BPF__PROG_TYPE_xdp__HELPER_bpf_redirect 1
#define BPF__PROG_TYPE_xdp__HELPER_bpf_skb_load_bytes 0

# What a recording cannot do: be probed as another user or for a device; one without the answers says how to get them.
use features-6.18
$ bpfi feature probe unprivileged
2> bpfi: 'unprivileged' cannot be used with --from
? 1
$ bpfi feature probe dev lo
2~ bpfi: .*
2> ...
? 1
$ BPFI_FROM='' bpfi --from "$TOP/tests/recordings/everything-6.12.bpfi" -j feature
{"error":"this recording does not contain what the kernel can do","hint":"it is recorded by 'snapshot save FILE features'"}
? 1

# Single questions to a recording.
use features-6.18
$ bpfi feature has helper bpf_xdp_adjust_head
helper bpf_xdp_adjust_head: available
$ bpfi feature has helper bpf_xdp_adjust_head prog socket_filter
helper bpf_xdp_adjust_head prog socket_filter: not available: programs of this type cannot call it
? 1
$ bpfi feature has prog lsm
prog lsm: unknown: the kernel refused to load it
2~ bpfi: prog lsm cannot be answered: the kernel refused to load it: .*EPERM.*
2> ...
? 3
$ bpfi feature has config HZ
config HZ: available, 250
$ bpfi -j feature has map rhash
{"feature":"map rhash","available":false,"reason":"not in this kernel"}
? 1
$ bpfi feature has kfunc bpf_rdonly_cast
kfunc bpf_rdonly_cast: unknown: the recording has no BTF of the kernel
2> ...
? 3

# A helper of programs that the kernel refused altogether is unknown; where one of the programs may call it, it is there.
use features-6.18
$ bpfi feature has helper bpf_get_func_ret prog tracing
helper bpf_get_func_ret prog tracing: unknown: the kernel refused programs in which it may be available
2~ bpfi: helper bpf_get_func_ret cannot be answered: the kernel refused programs.*EPERM.*
2> ...
? 3
$ bpfi -j feature has helper bpf_ima_file_hash
~ \{"feature":"helper bpf_ima_file_hash","available":null,"reason":"the kernel refused.*
2> ...
? 3
$ bpfi feature has helper bpf_loop prog tracing
helper bpf_loop prog tracing: available
$ bpfi feature diff "${BPFI_FROM%6.18.bpfi}6.12.bpfi" | grep 'func_ret\|no -> unknown'
helper bpf_get_func_ret prog tracing: yes -> unknown

# Of a recording with a part of the types: link and attach types are known, and which type is missing is not.
use everything-6.12
$ bpfi feature has link netkit
link netkit: available
$ bpfi feature has link tracing_multi
link tracing_multi: not available: not in this kernel
? 1
$ bpfi feature has attach trace_fsession
attach trace_fsession: not available: not in this kernel
? 1
$ bpfi feature has btf bpf_map_type.BPF_MAP_TYPE_ARENA
btf bpf_map_type.BPF_MAP_TYPE_ARENA: available
$ bpfi feature has btf nothing_of_this_name
btf nothing_of_this_name: unknown: the recording holds only a part of the kernel's types
2> bpfi: btf nothing_of_this_name cannot be answered: the recording holds only a part of the kernel's types
? 3

# Words of a question that are missing or wrong.
use features-6.18
$ bpfi feature has
2> bpfi: FEATURE is missing
2> ...
? 2
$ bpfi feature has map
2> bpfi: 'map' must be followed by a name
2> ...
? 2
$ bpfi feature has colour red
2> bpfi: unknown kind of feature 'colour'
2> ...
? 2
$ bpfi feature has helper bpf_loop prog nothing
2> bpfi: 'nothing' is not a known program type
? 2
$ bpfi feature has map hash array
2> bpfi: unexpected word 'array'
2> ...
? 2

# Two recordings compared: what differs, and nothing else.
use features-6.18
$ gzip -dc "$BPFI_FROM" | sed 's/CONFIG_HZ=250/CONFIG_HZ=1000/; s/\(kernel.arch.*kind":"ability","prog_type":0,"answers":"\)0200/\10100/' | gzip >new; bpfi feature diff "$BPFI_FROM" new
config CONFIG_HZ: 250 -> 1000
bpf_syscall: yes -> no
? 1
$ bpfi -j feature diff "$BPFI_FROM" new
[{"feature":"config CONFIG_HZ","old":"250","new":"1000"},{"feature":"bpf_syscall","old":"yes","new":"no"}]
? 1
$ bpfi feature diff "$BPFI_FROM" "$BPFI_FROM"
$ bpfi feature diff new
config CONFIG_HZ: 1000 -> 250
bpf_syscall: no -> yes
? 1
$ bpfi feature diff nowhere
2~ bpfi: nowhere: .*ENOENT.*
? 1

# Two kernels: what the newer one has more, and what its lockdown kept from being found out.
use features-6.18
$ bpfi feature diff "${BPFI_FROM%6.18.bpfi}6.12.bpfi" >list; grep -v helper list
config CONFIG_BPF_JIT_ALWAYS_ON: - -> y
config CONFIG_NET_ACT_BPF: m -> -
config CONFIG_NET_CLS_BPF: m -> y
config CONFIG_NETFILTER_XT_MATCH_BPF: m -> y
private_stack: no -> yes
load_acquire: no -> yes
prog ext: yes -> unknown
prog lsm: yes -> unknown
$ grep -c '^helper .*: no -> yes$' list | sed 's/^[1-9][0-9]*$/some/'
some

# Completion of kinds, names and types.
use features-6.18
$ bpfi __complete -- feature has he
helper
$ bpfi __complete -- feature has map ring
ringbuf
$ bpfi __complete -- feature has helper bpf_loop prog xd
xdp
$ bpfi __complete -- feature list_builtins m
map_types

# A recording made of a recording has the same answers.
use features-6.18
$ bpfi snapshot save again features >/dev/null; bpfi -j feature probe >a; BPFI_FROM='' bpfi --from again -j feature probe >b; same a b
$ bpfi snapshot save without >/dev/null; BPFI_FROM='' bpfi --from without feature probe
2> bpfi: this recording does not contain what the kernel can do
2> ...
? 1

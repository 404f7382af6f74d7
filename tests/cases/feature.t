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

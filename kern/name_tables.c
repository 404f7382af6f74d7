/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The names: a word's place in its table is the kernel's number. Those of map types are in kern/map_types.c.
 */
#include "kern/attach.h"
#include "kern/names.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static const char *const prog_types[] = {
	"unspec",
	"socket_filter",
	"kprobe",
	"sched_cls",
	"sched_act",
	"tracepoint",
	"xdp",
	"perf_event",
	"cgroup_skb",
	"cgroup_sock",
	"lwt_in",
	"lwt_out",
	"lwt_xmit",
	"sock_ops",
	"sk_skb",
	"cgroup_device",
	"sk_msg",
	"raw_tracepoint",
	"cgroup_sock_addr",
	"lwt_seg6local",
	"lirc_mode2",
	"sk_reuseport",
	"flow_dissector",
	"cgroup_sysctl",
	"raw_tracepoint_writable",
	"cgroup_sockopt",
	"tracing",
	"struct_ops",
	"ext",
	"lsm",
	"sk_lookup",
	"syscall",
	"netfilter",
};

static const char *const link_types[] = {
	"unspec",       "raw_tracepoint", "tracing",      "cgroup",        "iter",      "netns",
	"xdp",          "perf_event",     "kprobe_multi", "struct_ops",    "netfilter", "tcx",
	"uprobe_multi", "netkit",         "sockmap",      "tracing_multi",
};

static const char *const attach_types[] = {
	"cgroup_inet_ingress",
	"cgroup_inet_egress",
	"cgroup_inet_sock_create",
	"cgroup_sock_ops",
	"sk_skb_stream_parser",
	"sk_skb_stream_verdict",
	"cgroup_device",
	"sk_msg_verdict",
	"cgroup_inet4_bind",
	"cgroup_inet6_bind",
	"cgroup_inet4_connect",
	"cgroup_inet6_connect",
	"cgroup_inet4_post_bind",
	"cgroup_inet6_post_bind",
	"cgroup_udp4_sendmsg",
	"cgroup_udp6_sendmsg",
	"lirc_mode2",
	"flow_dissector",
	"cgroup_sysctl",
	"cgroup_udp4_recvmsg",
	"cgroup_udp6_recvmsg",
	"cgroup_getsockopt",
	"cgroup_setsockopt",
	"trace_raw_tp",
	"trace_fentry",
	"trace_fexit",
	"modify_return",
	"lsm_mac",
	"trace_iter",
	"cgroup_inet4_getpeername",
	"cgroup_inet6_getpeername",
	"cgroup_inet4_getsockname",
	"cgroup_inet6_getsockname",
	"xdp_devmap",
	"cgroup_inet_sock_release",
	"xdp_cpumap",
	"sk_lookup",
	"xdp",
	"sk_skb_verdict",
	"sk_reuseport_select",
	"sk_reuseport_select_or_migrate",
	"perf_event",
	"trace_kprobe_multi",
	"lsm_cgroup",
	"struct_ops",
	"netfilter",
	"tcx_ingress",
	"tcx_egress",
	"trace_uprobe_multi",
	"cgroup_unix_connect",
	"cgroup_unix_sendmsg",
	"cgroup_unix_recvmsg",
	"cgroup_unix_getpeername",
	"cgroup_unix_getsockname",
	"netkit_primary",
	"netkit_peer",
	"trace_kprobe_session",
	"trace_uprobe_session",
	"trace_fsession",
	"trace_fentry_multi",
	"trace_fexit_multi",
	"trace_fsession_multi",
};

const struct names names_prog_types = {
	.words = prog_types,
	.count = COUNT_OF(prog_types),
	.word = "program type",
	.btf_enum = "bpf_prog_type",
	.btf_prefix = "BPF_PROG_TYPE_",
};

const struct names names_link_types = {
	.words = link_types,
	.count = COUNT_OF(link_types),
	.word = "link type",
	.btf_enum = "bpf_link_type",
	.btf_prefix = "BPF_LINK_TYPE_",
};

const struct names names_attach_types = {
	.words = attach_types,
	.count = COUNT_OF(attach_types),
	.word = "attach type",
	.btf_enum = "bpf_attach_type",
	.btf_prefix = "BPF_",
};

static const struct flag_name map_flags[] = {
	{1U << 0, "no_prealloc"},   {1U << 1, "no_common_lru"},
	{1U << 2, "numa_node"},     {1U << 3, "rdonly"},
	{1U << 4, "wronly"},        {1U << 5, "stack_build_id"},
	{1U << 6, "zero_seed"},     {1U << 7, "rdonly_prog"},
	{1U << 8, "wronly_prog"},   {1U << 9, "clone"},
	{1U << 10, "mmapable"},     {1U << 11, "preserve_elems"},
	{1U << 12, "inner_map"},    {1U << 13, "link"},
	{1U << 14, "path_fd"},      {1U << 15, "vtype_btf_obj_fd"},
	{1U << 16, "token_fd"},     {1U << 17, "segv_on_fault"},
	{1U << 18, "no_user_conv"}, {1U << 19, "rb_overwrite"},
};

const struct flag_names flags_map = {map_flags, COUNT_OF(map_flags)};

static const char *const task_fds[TASK_FD_TYPES] = {
	[TASK_FD_RAW_TRACEPOINT] = "raw_tracepoint",
	[TASK_FD_TRACEPOINT] = "tracepoint",
	[TASK_FD_KPROBE] = "kprobe",
	[TASK_FD_KRETPROBE] = "kretprobe",
	[TASK_FD_UPROBE] = "uprobe",
	[TASK_FD_URETPROBE] = "uretprobe",
};

const struct names names_task_fds = {.words = task_fds,
				     .count = TASK_FD_TYPES,
				     .word = "kind of descriptor",
				     .btf_enum = "bpf_task_fd_type",
				     .btf_prefix = "BPF_FD_TYPE_"};

static const char *const families[] = {
	[1] = "inet", [2] = "ip", [3] = "arp", [5] = "netdev", [7] = "bridge", [10] = "ip6",
};

const struct names names_netfilter_families = {.words = families,
					       .count = COUNT_OF(families),
					       .word = "netfilter family"};

static const char *const inet_hooks[] = {
	"prerouting", "input", "forward", "output", "postrouting", "ingress",
};
static const char *const arp_hooks[] = {"input", "output"};
static const char *const netdev_hooks[] = {"ingress", "egress"};

#define HOOKS(list, n)                                                  \
	{                                                               \
		.words = (list), .count = (n), .word = "netfilter hook" \
	}

/* By family: the names of its hooks. */
static const struct names hook_names[] = {
	[1] = HOOKS(inet_hooks, 6),   [2] = HOOKS(inet_hooks, 5), [3] = HOOKS(arp_hooks, 2),
	[5] = HOOKS(netdev_hooks, 2), [7] = HOOKS(inet_hooks, 5), [10] = HOOKS(inet_hooks, 5),
};

const struct names *names_netfilter_hooks(uint32_t pf)
{
	return &hook_names[pf < COUNT_OF(hook_names) ? pf : 0];
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tables of attachments: members of the record, attach types of cgroups. */
#include "kern/attach.h"

#include <string.h>

const char *const attach_group_names[ATTACH_GROUPS] = {
	[ATTACH_NET] = "networks",         [ATTACH_CGROUPS] = "cgroups",        [ATTACH_TASKS] = "processes",
	[ATTACH_MAPS] = "maps of sockets", [ATTACH_SLOTS] = "maps of programs",
};

#define U32(member)                                                           \
	{                                                                     \
#member, offsetof(struct kern_attachment, member), MEMBER_U32 \
	}
#define U64(member)                                                           \
	{                                                                     \
#member, offsetof(struct kern_attachment, member), MEMBER_U64 \
	}
#define TEXT(member)                                                           \
	{                                                                      \
#member, offsetof(struct kern_attachment, member), MEMBER_TEXT \
	}

const struct attach_member attach_members[] = {
	U32(prog_id),
	U32(link_id),
	U32(attach_type),
	U32(flags),
	U32(link_flags),
	U32(position),
	U64(revision),
	U32(netns_ino),
	U32(is_here),
	TEXT(netns),
	U32(ifindex),
	TEXT(dev),
	U32(mode),
	U32(parent),
	U32(handle),
	U32(priority),
	U32(protocol),
	U32(chain),
	U32(block),
	U32(action),
	TEXT(kind),
	TEXT(classifier),
	TEXT(tag),
	U32(hw_flags),
	TEXT(name),
	U32(pf),
	U32(hook),
	U32(hook_priority),
	TEXT(route),
	U64(cgroup_id),
	TEXT(path),
	U32(is_effective),
	U32(pid),
	U32(fd),
	U32(fd_type),
	TEXT(target),
	U64(offset),
	U64(addr),
	U32(map_id),
	U64(slot),
	U32(count),
	U32(target_prog_id),
	{0},
};

#define CGROUP_HOOK(NAME, TYPE, word, rank)                             \
	{                                                               \
		BPF_CGROUP_##NAME, BPF_PROG_TYPE_##TYPE, (word), (rank) \
	}

/* Words: the incumbent's, and for unix sockets those of its manual. */
const struct cgroup_hook cgroup_hooks[] = {
	CGROUP_HOOK(INET_INGRESS, CGROUP_SKB, "ingress", 1),
	CGROUP_HOOK(INET_EGRESS, CGROUP_SKB, "egress", 2),
	CGROUP_HOOK(INET_SOCK_CREATE, CGROUP_SOCK, "sock_create", 3),
	CGROUP_HOOK(INET_SOCK_RELEASE, CGROUP_SOCK, "sock_release", 4),
	CGROUP_HOOK(INET4_BIND, CGROUP_SOCK_ADDR, "bind4", 7),
	CGROUP_HOOK(INET6_BIND, CGROUP_SOCK_ADDR, "bind6", 8),
	CGROUP_HOOK(INET4_POST_BIND, CGROUP_SOCK, "post_bind4", 11),
	CGROUP_HOOK(INET6_POST_BIND, CGROUP_SOCK, "post_bind6", 12),
	CGROUP_HOOK(INET4_CONNECT, CGROUP_SOCK_ADDR, "connect4", 9),
	CGROUP_HOOK(INET6_CONNECT, CGROUP_SOCK_ADDR, "connect6", 10),
	{UAPI_CGROUP_UNIX_CONNECT, BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "connect_unix", 0},
	CGROUP_HOOK(INET4_GETPEERNAME, CGROUP_SOCK_ADDR, "getpeername4", 13),
	CGROUP_HOOK(INET6_GETPEERNAME, CGROUP_SOCK_ADDR, "getpeername6", 14),
	{UAPI_CGROUP_UNIX_GETPEERNAME, BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "getpeername_unix", 0},
	CGROUP_HOOK(INET4_GETSOCKNAME, CGROUP_SOCK_ADDR, "getsockname4", 15),
	CGROUP_HOOK(INET6_GETSOCKNAME, CGROUP_SOCK_ADDR, "getsockname6", 16),
	{UAPI_CGROUP_UNIX_GETSOCKNAME, BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "getsockname_unix", 0},
	CGROUP_HOOK(UDP4_SENDMSG, CGROUP_SOCK_ADDR, "sendmsg4", 17),
	CGROUP_HOOK(UDP6_SENDMSG, CGROUP_SOCK_ADDR, "sendmsg6", 18),
	{UAPI_CGROUP_UNIX_SENDMSG, BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "sendmsg_unix", 0},
	CGROUP_HOOK(UDP4_RECVMSG, CGROUP_SOCK_ADDR, "recvmsg4", 20),
	CGROUP_HOOK(UDP6_RECVMSG, CGROUP_SOCK_ADDR, "recvmsg6", 21),
	{UAPI_CGROUP_UNIX_RECVMSG, BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "recvmsg_unix", 0},
	CGROUP_HOOK(SOCK_OPS, SOCK_OPS, "sock_ops", 5),
	CGROUP_HOOK(DEVICE, CGROUP_DEVICE, "device", 6),
	CGROUP_HOOK(SYSCTL, CGROUP_SYSCTL, "sysctl", 19),
	CGROUP_HOOK(GETSOCKOPT, CGROUP_SOCKOPT, "getsockopt", 22),
	CGROUP_HOOK(SETSOCKOPT, CGROUP_SOCKOPT, "setsockopt", 23),
	{BPF_LSM_CGROUP, BPF_PROG_TYPE_LSM, NULL, 0},
};
const unsigned int cgroup_hook_count = sizeof(cgroup_hooks) / sizeof(cgroup_hooks[0]);

static const char *const place_names[PLACE_COUNT] = {
	[PLACE_XDP] = "xdp",
	[PLACE_TC] = "tc",
	[PLACE_ACTION] = "tc_action",
	[PLACE_TCX] = "tcx",
	[PLACE_NETKIT] = "netkit",
	[PLACE_NETNS] = "netns",
	[PLACE_NETFILTER] = "netfilter",
	[PLACE_LWT] = "lwt",
	[PLACE_CGROUP] = "cgroup",
	[PLACE_TASK] = "perf_event",
	[PLACE_SOCKMAP] = "sockmap",
	[PLACE_RAW_TRACEPOINT] = "raw_tracepoint",
	[PLACE_TRACING] = "tracing",
	[PLACE_REPLACED] = "replaced",
	[PLACE_ITER] = "iter",
	[PLACE_PERF_EVENT] = "perf_event",
	[PLACE_KPROBE_MULTI] = "kprobe_multi",
	[PLACE_UPROBE_MULTI] = "uprobe_multi",
	[PLACE_TRACING_MULTI] = "tracing_multi",
	[PLACE_STRUCT_OPS] = "struct_ops",
	[PLACE_LINK] = "link",
	[PLACE_TAIL_CALL] = "tail_call",
	[PLACE_DEVMAP] = "devmap",
	[PLACE_CPUMAP] = "cpumap",
};

const char *attach_place_name(uint32_t place)
{
	const char *name = place < PLACE_COUNT ? place_names[place] : NULL;

	return name ? name : "unknown";
}

enum attach_group attach_group_of(uint32_t place)
{
	switch (place) {
	case PLACE_CGROUP:
		return ATTACH_CGROUPS;
	case PLACE_TASK:
		return ATTACH_TASKS;
	case PLACE_SOCKMAP:
		return ATTACH_MAPS;
	case PLACE_TAIL_CALL:
	case PLACE_DEVMAP:
	case PLACE_CPUMAP:
	case PLACE_STRUCT_OPS:
		return ATTACH_SLOTS;
	default:
		return ATTACH_NET;
	}
}

bool attach_has_device(const char *devs, const char *dev)
{
	size_t len = strlen(dev);

	for (const char *at = devs; at; at = strchr(at, ',')) {
		at += *at == ',';
		if (!strncmp(at, dev, len) && (!at[len] || at[len] == ','))
			return true;
	}
	return false;
}

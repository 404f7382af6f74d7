/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sections newer than libbpf 1.1. Their numbers are the kernel's, which its headers of that time lack. */
#include "objfile/sections.h"

#include <string.h>

enum {
	TYPE_KPROBE = 2,
	TYPE_SCHED_CLS = 3,
	TYPE_TRACEPOINT = 5,
	TYPE_SK_SKB = 14,
	TYPE_RAW_TRACEPOINT = 17,
	TYPE_CGROUP_SOCK_ADDR = 18,
	TYPE_TRACING = 26,
	TYPE_NETFILTER = 32,
	SLEEPABLE = 1 << 4,
};

#define TC(word, attach)                                                        \
	{                                                                       \
		.name = (word), .type = TYPE_SCHED_CLS, .attach_type = (attach) \
	}
#define UNIX(word, attach)                                                             \
	{                                                                              \
		.name = (word), .type = TYPE_CGROUP_SOCK_ADDR, .attach_type = (attach) \
	}
#define PROBE(word, attach, how, version)                                                     \
	{                                                                                     \
		.name = (word), .type = TYPE_KPROBE, .attach_type = (attach), .flags = (how), \
		.has_target = true, .attached_by = (version)                                  \
	}
#define TRACED(word, attach, how)                                                              \
	{                                                                                      \
		.name = (word), .type = TYPE_TRACING, .attach_type = (attach), .flags = (how), \
		.has_target = true, .is_traced = true, .attached_by = "1.7"                    \
	}
/* The functions are named when it is attached. */
#define TRACES_MANY(word, attach)                                                                     \
	{.name = (word),                                                                              \
	 .type = TYPE_TRACING,                                                                        \
	 .attach_type = (attach),                                                                     \
	 .has_target = true,                                                                          \
	 .attached_by = "1.8"},                                                                       \
	{                                                                                             \
		.name = word ".s", .type = TYPE_TRACING, .attach_type = (attach), .flags = SLEEPABLE, \
		.has_target = true, .attached_by = "1.8"                                              \
	}
#define POINT(word, what, how)                                                                           \
	{                                                                                                \
		.name = (word), .type = (what), .flags = (how), .has_target = true, .attached_by = "1.8" \
	}

const struct section_row section_rows[] = {
	TC("tc/ingress", 46),
	TC("tc/egress", 47),
	TC("tcx/ingress", 46),
	TC("tcx/egress", 47),
	TC("netkit/primary", 54),
	TC("netkit/peer", 55),
	{.name = "netfilter", .type = TYPE_NETFILTER, .attach_type = 45},
	{.name = "sk_skb/verdict", .type = TYPE_SK_SKB, .attach_type = 38},
	UNIX("cgroup/connect_unix", 49),
	UNIX("cgroup/sendmsg_unix", 50),
	UNIX("cgroup/recvmsg_unix", 51),
	UNIX("cgroup/getpeername_unix", 52),
	UNIX("cgroup/getsockname_unix", 53),
	PROBE("kprobe.session", 56, 0, "1.5"),
	PROBE("uprobe.multi", 48, 0, "1.3"),
	PROBE("uretprobe.multi", 48, 0, "1.3"),
	PROBE("uprobe.multi.s", 48, SLEEPABLE, "1.3"),
	PROBE("uretprobe.multi.s", 48, SLEEPABLE, "1.3"),
	PROBE("usdt.s", 0, SLEEPABLE, "1.3"),
	PROBE("uprobe.session", 57, 0, "1.6"),
	PROBE("uprobe.session.s", 57, SLEEPABLE, "1.6"),
	TRACED("fsession", 58, 0),
	TRACED("fsession.s", 58, SLEEPABLE),
	TRACES_MANY("fentry.multi", 59),
	TRACES_MANY("fexit.multi", 60),
	TRACES_MANY("fsession.multi", 61),
	POINT("tracepoint.s", TYPE_TRACEPOINT, SLEEPABLE),
	POINT("tp.s", TYPE_TRACEPOINT, SLEEPABLE),
	POINT("raw_tracepoint.s", TYPE_RAW_TRACEPOINT, SLEEPABLE),
	POINT("raw_tp.s", TYPE_RAW_TRACEPOINT, SLEEPABLE),
	{0},
};

const struct section_row *section_find(const char *name, const char **ret_target)
{
	/* A question mark in front: not to be loaded unless asked for. */
	name += *name == '?';
	for (const struct section_row *row = section_rows; row->name; row++) {
		size_t len = strlen(row->name);

		if (strncmp(name, row->name, len) || (name[len] && !(row->has_target && name[len] == '/')))
			continue;
		*ret_target = name[len] ? name + len + 1 : "";
		return row;
	}
	return NULL;
}

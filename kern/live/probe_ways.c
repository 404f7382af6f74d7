/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How programs of each type are offered to the verifier. Those that are attached to something of the kernel's
 * own need it by its id; a type that has several kinds of places has a row for each, because helpers depend
 * on it.
 */
#include <string.h>

#include "kern/live/machine.h"
#include "kern/live/probe.h"
#include "kern/rights.h"
#include "wire/btf.h"
#include "wire/scan.h"

/* Newer than the oldest header that is supported. */
enum { WAY_NETFILTER = 45 };

#define COUNT_OF(a)   (sizeof(a) / sizeof((a)[0]))
#define TO_FUNC(name) .target = (name), .target_kind = BK_FUNC

/* What has no row needs nothing. */
static const struct probe_way ways[] = {
	{.prog_type = BPF_PROG_TYPE_CGROUP_SOCK_ADDR, .attach_type = BPF_CGROUP_INET4_CONNECT},
	{.prog_type = BPF_PROG_TYPE_CGROUP_SOCKOPT, .attach_type = BPF_CGROUP_GETSOCKOPT},
	{.prog_type = BPF_PROG_TYPE_SK_LOOKUP, .attach_type = BPF_SK_LOOKUP},
	{.prog_type = UAPI_PROG_NETFILTER, .attach_type = WAY_NETFILTER},
	{.prog_type = BPF_PROG_TYPE_SYSCALL, .flags = BPF_F_SLEEPABLE},
	{.prog_type = BPF_PROG_TYPE_TRACING, .attach_type = BPF_TRACE_ITER, TO_FUNC("bpf_iter_task")},
	{.prog_type = BPF_PROG_TYPE_TRACING,
	 .attach_type = BPF_TRACE_RAW_TP,
	 .target = "btf_trace_sched_switch",
	 .target_kind = BK_TYPEDEF},
	{.prog_type = BPF_PROG_TYPE_TRACING, .attach_type = BPF_TRACE_FENTRY, TO_FUNC("bpf_fentry_test1")},
	{.prog_type = BPF_PROG_TYPE_TRACING, .attach_type = BPF_TRACE_FEXIT, TO_FUNC("bpf_fentry_test1")},
	{.prog_type = BPF_PROG_TYPE_TRACING,
	 .attach_type = BPF_MODIFY_RETURN,
	 TO_FUNC("bpf_modify_return_test")},
	{.prog_type = BPF_PROG_TYPE_LSM, .attach_type = BPF_LSM_MAC, TO_FUNC("bpf_lsm_file_open")},
	{.prog_type = BPF_PROG_TYPE_LSM,
	 .attach_type = BPF_LSM_MAC,
	 .flags = BPF_F_SLEEPABLE,
	 TO_FUNC("bpf_lsm_file_open")},
	{.prog_type = BPF_PROG_TYPE_LSM,
	 .attach_type = BPF_LSM_CGROUP,
	 TO_FUNC("bpf_lsm_socket_post_create")},
	{.prog_type = BPF_PROG_TYPE_STRUCT_OPS,
	 .target = "tcp_congestion_ops",
	 .target_kind = BK_STRUCT,
	 .member = "ssthresh"},
	/* A loaded program would be needed: its helpers are those that this one may call. */
	{.prog_type = BPF_PROG_TYPE_EXT, TO_FUNC("")},
};

_Static_assert(COUNT_OF(ways) <= LIVE_WAYS, "each way has room for its target");

static const struct probe_way plain;

const struct probe_way *probe_way_next(uint32_t prog_type, const struct probe_way *last)
{
	const struct probe_way *way = last ? last + 1 : ways;

	if (last == &plain)
		return NULL;
	for (; way < ways + COUNT_OF(ways); way++)
		if (way->prog_type == prog_type)
			return way;
	return last ? NULL : &plain;
}

/* The place of a member in its struct. */
static bool find_place(const struct wire_scan *scan, const struct wire_scan_type *type, const char *name,
		       uint32_t *ret_place)
{
	for (uint32_t i = 0; i < type->vlen; i++) {
		struct wire_member member;
		const char *is;

		memcpy(&member, type->elems + i * sizeof(member), sizeof(member));
		is = wire_scan_string(scan, member.name_off);
		if (is && !strcmp(is, name)) {
			*ret_place = i;
			return true;
		}
	}
	return false;
}

/*
 * The targets of a type in one walk: a question about one type needs no more. Who asks about a second one
 * will ask about all. Without the kernel's BTF there are none.
 */
static void find_targets(struct kern *k, struct live *live, uint32_t prog_type)
{
	struct wire_scan_want wants[COUNT_OF(ways)];
	unsigned int of[COUNT_OF(ways)], count = 0;
	struct err ignored = {0};
	struct wire_scan scan;
	const void *data;
	size_t size;

	for (unsigned int i = 0; i < COUNT_OF(ways); i++) {
		if (live->ways[i].is_sought || !ways[i].target ||
		    (ways[i].prog_type != prog_type && !live->has_ways))
			continue;
		live->ways[i].is_sought = true;
		wants[count] = (struct wire_scan_want){.name = ways[i].target, .kind = ways[i].target_kind};
		of[count++] = i;
	}
	live->has_ways = true;
	if (live_vmlinux(k, &data, &size, &ignored) || wire_scan_open(&scan, data, size, &ignored))
		return;
	wire_scan_find(&scan, wants, count);
	for (unsigned int i = 0; i < count; i++) {
		const struct probe_way *way = &ways[of[i]];
		struct live_way *found = &live->ways[of[i]];

		found->btf_id = wants[i].ret_type.id;
		found->attach_type = way->attach_type;
		if (way->member && !find_place(&scan, &wants[i].ret_type, way->member, &found->attach_type))
			found->btf_id = 0;
	}
}

bool probe_way_fill(struct kern *k, const struct probe_way *way, struct probe_load *l)
{
	struct live *live = k->state;
	const size_t i = (size_t)(way - ways);

	l->attach_type = way->attach_type;
	l->flags = way->flags;
	l->btf_id = 0;
	if (!way->target)
		return true;
	if (!live->ways[i].is_sought)
		find_targets(k, live, way->prog_type);
	/* The first type is not a function: the verifier is reached, and refuses it. */
	l->btf_id = live->ways[i].btf_id ? live->ways[i].btf_id : 1;
	l->attach_type = live->ways[i].btf_id ? live->ways[i].attach_type : way->attach_type;
	return live->ways[i].btf_id != 0;
}

bool probe_way_is_refused(struct kern *k, const struct probe_way *way)
{
	const struct live *live = k->state;
	const struct live_way *known = way->target ? &live->ways[way - ways] : NULL;

	return known && known->is_refused && known->had_all_rights == rights_has(RIGHTS_PROBE);
}

void probe_way_refused(struct kern *k, const struct probe_way *way)
{
	struct live *live = k->state;

	if (!way->target)
		return;
	live->ways[way - ways].is_refused = true;
	live->ways[way - ways].had_all_rights = rights_has(RIGHTS_PROBE);
}

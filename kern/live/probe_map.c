/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types of maps, by creating the smallest one. Where another object is needed a descriptor that does not
 * exist is given: the kernel looks for it only if it knows the type, and nothing is created.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/probe.h"
#include "kern/live/sys.h"
#include "kern/map_types.h"
#include "kern/rights.h"

/*
 * More than storage of an object takes, which is noticed before it is allocated: to free it the kernel waits
 * for all its processors, up to 0.2 s.
 */
enum { LARGE_VALUE = 1 << 30 };

static uint32_t size_of(enum map_size rule)
{
	static const uint8_t sizes[SIZE_COUNT] = {
		[SIZE_SOME] = 4, [SIZE_NONE] = 0,  [SIZE_4] = 4,      [SIZE_4_OR_8] = 4, [SIZE_8_OR_16] = 8,
		[SIZE_16] = 16,  [SIZE_WORDS] = 8, [SIZE_PREFIX] = 8, [SIZE_ANY] = 4,
	};

	return sizes[rule];
}

static uint32_t entries_of(enum map_entries rule)
{
	if (rule == ENTRIES_PAGES)
		return (uint32_t)sysconf(_SC_PAGESIZE);
	return rule != ENTRIES_NONE;
}

static void fill_attrs(const struct map_type *t, const struct probe *p, union bpf_attr *attr)
{
	attr->map_type = p->number;
	attr->key_size = size_of(t->key_size);
	attr->value_size = size_of(t->value_size);
	attr->max_entries = entries_of(t->entries);
	attr->map_flags = t->flags;
	attr->map_ifindex = p->ifindex;
	if (t->has_inner)
		attr->inner_map_fd = (uint32_t)-1;
	if (p->number == BPF_MAP_TYPE_STRUCT_OPS)
		attr->btf_vmlinux_value_type_id = 1;
	if (!t->has_types)
		return;
	/* It is noticed before rights are, too. */
	if (rights_has(RIGHTS_PROBE))
		attr->value_size = LARGE_VALUE;
	attr->btf_fd = (uint32_t)-1;
	attr->btf_key_type_id = 1;
	attr->btf_value_type_id = 1;
}

struct probe_answer probe_map(const struct probe *p)
{
	const struct map_type *t = map_type(p->number);
	union bpf_attr attr;
	int r;

	memset(&attr, 0, sizeof(attr));
	fill_attrs(t, p, &attr);
	r = sys_bpf(BPF_MAP_CREATE, &attr, ATTR_SIZE(map_extra));
	if (r >= 0)
		close(r);
	if ((r == -E2BIG && t->has_types) || (r == -EBADF && (t->has_inner || t->has_types)) ||
	    (r == -ERR_ENOTSUPP && p->number == BPF_MAP_TYPE_STRUCT_OPS))
		r = 0;
	return probe_judge(r);
}

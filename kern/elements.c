/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of ways, and the walk, refused where it has no meaning. */
#include "kern/elements.h"

#include <string.h>

static unsigned int prefix_bit(const unsigned char *key, uint32_t bit)
{
	return key[sizeof(uint32_t) + bit / 8] >> (7 - bit % 8) & 1;
}

/* The order of a trie's walk: left before right, what is within a prefix before the prefix. */
static int compare_prefixes(const unsigned char *a, const unsigned char *b, size_t key_size)
{
	uint32_t len_a, len_b, most = (uint32_t)(key_size - sizeof(uint32_t)) * 8;

	memcpy(&len_a, a, sizeof(len_a));
	memcpy(&len_b, b, sizeof(len_b));
	for (uint32_t i = 0; i < most && i < len_a && i < len_b; i++) {
		int diff = (int)prefix_bit(a, i) - (int)prefix_bit(b, i);

		if (diff)
			return diff;
	}
	return (len_a < len_b) - (len_a > len_b);
}

static int compare_indexes(const unsigned char *a, const unsigned char *b, size_t key_size)
{
	uint32_t x, y;

	(void)key_size;
	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

#define BY_SOCKET "its values are kept with sockets"
#define BY_INODE  "it is kept with its files, one by one; user space can only ask for a file that it has open"
#define BY_TASK   "its values are kept with tasks"
#define BY_CGROUP "its values are kept with cgroups"

static const struct elements_row rows[] = {
	[BPF_MAP_TYPE_HASH] = {.way = ELEMENTS_BATCH},
	[BPF_MAP_TYPE_ARRAY] = {.order = ORDER_FIXED, .is_array = true},
	[BPF_MAP_TYPE_PROG_ARRAY] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED, .has_holes = true},
	[BPF_MAP_TYPE_PERF_EVENT_ARRAY] = {.way = ELEMENTS_NONE,
					   .order = ORDER_FIXED,
					   .why = "the kernel does not tell which perf events it holds"},
	[BPF_MAP_TYPE_PERCPU_HASH] = {.is_percpu = true},
	[BPF_MAP_TYPE_PERCPU_ARRAY] = {.order = ORDER_FIXED, .is_percpu = true},
	[BPF_MAP_TYPE_STACK_TRACE] = {.way = ELEMENTS_KEYS,
				      .order = ORDER_SORTED,
				      .compare = compare_indexes},
	[BPF_MAP_TYPE_CGROUP_ARRAY] = {.way = ELEMENTS_NONE,
				       .order = ORDER_FIXED,
				       .why = "the kernel does not tell which cgroups it holds"},
	[BPF_MAP_TYPE_LRU_HASH] = {.way = ELEMENTS_BATCH},
	[BPF_MAP_TYPE_LRU_PERCPU_HASH] = {.is_percpu = true},
	[BPF_MAP_TYPE_LPM_TRIE] = {.order = ORDER_SORTED, .compare = compare_prefixes},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.order = ORDER_FIXED, .has_holes = true},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.has_holes = true},
	[BPF_MAP_TYPE_DEVMAP] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
	[BPF_MAP_TYPE_SOCKMAP] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
	[BPF_MAP_TYPE_CPUMAP] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
	[BPF_MAP_TYPE_XSKMAP] = {.way = ELEMENTS_NONE,
				 .order = ORDER_FIXED,
				 .why = "the kernel does not tell which sockets it holds"},
	[BPF_MAP_TYPE_SOCKHASH] = {.way = ELEMENTS_KEYS},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.way = ELEMENTS_KEYS},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.way = ELEMENTS_KEYS, .is_percpu = true},
	[BPF_MAP_TYPE_QUEUE] = {.way = ELEMENTS_PEEK},
	[BPF_MAP_TYPE_STACK] = {.way = ELEMENTS_PEEK},
	[BPF_MAP_TYPE_SK_STORAGE] = {.way = ELEMENTS_SOCKETS, .why = BY_SOCKET},
	[BPF_MAP_TYPE_DEVMAP_HASH] = {.way = ELEMENTS_KEYS},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
	[BPF_MAP_TYPE_RINGBUF] = {.way = ELEMENTS_RING},
	[BPF_MAP_TYPE_INODE_STORAGE] = {.way = ELEMENTS_NONE, .why = BY_INODE},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.way = ELEMENTS_TASKS, .why = BY_TASK},
	[BPF_MAP_TYPE_BLOOM_FILTER] = {.way = ELEMENTS_NONE,
				       .why = "it only answers whether a value may be in it"},
	[BPF_MAP_TYPE_USER_RINGBUF] = {.way = ELEMENTS_RING},
	[UAPI_MAP_CGRP_STORAGE] = {.way = ELEMENTS_CGROUPS, .why = BY_CGROUP},
	[UAPI_MAP_ARENA] = {.way = ELEMENTS_NONE, .why = "looking at a page of an arena would allocate it"},
	[UAPI_MAP_INSN_ARRAY] = {.way = ELEMENTS_KEYS, .order = ORDER_FIXED},
};

const struct elements_row *elements_row(uint32_t map_type)
{
	static const struct elements_row unknown = {.way = ELEMENTS_BATCH, .order = ORDER_LOOSE};

	if (!map_type || map_type >= sizeof(rows) / sizeof(rows[0]))
		return &unknown;
	return &rows[map_type];
}

static int refuse(const struct elements_row *row, struct err *err)
{
	return err_set(err, 0, "its elements cannot be shown: %s", row->why);
}

int kern_elements(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		  struct err *err)
{
	const struct elements_row *row = elements_row(info->type);
	int r;

	if (row->why)
		return refuse(row, err);
	if (row->way == ELEMENTS_RING)
		return err_set(err, 0, "a ring buffer has records, no elements");
	r = kern_walk(k, handle, info, fn, arg, err);
	return r == KERN_NONE ? 0 : r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A row for each type. Newer kernels may want less: nothing is refused here that the kernel takes. */
#include "mapdump/write/create_shape.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "kern/names.h"
#include "mapdump/write/target.h"

enum { FLAG_NO_PREALLOC = 1 << 0, FLAG_MMAPABLE = 1 << 10 };
enum { PERCPU_MOST = 1 << 15 }; /* the smallest limit that a type has */

/* Of keys and values, in bytes. */
enum size {
	SIZE_SOME,   /* above 0 */
	SIZE_NONE,   /* 0 */
	SIZE_4,      /* exactly */
	SIZE_4_OR_8, /* also with what stands behind the first number */
	SIZE_8_OR_16,
	SIZE_16,
	SIZE_WORDS,  /* a multiple of 8 */
	SIZE_PREFIX, /* a length and at most 256 bytes */
	SIZE_ANY,
};

static const char *const size_words[] = {
	[SIZE_SOME] = "above 0",        [SIZE_NONE] = "0",          [SIZE_4] = "4",
	[SIZE_4_OR_8] = "4 or 8",       [SIZE_8_OR_16] = "8 or 16", [SIZE_16] = "16",
	[SIZE_WORDS] = "multiple of 8", [SIZE_PREFIX] = "5 to 260", [SIZE_ANY] = "as it is",
};

enum entries { ENTRIES_SOME, ENTRIES_NONE, ENTRIES_PAGES, ENTRIES_ONE };

static const char *const entries_words[] = {
	[ENTRIES_SOME] = "above 0",
	[ENTRIES_NONE] = "0",
	[ENTRIES_PAGES] = "a power of two and a multiple of the page size",
	[ENTRIES_ONE] = "1",
};

static const struct shape {
	uint8_t key, value, entries;
	uint32_t flags; /* that are needed */
	const char *flag_word;
	bool has_inner, has_types, has_extra;
} shapes[] = {
	[BPF_MAP_TYPE_HASH] = {.key = SIZE_SOME, .value = SIZE_SOME},
	[BPF_MAP_TYPE_LRU_HASH] = {.key = SIZE_SOME, .value = SIZE_SOME},
	[BPF_MAP_TYPE_PERCPU_HASH] = {.key = SIZE_SOME, .value = SIZE_SOME},
	[BPF_MAP_TYPE_LRU_PERCPU_HASH] = {.key = SIZE_SOME, .value = SIZE_SOME},
	[BPF_MAP_TYPE_ARRAY] = {.key = SIZE_4, .value = SIZE_SOME},
	[BPF_MAP_TYPE_PERCPU_ARRAY] = {.key = SIZE_4, .value = SIZE_SOME},
	[BPF_MAP_TYPE_PROG_ARRAY] = {.key = SIZE_4, .value = SIZE_4},
	[BPF_MAP_TYPE_PERF_EVENT_ARRAY] = {.key = SIZE_4, .value = SIZE_4},
	[BPF_MAP_TYPE_CGROUP_ARRAY] = {.key = SIZE_4, .value = SIZE_4},
	[BPF_MAP_TYPE_STACK_TRACE] = {.key = SIZE_4, .value = SIZE_WORDS},
	[BPF_MAP_TYPE_LPM_TRIE] = {.key = SIZE_PREFIX,
				   .value = SIZE_SOME,
				   .entries = ENTRIES_SOME,
				   .flags = FLAG_NO_PREALLOC,
				   .flag_word = "no_prealloc"},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.key = SIZE_4, .value = SIZE_4, .has_inner = true},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.key = SIZE_SOME, .value = SIZE_4, .has_inner = true},
	[BPF_MAP_TYPE_DEVMAP] = {.key = SIZE_4, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_DEVMAP_HASH] = {.key = SIZE_4, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_SOCKMAP] = {.key = SIZE_4, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_SOCKHASH] = {.key = SIZE_SOME, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_CPUMAP] = {.key = SIZE_4, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_XSKMAP] = {.key = SIZE_4, .value = SIZE_4},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.key = SIZE_4, .value = SIZE_4_OR_8},
	[BPF_MAP_TYPE_QUEUE] = {.key = SIZE_NONE, .value = SIZE_SOME},
	[BPF_MAP_TYPE_STACK] = {.key = SIZE_NONE, .value = SIZE_SOME},
	[BPF_MAP_TYPE_BLOOM_FILTER] = {.key = SIZE_NONE, .value = SIZE_SOME, .has_extra = true},
	[BPF_MAP_TYPE_RINGBUF] = {.key = SIZE_NONE, .value = SIZE_NONE, .entries = ENTRIES_PAGES},
	[BPF_MAP_TYPE_USER_RINGBUF] = {.key = SIZE_NONE, .value = SIZE_NONE, .entries = ENTRIES_PAGES},
	[BPF_MAP_TYPE_SK_STORAGE] = {.key = SIZE_4,
				     .value = SIZE_SOME,
				     .entries = ENTRIES_NONE,
				     .flags = FLAG_NO_PREALLOC,
				     .flag_word = "no_prealloc",
				     .has_types = true},
	[BPF_MAP_TYPE_INODE_STORAGE] = {.key = SIZE_4,
					.value = SIZE_SOME,
					.entries = ENTRIES_NONE,
					.flags = FLAG_NO_PREALLOC,
					.flag_word = "no_prealloc",
					.has_types = true},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.key = SIZE_4,
				       .value = SIZE_SOME,
				       .entries = ENTRIES_NONE,
				       .flags = FLAG_NO_PREALLOC,
				       .flag_word = "no_prealloc",
				       .has_types = true},
	[UAPI_MAP_CGRP_STORAGE] = {.key = SIZE_4,
				   .value = SIZE_SOME,
				   .entries = ENTRIES_NONE,
				   .flags = FLAG_NO_PREALLOC,
				   .flag_word = "no_prealloc",
				   .has_types = true},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.key = SIZE_8_OR_16, .value = SIZE_SOME, .entries = ENTRIES_NONE},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.key = SIZE_8_OR_16,
						.value = SIZE_SOME,
						.entries = ENTRIES_NONE},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.key = SIZE_4, .value = SIZE_ANY, .entries = ENTRIES_ONE},
	[UAPI_MAP_ARENA] = {.key = SIZE_NONE,
			    .value = SIZE_NONE,
			    .entries = ENTRIES_SOME,
			    .flags = FLAG_MMAPABLE,
			    .flag_word = "mmapable",
			    .has_extra = true},
	[UAPI_MAP_INSN_ARRAY] = {.key = SIZE_4, .value = SIZE_16},
};

/* NULL: a type that came later. */
static const struct shape *shape_of(uint32_t type)
{
	return type && type < sizeof(shapes) / sizeof(shapes[0]) ? &shapes[type] : NULL;
}

static bool size_fits(enum size rule, uint32_t size)
{
	switch (rule) {
	case SIZE_SOME:
		return size > 0;
	case SIZE_NONE:
		return !size;
	case SIZE_4:
		return size == 4;
	case SIZE_4_OR_8:
		return size == 4 || size == 8;
	case SIZE_8_OR_16:
		return size == 8 || size == 16;
	case SIZE_16:
		return size == 16;
	case SIZE_WORDS:
		return size && size % 8 == 0;
	case SIZE_PREFIX:
		return size >= 5 && size <= 260;
	case SIZE_ANY:
		break;
	}
	return true;
}

static bool entries_fit(enum entries rule, uint32_t n)
{
	switch (rule) {
	case ENTRIES_SOME:
		return n > 0;
	case ENTRIES_NONE:
		return !n;
	case ENTRIES_PAGES:
		return n >= 4096 && !(n & (n - 1));
	case ENTRIES_ONE:
		return n == 1;
	}
	return true;
}

/* 0: it fits. */
static int check_number(const struct map_create *c, const char *word, bool fits, const char *wants,
			const struct optional_number *given, struct err *err)
{
	if (fits)
		return 0;
	if (!given->is_given)
		return err_set(err, 0, "%s: '%s N' is missing: it must be %s", c->type, word, wants);
	return err_set(err, 0, "%s: %s must be %s, not %u", c->type, word, wants, given->value);
}

static int check_numbers(const struct map_create *c, const struct map_attrs *a, const struct shape *s,
			 struct err *err)
{
	if (check_number(c, "key", size_fits(s->key, a->key_size), size_words[s->key], &c->key_size, err) ||
	    check_number(c, "value", size_fits(s->value, a->value_size), size_words[s->value], &c->value_size,
			 err))
		return -1;
	return check_number(c, "entries", entries_fit(s->entries, a->max_entries), entries_words[s->entries],
			    &c->max_entries, err);
}

static int check_inner(struct kern *k, const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};

	if (a->inner_map < 0)
		return err_set(err, 0, "%s: 'inner_map MAP' is missing: what the maps in it are like",
			       c->type);
	if (!kern_info(k, KIND_MAP, a->inner_map, &info, &len, &ignored) &&
	    write_kind(info.type)->object == KIND_MAP && write_kind(info.type)->has_object)
		return err_set(err, 0, "%s: the inner map is itself a map of maps", c->type);
	return 0;
}

static int check_node(struct kern *k, const struct map_create *c, struct err *err)
{
	struct err ignored = {0};
	auto_buf text = {0};
	char path[64];

	snprintf(path, sizeof(path), "/sys/devices/system/node/node%u/cpulist", c->numa_node.value);
	if (!c->numa_node.is_given || kern_read_file(k, path, &text, &ignored) != KERN_NONE)
		return 0;
	return err_set(err, 0, "%s: this machine has no NUMA node %u", c->type, c->numa_node.value);
}

/* 0: what the kernel does not like cannot be seen. */
static int find_reason(struct kern *k, const struct map_create *c, const struct map_attrs *a,
		       const struct shape *s, struct err *err)
{
	if (check_numbers(c, a, s, err))
		return -1;
	if (s->flags & ~a->flags)
		return err_set(err, 0, "%s: it needs 'flags %s'", c->type, s->flag_word);
	if (s->has_types && !a->btf_value_type)
		return err_set(err, 0, "%s: it needs types: 'btf SRC key_type T value_type T'", c->type);
	if (s->has_inner && check_inner(k, c, a, err))
		return -1;
	if (a->extra && s->has_extra)
		return err_set(err, 0, "%s: it cannot have 'map_extra %s'", c->type, c->extra);
	return check_node(k, c, err);
}

int create_check_words(const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	const struct shape *s = shape_of(a->type);

	if (c->has_btf && !c->value_type)
		return err_usage(err, "'btf' needs value_type");
	if (!c->has_btf && (c->key_type || c->value_type))
		return err_usage(err, "'key_type' and 'value_type' need 'btf'");
	if (s && !s->has_inner && a->inner_map >= 0)
		return err_usage(err, "%s: 'inner_map' is for maps of maps", c->type);
	if (s && !s->has_extra && c->extra)
		return err_usage(err, "%s: it has no use for 'map_extra'", c->type);
	return 0;
}

/* Else it may be that an older kernel does not know all of the attributes. */
static bool is_huge(const struct map_attrs *a)
{
	const uint64_t most = UINT64_C(1) << 30, each = (uint64_t)a->key_size + a->value_size;

	return each > PERCPU_MOST || each * a->max_entries > most;
}

int create_explain(struct kern *k, const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	const struct shape *s = shape_of(a->type);
	struct err reason = {0};

	if (a->ifindex && (err->no == EINVAL || err->no == EOPNOTSUPP || err->no == ERR_ENOTSUPP))
		return err_set(err, 0, "%s: device '%.64s' takes no such maps", c->type,
			       c->device ? c->device : "");
	if (err->no == EINVAL && names_are_without(k, &names_map_types, a->type))
		return err_set(err, 0, "%s: this kernel has no maps of this type", c->type);
	if (err->no == EINVAL && s && find_reason(k, c, a, s, &reason)) {
		*err = reason;
		return -1;
	}
	if (err->no == EINVAL && a->flags & ~(s ? s->flags : 0))
		err_hint(err, "perhaps maps of this type do not have all of the flags 0x%x", a->flags);
	if (err->no == E2BIG && a->has_exclusive)
		err_hint(err, "'exclusive' needs Linux 6.18 or newer");
	else if ((err->no == E2BIG && is_huge(a)) || err->no == ENOMEM)
		err_hint(err, "%u elements with keys of %u and values of %u bytes are %s", a->max_entries,
			 a->key_size, a->value_size,
			 err->no == ENOMEM ? "more than there is memory for"
					   : "more than a map of this type can have");
	return err_wrap(err, "%s", c->type);
}

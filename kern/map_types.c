/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows, in the order of the kernel's numbers, and the rules that they name. */
#include "kern/map_types.h"

#include <string.h>

#include "kern/kern.h"
#include "kern/names.h"
#include "lib/mem.h"

static unsigned int prefix_bit(const unsigned char *key, uint32_t bit)
{
	return key[sizeof(uint32_t) + bit / 8] >> (7 - bit % 8) & 1;
}

/* The order of a trie's walk: left before right, what is within a prefix before the prefix. */
static int compare_prefixes(const unsigned char *a, const unsigned char *b, size_t key_size)
{
	const uint32_t len_a = mem_u32(a), len_b = mem_u32(b);
	const uint32_t most = (uint32_t)(key_size - sizeof(uint32_t)) * 8;

	for (uint32_t i = 0; i < most && i < len_a && i < len_b; i++) {
		int diff = (int)prefix_bit(a, i) - (int)prefix_bit(b, i);

		if (diff)
			return diff;
	}
	return (len_a < len_b) - (len_a > len_b);
}

static int compare_indexes(const unsigned char *a, const unsigned char *b, size_t key_size)
{
	const uint32_t x = mem_u32(a), y = mem_u32(b);

	(void)key_size;
	return (x > y) - (x < y);
}

#define BY_SOCKET "its values belong to sockets"
#define BY_INODE  "its values belong to inodes; user space can only look up a file that it has open"
#define BY_TASK   "its values belong to tasks"
#define BY_CGROUP "its values belong to cgroups"
#define BY_INDEX  "elements of an array always exist"
#define RING      "it has no elements; programs write records to it"
#define ARENA     "an arena is memory and has no elements"
#define STORAGE   "storage of a cgroup is removed with its program"

enum { PROG_AFTER = sizeof(uint32_t) };
enum { NO_PREALLOC = 1 << 0, MMAPABLE = 1 << 10 };

/* Values that the kernel stores with its objects. */
#define OF_OBJECTS .key_size = SIZE_4, .entries = ENTRIES_NONE, .flags = NO_PREALLOC, .has_types = true

static const struct map_type rows[] = {
	[BPF_MAP_TYPE_UNSPEC] = {.name = "unspec", .way = ELEMENTS_BATCH},
	[BPF_MAP_TYPE_HASH] = {.name = "hash"},
	[BPF_MAP_TYPE_ARRAY] = {.name = "array",
				.order = ORDER_FIXED,
				.is_array = true,
				.no_delete = BY_INDEX,
				.may_lack_key = true,
				.key_size = SIZE_4},
	[BPF_MAP_TYPE_PROG_ARRAY] = {.name = "prog_array",
				     .way = ELEMENTS_KEYS,
				     .order = ORDER_FIXED,
				     .has_holes = true,
				     .has_object = true,
				     .object = KIND_PROG,
				     .is_emptied = true,
				     .key_size = SIZE_4,
				     .value_size = SIZE_4},
	[BPF_MAP_TYPE_PERF_EVENT_ARRAY] =
		{.name = "perf_event_array",
		 .way = ELEMENTS_NONE,
		 .order = ORDER_FIXED,
		 .why = "the kernel does not reveal which perf events it holds",
		 .events = MAP_EVENTS_PERF,
		 .no_update =
			 "the kernel removes its perf events when the process that added them exits; see 'map event_pipe'",
		 .key_size = SIZE_4,
		 .value_size = SIZE_4},
	[BPF_MAP_TYPE_PERCPU_HASH] = {.name = "percpu_hash", .is_percpu = true},
	[BPF_MAP_TYPE_PERCPU_ARRAY] = {.name = "percpu_array",
				       .order = ORDER_FIXED,
				       .is_percpu = true,
				       .no_delete = BY_INDEX,
				       .may_lack_key = true,
				       .key_size = SIZE_4},
	[BPF_MAP_TYPE_STACK_TRACE] = {.name = "stack_trace",
				      .way = ELEMENTS_KEYS,
				      .order = ORDER_SORTED,
				      .compare = compare_indexes,
				      .has_addresses = true,
				      .no_update = "only programs write stack traces",
				      .key_size = SIZE_4,
				      .value_size = SIZE_WORDS},
	[BPF_MAP_TYPE_CGROUP_ARRAY] = {.name = "cgroup_array",
				       .way = ELEMENTS_NONE,
				       .order = ORDER_FIXED,
				       .why = "the kernel does not reveal which cgroups it holds",
				       .value_word = MAP_WORD_CGROUP,
				       .key_size = SIZE_4,
				       .value_size = SIZE_4},
	[BPF_MAP_TYPE_LRU_HASH] = {.name = "lru_hash"},
	[BPF_MAP_TYPE_LRU_PERCPU_HASH] = {.name = "lru_percpu_hash", .is_percpu = true},
	[BPF_MAP_TYPE_LPM_TRIE] = {.name = "lpm_trie",
				   .order = ORDER_SORTED,
				   .compare = compare_prefixes,
				   .has_prefix = true,
				   .key_size = SIZE_PREFIX,
				   .flags = NO_PREALLOC},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.name = "array_of_maps",
					.order = ORDER_FIXED,
					.has_holes = true,
					.has_object = true,
					.object = KIND_MAP,
					.key_size = SIZE_4,
					.value_size = SIZE_4,
					.has_inner = true},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.name = "hash_of_maps",
				       .has_holes = true,
				       .has_object = true,
				       .object = KIND_MAP,
				       .value_size = SIZE_4,
				       .has_inner = true},
	[BPF_MAP_TYPE_DEVMAP] = {.name = "devmap",
				 .way = ELEMENTS_KEYS,
				 .order = ORDER_FIXED,
				 .value_word = MAP_WORD_DEV,
				 .has_object = true,
				 .object = KIND_PROG,
				 .object_at = PROG_AFTER,
				 .key_size = SIZE_4,
				 .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_SOCKMAP] = {.name = "sockmap",
				  .way = ELEMENTS_KEYS,
				  .order = ORDER_FIXED,
				  .value_word = MAP_WORD_SOCKET,
				  .key_size = SIZE_4,
				  .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_CPUMAP] = {.name = "cpumap",
				 .way = ELEMENTS_KEYS,
				 .order = ORDER_FIXED,
				 .value_word = MAP_WORD_QUEUE,
				 .has_object = true,
				 .object = KIND_PROG,
				 .object_at = PROG_AFTER,
				 .key_size = SIZE_4,
				 .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_XSKMAP] = {.name = "xskmap",
				 .way = ELEMENTS_NONE,
				 .order = ORDER_FIXED,
				 .why = "the kernel does not reveal which sockets it holds",
				 .value_word = MAP_WORD_SOCKET,
				 .key_size = SIZE_4,
				 .value_size = SIZE_4},
	[BPF_MAP_TYPE_SOCKHASH] = {.name = "sockhash",
				   .way = ELEMENTS_KEYS,
				   .value_word = MAP_WORD_SOCKET,
				   .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.name = "cgroup_storage",
					 .way = ELEMENTS_KEYS,
					 .no_delete = STORAGE,
					 .key_size = SIZE_8_OR_16,
					 .entries = ENTRIES_NONE},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.name = "reuseport_sockarray",
					      .way = ELEMENTS_KEYS,
					      .order = ORDER_FIXED,
					      .value_word = MAP_WORD_SOCKET,
					      .key_size = SIZE_4,
					      .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.name = "percpu_cgroup_storage",
						.way = ELEMENTS_KEYS,
						.is_percpu = true,
						.no_delete = STORAGE,
						.key_size = SIZE_8_OR_16,
						.entries = ENTRIES_NONE},
	[BPF_MAP_TYPE_QUEUE] = {.name = "queue",
				.way = ELEMENTS_PEEK,
				.no_delete = "use 'map pop' to remove elements of a queue",
				.is_popped = true,
				.key_size = SIZE_NONE},
	[BPF_MAP_TYPE_STACK] = {.name = "stack",
				.way = ELEMENTS_PEEK,
				.no_delete = "use 'map pop' to remove elements of a stack",
				.is_popped = true,
				.key_size = SIZE_NONE},
	[BPF_MAP_TYPE_SK_STORAGE] = {.name = "sk_storage",
				     .way = ELEMENTS_SOCKETS,
				     .why = BY_SOCKET,
				     .key_word = MAP_WORD_SOCKET,
				     OF_OBJECTS},
	[BPF_MAP_TYPE_DEVMAP_HASH] = {.name = "devmap_hash",
				      .way = ELEMENTS_KEYS,
				      .value_word = MAP_WORD_DEV,
				      .has_object = true,
				      .object = KIND_PROG,
				      .object_at = PROG_AFTER,
				      .key_size = SIZE_4,
				      .value_size = SIZE_4_OR_8},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.name = "struct_ops",
				     .way = ELEMENTS_KEYS,
				     .order = ORDER_FIXED,
				     .has_functions = true,
				     .no_update = "a struct_ops map is filled at registration",
				     .key_size = SIZE_4,
				     .value_size = SIZE_ANY,
				     .entries = ENTRIES_ONE},
	[BPF_MAP_TYPE_RINGBUF] = {.name = "ringbuf",
				  .way = ELEMENTS_RING,
				  .events = MAP_EVENTS_RING,
				  .no_update = RING,
				  .no_delete = RING,
				  .key_size = SIZE_NONE,
				  .value_size = SIZE_NONE,
				  .entries = ENTRIES_PAGES},
	[BPF_MAP_TYPE_INODE_STORAGE] = {.name = "inode_storage",
					.way = ELEMENTS_FILES,
					.why = BY_INODE,
					.key_word = MAP_WORD_FILE,
					OF_OBJECTS},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.name = "task_storage",
				       .way = ELEMENTS_TASKS,
				       .why = BY_TASK,
				       .key_word = MAP_WORD_PID,
				       OF_OBJECTS},
	[BPF_MAP_TYPE_BLOOM_FILTER] = {.name = "bloom_filter",
				       .way = ELEMENTS_NONE,
				       .why = "it can only test whether a value may be a member",
				       .no_delete = "elements of a bloom filter cannot be deleted",
				       .key_size = SIZE_NONE,
				       .has_extra = true},
	[BPF_MAP_TYPE_USER_RINGBUF] =
		{.name = "user_ringbuf",
		 .way = ELEMENTS_RING,
		 .events = MAP_EVENTS_FROM_USER,
		 .no_update = "it has no elements; processes write records to it through its memory",
		 .no_delete = RING,
		 .key_size = SIZE_NONE,
		 .value_size = SIZE_NONE,
		 .entries = ENTRIES_PAGES},
	[UAPI_MAP_CGRP_STORAGE] = {.name = "cgrp_storage",
				   .way = ELEMENTS_CGROUPS,
				   .why = BY_CGROUP,
				   .key_word = MAP_WORD_CGROUP,
				   OF_OBJECTS},
	[UAPI_MAP_ARENA] = {.name = "arena",
			    .way = ELEMENTS_NONE,
			    .why = "reading a page of an arena would allocate it",
			    .no_update = ARENA,
			    .no_delete = ARENA,
			    .key_size = SIZE_NONE,
			    .value_size = SIZE_NONE,
			    .flags = MMAPABLE,
			    .has_extra = true},
	[UAPI_MAP_INSN_ARRAY] = {.name = "insn_array",
				 .way = ELEMENTS_KEYS,
				 .order = ORDER_FIXED,
				 .no_delete = BY_INDEX,
				 .key_size = SIZE_4,
				 .value_size = SIZE_16},
	[UAPI_MAP_RHASH] = {.name = "rhash", .flags = NO_PREALLOC, .has_extra = true},
};

const struct names names_map_types = {
	.words = &rows[0].name,
	.stride = sizeof(rows[0]),
	.count = sizeof(rows) / sizeof(rows[0]),
	.word = "map type",
	.btf_enum = "bpf_map_type",
	.btf_prefix = "BPF_MAP_TYPE_",
};

const struct map_type *map_type(uint32_t type)
{
	static const struct map_type unknown = {.way = ELEMENTS_BATCH, .order = ORDER_LOOSE};

	return type < sizeof(rows) / sizeof(rows[0]) && rows[type].name ? &rows[type] : &unknown;
}

bool map_types_match(const struct map_type *a, const struct map_type *b)
{
	return a->has_object == b->has_object && a->object == b->object && a->object_at == b->object_at &&
	       a->value_word == b->value_word;
}

const char *const map_size_words[SIZE_COUNT] = {
	[SIZE_SOME] = "greater than 0",   [SIZE_NONE] = "0",          [SIZE_4] = "4",
	[SIZE_4_OR_8] = "4 or 8",         [SIZE_8_OR_16] = "8 or 16", [SIZE_16] = "16",
	[SIZE_WORDS] = "a multiple of 8", [SIZE_PREFIX] = "5 to 260", [SIZE_ANY] = "as it is",
};

const char *const map_entries_words[ENTRIES_COUNT] = {
	[ENTRIES_SOME] = "greater than 0",
	[ENTRIES_NONE] = "0",
	[ENTRIES_PAGES] = "a power of two and a multiple of the page size",
	[ENTRIES_ONE] = "1",
};

bool map_size_fits(enum map_size rule, uint32_t size)
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
	case SIZE_COUNT:
		break;
	}
	return true;
}

bool map_entries_fit(enum map_entries rule, uint32_t entries)
{
	switch (rule) {
	case ENTRIES_SOME:
		return entries > 0;
	case ENTRIES_NONE:
		return !entries;
	case ENTRIES_PAGES:
		return entries >= 4096 && !(entries & (entries - 1));
	case ENTRIES_ONE:
		return entries == 1;
	case ENTRIES_COUNT:
		break;
	}
	return true;
}

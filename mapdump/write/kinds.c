/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What user space can do to the elements of each type of map, and what stands for them on the command line.
 */
#include "mapdump/write/words.h"

#define BY_INDEX "the elements of an array are always there"
#define RING     "programs write records to it, elements it has none"
#define ARENA    "an arena is memory, elements it has none"
#define STORAGE  "a cgroup's storage goes with its program"

enum { PROG_BEHIND = sizeof(uint32_t) };

static const struct write_kind kinds[] = {
	[BPF_MAP_TYPE_ARRAY] = {.no_delete = BY_INDEX, .may_lack_key = true},
	[BPF_MAP_TYPE_PERCPU_ARRAY] = {.no_delete = BY_INDEX, .may_lack_key = true},
	[BPF_MAP_TYPE_PROG_ARRAY] = {.has_object = true, .object = KIND_PROG},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.has_object = true, .object = KIND_MAP},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.has_object = true, .object = KIND_MAP},
	[BPF_MAP_TYPE_PERF_EVENT_ARRAY] =
		{.no_update = "the kernel takes its perf events out again when the process that put them in "
			      "ends: see 'map event_pipe'"},
	[BPF_MAP_TYPE_CGROUP_ARRAY] = {.value_word = &write_word_cgroup},
	[BPF_MAP_TYPE_STACK_TRACE] = {.no_update = "only programs write stack traces"},
	[BPF_MAP_TYPE_DEVMAP] = {.value_word = &write_word_dev,
				 .has_object = true,
				 .object = KIND_PROG,
				 .object_at = PROG_BEHIND},
	[BPF_MAP_TYPE_DEVMAP_HASH] = {.value_word = &write_word_dev,
				      .has_object = true,
				      .object = KIND_PROG,
				      .object_at = PROG_BEHIND},
	[BPF_MAP_TYPE_CPUMAP] = {.value_word = &write_word_queue,
				 .has_object = true,
				 .object = KIND_PROG,
				 .object_at = PROG_BEHIND},
	[BPF_MAP_TYPE_SOCKMAP] = {.value_word = &write_word_socket},
	[BPF_MAP_TYPE_SOCKHASH] = {.value_word = &write_word_socket},
	[BPF_MAP_TYPE_XSKMAP] = {.value_word = &write_word_socket},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.value_word = &write_word_socket},
	[BPF_MAP_TYPE_SK_STORAGE] = {.key_word = &write_word_socket},
	[BPF_MAP_TYPE_INODE_STORAGE] = {.key_word = &write_word_file},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.key_word = &write_word_pid},
	[UAPI_MAP_CGRP_STORAGE] = {.key_word = &write_word_cgroup},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.no_delete = STORAGE},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.no_delete = STORAGE},
	[BPF_MAP_TYPE_QUEUE] = {.no_delete = "elements of a queue are taken out: pop", .is_popped = true},
	[BPF_MAP_TYPE_STACK] = {.no_delete = "elements of a stack are taken out: pop", .is_popped = true},
	[BPF_MAP_TYPE_BLOOM_FILTER] = {.no_delete = "a bloom filter forgets nothing"},
	[BPF_MAP_TYPE_RINGBUF] = {.no_update = RING, .no_delete = RING},
	[BPF_MAP_TYPE_USER_RINGBUF] = {.no_update =
					       "it holds records that a process writes through its memory, "
					       "elements it has none",
				       .no_delete = RING},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.no_update = "a struct_ops map is filled when it is registered"},
	[UAPI_MAP_ARENA] = {.no_update = ARENA, .no_delete = ARENA},
	[UAPI_MAP_INSN_ARRAY] = {.no_delete = BY_INDEX},
};

const struct write_kind *write_kind(uint32_t map_type)
{
	static const struct write_kind plain;

	return map_type < sizeof(kinds) / sizeof(kinds[0]) ? &kinds[map_type] : &plain;
}

bool write_kinds_match(const struct write_kind *a, const struct write_kind *b)
{
	return a->has_object == b->has_object && a->object == b->object && a->object_at == b->object_at &&
	       a->value_word == b->value_word;
}

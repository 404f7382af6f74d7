/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening a map for writing, and single elements on their way into it. */
#include "mapdump/write_target.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "mapdump/write_explain.h"

#define SOCKETS  "its values are sockets, which only the process that has them can give"
#define STORAGE  "its keys are handles of a process, which cannot be given here"
#define BY_INDEX "the elements of an array are always there"
#define RING     "programs write records to it, elements it has none"

enum { TYPE_CGRP_STORAGE = 32, TYPE_ARENA = 33, TYPE_INSN_ARRAY = 34 };

static const struct write_kind kinds[] = {
	[BPF_MAP_TYPE_ARRAY] = {.no_delete = BY_INDEX},
	[BPF_MAP_TYPE_PERCPU_ARRAY] = {.no_delete = BY_INDEX},
	[BPF_MAP_TYPE_PROG_ARRAY] = {.is_object = true, .object = KIND_PROG},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.is_object = true, .object = KIND_MAP},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.is_object = true, .object = KIND_MAP},
	[BPF_MAP_TYPE_PERF_EVENT_ARRAY] = {.no_update =
						   "its values are perf events, which only the process that "
						   "opened them can give"},
	[BPF_MAP_TYPE_CGROUP_ARRAY] =
		{.no_update = "its values are handles of cgroups, which cannot be given here"},
	[BPF_MAP_TYPE_STACK_TRACE] = {.no_update = "only programs write stack traces"},
	[BPF_MAP_TYPE_SOCKMAP] = {.no_update = SOCKETS},
	[BPF_MAP_TYPE_SOCKHASH] = {.no_update = SOCKETS},
	[BPF_MAP_TYPE_XSKMAP] = {.no_update = SOCKETS},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.no_update = SOCKETS},
	[BPF_MAP_TYPE_SK_STORAGE] = {.no_update = STORAGE, .no_delete = STORAGE},
	[BPF_MAP_TYPE_INODE_STORAGE] = {.no_update = STORAGE, .no_delete = STORAGE},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.no_update = STORAGE, .no_delete = STORAGE},
	[TYPE_CGRP_STORAGE] = {.no_update = STORAGE, .no_delete = STORAGE},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.no_delete = "a cgroup's storage goes with its program"},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.no_delete = "a cgroup's storage goes with its program"},
	[BPF_MAP_TYPE_QUEUE] = {.no_delete = "elements of a queue are taken out: pop", .is_popped = true},
	[BPF_MAP_TYPE_STACK] = {.no_delete = "elements of a stack are taken out: pop", .is_popped = true},
	[BPF_MAP_TYPE_BLOOM_FILTER] = {.no_delete = "a bloom filter forgets nothing"},
	[BPF_MAP_TYPE_RINGBUF] = {.no_update = RING, .no_delete = RING},
	[BPF_MAP_TYPE_USER_RINGBUF] = {.no_update =
					       "it holds records that a process writes through its memory, "
					       "elements it has none",
				       .no_delete = RING},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.no_update = "a struct_ops map is filled when it is registered"},
	[TYPE_ARENA] = {.no_update = "an arena is memory, elements it has none",
			.no_delete = "an arena is memory, elements it has none"},
	[TYPE_INSN_ARRAY] = {.no_delete = BY_INDEX},
};

const struct write_kind *write_kind(uint32_t map_type)
{
	static const struct write_kind plain;

	return map_type < sizeof(kinds) / sizeof(kinds[0]) ? &kinds[map_type] : &plain;
}

/* "struct event", "u32"; "" where there is no name. */
static void name_type(const struct view *v, uint32_t id, char ret_name[80])
{
	static const char *const words[] = {
		[BK_STRUCT] = "struct ", [BK_UNION] = "union ", [BK_ENUM] = "enum ", [BK_ENUM64] = "enum "};
	unsigned int kind;

	ret_name[0] = '\0';
	if (!v->btf.types || !id)
		return;
	id = types_skip_modifiers(v->btf.types, id);
	kind = types_kind(v->btf.types, id);
	snprintf(ret_name, 80, "%s%.64s",
		 kind < sizeof(words) / sizeof(words[0]) && words[kind] ? words[kind] : "",
		 types_name(v->btf.types, id));
}

static int open_to_write(struct write_target *t, const struct ref *ref, struct err *err)
{
	int r = ref->by == REF_PIN ? kern_open_pin_to_write(t->k, ref->text, &t->h.handle, err)
				   : kern_open_to_write(t->k, t->id, &t->h.handle, err);

	if (!r)
		t->h.k = t->k;
	return r == KERN_NONE ? ref_not_there(KIND_MAP, t->id, err) : r;
}

int write_target_open(struct write_target *t, struct kern *k, const struct ref *ref, bool to_write,
		      struct err *err)
{
	static const struct map_dump_options plain;
	const struct uapi_map_info *info = write_info(t);

	memset(t, 0, sizeof(*t));
	t->k = k;
	t->h.handle = -1;
	if (view_open_ref(&t->v, k, ref, &plain, err))
		return -1;
	t->id = info->id;
	t->kind = write_kind(info->type);
	name_type(&t->v, info->btf_key_type_id, t->key_type);
	name_type(&t->v, info->btf_value_type_id, t->value_type);
	return to_write ? open_to_write(t, ref, err) : 0;
}

void write_target_close(struct write_target *t)
{
	kern_handle_close(&t->h);
	view_close(&t->v);
}

struct data_form write_key_form(const struct write_target *t)
{
	return (struct data_form){
		.what = "key",
		.size = write_info(t)->key_size,
		.is_prefix = write_info(t)->type == BPF_MAP_TYPE_LPM_TRIE,
		.plan = t->v.key_plan,
		.type = t->key_type,
		.no_types = &t->v.no_types,
	};
}

struct data_form write_value_form(const struct write_target *t)
{
	return (struct data_form){
		.what = "value",
		.size = write_info(t)->value_size,
		.plan = t->v.value_plan,
		.type = t->value_type,
		.no_types = &t->v.no_types,
	};
}

void write_print(struct out *o, const struct write_target *t, const struct buf *key, const struct buf *value)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};
	const struct entry e = {.v = &t->v,
				.key = (const unsigned char *)key->data,
				.value = (const unsigned char *)value->data,
				.value_size = value->len};

	entry_print(o, &e, t->v.value_plan ? &f_tree : NULL);
}

size_t write_value_room(const struct write_target *t)
{
	if (!t->v.row->is_percpu)
		return write_info(t)->value_size;
	return elements_stride(write_info(t)->value_size) * (t->v.cpus.count ? t->v.cpus.count : 1);
}

int write_check_key(const struct write_target *t, const void *key, struct err *err)
{
	const struct uapi_map_info *info = write_info(t);
	uint32_t index, length;

	if (t->v.row->order == ORDER_FIXED && info->key_size == sizeof(index)) {
		memcpy(&index, key, sizeof(index));
		if (index >= info->max_entries)
			return err_set(err, 0, "map %u: there is no element %u: the last one is %u", t->id,
				       index, info->max_entries - 1);
	}
	if (info->type == BPF_MAP_TYPE_LPM_TRIE && info->key_size > sizeof(length)) {
		memcpy(&length, key, sizeof(length));
		if (length > (info->key_size - sizeof(length)) * 8)
			return err_set(err, 0, "map %u: key: a prefix has at most %zu bits, not %u", t->id,
				       (info->key_size - sizeof(length)) * 8, length);
	}
	return 0;
}

/* The kernel takes a handle where it gives an id. */
static int write_object(struct write_target *t, const void *key, const void *value, uint64_t flags,
			struct err *err)
{
	auto_handle h = {.handle = -1};
	uint32_t id;
	int r;

	memcpy(&id, value, sizeof(id));
	r = kern_open(t->k, t->kind->object, id, &h.handle, err);
	if (r)
		return r == KERN_NONE ? ref_not_there(t->kind->object, id, err) : -1;
	h.k = t->k;
	r = kern_update(t->k, t->h.handle, key, &h.handle, flags, err);
	if (r < 0 && err->no == EINVAL)
		return err_set(err, 0, "map %u: %s %u does not fit into it: %s", t->id,
			       kern_kind_names[t->kind->object], id,
			       t->kind->object == KIND_MAP
				       ? "its type or its sizes are not those of the inner maps"
				       : "its type is not that of the programs it holds");
	return r < 0 ? write_explain(t, WRITE_UPDATE, flags, err) : 0;
}

int write_element(struct write_target *t, const void *key, const void *value, uint64_t flags, struct err *err)
{
	if (t->kind->is_object)
		return write_object(t, key, value, flags, err);
	if (kern_update(t->k, t->h.handle, key, value, flags, err))
		return write_explain(t, WRITE_UPDATE, flags, err);
	return 0;
}

int write_delete(struct write_target *t, const void *key, struct err *err)
{
	int r = kern_delete(t->k, t->h.handle, key, err);

	return r < 0 ? write_explain(t, WRITE_DELETE, 0, err) : r;
}

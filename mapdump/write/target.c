/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening a map for writing, and single elements on their way into it. */
#include "mapdump/write/target.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "mapdump/write/explain.h"
#include "mapdump/write/words.h"

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
	name_type(&t->v, info->btf_key_type_id, t->key_type);
	name_type(&t->v, info->btf_value_type_id, t->value_type);
	return to_write ? open_to_write(t, ref, err) : 0;
}

void write_target_close(struct write_target *t)
{
	for (unsigned int i = 0; i < t->means_count; i++)
		kern_close(t->k, t->means[i]);
	t->means_count = 0;
	kern_handle_close(&t->h);
	view_close(&t->v);
}

struct data_form write_key_form(const struct write_target *t)
{
	return (struct data_form){
		.what = "key",
		.size = write_info(t)->key_size,
		.is_prefix = t->v.type->has_prefix,
		.is_index = t->v.type->order == ORDER_FIXED,
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
	if (!t->v.type->is_percpu)
		return write_info(t)->value_size;
	return elements_stride(write_info(t)->value_size) * (t->v.cpus.count ? t->v.cpus.count : 1);
}

int write_check_key(const struct write_target *t, const void *key, struct err *err)
{
	const struct uapi_map_info *info = write_info(t);
	uint32_t index, length;

	if (t->v.type->order == ORDER_FIXED && info->key_size == sizeof(index)) {
		memcpy(&index, key, sizeof(index));
		if (index >= info->max_entries)
			return err_set(err, 0, "map %u: index %u is out of range (the last one is %u)", t->id,
				       index, info->max_entries - 1);
	}
	if (t->v.type->has_prefix && info->key_size > sizeof(length)) {
		memcpy(&length, key, sizeof(length));
		if (length > (info->key_size - sizeof(length)) * 8)
			return err_set(err, 0, "map %u: key: prefix length must be at most %zu bits, not %u",
				       t->id, (info->key_size - sizeof(length)) * 8, length);
	}
	return 0;
}

/* The kernel's EINVAL, where what was written can be looked at. */
static int explain_object(const struct write_target *t, uint32_t id, struct err *err)
{
	const char *what = kern_kind_names[t->v.type->object];

	return err_set(err, 0, "map %u: cannot hold %s %u: %s", t->id, what, id,
		       t->v.type->object == KIND_MAP ? "its type or sizes differ from those of the inner maps"
						     : "its type differs from that of the programs it holds");
}

/* The kernel takes a handle where it gives an id. */
static int write_object(struct write_target *t, const void *key, const void *value, uint64_t flags,
			struct err *err)
{
	auto_handle h = {.handle = -1};
	auto_buf copy = {0};
	uint32_t id;
	int r;

	memcpy(&id, (const char *)value + t->v.type->object_at, sizeof(id));
	r = kern_open(t->k, t->v.type->object, id, &h.handle, err);
	if (r)
		return r == KERN_NONE ? ref_not_there(t->v.type->object, id, err) : -1;
	h.k = t->k;
	buf_add(&copy, value, write_info(t)->value_size);
	if (copy.failed)
		return err_no_memory(err);
	memcpy(copy.data + t->v.type->object_at, &h.handle, sizeof(h.handle));
	r = kern_update(t->k, t->h.handle, key, copy.data, flags, err);
	/* A map of CPUs has but one answer, whatever went wrong. */
	if (r < 0 && (err->no == EINVAL || (err->no == ENOMEM && t->v.type->value_word == MAP_WORD_QUEUE)))
		return explain_object(t, id, err);
	return r < 0 ? write_explain(t, WRITE_UPDATE, flags, err) : 0;
}

/* Where a program may stand behind something else, 0 means that there is none. */
static bool holds_object(const struct write_target *t, const void *value)
{
	const size_t at = t->v.type->object_at;
	uint32_t id;

	if (!t->v.type->has_object || write_info(t)->value_size < at + sizeof(id))
		return false;
	memcpy(&id, (const char *)value + at, sizeof(id));
	return !at || id;
}

int write_element(struct write_target *t, const void *key, const void *value, uint64_t flags, struct err *err)
{
	if (holds_object(t, value))
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

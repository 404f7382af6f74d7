/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening a map to write to it, and the form of its keys and values. */
#include "mapdump/target.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "mapdump/words.h"

/* "struct event", "u32"; "" if there is no name. */
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
	static const struct view_options plain;
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
	for (unsigned int i = 0; i < t->handle_count; i++)
		kern_close(t->k, t->handles[i]);
	t->handle_count = 0;
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

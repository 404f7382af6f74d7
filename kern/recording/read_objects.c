/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects of a recording: the info struct, its arrays (table in kern/arrays.c) and the sizes that
 * the struct states for them must agree.
 */
#include <errno.h>
#include <string.h>

#include "kern/recording/model.h"

enum { INFO_MIN_BYTES = 16 }; /* up to where every kind's id is there */

static uint32_t info_id(enum kern_kind kind, const struct blob *info)
{
	size_t off =
		kind == KIND_BTF ? offsetof(struct uapi_btf_info, id) : offsetof(struct uapi_prog_info, id);
	uint32_t id;

	memcpy(&id, info->data + off, sizeof(id));
	return id;
}

static int read_info(struct recording *s, const struct node *of, enum kern_kind kind,
		     struct recording_object *obj, struct err *err)
{
	struct node n;

	if (node_need(of, "info", &n, err) || node_hex(&n, &s->arena, &obj->info, err))
		return -1;
	if (obj->info.len < INFO_MIN_BYTES || obj->info.len > INFO_SIZE)
		return node_fail(&n, err, "info structure of %zu bytes (expected %d to %d)", obj->info.len,
				 INFO_MIN_BYTES, INFO_SIZE);
	if (info_id(kind, &obj->info) != obj->id)
		return node_fail(&n, err, "id is %u, not %llu", info_id(kind, &obj->info),
				 (unsigned long long)obj->id);
	return 0;
}

static int read_numbers(struct recording *s, const struct node *list, struct blob *ret_bytes, struct err *err)
{
	uint64_t value;
	uint32_t *numbers;
	size_t count;

	if (node_count(list, &count, err))
		return -1;
	numbers = arena_alloc(&s->arena, (count + 1) * sizeof(*numbers));
	if (!numbers)
		return err_no_memory(err);
	for (size_t i = 0; i < count; i++) {
		struct node n = node_at(list, i);

		if (node_uint(&n, UINT32_MAX, &value, err))
			return -1;
		numbers[i] = (uint32_t)value;
	}
	*ret_bytes = (struct blob){(const char *)numbers, count * sizeof(*numbers)};
	return 0;
}

/* Arrays of 32-bit numbers may be lists of them; texts are texts; all else is hex digits. */
static int read_array(struct recording *s, const struct node *n, const struct info_array *row,
		      const struct blob *info, struct blob *ret_bytes, struct err *err)
{
	uint64_t count = info_array_count_of(row, info->data);
	uint32_t elem = info_array_elem_size(row, info->data);
	struct blob bytes = {0};

	if (row->is_text) {
		if (node_text(n, &s->arena, &bytes, err))
			return -1;
		bytes.len = strlen(bytes.data) + 1;
	} else if (json_is_array(n->json)) {
		if (row->elem_size != sizeof(uint32_t))
			return node_fail(n, err, "expected a string of hexadecimal digits");
		if (read_numbers(s, n, &bytes, err))
			return -1;
	} else if (node_hex(n, &s->arena, &bytes, err)) {
		return -1;
	}
	if (bytes.len != count * elem)
		return node_fail(n, err, "%zu bytes, but the info structure has %llu of %u", bytes.len,
				 (unsigned long long)count, elem);
	*ret_bytes = bytes;
	return 0;
}

static int read_arrays(struct recording *s, const struct node *of, enum kern_kind kind,
		       struct recording_object *obj, struct err *err)
{
	const struct blob *info = &obj->info;
	struct node n;

	for (unsigned int i = 0; i < info_array_count; i++) {
		const struct info_array *row = &info_arrays[i];
		struct recording_array *array;

		if (!info_array_applies(row, kind, info->data, (uint32_t)info->len) ||
		    !node_get(of, row->name, &n))
			continue;
		if (!obj->arrays)
			obj->arrays = arena_alloc(&s->arena, info_array_count * sizeof(*obj->arrays));
		if (!obj->arrays)
			return err_no_memory(err);
		array = &obj->arrays[obj->array_count++];
		array->row = row;
		if (read_array(s, &n, row, info, &array->bytes, err))
			return -1;
	}
	return 0;
}

static int read_failure(struct recording *s, const struct node *n, struct recording_object *obj,
			struct err *err)
{
	struct recording_failure *failure = arena_alloc(&s->arena, sizeof(*failure));
	uint32_t no;

	if (!failure)
		return err_no_memory(err);
	if (node_need_object(n, err) || node_need_u32(n, "errno", &no, err) ||
	    node_get_bool(n, "at_open", &failure->is_at_open, err) ||
	    node_get_text(n, "text", &s->arena, &failure->text, err) ||
	    node_get_text(n, "hint", &s->arena, &failure->hint, err))
		return -1;
	if (no > INT32_MAX)
		return node_fail(n, err, "unknown errno");
	failure->no = (int)no;
	obj->failure = failure;
	return 0;
}

enum { ERRNO_MOST = 4095 }; /* the kernel's largest */

/* A list of [key, value], in hex digits; a value that could not be read is the errno, or null. */
static int read_element(struct recording *s, const struct node *n, struct recording_element *element,
			struct err *err)
{
	struct node key, value;
	uint64_t no = ENODATA;
	size_t count;

	if (node_count(n, &count, err))
		return -1;
	if (count != 2)
		return node_fail(n, err, "expected a key and a value");
	key = node_at(n, 0);
	value = node_at(n, 1);
	if (node_hex(&key, &s->arena, &element->key, err))
		return -1;
	if (json_is_string(value.json))
		return node_hex(&value, &s->arena, &element->value, err);
	if (!json_is_null(value.json) && node_uint(&value, ERRNO_MOST, &no, err))
		return -1;
	element->no = (int)no;
	return 0;
}

static int read_elements(struct recording *s, const struct node *of, struct recording_object *obj,
			 struct err *err)
{
	struct node list;
	size_t count;

	if (node_get_text(of, "elements_error", &s->arena, &obj->elements_error, err))
		return -1;
	if (!node_get(of, "elements", &list))
		return 0;
	if (node_count(&list, &count, err))
		return -1;
	obj->elements = arena_alloc(&s->arena, (count + 1) * sizeof(*obj->elements));
	if (!obj->elements)
		return err_no_memory(err);
	for (; obj->element_count < count; obj->element_count++) {
		struct node n = node_at(&list, obj->element_count);

		if (read_element(s, &n, &obj->elements[obj->element_count], err))
			return -1;
	}
	obj->has_elements = true;
	return 0;
}

int recording_read_object(struct recording *s, const struct node *n, void *item, unsigned int arg,
			  struct err *err)
{
	struct recording_object *obj = item;
	enum kern_kind kind = (enum kern_kind)arg;
	struct node member;

	if (node_need_uint(n, "id", UINT32_MAX, &obj->id, err))
		return -1;
	if (node_get(n, "error", &member) && read_failure(s, &member, obj, err))
		return -1;
	if (node_get(n, "fdinfo", &member) && node_text(&member, &s->arena, &obj->fdinfo, err))
		return -1;
	if (obj->failure)
		return 0;
	if (read_info(s, n, kind, obj, err) || read_arrays(s, n, kind, obj, err))
		return -1;
	return kind == KIND_MAP ? read_elements(s, n, obj, err) : 0;
}

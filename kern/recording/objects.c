/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects of a recording, as the recorded kernel gave them. A handle is an object's place in its list; there
 * is nothing to close.
 */
#include <errno.h>
#include <string.h>

#include "kern/recording/model.h"

const struct recording_object *recording_object_of(struct kern *k, enum kern_kind kind, int handle)
{
	const struct recording_list *list = &recording_of(k)->objects[kind];
	const struct recording_object *objects = list->items;

	return handle >= 0 && (size_t)handle < list->count ? &objects[handle] : NULL;
}

static int again(const struct recording_failure *failure, struct err *err)
{
	err_set(err, failure->no, "%.400s", failure->text.data);
	err_hint(err, "%.300s", failure->hint.data);
	return -1;
}

int recording_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	const uint64_t *next = recording_find_from(&recording_of(k)->objects[kind],
						   sizeof(struct recording_object), (uint64_t)id + 1);

	(void)err;
	if (!next)
		return KERN_NONE;
	*ret_id = (uint32_t)*next;
	return 0;
}

int recording_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	const struct recording_list *list = &recording_of(k)->objects[kind];
	const struct recording_object *obj = recording_find(list, sizeof(*obj), id);

	if (!obj)
		return KERN_NONE;
	if (obj->failure && obj->failure->is_at_open)
		return again(obj->failure, err);
	*ret_handle = (int)(obj - (const struct recording_object *)list->items);
	return 0;
}

const struct recording_array *recording_array_of(const struct recording_object *obj,
						 const struct info_array *row)
{
	for (size_t i = 0; i < obj->array_count; i++)
		if (obj->arrays[i].row == row)
			return &obj->arrays[i];
	return NULL;
}

/* As the kernel does it: what fits, the true count, and no pointer where it would not serve one. */
static int fill_array(const struct recording_object *obj, const struct info_array *row, const char *asked,
		      void *info, struct err *err)
{
	const struct recording_array *array = recording_array_of(obj, row);
	uint64_t ptr = info_array_ptr(row, asked);
	size_t room = (size_t)info_array_count_of(row, asked) * info_array_elem_size(row, obj->info.data);
	char *to = (char *)(uintptr_t)ptr;

	if (!ptr)
		return 0;
	if (!array && row == &info_arrays[INFO_BTF_BYTES]) {
		err_set(err, 0, "the recording does not contain the types of BTF object %llu",
			(unsigned long long)obj->id);
		err_hint(err, "record them with: bpfi snapshot save FILE vmlinux");
		return -1;
	}
	if (!array)
		return 0;
	if (room > array->bytes.len)
		room = array->bytes.len;
	memcpy(to, array->bytes.data, room);
	if (row->is_text && room)
		to[room - 1] = '\0';
	info_array_set_ptr(row, info, ptr);
	return 0;
}

/* A recording may hold anything; the kernel always ends its names. */
static void end_name(enum kern_kind kind, char answer[INFO_SIZE])
{
	if (kind == KIND_PROG)
		answer[offsetof(struct uapi_prog_info, name) + UAPI_NAME_LEN - 1] = '\0';
	if (kind == KIND_MAP)
		answer[offsetof(struct uapi_map_info, name) + UAPI_NAME_LEN - 1] = '\0';
}

int recording_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		   struct err *err)
{
	const struct recording_object *obj = recording_object_of(k, kind, handle);
	char asked[INFO_SIZE] = {0}, answer[INFO_SIZE] = {0};
	uint32_t n;

	if (!obj)
		return err_set(err, EBADF, "reading %s info", kern_kind_names[kind]);
	if (obj->failure)
		return again(obj->failure, err);
	n = *len < obj->info.len ? *len : (uint32_t)obj->info.len;
	memcpy(asked, info, n);
	memcpy(answer, obj->info.data, n);
	for (unsigned int i = 0; i < info_array_count; i++) {
		const struct info_array *row = &info_arrays[i];

		if (info_array_applies(row, kind, answer, n) && fill_array(obj, row, asked, answer, err))
			return -1;
	}
	end_name(kind, answer);
	memcpy(info, answer, n);
	*len = n;
	return 0;
}

int recording_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	const struct recording_object *obj = recording_object_of(k, kind, handle);

	if (!obj || !obj->fdinfo.data)
		return KERN_NONE;
	return recording_give_text(&obj->fdinfo, ret_text, err);
}

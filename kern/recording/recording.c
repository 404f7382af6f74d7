/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Answers from a recording, as the recorded kernel gave them. A handle is an object's place in its list;
 * there is nothing to close.
 */
#include "kern/recording/recording.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/live/mounts.h"
#include "kern/ops.h"
#include "kern/recording/model.h"

#define MOUNTINFO "/proc/self/mountinfo"
#define ARCH_FILE "/proc/sys/kernel/arch"

static struct recording *recording_of(struct kern *k)
{
	return k->state;
}

static const struct recording_object *object_of(struct kern *k, enum kern_kind kind, int handle)
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

int recording_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		       struct err *err)
{
	const struct recording_list *list = &recording_of(k)->pins;
	const struct recording_pin *pins = list->items;

	for (size_t i = 0; i < list->count; i++) {
		int r;

		if (strcmp(pins[i].path.data, path) != 0)
			continue;
		if (!pins[i].is_object)
			return err_set(err, 0, "%.256s is not a program, map or link", path);
		r = recording_open(k, pins[i].kind, pins[i].id, ret_handle, err);
		if (!r)
			*ret_kind = pins[i].kind;
		return r;
	}
	return KERN_NONE;
}

static void recording_close(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static const struct recording_array *array_of(const struct recording_object *obj,
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
	const struct recording_array *array = array_of(obj, row);
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
	const struct recording_object *obj = object_of(k, kind, handle);
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

static int give_text(const struct blob *text, struct buf *ret_text, struct err *err)
{
	buf_reset(ret_text);
	buf_add(ret_text, text->data, text->len);
	return ret_text->failed ? err_no_memory(err) : 0;
}

int recording_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	const struct recording_object *obj = object_of(k, kind, handle);

	if (!obj || !obj->fdinfo.data)
		return KERN_NONE;
	return give_text(&obj->fdinfo, ret_text, err);
}

static const struct recording_file *file_of(const struct recording *s, const char *path)
{
	const struct recording_file *files = s->files.items;

	for (size_t i = 0; i < s->files.count; i++)
		if (!strcmp(files[i].path, path))
			return &files[i];
	return NULL;
}

int recording_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	const struct recording_file *file = file_of(recording_of(k), path);

	if (file)
		return give_text(&file->text, ret_text, err);
	/* Kernels before 6.1 do not have this file, but whoever recorded one knew. */
	if (recording_of(k)->machine.len && !strcmp(path, ARCH_FILE))
		return give_text(&recording_of(k)->machine, ret_text, err);
	return KERN_NONE;
}

int recording_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	const struct recording_list *list = &recording_of(k)->owners[kind];
	const struct recording_owner *owners = list->items;
	struct kern_owners result = {.is_complete = recording_of(k)->is_owners_complete[kind]};

	result.list = calloc(list->count + 1, sizeof(*result.list));
	if (!result.list)
		return err_no_memory(err);
	for (; result.count < list->count; result.count++)
		result.list[result.count] = owners[result.count].owner;
	*ret_owners = result;
	return 0;
}

int recording_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	const struct recording_process *p = recording_find(&recording_of(k)->processes, sizeof(*p), pid);

	(void)err;
	if (!p)
		return KERN_NONE;
	*ret_process = p->process;
	return 0;
}

/* A folder without pins is one all the same where a bpffs was mounted in it or around it. */
static bool is_root_known(const struct recording *s, const char *root)
{
	const struct recording_file *file = file_of(s, MOUNTINFO);
	const char *at = file ? file->text.data : "";
	char path[MOUNT_PATH_LEN];

	while (mounts_next(&at, "bpf", path, sizeof(path)))
		if (mounts_is_below(path, root))
			return true;
	return false;
}

int recording_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	const struct recording *s = recording_of(k);
	const struct recording_pin *pins = s->pins.items;
	bool is_known = !root || is_root_known(s, root);

	for (size_t i = 0; i < s->pins.count; i++) {
		struct kern_pin pin = {
			.kind = pins[i].kind,
			.id = pins[i].id,
			.is_object = pins[i].is_object,
			.path = pins[i].path.data,
		};
		int r;

		if (root && !mounts_is_below(pin.path, root))
			continue;
		is_known = true;
		r = fn(arg, &pin, err);
		if (r)
			return r;
	}
	return is_known ? 0 : KERN_NONE;
}

static int give_name(const struct recording_list *list, uint64_t number, char *ret_name, size_t size)
{
	const struct recording_name *name = recording_find(list, sizeof(*name), number);

	if (!name)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", name->name.data);
	return 0;
}

int recording_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	(void)err;
	return give_name(&recording_of(k)->ifnames, ifindex, ret_name, size);
}

int recording_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err)
{
	(void)err;
	return give_name(&recording_of(k)->cgroup_paths, cgroup_id, ret_path, size);
}

int recording_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		     size_t module_size, uint64_t *ret_offset, struct err *err)
{
	const struct recording_symbol *symbol =
		recording_find(&recording_of(k)->symbols, sizeof(*symbol), addr);

	(void)err;
	if (!symbol)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", symbol->name.data);
	snprintf(ret_module, module_size, "%s", symbol->module.data);
	*ret_offset = symbol->offset;
	return 0;
}

int recording_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	const struct recording_list *list = &recording_of(k)->symbols;
	const struct recording_symbol *symbols = list->items;

	(void)err;
	for (size_t i = 0; i < list->count; i++) {
		if (symbols[i].offset || *symbols[i].module.data || strcmp(symbols[i].name.data, name) != 0)
			continue;
		*ret_addr = symbols[i].addr;
		return 0;
	}
	return KERN_NONE;
}

/* The kernel's own BTF object, where its bytes were recorded. */
static const struct recording_array *whole_vmlinux(const struct recording *s)
{
	const struct recording_list *list = &s->objects[KIND_BTF];
	const struct recording_object *objects = list->items;

	for (size_t i = 0; i < list->count; i++) {
		const struct recording_array *bytes = array_of(&objects[i], &info_arrays[INFO_BTF_BYTES]);
		struct uapi_btf_info info = {0};

		if (!bytes || objects[i].info.len < sizeof(info))
			continue;
		memcpy(&info, objects[i].info.data, sizeof(info));
		for (size_t j = 0; info.kernel_btf && j < objects[i].array_count; j++)
			if (objects[i].arrays[j].row->is_text &&
			    !strcmp(objects[i].arrays[j].bytes.data, "vmlinux"))
				return bytes;
	}
	return NULL;
}

int recording_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	struct recording *s = recording_of(k);
	const struct recording_array *whole = whole_vmlinux(s);

	if (whole) {
		*ret_data = whole->bytes.data;
		*ret_size = whole->bytes.len;
		return 0;
	}
	if (!s->vmlinux.is_there)
		return KERN_NONE;
	if (!s->vmlinux.bytes.len && recording_build_vmlinux(&s->vmlinux, err))
		return -1;
	*ret_data = s->vmlinux.bytes.data;
	*ret_size = s->vmlinux.bytes.len;
	return 0;
}

int recording_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	(void)err;
	if (!recording_of(k)->has_boot_time)
		return KERN_NONE;
	*ret_ns = recording_of(k)->boot_time_ns;
	return 0;
}

static void free_recording(struct kern *k)
{
	recording_free(k->state);
	free(k->state);
}

static const struct kern_ops recording_ops = {
	.name = "recording",
	.source = "a recording",
#define QUESTION(name, gives, key, parameters, arguments, trace) .name = recording_##name,
#include "kern/questions.h"
	.close = recording_close,
	.free = free_recording,
};

int kern_open_recording(struct kern *ret_kern, const char *path, struct err *err)
{
	struct recording *s = calloc(1, sizeof(*s));

	if (!s)
		return err_no_memory(err);
	if (recording_load(s, path, err)) {
		recording_free(s);
		free(s);
		return err_wrap(err, "%.256s", path);
	}
	*ret_kern = (struct kern){.ops = &recording_ops, .state = s};
	return 0;
}

int recording_elements(struct kern *k, int map_handle, elements_fn fn, void *arg, const char **ret_reason,
		       struct err *err)
{
	const struct recording_object *obj;

	if (k->ops != &recording_ops)
		return KERN_NONE;
	obj = object_of(k, KIND_MAP, map_handle);
	if (!obj || (!obj->has_elements && !obj->elements_error.len))
		return KERN_NONE;
	for (size_t i = 0; i < obj->element_count; i++) {
		const struct recording_element *e = &obj->elements[i];
		const struct elements one = {
			.keys = (const unsigned char *)e->key.data,
			.values = (const unsigned char *)e->value.data,
			.key_size = e->key.len,
			.value_size = e->value.len,
			.count = 1,
			.no = e->no,
		};
		int r = fn(arg, &one, err);

		if (r)
			return r;
	}
	if (ret_reason)
		*ret_reason = obj->elements_error.data;
	return 0;
}

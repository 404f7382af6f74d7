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

static struct snapshot *snapshot_of(struct kern *k)
{
	return k->state;
}

static const struct snapshot_object *object_of(struct kern *k, enum kern_kind kind, int handle)
{
	const struct snapshot_list *list = &snapshot_of(k)->objects[kind];
	const struct snapshot_object *objects = list->items;

	return handle >= 0 && (size_t)handle < list->count ? &objects[handle] : NULL;
}

static int again(const struct snapshot_failure *failure, struct err *err)
{
	err_set(err, failure->no, "%.400s", failure->text.data);
	err_hint(err, "%.300s", failure->hint.data);
	return -1;
}

static int snapshot_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id,
			    struct err *err)
{
	const uint64_t *next = snapshot_find_from(&snapshot_of(k)->objects[kind],
						  sizeof(struct snapshot_object), (uint64_t)id + 1);

	(void)err;
	if (!next)
		return KERN_NONE;
	*ret_id = (uint32_t)*next;
	return 0;
}

static int snapshot_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	const struct snapshot_list *list = &snapshot_of(k)->objects[kind];
	const struct snapshot_object *obj = snapshot_find(list, sizeof(*obj), id);

	if (!obj)
		return KERN_NONE;
	if (obj->failure && obj->failure->is_at_open)
		return again(obj->failure, err);
	*ret_handle = (int)(obj - (const struct snapshot_object *)list->items);
	return 0;
}

static int snapshot_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
			     struct err *err)
{
	const struct snapshot_list *list = &snapshot_of(k)->pins;
	const struct snapshot_pin *pins = list->items;

	for (size_t i = 0; i < list->count; i++) {
		int r;

		if (strcmp(pins[i].path.data, path) != 0)
			continue;
		if (!pins[i].is_object)
			return err_set(err, 0, "%.256s: neither program, map nor link", path);
		r = snapshot_open(k, pins[i].kind, pins[i].id, ret_handle, err);
		if (!r)
			*ret_kind = pins[i].kind;
		return r;
	}
	return KERN_NONE;
}

static void snapshot_close(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static const struct snapshot_array *array_of(const struct snapshot_object *obj, const struct info_array *row)
{
	for (size_t i = 0; i < obj->array_count; i++)
		if (obj->arrays[i].row == row)
			return &obj->arrays[i];
	return NULL;
}

/* As the kernel does it: what fits, the true count, and no pointer where it would not serve one. */
static int fill_array(const struct snapshot_object *obj, const struct info_array *row, const char *asked,
		      void *info, struct err *err)
{
	const struct snapshot_array *array = array_of(obj, row);
	uint64_t ptr = info_array_ptr(row, asked);
	size_t room = (size_t)info_array_count_of(row, asked) * info_array_elem_size(row, obj->info.data);
	char *to = (char *)(uintptr_t)ptr;

	if (!ptr)
		return 0;
	if (!array && row == &info_arrays[INFO_BTF_BYTES]) {
		err_set(err, 0, "the bytes of kernel BTF %llu are not in the recording",
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

static int snapshot_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
			 struct err *err)
{
	const struct snapshot_object *obj = object_of(k, kind, handle);
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

static int snapshot_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text,
			   struct err *err)
{
	const struct snapshot_object *obj = object_of(k, kind, handle);

	if (!obj || !obj->fdinfo.data)
		return KERN_NONE;
	return give_text(&obj->fdinfo, ret_text, err);
}

static const struct snapshot_file *file_of(const struct snapshot *s, const char *path)
{
	const struct snapshot_file *files = s->files.items;

	for (size_t i = 0; i < s->files.count; i++)
		if (!strcmp(files[i].path, path))
			return &files[i];
	return NULL;
}

static int snapshot_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	const struct snapshot_file *file = file_of(snapshot_of(k), path);

	if (file)
		return give_text(&file->text, ret_text, err);
	/* Kernels before 6.1 do not have this file, but whoever recorded one knew. */
	if (snapshot_of(k)->machine.len && !strcmp(path, ARCH_FILE))
		return give_text(&snapshot_of(k)->machine, ret_text, err);
	return KERN_NONE;
}

static int snapshot_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners,
			   struct err *err)
{
	const struct snapshot_list *list = &snapshot_of(k)->owners[kind];
	const struct snapshot_owner *owners = list->items;
	struct kern_owners result = {.is_complete = snapshot_of(k)->is_owners_complete[kind]};

	result.list = calloc(list->count + 1, sizeof(*result.list));
	if (!result.list)
		return err_no_memory(err);
	for (; result.count < list->count; result.count++)
		result.list[result.count] = owners[result.count].owner;
	*ret_owners = result;
	return 0;
}

static int snapshot_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	const struct snapshot_process *p = snapshot_find(&snapshot_of(k)->processes, sizeof(*p), pid);

	(void)err;
	if (!p)
		return KERN_NONE;
	*ret_process = p->process;
	return 0;
}

/* A folder without pins is one all the same where a bpffs was mounted in it or around it. */
static bool is_root_known(const struct snapshot *s, const char *root)
{
	const struct snapshot_file *file = file_of(s, MOUNTINFO);
	const char *at = file ? file->text.data : "";
	char path[MOUNT_PATH_LEN];

	while (mounts_next(&at, "bpf", path, sizeof(path)))
		if (mounts_is_below(path, root))
			return true;
	return false;
}

static int snapshot_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err)
{
	const struct snapshot *s = snapshot_of(k);
	const struct snapshot_pin *pins = s->pins.items;
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

static int give_name(const struct snapshot_list *list, uint64_t number, char *ret_name, size_t size)
{
	const struct snapshot_name *name = snapshot_find(list, sizeof(*name), number);

	if (!name)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", name->name.data);
	return 0;
}

static int snapshot_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	(void)err;
	return give_name(&snapshot_of(k)->ifnames, ifindex, ret_name, size);
}

static int snapshot_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size,
				struct err *err)
{
	(void)err;
	return give_name(&snapshot_of(k)->cgroup_paths, cgroup_id, ret_path, size);
}

static int snapshot_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
			   size_t module_size, uint64_t *ret_offset, struct err *err)
{
	const struct snapshot_symbol *symbol = snapshot_find(&snapshot_of(k)->symbols, sizeof(*symbol), addr);

	(void)err;
	if (!symbol)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", symbol->name.data);
	snprintf(ret_module, module_size, "%s", symbol->module.data);
	*ret_offset = symbol->offset;
	return 0;
}

static int snapshot_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	const struct snapshot_list *list = &snapshot_of(k)->symbols;
	const struct snapshot_symbol *symbols = list->items;

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
static const struct snapshot_array *whole_vmlinux(const struct snapshot *s)
{
	const struct snapshot_list *list = &s->objects[KIND_BTF];
	const struct snapshot_object *objects = list->items;

	for (size_t i = 0; i < list->count; i++) {
		const struct snapshot_array *bytes = array_of(&objects[i], &info_arrays[INFO_BTF_BYTES]);
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

static int snapshot_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	struct snapshot *s = snapshot_of(k);
	const struct snapshot_array *whole = whole_vmlinux(s);

	if (whole) {
		*ret_data = whole->bytes.data;
		*ret_size = whole->bytes.len;
		return 0;
	}
	if (!s->vmlinux.is_there)
		return KERN_NONE;
	if (!s->vmlinux.bytes.len && snapshot_build_vmlinux(&s->vmlinux, err))
		return -1;
	*ret_data = s->vmlinux.bytes.data;
	*ret_size = s->vmlinux.bytes.len;
	return 0;
}

static int snapshot_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	(void)err;
	if (!snapshot_of(k)->has_boot_time)
		return KERN_NONE;
	*ret_ns = snapshot_of(k)->boot_time_ns;
	return 0;
}

static void kern_free_snapshot(struct kern *k)
{
	snapshot_free(k->state);
	free(k->state);
}

static const struct kern_ops snapshot_ops = {
	.name = "snapshot",
	.source = "a recording",
	.next_id = snapshot_next_id,
	.open = snapshot_open,
	.open_pin = snapshot_open_pin,
	.close = snapshot_close,
	.info = snapshot_info,
	.fdinfo = snapshot_fdinfo,
	.read_file = snapshot_read_file,
	.owners = snapshot_owners,
	.process = snapshot_process,
	.pins = snapshot_pins,
	.ifname = snapshot_ifname,
	.cgroup_path = snapshot_cgroup_path,
	.symbol = snapshot_symbol,
	.address = snapshot_address,
	.vmlinux = snapshot_vmlinux,
	.boot_time = snapshot_boot_time,
	.elements = &elements_snapshot,
	.free = kern_free_snapshot,
};

int kern_open_snapshot(struct kern *ret_kern, const char *path, struct err *err)
{
	struct snapshot *s = calloc(1, sizeof(*s));

	if (!s)
		return err_no_memory(err);
	if (snapshot_read(s, path, err)) {
		snapshot_free(s);
		free(s);
		return err_wrap(err, "%.256s", path);
	}
	*ret_kern = (struct kern){.ops = &snapshot_ops, .state = s};
	return 0;
}

int snapshot_elements(struct kern *k, int map_handle, elements_fn fn, void *arg, const char **ret_reason,
		      struct err *err)
{
	const struct snapshot_object *obj;

	if (k->ops != &snapshot_ops)
		return KERN_NONE;
	obj = object_of(k, KIND_MAP, map_handle);
	if (!obj || (!obj->has_elements && !obj->elements_error.len))
		return KERN_NONE;
	for (size_t i = 0; i < obj->element_count; i++) {
		const struct snapshot_element *e = &obj->elements[i];
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

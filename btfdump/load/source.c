/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types of kernel objects, and of files named instead. */
#include "btfdump/load/load.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "kern/arrays.h"

/* "Linux 6.18.44", and the module that the types belong to; the same text however they were requested. */
static void name_kernel(struct kern *k, const char *part, struct btf_loaded *l)
{
	struct err ignored = {0};
	auto_buf release = {0};
	int len;

	if (kern_read_file(k, "/proc/sys/kernel/osrelease", &release, &ignored))
		buf_reset(&release);
	len = (int)strcspn(buf_str(&release), "\n");
	snprintf(l->origin, sizeof(l->origin), "Linux%s%.*s%s%s", len ? " " : "", len, buf_str(&release),
		 strcmp(part, "vmlinux") ? ", module " : "", strcmp(part, "vmlinux") ? part : "");
}

static void name_file(struct kern *k, const char *path, struct btf_loaded *l)
{
	static const char sysfs[] = "/sys/kernel/btf/";
	const char *slash = strrchr(path, '/');

	if (!strncmp(path, sysfs, strlen(sysfs)))
		name_kernel(k, path + strlen(sysfs), l);
	else
		snprintf(l->origin, sizeof(l->origin), "%s", slash ? slash + 1 : path);
}

/* A recording may hold only those kernel types that its objects need: not enough to be listed. */
static int check_is_whole(struct kern *k, size_t size, struct err *err)
{
	enum { VMLINUX_ID = 1 };
	auto_handle h = {.k = k};
	struct uapi_btf_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};

	if (kern_open(k, KIND_BTF, VMLINUX_ID, &h.handle, &ignored)) {
		h.k = NULL;
		return 0;
	}
	if (kern_info(k, KIND_BTF, h.handle, &info, &len, &ignored) || !info.kernel_btf ||
	    info.btf_size == size)
		return 0; /* before 5.11 it is not an object, and id 1 is another one */
	err_set(err, 0, "the recording contains only those types of the kernel that its objects need");
	err_hint(err, "record all of them with: bpfi snapshot save FILE vmlinux");
	return -1;
}

static int load_vmlinux(struct kern *k, struct types **ret_types, struct err *err)
{
	const void *data;
	size_t size;
	int r = kern_vmlinux(k, &data, &size, err);

	if (r == KERN_NONE)
		return err_set(err, 0, "this kernel does not provide BTF");
	if (r || check_is_whole(k, size, err))
		return -1;
	return types_open(data, size, NULL, ret_types, err);
}

static int load_kernel(struct kern *k, struct btf_loaded *l, struct err *err)
{
	name_kernel(k, "vmlinux", l);
	return load_vmlinux(k, &l->types, err);
}

/* Part of the kernel or not, and its name. */
static int read_btf_info(struct kern *k, uint32_t btf_id, bool *ret_is_kernel, char *ret_name, size_t size,
			 struct err *err)
{
	auto_handle h = {.k = k};
	struct uapi_btf_info info = {.name = (uintptr_t)ret_name, .name_len = (uint32_t)size};
	uint32_t len = sizeof(info);
	int r;

	ret_name[0] = '\0';
	r = kern_open(k, KIND_BTF, btf_id, &h.handle, err);
	if (r) {
		h.k = NULL;
		return r == KERN_NONE ? ref_not_there(KIND_BTF, btf_id, err) : -1;
	}
	r = kern_info(k, KIND_BTF, h.handle, &info, &len, err);
	*ret_is_kernel = info.kernel_btf != 0;
	return r == KERN_NONE ? ref_not_there(KIND_BTF, btf_id, err) : r;
}

static int load_id(struct kern *k, uint32_t btf_id, struct btf_loaded *l, struct err *err)
{
	char name[64];
	bool is_kernel = false;
	struct buf bytes = {0};
	int r;

	if (read_btf_info(k, btf_id, &is_kernel, name, sizeof(name), err))
		return -1;
	snprintf(l->origin, sizeof(l->origin), "BTF object %u", btf_id);
	if (is_kernel)
		name_kernel(k, name, l);
	if (is_kernel && !strcmp(name, "vmlinux"))
		return load_vmlinux(k, &l->types, err);
	if (is_kernel && !l->base && load_vmlinux(k, &l->base, err))
		return -1;
	r = kern_btf_bytes(k, btf_id, &bytes, err);
	if (r) {
		buf_free(&bytes);
		return r == KERN_NONE ? ref_not_there(KIND_BTF, btf_id, err) : -1;
	}
	return types_load_bytes(&bytes, l->base, &l->types, err);
}

static int read_info(struct kern *k, enum kern_kind kind, uint32_t id, struct info_full *ret_info,
		     struct err *err)
{
	auto_handle h = {.k = k};
	int r = kern_open(k, kind, id, &h.handle, err);

	if (r)
		h.k = NULL;
	else
		r = info_full_read(k, kind, h.handle, ret_info, err);
	return r == KERN_NONE ? ref_not_there(kind, id, err) : r;
}

static int load_prog(struct kern *k, uint32_t id, struct btf_loaded *l, struct err *err)
{
	struct info_full info = {0};
	uint32_t btf_id;
	int r = read_info(k, KIND_PROG, id, &info, err);

	btf_id = info.prog.btf_id;
	info_full_free(&info);
	if (r)
		return -1;
	if (!btf_id)
		return err_set(err, 0, "prog %u has no BTF", id);
	return load_id(k, btf_id, l, err);
}

/* A part that has no type is type 0. */
static int load_map(struct kern *k, uint32_t id, enum btf_part part, struct btf_loaded *l, struct err *err)
{
	struct info_full info = {0};
	struct uapi_map_info map;
	bool is_kernel;
	int r = read_info(k, KIND_MAP, id, &info, err);

	map = info.map;
	info_full_free(&info);
	if (r)
		return -1;
	if (!map.btf_id && !map.btf_vmlinux_value_type_id)
		return err_set(err, 0, "map %u has no BTF", id);
	l->has_roots = part != BTF_PART_ALL;
	/* A table of operations has its value's type in the kernel; its own types are those of the programs.
	 */
	is_kernel = map.btf_vmlinux_value_type_id && !(part == BTF_PART_ALL && map.btf_id);
	if (part != BTF_PART_VALUE && part != BTF_PART_ALL)
		l->roots[l->root_count++] = map.btf_key_type_id;
	if (part != BTF_PART_KEY && part != BTF_PART_ALL)
		l->roots[l->root_count++] = is_kernel ? map.btf_vmlinux_value_type_id : map.btf_value_type_id;
	if (is_kernel)
		return load_kernel(k, l, err);
	return load_id(k, map.btf_id, l, err);
}

static int load_path(struct kern *k, const char *path, bool has_base, struct btf_loaded *l, struct err *err)
{
	if (!strcmp(path, "/sys/kernel/btf/vmlinux") && !has_base)
		return load_kernel(k, l, err);
	name_file(k, path, l);
	return types_load_file(path, l->base, &l->types, err);
}

/* A file of that name, or else the kernel or one of its modules. */
static int load_name(struct kern *k, const char *name, bool has_base, struct btf_loaded *l, struct err *err)
{
	const struct ref ref = {.by = REF_NAME, .text = name};
	struct err found = {0};
	uint32_t id;

	if (!load_path(k, name, has_base, l, err))
		return 0;
	if (err->no != ENOENT)
		return -1;
	if (ref_find_one(k, KIND_BTF, &ref, &id, &found)) {
		/* Before Linux 5.11 the kernel's types have no ID. */
		if (!strcmp(name, "vmlinux"))
			return load_kernel(k, l, err);
		err_set(err, 0, "'%.128s' is neither a file nor a loaded module", name);
		if (*found.hint)
			err_hint(err, "%s", found.hint);
		return -1;
	}
	return load_id(k, id, l, err);
}

static int load_object(struct kern *k, const struct btf_source *src, struct btf_loaded *l, struct err *err)
{
	static const enum kern_kind kinds[] = {
		[BTF_FROM_ID] = KIND_BTF, [BTF_FROM_PROG] = KIND_PROG, [BTF_FROM_MAP] = KIND_MAP};
	uint32_t id;

	if (ref_find_one(k, kinds[src->from], &src->ref, &id, err))
		return -1;
	switch (src->from) {
	case BTF_FROM_PROG:
		return load_prog(k, id, l, err);
	case BTF_FROM_MAP:
		return load_map(k, id, src->part, l, err);
	default:
		return load_id(k, id, l, err);
	}
}

static int load_files(const struct btf_sources *src, struct btf_loaded *l, struct err *err)
{
	const char *slash = strrchr(src->files[0], '/');

	snprintf(l->origin, sizeof(l->origin), "%u files, %.80s first", src->file_count,
		 slash ? slash + 1 : src->files[0]);
	return types_load_merged(src->files, src->file_count, l->base, &l->types, err);
}

int btf_sources_load(struct kern *k, const struct btf_sources *src, const char *base_path,
		     struct btf_loaded *ret_loaded, struct err *err)
{
	struct btf_loaded l = {0};

	if (src->file_count < 2)
		return btf_source_load(k, &src->first, base_path, ret_loaded, err);
	if (base_path && types_load_file(base_path, NULL, &l.base, err))
		return err_wrap(err, "base BTF");
	if (load_files(src, &l, err)) {
		btf_loaded_free(&l);
		return -1;
	}
	*ret_loaded = l;
	return 0;
}

int btf_source_load(struct kern *k, const struct btf_source *src, const char *base_path,
		    struct btf_loaded *ret_loaded, struct err *err)
{
	struct btf_loaded l = {0};
	int r = 0;

	if (base_path && types_load_file(base_path, NULL, &l.base, err))
		return err_wrap(err, "base BTF");
	if (src->from == BTF_FROM_KERNEL)
		r = load_kernel(k, &l, err);
	else if (src->from == BTF_FROM_FILE)
		r = load_path(k, src->path, base_path, &l, err);
	else if (src->from == BTF_FROM_NAME)
		r = load_name(k, src->path, base_path, &l, err);
	else
		r = load_object(k, src, &l, err);
	if (r) {
		btf_loaded_free(&l);
		return -1;
	}
	*ret_loaded = l;
	return 0;
}

void btf_loaded_free(struct btf_loaded *loaded)
{
	if (loaded->types)
		types_free(loaded->types);
	if (loaded->base)
		types_free(loaded->base);
	memset(loaded, 0, sizeof(*loaded));
}

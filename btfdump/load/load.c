/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types from a file, with the base that split BTF needs: the file's own (.BTF.base), the one given, or the
 * kernel that a module belongs to. What is loaded owns its bytes and the base it found.
 */
#include "btfdump/load/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "btfdump/load/load.h"

static const char sysfs_dir[] = "/sys/kernel/btf/", vmlinux_path[] = "/sys/kernel/btf/vmlinux";

static bool is_running(const char *release)
{
	struct utsname u;

	return !uname(&u) && !strcmp(u.release, release);
}

/* The module's kernel is in the same tree as the module, whichever that is (such as an unpacked package). */
static bool has_kernel(const char *path, const char *release, char *ret_path, size_t size)
{
	static const struct {
		const char *prefix, *suffix;
	} places[] = {
		{"/boot/vmlinuz-", ""},
		{"/lib/modules/", "/vmlinuz"},
		{"/usr/lib/modules/", "/vmlinuz"},
		{"/lib/modules/", "/build/vmlinux"},
		{"/usr/lib/debug/boot/vmlinux-", ""},
	};
	const char *lib = strstr(path, "/lib/modules/");
	struct stat st;
	size_t len = lib ? (size_t)(lib - path) : 0;

	if (len >= 4 && !strncmp(lib - 4, "/usr", 4))
		len -= 4;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int n = snprintf(ret_path, size, "%.*s%s%s%s", (int)len, path, places[i].prefix, release,
				 places[i].suffix);

		if (n < (int)size && !stat(ret_path, &st) && S_ISREG(st.st_mode))
			return true;
	}
	return false;
}

static int load_file(const char *path, bool is_base, const struct types *base, struct types **ret_types,
		     struct err *err);

static int base_find(const char *path, struct load *load, struct err *err)
{
	char kernel[4096];

	if (!strncmp(path, sysfs_dir, sizeof(sysfs_dir) - 1) || is_running(load->release))
		return load_file(vmlinux_path, true, NULL, &load->own_base, err);
	if (*load->release && has_kernel(path, load->release, kernel, sizeof(kernel)))
		return load_file(kernel, true, NULL, &load->own_base, err);
	err_set(err, 0, "%s: split BTF requires its base", path);
	if (*load->release)
		err_hint(err, "specify the BTF or image of kernel %s with -B", load->release);
	else
		err_hint(err, "specify the base with -B");
	return -1;
}

/* Names in the base start at string boundaries; with another kernel's base they rarely would. */
static bool is_continuing(const struct types *t)
{
	for (uint32_t id = t->first_id; id < t->count; id++) {
		uint32_t off = types_at(t, id)->name_off;
		const struct types *in = t;

		while (off < in->str_first)
			in = in->base;
		if (in != t && off > in->str_first && types_string(in, off)[-1])
			return false;
	}
	return true;
}

static int base_refuse(const char *path, const struct load *load, struct err *err)
{
	err_set(err, 0, "%s: the given base does not match this split BTF", path);
	if (*load->release)
		err_hint(err, "it was built for kernel %s", load->release);
	return -1;
}

static int load_types(const char *path, struct load *load, const struct types *base, struct types **ret_types,
		      struct err *err)
{
	struct types *t;

	if (load->base.size) {
		if (types_open(load->base.data, load->base.size, NULL, &load->own_base, err))
			return err_wrap(err, "%s: .BTF.base", path);
		base = load->own_base;
	} else if (!types_needs_base(load->btf.data, load->btf.size)) {
		base = NULL;
	} else if (!base && load->is_base) {
		return err_set(err, 0, "%s: split BTF cannot be used as a base", path);
	} else if (!base) {
		if (base_find(path, load, err))
			return -1;
		base = load->own_base;
	}
	if (types_open(load->btf.data, load->btf.size, base, &t, err))
		return err_wrap(err, "%s", path);
	if (base && !is_continuing(t)) {
		types_free(t);
		return base_refuse(path, load, err);
	}
	if (load->ptr_size)
		t->ptr_size = load->ptr_size;
	t->ext = load->ext.data;
	t->ext_size = load->ext.size;
	*ret_types = t;
	return 0;
}

static void load_release(void *backing)
{
	load_free(backing);
	free(backing);
}

static int load_file(const char *path, bool is_base, const struct types *base, struct types **ret_types,
		     struct err *err)
{
	struct load *load = calloc(1, sizeof(*load));

	if (!load)
		return err_no_memory(err);
	load->is_base = is_base;
	if (load_parts(path, load, err) || load_types(path, load, base, ret_types, err)) {
		load_release(load);
		return -1;
	}
	(*ret_types)->backing = load;
	(*ret_types)->release = load_release;
	return 0;
}

int types_load_file(const char *path, const struct types *base, struct types **ret_types, struct err *err)
{
	return load_file(path, false, base, ret_types, err);
}

int types_load_bytes(struct buf *bytes, const struct types *base, struct types **ret_types, struct err *err)
{
	struct load *load = calloc(1, sizeof(*load));

	if (!load)
		return err_no_memory(err);
	load->unpacked = *bytes;
	*bytes = (struct buf){0};
	load->btf = (struct bytes){(const unsigned char *)load->unpacked.data, load->unpacked.len};
	if (load_types("BTF", load, base, ret_types, err)) {
		load_release(load);
		return -1;
	}
	(*ret_types)->backing = load;
	(*ret_types)->release = load_release;
	return 0;
}

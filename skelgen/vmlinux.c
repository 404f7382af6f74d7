/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The running kernel's types and those of the modules that are loaded, as one header. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/cgen.h"
#include "btfdump/load/load.h"
#include "kern/kern.h"
#include "kern/uapi.h"
#include "skelgen/skelgen.h"

/* Paths in sysfs; the list ends with NULL. */
struct paths {
	char **list;
	uint32_t count;
};

static void paths_free(struct paths *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		free(p->list[i]);
	free(p->list);
}

static int path_add(struct paths *p, const char *name, struct err *err)
{
	char **list = realloc(p->list, (p->count + 1) * sizeof(*list));

	if (!list)
		return err_no_memory(err);
	p->list = list;
	if (asprintf(&list[p->count], "/sys/kernel/btf/%s", name) < 0)
		return err_no_memory(err);
	p->count++;
	return 0;
}

/* No longer there: a module that was unloaded meanwhile. */
static int add_object(struct kern *k, uint32_t id, struct paths *p, struct err *err)
{
	char name[64] = "";
	struct uapi_btf_info info = {.name = (uintptr_t)name, .name_len = sizeof(name)};
	uint32_t len = sizeof(info);
	auto_handle h = {.k = k};
	int r = kern_open(k, KIND_BTF, id, &h.handle, err);

	if (r) {
		h.k = NULL;
		return r == KERN_NONE ? 0 : -1;
	}
	r = kern_info(k, KIND_BTF, h.handle, &info, &len, err);
	if (r)
		return r == KERN_NONE ? 0 : -1;
	return info.kernel_btf && *name && !strchr(name, '/') ? path_add(p, name, err) : 0;
}

/* Modules can be built without BTF. */
static int add_module(struct kern *k, const char *name, struct paths *p, struct err *err)
{
	auto_buf path = {0}, text = {0};
	struct err ignored = {0};

	buf_printf(&path, "/sys/kernel/btf/%s", name);
	return kern_read_file(k, buf_str(&path), &text, &ignored) ? 0 : path_add(p, name, err);
}

/* The kernel lists BTF objects for root only, and the names of modules for everybody. */
static int add_modules(struct kern *k, struct paths *p, struct err *err)
{
	auto_buf text = {0};
	struct err ignored = {0};
	char *rest = NULL;

	if (path_add(p, "vmlinux", err))
		return -1;
	if (kern_read_file(k, "/proc/modules", &text, &ignored) || !text.len)
		return 0;
	buf_str(&text);
	for (char *line = strtok_r(text.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		line[strcspn(line, " ")] = '\0';
		if (!strchr(line, '/') && add_module(k, line, p, err))
			return -1;
	}
	return 0;
}

static int paths_find(struct kern *k, struct paths *p, struct err *err)
{
	uint32_t id = 0;
	int r;

	while (!(r = kern_next_id(k, KIND_BTF, id, &id, err)))
		if (add_object(k, id, p, err))
			return -1;
	if (r != KERN_NONE) {
		if (err->no != EPERM || p->count)
			return -1;
		err_clear(err);
		return add_modules(k, p, err);
	}
	return p->count
		       ? 0
		       : err_set(err, 0,
				 "the kernel does not provide BTF: it was built without CONFIG_DEBUG_INFO_BTF");
}

static int load(const struct paths *p, struct types **ret_types, struct err *err)
{
	if (p->count == 1)
		return types_load_file(p->list[0], NULL, ret_types, err);
	return types_load_merged((const char *const *)p->list, p->count, NULL, ret_types, err);
}

static int find(struct kern *k, struct paths *p, struct err *err)
{
	if (kern_source(k))
		return err_set(err, 0, "this command requires the running kernel and cannot be used with %s",
			       kern_source(k));
	return paths_find(k, p, err);
}

static int build(const struct types *t, const struct cgen_options *opt, struct buf *ret_c, struct err *err)
{
	auto_buf body = {0};

	if (cgen_build(t, opt, ret_c, &body, NULL, err))
		return -1;
	buf_add(ret_c, body.data, body.len);
	return ret_c->failed ? err_no_memory(err) : 0;
}

int skelgen_vmlinux(struct kern *k, struct buf *ret_c, struct err *err)
{
	__attribute__((cleanup(paths_free))) struct paths p = {0};
	struct cgen_options opt = {.origin = "the running kernel"};
	auto_types *t = NULL;
	auto_buf note = {0};

	if (find(k, &p, err) || load(&p, &t, err))
		return -1;
	if (p.count > 1)
		buf_printf(&note, "Includes the types of %u modules.", p.count - 1);
	opt.note = buf_str(&note);
	return build(t, &opt, ret_c, err);
}

/* @path is that of its types in sysfs. */
static int write_one(const char *path, skelgen_header_fn *write, void *data, struct err *err)
{
	const char *name = strrchr(path, '/') + 1;
	bool is_module = strcmp(name, "vmlinux") != 0;
	auto_buf text = {0}, file = {0}, origin = {0};
	struct cgen_options opt = {.on = is_module ? "vmlinux.h" : NULL};
	auto_types *t = NULL;

	if (types_load_file(path, NULL, &t, err)) {
		if (!is_module || err->no != ENOENT)
			return -1;
		err_clear(err); /* unloaded meanwhile */
		return 0;
	}
	buf_printf(&origin, "%s%.64s", is_module ? "module " : "the running kernel", is_module ? name : "");
	opt.origin = buf_str(&origin);
	if (is_module && !t->base)
		return err_set(err, 0, "%s: not split BTF", path);
	buf_printf(&file, "%s.h", name);
	return build(t, &opt, &text, err) ? -1 : write(data, buf_str(&file), &text, err);
}

int skelgen_vmlinux_split(struct kern *k, skelgen_header_fn *write, void *data, struct err *err)
{
	__attribute__((cleanup(paths_free))) struct paths p = {0};

	if (find(k, &p, err))
		return -1;
	for (uint32_t i = 0; i < p.count; i++)
		if (write_one(p.list[i], write, data, err))
			return -1;
	return 0;
}

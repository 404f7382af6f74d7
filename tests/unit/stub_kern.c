/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The small kernel: every answer is a row or one comparison. */
#include "tests/unit/stub_kern.h"

#include <bpf/btf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/names.h"
#include "kern/ops.h"

struct stub {
	struct btf *vmlinux, *module, *prog;
};

/* Handles tell kind and id. */
enum { HANDLE_KIND = 1000 };

static const struct uapi_prog_info progs[] = {
	{.id = STUB_PROG_FENTRY, .type = 26, .attach_btf_obj_id = STUB_BTF_VMLINUX},
	{.id = STUB_PROG_MODULE, .type = 26, .attach_btf_obj_id = STUB_BTF_MODULE},
	{.id = STUB_PROG_EXT, .type = 28},
	{.id = STUB_PROG_ON_PROG, .type = 26},
	{.id = STUB_PROG_TARGET, .type = 6, .name = "xdp_main", .btf_id = STUB_BTF_PROG},
	{.id = STUB_PROG_LSM,
	 .type = 29,
	 .attach_btf_obj_id = STUB_BTF_VMLINUX,
	 .attach_btf_id = STUB_KERNEL_FUNC},
	{.id = STUB_PROG_HIDDEN, .type = 26, .attach_btf_obj_id = STUB_BTF_HIDDEN},
};

static const struct uapi_map_info maps[] = {
	{.id = STUB_MAP, .type = 18, .name = "socks"},
	{.id = STUB_MAP_LONG, .type = 1, .name = "a_name_of_fifte"},
	{.id = STUB_MAP_OPS,
	 .type = 26,
	 .value_size = STUB_OPS_SIZE,
	 .name = "nat",
	 .btf_vmlinux_id = STUB_BTF_MODULE,
	 .btf_vmlinux_value_type_id = STUB_OPS_VALUE},
};

static const struct uapi_btf_info btfs[] = {
	{.id = STUB_BTF_VMLINUX, .kernel_btf = 1},
	{.id = STUB_BTF_MODULE, .kernel_btf = 1},
	{.id = STUB_BTF_PROG},
};

#define FIND(list, key)                                                         \
	({                                                                      \
		const void *found = NULL;                                       \
		for (unsigned int i = 0; i < sizeof(list) / sizeof(*list); i++) \
			if ((list)[i].id == (key))                              \
				found = &(list)[i];                             \
		found;                                                          \
	})

static const void *find(enum kern_kind kind, uint32_t id, uint32_t *ret_len)
{
	if (kind == KIND_PROG) {
		*ret_len = sizeof(progs[0]);
		return FIND(progs, id);
	}
	if (kind == KIND_MAP) {
		*ret_len = sizeof(maps[0]);
		return FIND(maps, id);
	}
	*ret_len = sizeof(btfs[0]);
	return kind == KIND_BTF ? FIND(btfs, id) : NULL;
}

/* The lists are in the order of their ids. */
#define NEXT(list, key, next)                                                                   \
	for (unsigned int i = sizeof(list) / sizeof(*list); i && (list)[i - 1].id > (key); i--) \
	(next) = (list)[i - 1].id

static int stub_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	uint32_t next = 0;

	(void)k;
	(void)err;
	if (kind == KIND_PROG)
		NEXT(progs, id, next);
	else if (kind == KIND_MAP)
		NEXT(maps, id, next);
	else if (kind == KIND_BTF)
		NEXT(btfs, id, next);
	if (!next)
		return KERN_NONE;
	*ret_id = next;
	return 0;
}

static int stub_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	uint32_t len;

	(void)k;
	if (kind == KIND_BTF && id == STUB_BTF_HIDDEN)
		return err_set(err, EPERM, "btf %u", id);
	if (!find(kind, id, &len))
		return KERN_NONE;
	*ret_handle = (int)(kind * HANDLE_KIND + id);
	return 0;
}

static void stub_close(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

/* The kernel's habit: as much as there is room for, and how much there is. */
static void give(uint64_t to, uint32_t *count, const void *data, uint32_t len)
{
	if (to)
		memcpy((void *)(uintptr_t)to, data, *count < len ? *count : len);
	*count = len;
}

static void fill_btf(const struct stub *s, const struct uapi_btf_info *asked, struct uapi_btf_info *info)
{
	const char *name = info->id == STUB_BTF_VMLINUX  ? "vmlinux"
			   : info->id == STUB_BTF_MODULE ? "mod"
							 : "";
	const struct btf *btf = info->id == STUB_BTF_VMLINUX  ? s->vmlinux
				: info->id == STUB_BTF_MODULE ? s->module
							      : s->prog;
	uint32_t size;
	const void *data = btf__raw_data(btf, &size);

	info->btf = asked->btf;
	info->btf_size = asked->btf_size;
	info->name = asked->name;
	info->name_len = asked->name_len;
	give(info->btf, &info->btf_size, data, size);
	give(info->name, &info->name_len, name, (uint32_t)strlen(name) + 1);
}

static int stub_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		     struct err *err)
{
	struct uapi_btf_info asked;
	uint32_t size = 0;
	const void *found = find(kind, (uint32_t)handle % HANDLE_KIND, &size);

	if (!found)
		return err_set(err, EBADF, "handle %d", handle);
	memcpy(&asked, info, sizeof(asked));
	memcpy(info, found, size < *len ? size : *len);
	if (kind == KIND_BTF)
		fill_btf(k->state, &asked, info);
	*len = size;
	return 0;
}

static int stub_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	(void)k;
	(void)err;
	if (ifindex != STUB_IFINDEX)
		return KERN_NONE;
	snprintf(ret_name, size, "veth0");
	return 0;
}

static int stub_cgroup_path(struct kern *k, uint64_t id, char *ret_path, size_t size, struct err *err)
{
	(void)k;
	(void)err;
	if (id != STUB_CGROUP)
		return KERN_NONE;
	snprintf(ret_path, size, "/sys/fs/cgroup/web");
	return 0;
}

static int stub_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		       size_t module_size, uint64_t *ret_offset, struct err *err)
{
	static const struct {
		uint64_t addr;
		const char *name, *module;
	} symbols[] = {
		{0xffffffff81000000, "do_unlinkat", ""},
		{0xffffffff81000100, "vfs_read", ""},
		{0xffffffffc0000000, "nf_nat_in", "nf_nat"},
	};

	(void)k;
	(void)err;
	for (unsigned int i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++) {
		if (addr - symbols[i].addr >= 0x100)
			continue;
		snprintf(ret_name, size, "%s", symbols[i].name);
		snprintf(ret_module, module_size, "%s", symbols[i].module);
		*ret_offset = addr - symbols[i].addr;
		return 0;
	}
	return KERN_NONE;
}

static int stub_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	const struct stub *s = k->state;
	uint32_t size;

	(void)err;
	*ret_data = btf__raw_data(s->vmlinux, &size);
	*ret_size = size;
	return 0;
}

/* In use, with one of its two functions. */
static int stub_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
		       struct buf *ret_value, struct err *err)
{
	const uint64_t value[STUB_OPS_SIZE / 8] = {UINT64_C(1) << 32 | 1, STUB_PROG_TARGET, 0, 5};

	(void)k;
	(void)handle;
	(void)key;
	(void)err;
	if (info->id != STUB_MAP_OPS)
		return KERN_NONE;
	buf_add(ret_value, (const char *)value, sizeof(value));
	return 0;
}

static int stub_probe(struct kern *k, const struct probe *p, struct probe_answer *ret_answer, struct err *err)
{
	const bool is_known = p->kind == PROBE_KFUNC && p->module == STUB_BTF_MODULE &&
			      p->number == STUB_MODULE_FUNC && p->prog_type == BPF_PROG_TYPE_XDP;

	(void)k;
	(void)err;
	*ret_answer = (struct probe_answer){is_known ? PROBE_YES : PROBE_NO, 0};
	return 0;
}

static void stub_free(struct kern *k)
{
	struct stub *s = k->state;

	btf__free(s->prog);
	btf__free(s->module);
	btf__free(s->vmlinux);
	free(s);
}

static const struct kern_ops stub_ops = {
	.name = "stub",
	.next_id = stub_next_id,
	.open = stub_open,
	.close = stub_close,
	.info = stub_info,
	.ifname = stub_ifname,
	.cgroup_path = stub_cgroup_path,
	.symbol = stub_symbol,
	.vmlinux = stub_vmlinux,
	.lookup = stub_lookup,
	.probe = stub_probe,
	.free = stub_free,
};

static int add_func(struct btf *btf, const char *name)
{
	return btf__add_func(btf, name, BTF_FUNC_STATIC, btf__add_func_proto(btf, 0));
}

/* The kernel's enums of tomorrow: two more than the rows have, and the sentinel behind them. */
static void add_enum(struct btf *btf, const struct names *n)
{
	char text[64];

	btf__add_enum(btf, n->btf_enum, 4);
	for (unsigned int i = 0; i < 2; i++) {
		snprintf(text, sizeof(text), "%sFROM_TOMORROW_%u", n->btf_prefix, i);
		btf__add_enum_value(btf, text, n->count + i);
	}
	snprintf(text, sizeof(text), "__MAX_%s", n->btf_enum);
	btf__add_enum_value(btf, text, n->count + 2);
}

/* The type of the value of STUB_MAP_OPS; a pointer to the last function's type is in two of its members. */
static int add_ops(struct btf *btf)
{
	const int function = btf__add_ptr(btf, STUB_MODULE_FUNC - 1);
	const int ops = btf__add_struct(btf, "nat_ops", 24);
	int value;

	btf__add_field(btf, "in", function, 0, 0);
	btf__add_field(btf, "out", function, 64, 0);
	btf__add_field(btf, "flags", 1, 128, 0);
	value = btf__add_struct(btf, "bpf_struct_ops_nat_ops", STUB_OPS_SIZE);
	btf__add_field(btf, "ref", 1, 0, 0);
	btf__add_field(btf, "state", 1, 32, 0);
	btf__add_field(btf, "data", ops, 64, 0);
	return value;
}

int stub_kern_open(struct kern *ret_kern)
{
	struct stub *s = calloc(1, sizeof(*s));
	bool is_right;

	if (!s)
		return -1;
	s->vmlinux = btf__new_empty();
	btf__add_int(s->vmlinux, "int", 4, BTF_INT_SIGNED);
	add_enum(s->vmlinux, &names_map_types);
	add_enum(s->vmlinux, &names_link_types);
	add_enum(s->vmlinux, &names_attach_types);
	is_right = add_func(s->vmlinux, "do_unlinkat") == STUB_KERNEL_FUNC;
	s->module = btf__new_empty_split(s->vmlinux);
	is_right &= add_func(s->module, "nf_nat_in") == STUB_MODULE_FUNC;
	is_right &= add_ops(s->module) == STUB_OPS_VALUE;
	s->prog = btf__new_empty();
	is_right &= add_func(s->prog, "handle_packet") == STUB_PROG_FUNC;
	*ret_kern = (struct kern){&stub_ops, s};
	if (!is_right)
		stub_free(ret_kern);
	return is_right ? 0 : -1;
}

char *stub_capture(enum out_format format, void (*print)(struct out *o, const void *arg), const void *arg)
{
	int fd = memfd_create("captured", MFD_CLOEXEC);
	struct out *o = out_new(fd, format, false);
	struct err err = {0};
	char *text = NULL;
	off_t size;

	print(o, arg);
	if (!out_finish(o, &err)) {
		size = lseek(fd, 0, SEEK_END);
		text = calloc(1, (size_t)size + 1);
		if (text && pread(fd, text, (size_t)size, 0) != size)
			text[0] = '\0';
	}
	out_free(o);
	close(fd);
	return text;
}

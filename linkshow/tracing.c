/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tracing links: fentry, fexit, fmod_ret, LSM and freplace. The kernel reports the target as two numbers,
 * of which the first is the id of a BTF object or, if the target is a program, of that program: only the
 * attached program's info shows which.
 */
#include <stdio.h>
#include <string.h>

#include "linkshow/rows.h"
#include "loaded/btfname.h"
#include "loaded/fullname.h"

/* The link, and what was found out about both ends. The rows describe this. */
struct tracing_rec {
	struct link_rec link; /* first: rows of links serve here too */
	char func[FULLNAME_LEN];
	char module[64];
	uint32_t target_prog_id;
	char target_prog[FULLNAME_LEN];
};

#define INFO_END(member) \
	(offsetof(struct uapi_prog_info, member) + sizeof(((struct uapi_prog_info *)0)->member))

enum { PROG_TYPE_EXT = 28, ATTACH_LSM_CGROUP = 43 };

static bool read_prog(struct kern *k, uint32_t id, struct info_full *ret_info, char *ret_name)
{
	auto_handle h = {.k = k, .handle = -1};
	struct fullname_cache cache = {0};
	struct err ignored = {0};

	if (!id || kern_open(k, KIND_PROG, id, &h.handle, &ignored) ||
	    info_full_read(k, KIND_PROG, h.handle, ret_info, &ignored))
		return false;
	if (ret_name)
		fullname_of(k, KIND_PROG, h.handle, ret_info, &cache, ret_name);
	fullname_cache_free(&cache);
	return true;
}

/* Whether a BTF object is the kernel's or a module's; ret_module stays "" for the kernel itself. */
static int read_btf(struct kern *k, uint32_t id, bool *ret_is_kernel, char *ret_module, size_t size)
{
	auto_handle h = {.k = k, .handle = -1};
	struct info_full info = {0};
	struct err ignored = {0};
	const char *name;
	int r;

	if (kern_open(k, KIND_BTF, id, &h.handle, &ignored))
		return -1;
	r = info_full_read(k, KIND_BTF, h.handle, &info, &ignored);
	name = (const char *)(uintptr_t)info.btf.name;
	*ret_is_kernel = !r && info.btf.kernel_btf;
	if (*ret_is_kernel && name && strcmp(name, "vmlinux") != 0)
		snprintf(ret_module, size, "%s", name);
	info_full_free(&info);
	return r ? -1 : 0;
}

static void fill_target_prog(struct kern *k, struct tracing_rec *t)
{
	struct info_full info = {0};

	t->target_prog_id = t->link.info.tracing.target_obj_id;
	if (read_prog(k, t->target_prog_id, &info, t->target_prog) && info.prog.btf_id)
		btfname_of(k, info.prog.btf_id, t->link.info.tracing.target_btf_id, t->func, sizeof(t->func));
	info_full_free(&info);
}

/* The BTF object that may contain the target, if it is not a program. */
static uint32_t target_btf_of(const struct info_full *prog, uint32_t obj_id)
{
	if (prog->prog.type == PROG_TYPE_EXT)
		return 0;
	/* From 6.0 on the program reports it; not if the target was a program. */
	if (prog->len >= INFO_END(attach_btf_obj_id))
		return prog->prog.attach_btf_obj_id;
	return obj_id;
}

static void fill_target(struct kern *k, const struct info_full *prog, struct tracing_rec *t)
{
	uint32_t btf_id = target_btf_of(prog, t->link.info.tracing.target_obj_id);
	bool is_kernel = false;

	/* Without permission to look, only the two numbers can be shown. */
	if (btf_id && read_btf(k, btf_id, &is_kernel, t->module, sizeof(t->module)))
		return;
	if (is_kernel)
		btfname_of(k, btf_id, t->link.info.tracing.target_btf_id, t->func, sizeof(t->func));
	else
		fill_target_prog(k, t);
}

#define OWN(member)      .off = offsetof(struct tracing_rec, member)
#define OWN_TEXT(member) OWN(member), .size = sizeof(((struct tracing_rec *)0)->member), .type = FIELD_STR

const struct field link_tracing_fields[] = {
	/* 0 for programs that replace a function: there 0 has another meaning. */
	{.name = "attach_type",
	 .help = "Attach type, or its number if it has no name",
	 .line = 1,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .emit = link_emit_named,
	 .arg = &names_attach_types,
	 LINK_INFO(tracing.attach_type)},
	{.name = "target_obj_id",
	 .help = "ID of the BTF object of the target, or of the program that is the target",
	 .line = 2,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(tracing.target_obj_id)},
	{.name = "target_btf_id",
	 .help = "Type ID of the target function",
	 .line = 2,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(tracing.target_btf_id)},
	{.name = "target_func",
	 .help = "Name of the target function",
	 .line = 2,
	 .style = STYLE_NAME,
	 .flags = FIELD_NONZERO,
	 OWN_TEXT(func)},
	{.name = "target_module",
	 .help = "Kernel module of the target function",
	 .line = 2,
	 .flags = FIELD_NONZERO,
	 OWN_TEXT(module)},
	{.name = "target_prog_id",
	 .help = "ID of the program that the target function belongs to",
	 .line = 2,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 OWN(target_prog_id)},
	{.name = "target_prog",
	 .help = "Name of that program",
	 .line = 2,
	 .style = STYLE_NAME,
	 .flags = FIELD_NONZERO,
	 OWN_TEXT(target_prog)},
	ROW_COOKIE(3, tracing.cookie),
	{0},
};

void link_emit_tracing(struct out *o, const struct field *f, const void *rec)
{
	struct tracing_rec t = {.link = *(const struct link_rec *)rec};
	struct info_full prog = {0};
	bool has_prog;

	if (!link_section_applies(f, rec))
		return;
	has_prog = read_prog(t.link.head.k, t.link.info.prog_id, &prog, NULL);
	if (has_prog && t.link.info.tracing.target_obj_id)
		fill_target(t.link.head.k, &prog, &t);
	info_full_free(&prog);
	record_print_fields(o, f->sub, LINK_LEN_OFF, &t);
}

void link_emit_lsm_target(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	struct info_full prog = {0};
	char func[FULLNAME_LEN];

	if (l->info.cgroup.attach_type != ATTACH_LSM_CGROUP)
		return;
	if (read_prog(l->head.k, l->info.prog_id, &prog, NULL) && prog.prog.attach_btf_id &&
	    btfname_of(l->head.k, prog.prog.attach_btf_obj_id, prog.prog.attach_btf_id, func, sizeof(func)))
		out_str(o, f, func);
	info_full_free(&prog);
}

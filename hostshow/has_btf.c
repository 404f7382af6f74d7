/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types of the kernel by name, and their members, anonymous ones opened; read in place, without an index. */
#include <stdio.h>
#include <string.h>

#include "hostshow/has.h"
#include "loaded/btfname.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum { NAME_SIZE = 256, DEPTH = 8, LOOKUPS = 64, SAME_NAME = 16 };

static bool open_scan(struct kern *k, struct wire_scan *ret_scan, struct has_answer *a)
{
	struct err why = {0};
	const void *data;
	size_t size;
	int r = kern_vmlinux(k, &data, &size, &why);

	if (!r)
		r = wire_scan_open(ret_scan, data, size, &why);
	if (!r)
		return true;
	a->no = r == KERN_NONE ? 0 : why.no;
	if (r == KERN_NONE)
		has_because(a, PROBE_UNKNOWN, "%s",
			    kern_source(k) ? "the recording has no BTF of the kernel"
					   : "the kernel has no BTF");
	else
		has_because(a, PROBE_UNKNOWN, "the kernel's BTF cannot be read");
	return false;
}

bool has_btf_at_all(struct kern *k, struct has_answer *a)
{
	struct wire_scan scan;

	return open_scan(k, &scan, a);
}

/*
 * A recording holds those types that its objects need; the places of others are `const void`, which the whole
 * BTF has once.
 */
static bool is_partial(struct kern *k, const struct wire_scan *scan)
{
	struct wire_scan_pos pos = {0};
	struct wire_scan_type type;
	unsigned int blanks = 0;

	while (kern_source(k) && blanks < 2 && wire_scan_next(scan, &pos, &type))
		blanks += type.kind == BK_CONST && !type.size;
	return blanks == 2;
}

static void not_there(struct kern *k, const struct wire_scan *scan, struct has_answer *a, const char *what)
{
	if (is_partial(k, scan))
		has_because(a, PROBE_UNKNOWN, "the recording holds only a part of the kernel's types");
	else
		has_because(a, PROBE_NO, "%s", what);
}

static bool is_name(const struct wire_scan *scan, uint32_t name_off, const char *name)
{
	const char *is = wire_scan_string(scan, name_off);

	return is && !strcmp(is, name);
}

/*
 * Since 6.10 the kernel's BTF marks the functions that programs may call, each mark after its function: of
 * several of the same name the marked one is meant. False: others are marked and none of these is.
 */
static bool choose_marked(const struct wire_scan *scan, struct wire_scan_type *func)
{
	struct wire_scan_want mark = {.name = "bpf_kfunc", .kind = BK_DECL_TAG};
	const uint32_t names[2] = {func->name_off, wire_scan_string_offset(scan, mark.name)};
	struct wire_scan_pos pos = wire_scan_at(scan, func);
	uint32_t same[SAME_NAME];
	unsigned int count = 0;
	struct wire_scan_type type;

	while (wire_scan_next_named(scan, &pos, names, &type)) {
		if (type.kind == BK_FUNC && count < SAME_NAME)
			same[count++] = type.id;
		if (type.kind != BK_DECL_TAG || type.name_off != names[1])
			continue;
		for (unsigned int i = 0; i < count; i++) {
			if (same[i] != type.size)
				continue;
			func->id = same[i];
			return true;
		}
	}
	return !wire_scan_find(scan, &mark, 1);
}

/* @name_off: in the strings of the kernel, 0 if it has no such string. */
static bool find_in_module(const struct wire_scan *scan, const char *name, uint32_t name_off,
			   struct wire_scan_type *ret_func)
{
	struct wire_scan_pos pos = {0};
	uint32_t names[2] = {name_off, 0};

	if (!name_off && !wire_scan_own_string(scan, name, &names[0]))
		return false;
	names[1] = names[0];
	while (wire_scan_next_named(scan, &pos, names, ret_func))
		if (ret_func->kind == BK_FUNC)
			return true;
	return false;
}

/* All modules are looked at until one has the function. KERN_NONE: none has it, -1: they cannot be listed. */
static int find_in_modules(struct kern *k, struct wire_scan *kernel, const char *name,
			   struct probe *ret_probe, struct err *err)
{
	const uint32_t name_off = wire_scan_string_offset(kernel, name);
	struct wire_scan_type func;
	struct wire_scan scan;
	auto_buf bytes = {0};
	uint32_t id = 0;
	int r;

	while (!(r = kern_next_id(k, KIND_BTF, id, &id, err))) {
		if (!btfname_open_module(k, id, kernel, &bytes, &scan) ||
		    !find_in_module(&scan, name, name_off, &func))
			continue;
		choose_marked(&scan, &func);
		ret_probe->number = func.id;
		ret_probe->module = id;
		return 0;
	}
	return r;
}

bool has_btf_func(struct kern *k, const char *name, struct probe *ret_probe, struct has_answer *a)
{
	struct wire_scan_want want = {.name = name, .kind = BK_FUNC};
	struct wire_scan scan;
	struct err why = {0};
	int r;

	if (!open_scan(k, &scan, a))
		return false;
	if (!wire_scan_find(&scan, &want, 1)) {
		r = find_in_modules(k, &scan, name, ret_probe, &why);
		if (!r)
			return true;
		if (r < 0) {
			has_because(a, PROBE_UNKNOWN, "the types of modules cannot be listed");
			a->no = why.no;
			return false;
		}
		not_there(k, &scan, a, "neither the kernel nor a loaded module has a function of this name");
		return false;
	}
	if (choose_marked(&scan, &want.ret_type)) {
		ret_probe->number = want.ret_type.id;
		return true;
	}
	has_because(a, PROBE_NO, "no program can call it");
	return false;
}

static bool has_enumerator_named(const struct wire_scan *scan, const struct wire_scan_type *type,
				 const char *name)
{
	const size_t size = type->kind == BK_ENUM ? sizeof(struct wire_enum) : sizeof(struct wire_enum64);
	uint32_t name_off;

	for (uint32_t i = 0; i < type->vlen; i++) {
		memcpy(&name_off, type->elems + i * size, sizeof(name_off));
		if (is_name(scan, name_off, name))
			return true;
	}
	return false;
}

/* Recursion is bounded by DEPTH, walks by *budget. */
static bool has_member(const struct wire_scan *scan, const struct wire_scan_type *type, const char *name,
		       unsigned int depth, unsigned int *budget)
{
	struct wire_member member;
	struct wire_scan_type inner;

	if (type->kind == BK_ENUM || type->kind == BK_ENUM64)
		return has_enumerator_named(scan, type, name);
	if (type->kind != BK_STRUCT && type->kind != BK_UNION)
		return false;
	for (uint32_t i = 0; i < type->vlen; i++) {
		memcpy(&member, type->elems + i * sizeof(member), sizeof(member));
		if (member.name_off && is_name(scan, member.name_off, name))
			return true;
	}
	for (uint32_t i = 0; depth < DEPTH && i < type->vlen && *budget; i++) {
		memcpy(&member, type->elems + i * sizeof(member), sizeof(member));
		if (member.name_off)
			continue;
		--*budget;
		if (wire_scan_type(scan, member.type, &inner) &&
		    has_member(scan, &inner, name, depth + 1, budget))
			return true;
	}
	return false;
}

/* What a typedef stands for. */
static void resolve(const struct wire_scan *scan, struct wire_scan_type *type)
{
	struct wire_scan_type inner;

	for (unsigned int i = 0; i < DEPTH && (type->kind == BK_TYPEDEF || type->kind == BK_CONST ||
					       type->kind == BK_VOLATILE || type->kind == BK_TYPE_TAG);
	     i++) {
		if (!wire_scan_type(scan, type->size, &inner))
			return;
		*type = inner;
	}
}

static void find_type(struct kern *k, const struct wire_scan *scan, const char *type, const char *member,
		      struct has_answer *a)
{
	static const uint32_t kinds[] = {BK_STRUCT,  BK_UNION, BK_ENUM, BK_ENUM64,
					 BK_TYPEDEF, BK_FUNC,  BK_INT,  BK_FLOAT};
	enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };
	struct wire_scan_want wants[KINDS];
	unsigned int budget = LOOKUPS;

	for (unsigned int i = 0; i < KINDS; i++)
		wants[i] = (struct wire_scan_want){.name = type, .kind = kinds[i]};
	if (!wire_scan_find(scan, wants, KINDS)) {
		not_there(k, scan, a, "no such type");
		return;
	}
	for (unsigned int i = 0; i < KINDS && a->verdict != PROBE_YES; i++) {
		if (!wants[i].ret_type.id)
			continue;
		resolve(scan, &wants[i].ret_type);
		if (!member || has_member(scan, &wants[i].ret_type, member, 0, &budget))
			a->verdict = PROBE_YES;
	}
	if (a->verdict != PROBE_YES)
		has_because(a, PROBE_NO, "the type has no member of this name");
}

void has_btf(struct kern *k, const char *name, struct has_answer *a)
{
	const char *dot = name ? strchr(name, '.') : NULL;
	struct wire_scan scan;
	char type[NAME_SIZE];

	if (!open_scan(k, &scan, a)) {
		if (!name && !a->no && !kern_source(k))
			a->verdict = PROBE_NO;
		return;
	}
	if (!name) {
		a->verdict = PROBE_YES;
		return;
	}
	snprintf(type, sizeof(type), "%.*s", (int)(dot ? dot - name : (long)strlen(name)), name);
	find_type(k, &scan, type, dot ? dot + 1 : NULL, a);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One pass over all types. */
#include "btfdump/roots/find.h"

#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/cgen.h"

/* Constants of BPF: macros of libbpf's headers use them, and every program does. */
static const char *const prefixes[] = {"BPF_", "XDP_", "SK_DROP", "SK_PASS", "TCX_"};

struct find {
	const struct types *t;
	const struct names *names;
	struct roots *roots;
	uint32_t wanted;
};

void roots_add(struct roots *roots, uint32_t id)
{
	if (roots->count == roots->cap) {
		uint32_t cap = roots->cap ? roots->cap * 2 : 256;
		uint32_t *ids = realloc(roots->ids, cap * sizeof(*ids));

		if (!ids) {
			roots->note.failed = true;
			return;
		}
		roots->ids = ids;
		roots->cap = cap;
	}
	roots->ids[roots->count++] = id;
}

/* True if the name is there as that. */
static bool has_name(struct find *f, const char *text, unsigned int flag)
{
	struct name *name = names_find(f->names, text);

	if (!name || !(name->flags & flag))
		return false;
	name->found |= (uint16_t)flag;
	f->wanted += !!(name->flags & NAME_WANTED);
	return true;
}

static bool is_bpf_constant(const char *name)
{
	for (unsigned int i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (*name == *prefixes[i] && !strncmp(name, prefixes[i], strlen(prefixes[i])))
			return true;
	return false;
}

static void find_enum(struct find *f, uint32_t id, const struct wire_type *w)
{
	bool is_root = w->name_off && has_name(f, types_string(f->t, w->name_off), NAME_ENUM);

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const char *name = types_string(f->t, type_enum_name(w, i));

		if (has_name(f, name, NAME_VALUE) || is_bpf_constant(name))
			is_root = true;
	}
	if (is_root)
		roots_add(f->roots, id);
}

/* What the kernel lets programs call has a tag. */
static void find_tagged(struct find *f, const struct wire_type *w)
{
	if (types_kind(f->t, w->size) == BK_FUNC && type_tag_component(w) == -1 &&
	    !strcmp(types_string(f->t, w->name_off), "bpf_kfunc") &&
	    has_name(f, types_name(f->t, w->size), NAME_FUNC))
		roots_add(f->roots, w->size);
}

static void find_one(struct find *f, uint32_t id)
{
	const struct wire_type *w = types_at(f->t, id);
	unsigned int kind = type_kind(w), flag;

	if (kind_is_enum(kind)) {
		find_enum(f, id, w);
	} else if (kind == BK_DECL_TAG) {
		find_tagged(f, w);
	} else if (w->name_off && (flag = names_flag(w)) != 0) {
		const char *name = types_string(f->t, w->name_off);

		if (has_name(f, name, flag))
			roots_add(f->roots, id);
		else if (kind != BK_TYPEDEF && has_name(f, name, NAME_DECLARED))
			roots_add(f->roots, id | CGEN_DECLARED);
	}
}

int find_types(const struct types *t, const struct names *n, struct roots *roots, uint32_t *ret_wanted,
	       struct err *err)
{
	struct find f = {.t = t, .names = n, .roots = roots};

	for (uint32_t id = 1; id < t->count; id++)
		find_one(&f, id);
	if (roots->note.failed)
		return err_no_memory(err);
	*ret_wanted = f.wanted;
	return 0;
}

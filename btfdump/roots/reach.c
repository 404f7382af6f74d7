/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * "task->mm->exe_file" names one struct and needs three: where a struct that a program knows has a member
 * whose name the program has, the struct that the member is or points to must be complete as well.
 */
#include <stdlib.h>

#include "btfdump/cgen/cgen.h"
#include "btfdump/roots/find.h"

struct reach {
	const struct types *t;
	const struct names *names;
	struct roots *roots;
	bool *is_reached; /* by id */
	uint32_t *open;   /* those whose members were not looked at */
	uint32_t count;
};

static void reach(struct reach *r, uint32_t id, bool is_named)
{
	if (r->is_reached[id])
		return;
	r->is_reached[id] = true;
	r->open[r->count++] = id;
	if (!is_named && types_at(r->t, id)->name_off)
		roots_add(r->roots, id);
}

/* Through pointers, arrays and typedefs. */
static void reach_type(struct reach *r, uint32_t id, bool is_named)
{
	for (;;) {
		const struct wire_type *w = types_at(r->t, id);
		unsigned int kind = type_kind(w);

		if (kind == BK_ARRAY)
			id = type_array(w)->type;
		else if (kind == BK_PTR || kind == BK_TYPEDEF || kind_is_modifier(kind))
			id = w->size;
		else if (kind_is_composite(kind))
			return reach(r, id, is_named);
		else
			return;
	}
}

static void reach_proto(struct reach *r, uint32_t id)
{
	const struct wire_type *w = types_at(r->t, id);

	if (type_kind(w) != BK_FUNC_PROTO)
		return;
	reach_type(r, w->size, false);
	for (uint32_t i = 0; i < type_vlen(w); i++)
		reach_type(r, type_params(w)[i].type, false);
}

static void reach_members(struct reach *r, uint32_t id)
{
	const struct wire_type *w = types_at(r->t, id);
	const struct wire_member *m = type_members(w);

	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const struct name *name;

		if (m[i].name_off) {
			name = names_find(r->names, types_string(r->t, m[i].name_off));
			if (!name || !(name->flags & NAME_MEMBER))
				continue;
		}
		reach_type(r, m[i].type, false);
	}
}

int find_reached(const struct types *t, const struct names *n, struct roots *roots, struct err *err)
{
	struct reach r = {.t = t, .names = n, .roots = roots};
	uint32_t named = roots->count;

	r.is_reached = calloc(t->count, sizeof(*r.is_reached));
	r.open = calloc(t->count, sizeof(*r.open));
	if (r.is_reached && r.open) {
		for (uint32_t i = 0; i < named; i++) {
			uint32_t id = roots->ids[i];

			if (id & CGEN_DECLARED)
				continue;
			if (types_kind(t, id) == BK_FUNC)
				reach_proto(&r, types_ref(t, id));
			else
				reach_type(&r, id, true);
		}
		while (r.count)
			reach_members(&r, r.open[--r.count]);
	}
	free(r.open);
	free(r.is_reached);
	return !r.open || !r.is_reached || roots->note.failed ? err_no_memory(err) : 0;
}

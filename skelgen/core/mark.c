/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One relocation against one type of the kernel that has the name: marked is what decides whether they fit,
 * and where the field is. Types behind pointers matter by name only, if at all.
 *
 * A walk that fails marks what it has found: the part without the rest fails at the same place.
 */
#include <string.h>

#include "skelgen/core/needs.h"
#include "wire/cut.h"

enum { DEPTH_MOST = 64 };

static bool has_same_name(const struct types *a, const struct wire_type *x, const struct types *b,
			  const struct wire_type *y)
{
	const char *m = types_string(a, x->name_off), *n = types_string(b, y->name_off);
	const uint32_t length = core_name_length(m);

	return !*m || !*n || (length == core_name_length(n) && !memcmp(m, n, length));
}

/* Can a field of the one type be read as the other? */
static bool is_alike(const struct types *local, uint32_t want, const struct types *t, uint32_t is)
{
	for (;;) {
		const struct wire_type *w = types_at(local, types_resolve(local, want));
		const struct wire_type *x = types_at(t, types_resolve(t, is));
		const unsigned int kind = type_kind(w);

		if (kind_is_composite(kind) && kind_is_composite(type_kind(x)))
			return true;
		if (kind != type_kind(x) && !(kind_is_enum(kind) && kind_is_enum(type_kind(x))))
			return false;
		if (kind != BK_ARRAY)
			return kind == BK_PTR || kind == BK_FLOAT || kind == BK_INT ||
			       ((kind == BK_FWD || kind_is_enum(kind)) && has_same_name(local, w, t, x));
		want = type_array(w)->type;
		is = type_array(x)->type;
	}
}

/* The place of a walk in the kernel's types. */
struct place {
	struct cut *c;
	uint32_t type;
	uint32_t in, index; /* the last named member, and what has it */
	bool is_member;
};

enum fit { FIT_NONE, FIT_NOT, FIT_YES };

/*
 * The member of that name, also inside of anonymous ones, and everything on the way to it. A named member
 * that does not fit ends the search in its own struct, but not in those around it.
 */
static enum fit mark_member(struct place *p, uint32_t id, const struct core_need *n,
			    const struct core_step *step, unsigned int depth)
{
	const struct types *t = p->c->t;
	const uint32_t in = types_resolve(t, id);
	const struct wire_type *w = types_at(t, in);
	enum fit fit = FIT_NONE, inner;

	for (uint32_t i = 0; kind_is_composite(type_kind(w)) && depth && i < type_vlen(w); i++) {
		const struct wire_member *m = &type_members(w)[i];
		const char *name = types_string(t, m->name_off);

		if (*name && strcmp(name, step->name) != 0)
			continue;
		if (*name) {
			cut_want_member(p->c, in, i);
			*p = (struct place){p->c, m->type, in, i, true};
			return is_alike(n->local, step->type, t, m->type) ? FIT_YES : FIT_NOT;
		}
		inner = mark_member(p, m->type, n, step, depth - 1);
		if (inner != FIT_NONE) {
			cut_want_member(p->c, in, i);
			fit = inner;
		}
		if (inner == FIT_YES)
			break;
	}
	return fit;
}

/* An array without elements may be stepped into where it is the last member: that has to stay so. */
static bool mark_element(struct place *p, uint32_t index)
{
	const struct types *t = p->c->t;
	const struct wire_type *w = types_at(t, types_resolve(t, p->type));
	const bool is_member = p->is_member;

	if (type_kind(w) != BK_ARRAY)
		return false;
	p->type = type_array(w)->type;
	p->is_member = false;
	if (index < type_array(w)->count)
		return true;
	if (!is_member || type_array(w)->count)
		return false;
	cut_want_member(p->c, p->in, type_vlen(types_at(t, p->in)) - 1);
	return p->index == type_vlen(types_at(t, p->in)) - 1;
}

static void mark_field(struct cut *c, const struct core_need *n, uint32_t id)
{
	struct place p = {.c = c, .type = id};
	bool is_there = true;

	cut_want_type(c, id, CUT_MEMBERS);
	for (uint32_t i = 0; i < n->step_count && is_there; i++) {
		const struct core_step *step = &n->steps[i];

		is_there = step->name ? mark_member(&p, p.type, n, step, DEPTH_MOST) == FIT_YES
				      : mark_element(&p, step->index);
	}
}

/* Wholly compared is what no pointer stands before; parameters of a function count as that. */
static void mark_compared(struct cut *c, uint32_t id, unsigned int depth)
{
	const struct types *t = c->t;
	const struct wire_type *w;

	cut_want_type(c, id, CUT_WHOLE);
	w = types_at(t, types_resolve(t, id));
	if (type_kind(w) != BK_FUNC_PROTO || !depth)
		return;
	mark_compared(c, w->size, depth - 1);
	for (uint32_t i = 0; i < type_vlen(w); i++)
		mark_compared(c, type_params(w)[i].type, depth - 1);
}

int core_mark(struct cut *c, const struct core_need *n, uint32_t id, struct err *err)
{
	switch (n->kind) {
	case CORE_TYPE_ID:
	case CORE_TYPE_EXISTS:
	case CORE_TYPE_SIZE:
		cut_want_type(c, id, CUT_NAME);
		break;
	case CORE_ENUMERATOR_EXISTS:
	case CORE_ENUMERATOR_VALUE:
	case CORE_TYPE_MATCHES:
		mark_compared(c, id, 2);
		break;
	default:
		mark_field(c, n, id);
		break;
	}
	return c->queue.failed ? err_no_memory(err) : 0;
}

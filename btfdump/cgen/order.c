/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is printed, and in which order: what a text needs is ordered before it.
 *
 * A text needs the complete structs that it has by value, and the typedefs and enums that it mentions;
 * structs that pointers refer to need a declaration. Unnamed types are written inside the text around them.
 */
#include <stdlib.h>

#include "btfdump/cgen/ahead.h"
#include "btfdump/cgen/state.h"

enum { ORDER_DEPTH = 600, RANKS = 5 };

static void walk_members(struct cgen *g, uint32_t id, const struct wire_type *w);
static void define_typedef(struct cgen *g, uint32_t id);

static bool is_deep(struct cgen *g, uint32_t id)
{
	if (g->depth < ORDER_DEPTH)
		return false;
	cgen_fail(g, "nested too deeply", id);
	return true;
}

/* In its own text a struct is declared already, unless that text is in parameters which others share. */
static void declare(struct cgen *g, uint32_t id, bool in_params)
{
	if ((id == g->inside && !in_params) || g->by_id[id].flags & (CG_DEFINED | CG_DECLARED))
		return;
	g->by_id[id].flags |= CG_DECLARED;
	cgen_list_add(g, &g->order, id | CG_FORWARD);
}

static void define_enum(struct cgen *g, uint32_t id)
{
	if (g->by_id[id].owner) {
		define_typedef(g, g->by_id[id].owner);
	} else if (!(g->by_id[id].flags & CG_DEFINED)) {
		g->by_id[id].flags |= CG_DEFINED;
		cgen_list_add(g, &g->order, id);
	}
}

/* True when @id is to be walked now; cgen_flags CG_OPEN is then set. */
static bool walk_begin(struct cgen *g, uint32_t id, unsigned int done)
{
	if (g->by_id[id].flags & done || g->is_failed || is_deep(g, id))
		return false;
	if (g->by_id[id].flags & CG_OPEN) {
		cgen_fail(g, "contains itself", id);
		return false;
	}
	g->by_id[id].flags |= CG_OPEN;
	g->depth++;
	return true;
}

static void walk_end(struct cgen *g, uint32_t id, unsigned int done)
{
	g->by_id[id].flags = (uint16_t)((g->by_id[id].flags & ~(unsigned int)CG_OPEN) | done);
	g->depth--;
}

static void define_composite(struct cgen *g, uint32_t id)
{
	uint32_t outside = g->inside;

	if (!walk_begin(g, id, CG_DEFINED))
		return;
	g->inside = id;
	walk_members(g, id, types_at(g->t, id));
	g->inside = outside;
	walk_end(g, id, CG_DEFINED);
	cgen_list_add(g, &g->order, id);
}

/* The struct or union that @id has by value; 0: none. */
static uint32_t composite_of(const struct cgen *g, uint32_t id)
{
	for (;;) {
		const struct wire_type *w = types_at(g->t, id);
		unsigned int kind = type_kind(w);

		if (kind == BK_ARRAY)
			id = type_array(w)->type;
		else if (kind_is_modifier(kind) || kind == BK_TYPEDEF || kind == BK_VAR)
			id = w->size;
		else
			return kind_is_composite(kind) ? id : 0;
	}
}

static uint32_t complete(struct cgen *g, uint32_t id)
{
	id = composite_of(g, id);
	if (id && !cgen_is_anonymous(types_at(g->t, id)))
		define_composite(g, id);
	return id;
}

static void mention(struct cgen *g, uint32_t id, bool in_params);

static void walk_proto(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (!walk_begin(g, id, CG_WALKED))
		return;
	mention(g, w->size, true);
	for (uint32_t i = 0, n = type_vlen(w); i < n && !g->is_failed; i++)
		mention(g, type_params(w)[i].type, true);
	walk_end(g, id, CG_WALKED);
}

/* Parameters cannot hold bodies: there the typedef that carries it is mentioned, or it gets a name. */
static void walk_anonymous(struct cgen *g, uint32_t id, const struct wire_type *w, bool in_params)
{
	uint32_t owner = g->by_id[id].owner;

	if (in_params) {
		if (owner && !(g->by_id[owner].flags & CG_OPEN))
			define_typedef(g, owner);
		else if (!owner && !g->is_part && !(g->by_id[id].flags & CG_OPEN))
			define_composite(g, id);
	} else if (walk_begin(g, id, CG_WALKED)) {
		walk_members(g, id, w);
		walk_end(g, id, CG_WALKED);
	}
}

static void mention(struct cgen *g, uint32_t id, bool in_params)
{
	const struct wire_type *w = types_at(g->t, id);
	unsigned int kind = type_kind(w);

	while (kind == BK_PTR || kind == BK_ARRAY || kind == BK_FUNC || kind == BK_VAR ||
	       kind == BK_DECL_TAG || kind_is_modifier(kind)) {
		if (kind == BK_ARRAY)
			complete(g, type_array(w)->type);
		id = kind == BK_ARRAY ? type_array(w)->type : w->size;
		w = types_at(g->t, id);
		kind = type_kind(w);
	}
	if (kind == BK_TYPEDEF) {
		if (cgen_is_same_name(g, w->name_off, g->member_name) && !cgen_is_bool(g, w))
			g->by_id[id].flags |= CG_CLASHES;
		define_typedef(g, id);
	} else if (kind == BK_FUNC_PROTO) {
		walk_proto(g, id, w);
	} else if (kind_is_enum(kind)) {
		if (cgen_is_anonymous(w))
			g->by_id[id].flags |= CG_USED;
		define_enum(g, id);
	} else if (kind_is_composite(kind) || kind == BK_FWD) {
		if (cgen_is_anonymous(w) && kind != BK_FWD)
			walk_anonymous(g, id, w, in_params);
		else
			declare(g, id, in_params);
	}
}

static void define_typedef(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	uint32_t outside = g->inside;

	if (!walk_begin(g, id, CG_DEFINED))
		return;
	g->inside = 0;
	if (!kind_is_enum(types_kind(g->t, w->size)) || g->by_id[w->size].owner != id)
		mention(g, w->size, false);
	g->inside = outside;
	walk_end(g, id, CG_DEFINED);
	cgen_list_add(g, &g->order, id);
}

/* A tagged struct as an unnamed member is written out in place. */
static uint32_t walk_nameless(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (g->by_id[id].flags & CG_OPEN) {
		cgen_fail(g, "contains itself", id);
	} else if (walk_begin(g, id, CG_WALKED)) {
		walk_members(g, id, w);
		walk_end(g, id, CG_WALKED);
	}
	return id;
}

/* Returns the struct or union that it has by value. */
static uint32_t walk_member(struct cgen *g, const struct wire_member *m)
{
	const struct wire_type *w = types_at(g->t, m->type);
	uint32_t inner;

	if (!m->name_off && kind_is_composite(type_kind(w)))
		return walk_nameless(g, m->type, w);
	/* Most members are one or the other. */
	if (type_kind(w) == BK_INT)
		return 0;
	inner = type_kind(w) == BK_PTR ? 0 : complete(g, m->type);
	g->member_name = m->name_off;
	mention(g, m->type, false);
	g->member_name = 0;
	return inner;
}

static void walk_members(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);

	for (uint32_t i = 0, n = type_vlen(w); i < n && !g->is_failed; i++) {
		uint32_t inner = walk_member(g, &m[i]);

		if (!inner)
			continue;
		cgen_list_add(g, &g->places, id);
		cgen_list_add(g, &g->places, inner);
		cgen_list_add(g, &g->places, type_member_bit(w, &m[i]) / 8);
	}
}

static void order_root(struct cgen *g, uint32_t root)
{
	uint32_t id = root & ~CG_FORWARD;
	unsigned int kind = types_kind(g->t, id);

	if (kind == BK_FWD || root & CG_FORWARD) {
		if (!cgen_is_anonymous(types_at(g->t, id)))
			declare(g, id, true);
	} else if (kind_is_enum(kind)) {
		define_enum(g, id);
	} else {
		complete(g, id);
		if (!kind_is_composite(kind) || cgen_is_anonymous(types_at(g->t, id)))
			mention(g, id, false);
	}
}

/* Constants first, then what programs look up by name: enums, plain typedefs, structs, the rest. */
static uint8_t rank_of(const struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, types_resolve(g->t, id));

	switch (type_kind(w)) {
	case BK_ENUM:
	case BK_ENUM64:
		return cgen_is_anonymous(w) ? 0 : 1;
	case BK_INT:
	case BK_FLOAT:
		return 2;
	case BK_STRUCT:
	case BK_UNION:
	case BK_FWD:
		return 3;
	default:
		return RANKS - 1;
	}
}

static void sort_roots(struct cgen *g, const struct cgen_list *roots)
{
	uint8_t *ranks = malloc((size_t)roots->count + 1);

	if (!ranks) {
		cgen_no_memory(g);
		return;
	}
	for (uint32_t i = 0; i < roots->count; i++)
		ranks[i] = rank_of(g, roots->at[i] & ~CG_FORWARD);
	cgen_sort(g, roots->at, roots->count, ranks);
	free(ranks);
}

/*
 * Highest alignments that the places allow, from the outside in: what a struct has by value was walked, and
 * with it all that it has itself, before its place was noted. The header of a base cannot be changed any
 * more.
 */
static void bound_all(struct cgen *g, uint32_t first)
{
	for (uint32_t i = g->places.count; i > first; i -= 3) {
		const uint32_t *place = g->places.at + (i - 3);
		uint8_t bound = cgen_bound(g, place[0]), *tight = &g->by_id[place[1]].tight;
		uint32_t offset = place[2];

		if (first && place[1] < g->t->first_id)
			continue;
		if (offset && __builtin_ctz(offset) < bound)
			bound = (uint8_t)__builtin_ctz(offset);
		if (CG_ALIGN_ANY - bound > *tight)
			*tight = (uint8_t)(CG_ALIGN_ANY - bound);
	}
}

static void order_some(struct cgen *g, const struct cgen_list *roots, const struct cgen_list *kfuncs)
{
	uint32_t first = g->places.count;

	if (!g->opt->is_unsorted) {
		sort_roots(g, roots);
		cgen_sort(g, kfuncs->at, kfuncs->count, NULL);
	}
	for (uint32_t i = 0; i < roots->count && !g->is_failed; i++) {
		cgen_ahead(g, roots, i);
		order_root(g, roots->at[i]);
	}
	for (uint32_t i = 0; i < kfuncs->count && !g->is_failed; i++)
		mention(g, kfuncs->at[i], true);
	if (!g->is_failed)
		bound_all(g, first);
}

/* How many of them, in ascending order, belong to the base. */
static uint32_t count_base(const struct cgen *g, const struct cgen_list *ids)
{
	uint32_t count = 0;

	while (count < ids->count && ids->at[count] < g->t->first_id)
		count++;
	return count;
}

static struct cgen_list list_part(const struct cgen_list *l, uint32_t from, uint32_t to)
{
	return (struct cgen_list){.at = l->at + from, .count = to - from};
}

/* As in the base's own header, so that names and layouts are those that it has. */
static void order_on_base(struct cgen *g)
{
	uint32_t roots = count_base(g, &g->roots), kfuncs = count_base(g, &g->kfuncs);
	struct cgen_list base_roots = list_part(&g->roots, 0, roots),
			 base_kfuncs = list_part(&g->kfuncs, 0, kfuncs);
	struct cgen_list own_roots = list_part(&g->roots, roots, g->roots.count),
			 own_kfuncs = list_part(&g->kfuncs, kfuncs, g->kfuncs.count);

	order_some(g, &base_roots, &base_kfuncs);
	g->base_order = g->order.count;
	g->base_kfuncs = kfuncs;
	order_some(g, &own_roots, &own_kfuncs);
}

void cgen_order(struct cgen *g)
{
	if (g->opt->on)
		order_on_base(g);
	else
		order_some(g, &g->roots, &g->kfuncs);
}

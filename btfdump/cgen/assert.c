/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Static assertions: sizes, offsets and values as in the BTF. Independent of how the header gets there,
 * except for the names under which things are printed.
 */
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"

enum { PATH_DEPTH = 32 };

/* The way from the outermost type to the member: names, outermost first. */
struct path {
	uint32_t outer;
	uint32_t names[PATH_DEPTH];
	bool is_nested[PATH_DEPTH];
	unsigned int depth;
	unsigned int nesting; /* unnamed levels count, too */
};

static void print_outer(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);

	if (type_kind(w) != BK_TYPEDEF)
		cgen_put_str(g->to, type_kind(w) == BK_STRUCT  ? "struct "
				    : type_kind(w) == BK_UNION ? "union "
							       : "enum ");
	cgen_put_type_name(g, id, w);
}

static void print_end(struct cgen *g, uint64_t value)
{
	CGEN_PUT(g->to, ", ");
	cgen_put_uint(g->to, value);
	CGEN_PUT(g->to, ");\n");
	g->report.asserts++;
}

static void assert_size(struct cgen *g, uint32_t id, uint64_t size)
{
	CGEN_PUT(g->to, "__ASSERT_SIZE(");
	print_outer(g, id);
	print_end(g, size);
}

static void assert_offset(struct cgen *g, const struct path *p, uint64_t offset)
{
	CGEN_PUT(g->to, "__ASSERT_OFFSET(");
	print_outer(g, p->outer);
	CGEN_PUT(g->to, ", ");
	for (unsigned int i = 0; i < p->depth; i++) {
		if (i)
			cgen_put_char(g->to, '.');
		cgen_put_member(g, p->names[i], p->is_nested[i]);
	}
	print_end(g, offset);
}

static bool is_bit_field(const struct cgen *g, const struct wire_type *w, const struct wire_member *m)
{
	const struct wire_type *type;

	if (type_has_flag(w))
		return type_member_bits(w, m);
	type = types_at(g->t, types_resolve(g->t, m->type));
	return m->offset % 8 || (type_kind(type) == BK_INT && type_int_bits(type) != type->size * 8);
}

static void assert_members(struct cgen *g, struct path *p, const struct wire_type *w, uint64_t at);

/* Unnamed members, and members whose type has no name, are looked into. */
static void assert_member(struct cgen *g, struct path *p, const struct wire_type *w,
			  const struct wire_member *m, uint64_t at)
{
	const struct wire_type *type = types_at(g->t, types_skip_modifiers(g->t, m->type));
	bool is_composite = kind_is_composite(type_kind(type));

	if (is_bit_field(g, w, m)) {
		g->report.not_asserts += m->name_off != 0;
		return;
	}
	if (p->depth == PATH_DEPTH)
		return;
	at += type_member_bit(w, m) / 8;
	if (m->name_off) {
		p->is_nested[p->depth] = p->nesting > 0;
		p->names[p->depth++] = m->name_off;
		assert_offset(g, p, at);
	}
	if (is_composite && (!m->name_off || cgen_is_anonymous(type))) {
		p->nesting++;
		assert_members(g, p, type, at);
		p->nesting--;
	}
	p->depth -= m->name_off != 0;
}

static void assert_members(struct cgen *g, struct path *p, const struct wire_type *w, uint64_t at)
{
	for (uint32_t i = 0, n = type_vlen(w); i < n && g->to->len < g->limit; i++)
		assert_member(g, p, w, &type_members(w)[i], at);
}

/* Values without a size: the program sees them as constants. */
static void assert_values(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	for (uint32_t i = 0, n = type_vlen(w); i < n && g->to->len < g->limit; i++) {
		uint64_t v = cgen_enum_value(g, w, i);
		bool is_signed = cgen_is_signed(g, w);
		bool is_wide = is_signed ? v != (uint64_t)(int32_t)v : v > UINT32_MAX;

		CGEN_PUT(g->to, "__ASSERT_VALUE(");
		cgen_put_value_name(g, id, w, i);
		CGEN_PUT(g->to, ", ");
		cgen_put_constant(g->to, v, is_signed, is_wide);
		CGEN_PUT(g->to, ");\n");
		g->report.asserts++;
	}
}

static void assert_item(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	struct path p = {.outer = id};
	uint32_t body = id;

	if (type_kind(w) == BK_TYPEDEF) {
		body = w->size;
		w = types_at(g->t, body);
		if (!cgen_is_anonymous(w) || g->by_id[body].owner != id)
			return;
	}
	g->outer_name = body == id ? w->name_off : 0;
	if (kind_is_composite(type_kind(w))) {
		assert_size(g, id, w->size);
		assert_members(g, &p, w, 0);
	} else if (kind_is_enum(type_kind(w))) {
		if (w->size && (body != id || !cgen_is_anonymous(w)))
			assert_size(g, id, w->size);
		assert_values(g, body, w);
	}
}

void cgen_print_asserts(struct cgen *g)
{
	cgen_put_str(
		g->to,
		"#ifdef __cplusplus\n"
		"#define __ASSERT(x) static_assert(x, #x)\n"
		"#else\n"
		"#define __ASSERT(x) _Static_assert(x, #x)\n"
		"#endif\n"
		"#define __ASSERT_SIZE(type, size) __ASSERT(sizeof(type) == size)\n"
		"#define __ASSERT_OFFSET(type, member, at) __ASSERT(__builtin_offsetof(type, member) == at)\n"
		"#define __ASSERT_VALUE(name, value) __ASSERT(name == value)\n\n");
	for (uint32_t i = g->base_order; i < g->order.count && g->to->len < g->limit; i++)
		if (!(g->order.at[i] & CG_FORWARD))
			assert_item(g, g->order.at[i]);
	CGEN_PUT(g->to, "\n/* ");
	cgen_put_uint(g->to, g->report.asserts);
	CGEN_PUT(g->to, " assertions; not asserted: ");
	cgen_put_uint(g->to, g->report.not_asserts);
	CGEN_PUT(g->to, " bit-fields */\n\n");
}

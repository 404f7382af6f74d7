/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The layout rules, as a walk over the members: run once to decide on packing, once again to print. */
#include "btfdump/cgen/layout.h"

static unsigned int log2_of(uint64_t v)
{
	return (unsigned int)__builtin_ctzll(v);
}

static uint64_t align_up(uint64_t v, unsigned int align)
{
	return (v + (1ull << align) - 1) & ~((1ull << align) - 1);
}

static void scalar_fact(const struct cgen *g, uint32_t size, struct cgen_fact *f)
{
	if (!size || size > 16 || size & (size - 1))
		return;
	f->has_size = true;
	f->size = size;
	f->align = (uint8_t)log2_of(size);
	f->is_scalar = true;
	f->varies = size == 16 || (size == 8 && g->t->ptr_size == 4);
}

static void array_fact(struct cgen *g, const struct wire_array *a, struct cgen_fact *f)
{
	const struct cgen_fact *elem = cgen_fact(g, a->type);
	uint32_t size;

	if (!elem->has_size || __builtin_mul_overflow(elem->size, a->count, &size))
		return;
	*f = *elem;
	f->size = size;
	f->is_scalar = false;
}

static void fact_fill(struct cgen *g, uint32_t id, struct cgen_fact *f)
{
	const struct wire_type *w = types_at(g->t, id);
	unsigned int kind = type_kind(w);

	if (kind == BK_INT || kind_is_enum(kind)) {
		scalar_fact(g, w->size, f);
		f->is_partial = kind == BK_INT && type_int_bits(w) && type_int_bits(w) < w->size * 8;
	} else if (kind == BK_FLOAT) {
		scalar_fact(g, w->size, f);
		f->is_scalar = false;
	} else if (kind == BK_PTR) {
		f->has_size = true;
		f->size = g->t->ptr_size;
		f->align = (uint8_t)log2_of(f->size);
	} else if (kind == BK_ARRAY) {
		array_fact(g, type_array(w), f);
	} else if (kind_is_modifier(kind) || kind == BK_TYPEDEF || kind == BK_VAR) {
		*f = *cgen_fact(g, w->size);
	} else if (kind_is_composite(kind)) {
		cgen_lay_out(g, id);
	}
}

const struct cgen_fact *cgen_fact(struct cgen *g, uint32_t id)
{
	struct cgen_fact *f = &g->by_id[id].fact;

	if (!(g->by_id[id].flags & CG_SIZED)) {
		g->by_id[id].flags |= CG_SIZED;
		fact_fill(g, id, f);
	}
	return f;
}

void cgen_layout_begin(struct cgen *g, uint32_t id, bool is_packed, struct cgen_layout *ret_layout)
{
	const struct wire_type *w = types_at(g->t, id);

	*ret_layout = (struct cgen_layout){.g = g,
					   .w = w,
					   .is_union = type_kind(w) == BK_UNION,
					   .is_packed = is_packed,
					   .is_open = g->is_part && id >= g->t->first_id,
					   .bound = cgen_bound(g, id)};
}

/* Before the kind flag existed, a bit-field was a member of an INT that has fewer bits than its bytes. */
void cgen_layout_field(const struct cgen_layout *l, uint32_t index, struct cgen_field *ret_field)
{
	const struct wire_type *w = l->w, *type;
	struct cgen_field *f = ret_field;

	f->member = &type_members(w)[index];
	f->fact = cgen_fact(l->g, f->member->type);
	f->bit = type_member_bit(w, f->member);
	f->width = type_member_bits(w, f->member);
	if (type_has_flag(w) || !f->fact->is_scalar || !(f->fact->is_partial || f->bit % 8))
		return;
	type = types_at(l->g->t, types_resolve(l->g->t, f->member->type));
	if (f->fact->is_partial) {
		f->bit += type_int_offset(type);
		f->width = type_int_bits(type);
	} else if (f->bit % 8) {
		f->width = f->fact->size * 8;
	}
}

static void pad_to(struct cgen_layout *l, uint64_t bit, struct cgen_step *s)
{
	uint64_t byte_end = align_up(l->end, 3);

	if (bit < byte_end) {
		s->pad_before = (uint8_t)(bit - l->end);
	} else {
		s->pad_before = (uint8_t)(byte_end - l->end);
		s->pad_bytes = (bit - byte_end) / 8;
		s->pad_after = (uint8_t)(bit % 8);
	}
	l->end = bit;
}

static bool is_crossing(uint64_t bit, unsigned int width, const struct cgen_fact *f)
{
	return (bit & ((8ull << f->align) - 1)) + width > f->size * 8;
}

static void step_bits(struct cgen_layout *l, const struct cgen_field *f, struct cgen_step *s)
{
	uint64_t natural = l->end;

	if (!f->fact->is_scalar || f->width > f->fact->size * 8 || f->bit < l->end) {
		s->is_lost = true;
		return;
	}
	if (!l->is_packed) {
		bool has_own_align = l->g->is_part && f->fact->size == 8;

		if (is_crossing(f->bit, f->width, f->fact) || f->fact->varies || has_own_align)
			l->is_bad = true;
		if (is_crossing(natural, f->width, f->fact))
			natural = align_up(natural, f->fact->align + 3u);
		if (f->fact->align > l->align)
			l->align = f->fact->align;
	}
	if (natural != f->bit)
		pad_to(l, f->bit, s);
	l->end = f->bit + f->width;
}

/* The alignment attribute that moves the member from the end so far to where it is; 0: none. */
static uint8_t align_for(const struct cgen_layout *l, uint64_t byte, uint8_t least, uint8_t most)
{
	uint64_t end = align_up(l->end, 3) / 8;

	for (uint8_t a = least; a <= most; a++)
		if (align_up(end, a) == byte)
			return a;
	return 0;
}

/* At most what the place allows: where a machine would use more, packed removes it first. */
static void step_varying(struct cgen_layout *l, const struct cgen_field *f, struct cgen_step *s)
{
	uint64_t byte = f->bit / 8;
	uint8_t full = f->fact->align, align = full;

	if (byte && log2_of(byte) < align)
		align = (uint8_t)log2_of(byte);
	if (l->bound < align)
		align = l->bound;
	s->has_align = true;
	s->align = align;
	s->has_packed = align < full;
	if (align_up(align_up(l->end, 3), align + 3u) != f->bit)
		pad_to(l, f->bit, s);
	if (align > l->align)
		l->align = align;
}

/* Nowhere aligned to more than 4 bytes without a member in the gap: some hosts align 8 bytes like that. */
static void step_part(struct cgen_layout *l, const struct cgen_field *f, struct cgen_step *s)
{
	uint64_t byte = f->bit / 8;
	uint8_t align = f->fact->align, assumed = align < 2 ? align : 2;

	if (l->is_packed)
		align = assumed = 0;
	if (byte & ((1ull << align) - 1)) {
		align = (uint8_t)log2_of(byte);
		assumed = align < assumed ? align : assumed;
		s->has_align = s->has_packed = true;
		s->align = align;
	}
	if (align_up(align_up(l->end, 3), assumed + 3u) != f->bit)
		pad_to(l, f->bit, s);
	if (align > l->align)
		l->align = align;
	l->end = f->bit + (uint64_t)f->fact->size * 8;
}

static void step_plain(struct cgen_layout *l, const struct cgen_field *f, struct cgen_step *s)
{
	uint8_t align = l->is_packed ? 0 : f->fact->align;
	uint64_t end = align_up(l->end, 3);

	if (!f->fact->has_size || f->bit % 8 || f->bit < end) {
		s->is_lost = true;
		return;
	}
	if (l->g->is_part) {
		step_part(l, f, s);
		return;
	}
	if (f->fact->varies && !l->is_packed) {
		step_varying(l, f, s);
	} else if (f->bit / 8 & ((1ull << align) - 1)) {
		l->is_bad = true;
	} else if (align_up(end, align + 3u) != f->bit) {
		uint8_t forced = l->is_packed ? 0 : align_for(l, f->bit / 8, align + 1, l->bound);

		s->has_align = forced;
		s->align = forced;
		if (forced)
			align = forced;
		else
			pad_to(l, f->bit, s);
	}
	if (align > l->align)
		l->align = align;
	l->end = f->bit + (uint64_t)f->fact->size * 8;
}

static void step_union(struct cgen_layout *l, const struct cgen_field *f, struct cgen_step *s)
{
	uint64_t so_far = l->end;

	if (f->bit || (!f->width && !f->fact->has_size)) {
		s->is_lost = true;
		return;
	}
	l->end = 0;
	if (f->width)
		step_bits(l, f, s);
	else
		step_plain(l, f, s);
	if (l->end < so_far)
		l->end = so_far;
}

/* Only structs and unions can be members without a name. */
static bool is_nameless(const struct cgen_layout *l, const struct cgen_field *f)
{
	if (f->member->name_off)
		return false;
	return !kind_is_composite(types_kind(l->g->t, types_skip_modifiers(l->g->t, f->member->type)));
}

struct cgen_step cgen_layout_next(struct cgen_layout *l, uint32_t index, struct cgen_field *ret_field)
{
	struct cgen_step s = {0};

	cgen_layout_field(l, index, ret_field);
	if (is_nameless(l, ret_field))
		s.is_lost = true;
	else if (l->is_union)
		step_union(l, ret_field, &s);
	else if (ret_field->width)
		step_bits(l, ret_field, &s);
	else
		step_plain(l, ret_field, &s);
	return s;
}

uint64_t cgen_layout_end(struct cgen_layout *l, uint8_t *ret_align)
{
	uint64_t end = align_up(l->end, 3) / 8, size = l->w->size;

	*ret_align = 0;
	if (l->is_open)
		return 0;
	if (align_up(end, l->g->is_part && l->align > 2 ? 2 : l->align) == size)
		return 0;
	if (end > size || size & ((1ull << l->align) - 1)) {
		l->is_bad = true;
		return 0;
	}
	*ret_align = l->g->is_part ? 0 : align_for(l, size, l->align + 1, l->bound);
	if (*ret_align) {
		l->align = *ret_align;
		return 0;
	}
	return l->is_union ? size : size - end;
}

static bool is_nothing(const struct cgen_step *s)
{
	return !(s->pad_bytes | s->pad_before | s->pad_after) && !s->has_align && !s->is_lost;
}

static bool lay_out_as(struct cgen *g, uint32_t id, bool is_packed, struct cgen_fact *f)
{
	bool is_natural = !is_packed;
	struct cgen_layout l;
	struct cgen_field field;

	cgen_layout_begin(g, id, is_packed, &l);
	for (uint32_t i = 0, n = type_vlen(l.w); i < n && !l.is_bad; i++) {
		struct cgen_step s = cgen_layout_next(&l, i, &field);

		is_natural = is_natural && is_nothing(&s);
	}
	if (!l.is_bad && cgen_layout_end(&l, &f->own_align))
		is_natural = false;
	if (is_natural && !l.is_bad && !f->own_align)
		g->by_id[id].flags |= CG_NATURAL;
	f->align = l.align;
	return !l.is_bad;
}

void cgen_lay_out(struct cgen *g, uint32_t id)
{
	struct cgen_fact *f = &g->by_id[id].fact;

	f->has_size = true;
	f->size = types_at(g->t, id)->size;
	if (lay_out_as(g, id, false, f))
		return;
	g->by_id[id].flags |= CG_PACKED;
	lay_out_as(g, id, true, f);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One walk through the members, in declaration order. Nested anonymous structs can be recorded so that they
 * multiply: there are at most as many rows as the types have words.
 */
#include "btfdump/inspect/places.h"

#include <stdlib.h>

enum { ROWS_FIRST = 64, ROWS_LEAST = 4096 };

struct walk {
	const struct types *t;
	struct places *l;
	struct err *err;
};

static int row_add(struct walk *k, const struct place *row)
{
	struct places *l = k->l;

	if (l->count >= ROWS_LEAST && l->count >= k->t->word_count)
		return err_set(k->err, 0, "too many members (at most %u)", l->count);
	if (l->count == l->room) {
		uint32_t room = l->room ? l->room * 2 : ROWS_FIRST;
		struct place *rows = realloc(l->rows, room * sizeof(*rows));

		if (!rows)
			return err_no_memory(k->err);
		l->rows = rows;
		l->room = room;
	}
	l->rows[l->count++] = *row;
	return 0;
}

bool place_has_bits(const struct types *t, const struct wire_type *w, const struct wire_member *m,
		    uint64_t *ret_bit, uint64_t *ret_bits, bool *ret_is_bitfield)
{
	const struct wire_type *real = types_at(t, types_resolve(t, m->type));
	uint64_t size;

	*ret_bit = type_member_bit(w, m);
	*ret_bits = type_member_bits(w, m);
	*ret_is_bitfield = *ret_bits;
	if (*ret_is_bitfield)
		return true;
	if (!types_has_size(t, m->type, &size) || size > UINT64_MAX / 16)
		return false;
	*ret_bits = size * 8;
	if (type_kind(real) == BK_INT && type_int_bits(real) < size * 8) {
		*ret_bit += type_int_offset(real);
		*ret_bits = type_int_bits(real);
		/* A bool may be recorded with one bit, without being a bit-field. */
		*ret_is_bitfield = type_int_encoding(real) != INT_BOOL || *ret_bit % 8;
		if (!*ret_is_bitfield)
			*ret_bits = size * 8;
	}
	return true;
}

static int gap_add(struct walk *k, enum place_what what, unsigned int depth, uint64_t from, uint64_t to)
{
	struct place row = {.what = what, .depth = depth, .bit = from, .bits = to - from};

	if (to <= from)
		return 0;
	if (what == PLACE_HOLE) {
		k->l->hole_count++;
		k->l->hole_bits += row.bits;
	} else if (!depth) {
		k->l->padding_bits = row.bits;
	}
	return row_add(k, &row);
}

/* The struct or union whose members belong to this one; an array's first element stands for all. NULL: none.
 */
static const struct wire_type *opened(const struct walk *k, const struct wire_member *m)
{
	const struct wire_type *inner = types_at(k->t, types_skip_modifiers(k->t, m->type));
	bool has_name = *types_string(k->t, m->name_off);

	for (unsigned int i = 0;
	     has_name && type_kind(inner) == BK_ARRAY && type_array(inner)->count && i < TYPES_DEPTH; i++)
		inner = types_at(k->t, types_skip_modifiers(k->t, type_array(inner)->type));
	if (!kind_is_composite(type_kind(inner)) || (has_name && *types_string(k->t, inner->name_off)))
		return NULL;
	return inner;
}

static int members_add(struct walk *k, const struct wire_type *w, uint64_t base, unsigned int depth,
		       uint32_t outer)
{
	bool is_struct = type_kind(w) == BK_STRUCT;
	uint64_t end = base;

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const struct wire_member *m = &type_members(w)[i];
		const struct wire_type *inner = opened(k, m);
		struct place row = {.depth = depth, .name_off = m->name_off, .type = m->type, .outer = outer};

		place_has_bits(k->t, w, m, &row.bit, &row.bits, &row.is_bitfield);
		row.bit += base;
		if (is_struct && gap_add(k, PLACE_HOLE, depth, end, row.bit))
			return -1;
		if (row.bit + row.bits > end)
			end = row.bit + row.bits;
		if (row_add(k, &row))
			return -1;
		if (!inner)
			continue;
		if (depth == TYPES_DEPTH)
			return err_set(k->err, 0,
				       "anonymous members are nested too deeply or contain themselves");
		if (members_add(k, inner, row.bit, depth + 1, m->name_off ? k->l->count : outer))
			return -1;
	}
	return is_struct ? gap_add(k, PLACE_PADDING, depth, end, base + (uint64_t)w->size * 8) : 0;
}

int places_build(const struct types *t, uint32_t id, struct places *ret_places, struct err *err)
{
	struct places l = {0};
	struct walk k = {.t = t, .l = &l, .err = err};

	if (members_add(&k, types_at(t, id), 0, 0, 0)) {
		places_free(&l);
		return -1;
	}
	*ret_places = l;
	return 0;
}

void places_free(struct places *l)
{
	free(l->rows);
}

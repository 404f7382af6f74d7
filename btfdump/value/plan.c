/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Making the plan. Types may contain themselves, claim members outside of them, or multiply without limit:
 * the number of steps, their depth and their output are bounded here.
 */
#include "btfdump/value/plan.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum {
	DEPTH_MAX = 128,       /* two for a struct, one for an array */
	STEPS_MAX = 1 << 18,   /* the largest types of the kernel have a few thousand members */
	PRINTS_FREE = 1 << 20, /* values; beyond, not more than so many for each byte and step: */
	PRINTS_PER_BYTE = 64,
};

struct maker {
	const struct types *t;
	struct value_plan *p;
	struct err *err;
	uint32_t root, visits;
	unsigned int depth;
	uint64_t room;       /* bytes that may be read */
	uint64_t declared;   /* size of the whole by its type: less than the room where an array grows */
	uint64_t last_start; /* of the innermost list: where its last element starts */
	uint64_t times;      /* how often its elements are printed */
	uint64_t prints;     /* values so far; saturates */
	bool is_last;        /* nothing comes after it: an array without a size may grow */
	bool is_alternative;
};

/* A type in its place. */
struct spot {
	uint32_t type;
	const char *name;
	uint64_t bit;
	unsigned int bits; /* of a bit-field, else 0 */
};

static int spot_add(struct maker *m, const struct spot *spot);

char *value_plan_text(struct value_plan *p, size_t size)
{
	struct value_text *text = malloc(sizeof(*text) + size);

	if (!text)
		return NULL;
	text->next = p->texts;
	p->texts = text;
	return text->text;
}

static int too_big(struct maker *m, const char *how)
{
	return err_set(m->err, 0, "values of type %u '%s' cannot be shown: %s", m->root,
		       types_name(m->t, m->root), how);
}

/* The step stays valid until the next one is added. */
static struct value_step *step_add(struct maker *m, enum value_op op, const struct spot *spot)
{
	struct value_plan *p = m->p;
	struct value_step *grown, *s;

	if (p->count == STEPS_MAX) {
		too_big(m, "too many members");
		return NULL;
	}
	if (p->count == p->room) {
		p->room = p->room ? p->room * 2 : 32;
		grown = reallocarray(p->steps, p->room, sizeof(*grown));
		if (!grown) {
			err_no_memory(m->err);
			return NULL;
		}
		p->steps = grown;
	}
	if (__builtin_add_overflow(m->prints, m->times, &m->prints))
		m->prints = UINT64_MAX;
	s = &p->steps[p->count++];
	*s = (struct value_step){.op = (uint8_t)op, .is_alternative = m->is_alternative};
	if (spot) {
		s->name = spot->name;
		s->offset = spot->bit / 8;
	}
	return s;
}

/* Does [bit, bit + bits) lie inside, in the last element of every list around it as well? */
static bool is_inside(const struct maker *m, uint64_t bit, uint64_t bits)
{
	uint64_t end;

	if (__builtin_add_overflow(bit, bits, &end) || end > UINT64_MAX - 7)
		return false;
	end = (end + 7) / 8;
	return end <= m->room && m->last_start <= m->room - end;
}

static int add_null(struct maker *m, const struct spot *spot)
{
	return step_add(m, VALUE_NULL, spot) ? 0 : -1;
}

/* One scalar of @bits bits from bit @bit on. */
static struct value_step *scalar_add(struct maker *m, enum value_op op, const struct spot *spot, uint64_t bit,
				     uint64_t bits)
{
	bool is_there = bits && bits <= 128 && is_inside(m, bit, bits);
	struct value_step *s = step_add(m, is_there ? op : VALUE_NULL, spot);

	if (!s || !is_there)
		return s;
	s->offset = bit / 8;
	s->at = bit_place_of(bit % 8, (unsigned int)bits, m->t->is_big_endian);
	return s;
}

static int int_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	unsigned int encoding = type_int_encoding(w), bits = type_int_bits(w);
	enum value_op op = encoding & INT_BOOL ? VALUE_BOOL : VALUE_INT;
	uint64_t bit = spot->bit;
	struct value_step *s;

	if (spot->bits) {
		bits = spot->bits;
	} else if (bits < w->size * 8 && !(op == VALUE_BOOL && !type_int_offset(w) && spot->bit % 8 == 0)) {
		/* Bit-fields as encoded before members had a width. */
		bit += type_int_offset(w);
	} else {
		bits = w->size * 8;
		if (encoding & INT_CHAR && bits == 8 && spot->bit % 8 == 0)
			op = VALUE_CHAR;
	}
	s = scalar_add(m, op, spot, bit, bits);
	if (s)
		s->is_signed = encoding & INT_SIGNED && op != VALUE_BOOL;
	return s ? 0 : -1;
}

static int enum_add(struct maker *m, const struct spot *spot, uint32_t id, const struct wire_type *w)
{
	unsigned int bits = spot->bits ? spot->bits : w->size * 8;
	struct value_step *s;
	uint32_t table;

	if (!bits || bits > 64)
		return add_null(m, spot);
	if (value_table_make(m->p, m->t, id, bits, &table, m->err))
		return -1;
	s = scalar_add(m, VALUE_ENUM, spot, spot->bit, bits);
	if (!s)
		return -1;
	s->is_signed = type_has_flag(w);
	s->table = table;
	return 0;
}

/* Long doubles of x86 are 80 bits wide, whatever their size. */
static int float_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	bool is_x87 = w->size > 8 && !m->t->is_big_endian && __LDBL_MANT_DIG__ == 64;

	return scalar_add(m, VALUE_FLOAT, spot, spot->bit, is_x87 ? 80 : w->size * 8ULL) ? 0 : -1;
}

static struct value_step *container_open(struct maker *m, enum value_op op, const struct spot *spot,
					 uint32_t *ret_index)
{
	struct value_step *s = step_add(m, op, spot);

	*ret_index = m->p->count - 1;
	return s;
}

static int container_close(struct maker *m, uint32_t index)
{
	if (!step_add(m, VALUE_END, NULL))
		return -1;
	m->p->steps[index].end = m->p->count;
	return 0;
}

static bool is_text(const struct types *t, uint32_t id, bool *ret_is_signed)
{
	const struct wire_type *w = types_at(t, types_skip_modifiers(t, id));

	*ret_is_signed = type_kind(w) == BK_INT && type_int_encoding(w) & INT_SIGNED;
	return type_kind(w) == BK_INT && w->size == 1 && type_int_bits(w) == 8 && !type_int_offset(w) &&
	       (type_int_encoding(w) & INT_CHAR || !strcmp(types_string(t, w->name_off), "char"));
}

static int text_add(struct maker *m, const struct spot *spot, uint64_t count, bool is_signed)
{
	struct value_step *s = step_add(m, VALUE_TEXT, spot);

	if (!s)
		return -1;
	s->count = count;
	s->is_signed = is_signed;
	s->at = bit_place_of(0, 8, false);
	return 0;
}

static int elements_add(struct maker *m, const struct spot *spot, uint32_t type, uint64_t count,
			uint64_t stride)
{
	uint64_t last_start = m->last_start, times = m->times;
	bool is_last = m->is_last, is_alternative = m->is_alternative;
	struct spot element = {.type = type};
	uint32_t index;
	struct value_step *s = container_open(m, VALUE_LIST, spot, &index);

	if (!s)
		return -1;
	s->count = count;
	s->stride = stride;
	m->is_last = m->is_alternative = false;
	m->last_start += spot->bit / 8 + (count ? count - 1 : 0) * stride;
	if (__builtin_mul_overflow(m->times, count, &m->times))
		m->times = UINT64_MAX;
	if (count && spot_add(m, &element))
		return -1;
	m->last_start = last_start;
	m->times = times;
	m->is_last = is_last;
	m->is_alternative = is_alternative;
	return container_close(m, index);
}

static int array_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	uint32_t type = type_array(w)->type;
	uint64_t count = type_array(w)->count, stride, bytes;
	bool is_signed;

	if (!types_has_size(m->t, type, &stride) || spot->bit % 8)
		return add_null(m, spot);
	if (!count && stride && m->is_last && m->times == 1 && m->room > m->declared)
		count = (m->room - spot->bit / 8) / stride;
	/* Empty structs show nothing, however many. */
	if (!stride)
		count = 0;
	if (__builtin_mul_overflow(count, stride, &bytes) || bytes > UINT64_MAX / 8 ||
	    !is_inside(m, spot->bit, bytes * 8))
		return add_null(m, spot);
	if (count && is_text(m->t, type, &is_signed))
		return text_add(m, spot, count, is_signed);
	return elements_add(m, spot, type, count, stride);
}

static int members_add(struct maker *m, uint64_t bit, const struct wire_type *w);

static int member_add(struct maker *m, uint64_t bit, const struct wire_type *w, uint32_t i)
{
	const struct wire_member *member = &type_members(w)[i];
	struct spot spot = {
		.type = member->type,
		.name = types_string(m->t, member->name_off),
		.bit = bit + type_member_bit(w, member),
		.bits = type_member_bits(w, member),
	};
	const struct wire_type *inner = types_at(m->t, types_resolve(m->t, spot.type));
	bool is_last = m->is_last, is_alternative = m->is_alternative, is_union = type_kind(w) == BK_UNION;
	int ret;

	m->is_last = is_last && (is_union || i == type_vlen(w) - 1);
	m->is_alternative = is_alternative || (is_union && i);
	if (*spot.name || !kind_is_composite(type_kind(inner)))
		ret = spot_add(m, &spot);
	else
		ret = members_add(m, spot.bit, inner);
	m->is_last = is_last;
	m->is_alternative = is_alternative;
	return ret;
}

static int members_add(struct maker *m, uint64_t bit, const struct wire_type *w)
{
	if (++m->depth > DEPTH_MAX)
		return too_big(m, "nested too deeply, or contains itself");
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++)
		if (++m->visits > STEPS_MAX || member_add(m, bit, w, i))
			return m->visits > STEPS_MAX ? too_big(m, "too many members") : -1;
	m->depth--;
	return 0;
}

static int object_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	bool is_alternative = m->is_alternative;
	uint32_t index;

	if (spot->bit % 8)
		return add_null(m, spot);
	if (!container_open(m, VALUE_OBJECT, spot, &index))
		return -1;
	m->is_alternative = false;
	if (members_add(m, spot->bit, w))
		return -1;
	m->is_alternative = is_alternative;
	return container_close(m, index) || value_plan_name_children(m->p, index, m->err) ? -1 : 0;
}

/* {"name": value} */
static int variable_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	struct spot inner = {.type = w->size, .bit = spot->bit};
	uint32_t index, child;

	inner.name = value_plan_clean(m->p, types_string(m->t, w->name_off));
	if (!inner.name)
		return err_no_memory(m->err);
	if (!container_open(m, VALUE_OBJECT, spot, &index))
		return -1;
	child = m->p->count;
	if (spot_add(m, &inner) || container_close(m, index))
		return -1;
	return value_plan_add_symbol(m->p, child, m->err);
}

static int section_variables(struct maker *m, const struct wire_type *w)
{
	uint64_t room = m->room, declared = m->declared;

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const struct wire_secinfo *info = &type_secinfos(w)[i];
		const struct wire_type *var = types_at(m->t, info->type);
		struct spot spot = {.type = info->type, .bit = info->offset * UINT64_C(8)};
		uint64_t end = (uint64_t)info->offset + info->size, size = 0;

		types_has_size(m->t, info->type, &size);
		m->room = end < room ? end : room;
		m->declared = info->offset + size;
		m->is_last = true;
		if (type_kind(var) == BK_VAR ? variable_add(m, &spot, var) : add_null(m, &spot))
			return -1;
	}
	m->room = room;
	m->declared = declared;
	return 0;
}

/* {".data": [{"name": value}, ...]} */
static int section_add(struct maker *m, const struct spot *spot, const struct wire_type *w)
{
	struct spot list = {.name = value_plan_clean(m->p, types_string(m->t, w->name_off))};
	uint32_t outer, index;

	if (!list.name)
		return err_no_memory(m->err);
	if (!container_open(m, VALUE_OBJECT, spot, &outer) ||
	    !container_open(m, VALUE_SECTION, &list, &index) || section_variables(m, w))
		return -1;
	return container_close(m, index) || container_close(m, outer) ? -1 : 0;
}

static int kind_add(struct maker *m, const struct spot *spot)
{
	uint32_t id = types_resolve(m->t, spot->type);
	const struct wire_type *w = types_at(m->t, id);
	unsigned int kind = type_kind(w);

	if (kind == BK_INT)
		return int_add(m, spot, w);
	if (kind_is_enum(kind))
		return enum_add(m, spot, id, w);
	if (spot->bits)
		return add_null(m, spot);
	if (kind == BK_STRUCT || kind == BK_UNION)
		return object_add(m, spot, w);
	if (kind == BK_ARRAY)
		return array_add(m, spot, w);
	if (kind == BK_PTR && spot->bit % 8 == 0)
		return scalar_add(m, VALUE_POINTER, spot, spot->bit, m->t->ptr_size * 8ULL) ? 0 : -1;
	if (kind == BK_FLOAT && spot->bit % 8 == 0)
		return float_add(m, spot, w);
	return add_null(m, spot);
}

static int spot_add(struct maker *m, const struct spot *spot)
{
	int ret;

	if (++m->depth > DEPTH_MAX)
		return too_big(m, "nested too deeply, or contains itself");
	ret = kind_add(m, spot);
	m->depth--;
	return ret;
}

static int whole_add(struct maker *m)
{
	struct spot whole = {.type = m->root};
	const struct wire_type *w = types_at(m->t, m->root);

	if (type_kind(w) == BK_VAR)
		return variable_add(m, &whole, w);
	if (type_kind(w) == BK_DATASEC)
		return section_add(m, &whole, w);
	return spot_add(m, &whole);
}

/* Overlapping members can multiply output; real types do not. */
static int prints_check(struct maker *m)
{
	if (m->prints > PRINTS_FREE && m->prints / PRINTS_PER_BYTE > m->room + m->p->count)
		return too_big(m, "too many overlapping members");
	return 0;
}

int value_plan_make(const struct types *t, uint32_t type_id, const struct value_options *opt,
		    struct value_plan **ret_plan, struct err *err)
{
	auto_value_plan *p = calloc(1, sizeof(*p));
	struct maker m = {.t = t, .p = p, .err = err, .root = type_id, .times = 1, .is_last = true};

	if (!p)
		return err_no_memory(err);
	if (opt)
		p->opt = *opt;
	types_has_size(t, type_id, &m.declared);
	m.room = p->opt.size ? p->opt.size : m.declared;
	p->size = m.room;
	if (whole_add(&m) || prints_check(&m))
		return -1;
	*ret_plan = p;
	p = NULL;
	return 0;
}

void value_plan_free(struct value_plan *p)
{
	if (!p)
		return;
	for (uint32_t i = 0; i < p->table_count; i++)
		free(p->tables[i].names);
	for (struct value_text *text = p->texts, *next; text; text = next) {
		next = text->next;
		free(text);
	}
	free(p->tables);
	free(p->steps);
	free(p->as);
	free(p);
}

void value_plan_cleanup(struct value_plan **p)
{
	value_plan_free(*p);
}

uint64_t value_plan_size(const struct value_plan *p)
{
	return p->size;
}

static struct value_step number_step(uint32_t size)
{
	return (struct value_step){.op = VALUE_INT,
				   .at = bit_place_of(0, size * 8, BYTE_ORDER == BIG_ENDIAN)};
}

int value_plan_make_bytes(uint32_t size, bool is_number, struct value_plan **ret_plan, struct err *err)
{
	struct value_plan *p = calloc(1, sizeof(*p));

	if (p)
		p->steps = calloc(3, sizeof(*p->steps));
	if (!p || !p->steps) {
		free(p);
		return err_no_memory(err);
	}
	is_number = is_number && (size == 1 || size == 2 || size == 4 || size == 8);
	p->size = size;
	p->count = p->room = is_number ? 1 : 3;
	if (is_number) {
		p->steps[0] = number_step(size);
	} else {
		p->steps[0] = (struct value_step){.op = VALUE_LIST, .end = 3, .count = size, .stride = 1};
		p->steps[1] = number_step(1);
		p->steps[2] = (struct value_step){.op = VALUE_END};
	}
	*ret_plan = p;
	return 0;
}

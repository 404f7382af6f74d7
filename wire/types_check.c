/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Checks every record once, before anything else reads it. Forward references are allowed: the highest one
 * is checked when the number of types is known, and chains that contain such references are followed then.
 */
#include "wire/types_check.h"

#include <stdlib.h>
#include <string.h>

/* Keeps output in proportion to the input: limit of the total length of names, in sizes of the BTF. */
enum { RECORD_WORDS = sizeof(struct wire_type) / 4, NAMES_TIMES = 16, STEPS_LATER = UINT8_MAX };

struct check {
	const struct types *t;
	uint32_t id;
	uint8_t long_size;
	uint32_t highest_ref, highest_ref_by;
	uint8_t *steps;      /* of own types to the ends of their chains; STEPS_LATER: not yet known */
	uint64_t names_left; /* bytes, only counted if there are long ones */
	struct err *err;
};

static int bad(struct check *c, const char *what)
{
	return err_set(c->err, 0, "BTF type %u: %s", c->id, what);
}

static inline void note_ref(struct check *c, uint32_t ref)
{
	if (ref > c->highest_ref) {
		c->highest_ref = ref;
		c->highest_ref_by = c->id;
	}
}

/* One more than the type referred to, if already known. */
static inline void note_step(struct check *c, uint32_t ref)
{
	uint32_t first = c->t->first_id;
	uint8_t steps = ref >= first && ref < c->id ? c->steps[ref - first] : STEPS_LATER;

	c->steps[c->id - first] = steps < TYPES_DEPTH ? steps + 1 : STEPS_LATER;
}

static int name_count(struct check *c, uint32_t off)
{
	size_t len = strlen(types_string(c->t, off));

	if (len > c->names_left)
		return bad(c, "total size of names is too large");
	c->names_left -= len;
	return 0;
}

static inline int name_check(struct check *c, uint32_t off)
{
	if (off >= c->t->str_end)
		return bad(c, "name lies outside the string section");
	return c->t->has_long_names ? name_count(c, off) : 0;
}

/* Those of elements of @size bytes, which begin with them; the highest of them is known. */
static inline int names_check(struct check *c, const void *elements, size_t size, uint32_t count,
			      uint32_t highest)
{
	const uint32_t *name = elements;

	if (highest >= c->t->str_end)
		return bad(c, "name lies outside the string section");
	for (; c->t->has_long_names && count; count--, name += size / sizeof(*name))
		if (name_count(c, *name))
			return -1;
	return 0;
}

/* A pointer is as wide as a long, on every machine that runs Linux. */
static bool is_long(const char *name)
{
	return !strcmp(name, "long int") || !strcmp(name, "long unsigned int") || !strcmp(name, "long") ||
	       !strcmp(name, "unsigned long");
}

static int int_check(struct check *c, const struct wire_type *w)
{
	unsigned int bits = type_int_offset(w) + type_int_bits(w);

	if (w->size > 16 || bits > w->size * 8)
		return bad(c, "invalid integer size");
	if (!c->long_size && is_long(types_string(c->t, w->name_off)) && (w->size == 4 || w->size == 8))
		c->long_size = (uint8_t)w->size;
	return 0;
}

static inline uint32_t higher(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static int members_check(struct check *c, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);
	uint32_t count = type_vlen(w), name = 0, ref = 0;
	uint64_t end = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint64_t member_end = (uint64_t)type_member_bit(w, &m[i]) + type_member_bits(w, &m[i]);

		name = higher(name, m[i].name_off);
		ref = higher(ref, m[i].type);
		end = member_end > end ? member_end : end;
	}
	note_ref(c, ref);
	if (end > (uint64_t)w->size * 8)
		return bad(c, "member lies outside the structure");
	return names_check(c, m, sizeof(*m), count, name);
}

static int params_check(struct check *c, const struct wire_type *w)
{
	const struct wire_param *p = type_params(w);
	uint32_t count = type_vlen(w), name = 0, ref = 0;

	for (uint32_t i = 0; i < count; i++) {
		name = higher(name, p[i].name_off);
		ref = higher(ref, p[i].type);
	}
	note_ref(c, ref);
	return names_check(c, p, sizeof(*p), count, name);
}

static int enums_check(struct check *c, const struct wire_type *w)
{
	/* Compilers write size 0 for an enum that is only pointed to and not defined. */
	if (w->size > 8 || w->size & (w->size - 1) || (!w->size && type_vlen(w)))
		return bad(c, "invalid enum size");
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++)
		if (name_check(c, type_enum_name(w, i)))
			return -1;
	return 0;
}

static int record_check(struct check *c, const struct wire_type *w)
{
	switch (type_kind(w)) {
	case BK_INT:
		return int_check(c, w);
	case BK_FLOAT:
		return w->size <= 16 ? 0 : bad(c, "invalid float size");
	case BK_ARRAY:
		note_ref(c, type_array(w)->type);
		note_ref(c, type_array(w)->index_type);
		note_step(c, type_array(w)->type);
		return 0;
	case BK_STRUCT:
	case BK_UNION:
		return members_check(c, w);
	case BK_ENUM:
	case BK_ENUM64:
		return enums_check(c, w);
	case BK_FUNC_PROTO:
		note_ref(c, w->size);
		return params_check(c, w);
	case BK_DATASEC:
		for (uint32_t i = 0, n = type_vlen(w); i < n; i++)
			note_ref(c, type_secinfos(w)[i].type);
		return 0;
	case BK_FWD:
		return 0;
	case BK_VAR:
		note_ref(c, w->size);
		note_step(c, w->size);
		return 0;
	case BK_DECL_TAG:
		note_ref(c, w->size);
		c->steps[c->id - c->t->first_id] = STEPS_LATER;
		return 0;
	default:
		return 0;
	}
}

/* Number of data words after a record's first three. */
static int data_words(struct check *c, const struct wire_type *w, uint64_t *ret_words)
{
	unsigned int kind = type_kind(w);
	const struct wire_kind_facts *facts = wire_kind_facts(kind);
	uint64_t bytes;

	if (kind == BK_VOID)
		return bad(c, "kind 0 is not allowed");
	if (facts) {
		bytes = facts->fixed + (uint64_t)facts->elem * type_vlen(w);
	} else if (kind < c->t->layout_count) {
		bytes = c->t->layouts[kind].fixed + (uint64_t)c->t->layouts[kind].elem * type_vlen(w);
	} else {
		err_set(c->err, 0, "BTF type %u: kind %u is unknown, and the file does not contain its size",
			c->id, kind);
		return -1;
	}
	if (bytes % 4)
		return bad(c, "size is not a multiple of 4");
	*ret_words = bytes / 4;
	return 0;
}

/* Kinds that have only a name and a type referred to: most types of a kernel. */
static inline bool is_short_ref(unsigned int kind)
{
	const uint32_t kinds = 1u << BK_PTR | 1u << BK_TYPEDEF | 1u << BK_VOLATILE | 1u << BK_CONST |
			       1u << BK_RESTRICT | 1u << BK_FUNC | 1u << BK_TYPE_TAG;

	return kind < 32 && kinds >> kind & 1;
}

static int records_check(struct check *c, struct types *t)
{
	uint32_t len = t->word_count;

	for (uint32_t at = 0; at < len; c->id++) {
		const struct wire_type *w = (const struct wire_type *)(const void *)(t->words + at);
		uint64_t more = 0;

		if (len - at < RECORD_WORDS)
			return bad(c, "truncated by the end of the type section");
		if (c->id == UINT32_MAX)
			return bad(c, "too many types");
		if (name_check(c, w->name_off))
			return -1;
		if (is_short_ref(type_kind(w))) {
			note_ref(c, w->size);
			note_step(c, w->size);
		} else {
			if (data_words(c, w, &more))
				return -1;
			if (more > len - at - RECORD_WORDS)
				return bad(c, "truncated by the end of the type section");
			if (record_check(c, w))
				return -1;
		}
		t->offsets[c->id - t->first_id] = at;
		at += RECORD_WORDS + (uint32_t)more;
	}
	return 0;
}

/* The next type of a chain of declarator parts; false at the end of it. */
static bool chain_next(const struct wire_type *w, uint32_t *id)
{
	unsigned int kind = type_kind(w);

	if (kind == BK_ARRAY)
		*id = type_array(w)->type;
	else if (kind == BK_VAR || kind == BK_DECL_TAG || is_short_ref(kind))
		*id = w->size;
	else
		return false;
	return true;
}

static int tag_check(struct check *c, const struct wire_type *w)
{
	const struct wire_type *on = types_at(c->t, w->size);
	int32_t component = type_tag_component(w);

	if (type_kind(on) == BK_FUNC)
		on = types_at(c->t, on->size);
	if (component < -1)
		return bad(c, "tag without a target");
	if (component >= 0 && (uint32_t)component >= type_vlen(on))
		return bad(c, "tag on a member that does not exist");
	return 0;
}

static int chain_check(struct check *c, const struct wire_type *w)
{
	uint32_t next = c->id, first = c->t->first_id;
	unsigned int count = 0;

	while (count <= TYPES_DEPTH && chain_next(w, &next)) {
		count++;
		if (next >= first && c->steps[next - first] != STEPS_LATER) {
			count += c->steps[next - first];
			break;
		}
		w = types_at(c->t, next);
	}
	if (count > TYPES_DEPTH)
		return bad(c, "chain of references is too long or contains a cycle");
	c->steps[c->id - first] = (uint8_t)count;
	return 0;
}

/* Checks that need all records to be known. */
static int later_check(struct check *c)
{
	const uint8_t *end = c->steps + (c->t->count - c->t->first_id);

	for (const uint8_t *at = c->steps; (at = memchr(at, STEPS_LATER, (size_t)(end - at))); at++) {
		const struct wire_type *w;

		c->id = c->t->first_id + (uint32_t)(at - c->steps);
		w = types_at(c->t, c->id);
		if ((type_kind(w) == BK_DECL_TAG && tag_check(c, w)) || chain_check(c, w))
			return -1;
	}
	return 0;
}

int types_check(struct types *t, struct err *err)
{
	struct check c = {.t = t, .id = t->base ? t->base->count : 1, .err = err};
	size_t most = t->word_count / RECORD_WORDS + 1;
	int r;

	c.names_left = (uint64_t)t->raw_size * NAMES_TIMES;
	t->first_id = c.id;
	t->offsets = malloc(most * sizeof(*t->offsets));
	c.steps = calloc(most, sizeof(*c.steps));
	r = t->offsets && c.steps ? records_check(&c, t) : err_no_memory(err);
	if (!r) {
		t->count = c.id;
		t->ptr_size = t->base ? t->base->ptr_size : c.long_size ? c.long_size : 8;
		if (c.highest_ref >= t->count)
			r = err_set(err, 0, "BTF type %u: refers to type %u, but the last one is %u",
				    c.highest_ref_by, c.highest_ref, t->count - 1);
		else
			r = later_check(&c);
	}
	free(c.steps);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of enumerators by the bits that the data holds. Only names that the parser would read as this value
 * are used; writers before clang 15 do not record whether an enum is signed, so values are compared both
 * ways.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/plan.h"

enum {
	RECENT_TABLES = 16,
	MOST_NAMES = 1 << 22, /* in one plan: types may repeat a big enum in many widths */
};

static bool is_identifier(const char *s)
{
	for (const char *c = s; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '_' || *c == '$' ||
		      (c > s && *c >= '0' && *c <= '9')))
			return false;
	return *s;
}

/* False where an enum field of that width cannot hold the value. */
static bool name_fill(const struct wire_type *w, uint32_t i, unsigned int bits, struct value_name *n)
{
	uint64_t v = type_enum_value(w, i);
	int64_t extended = bits_extend(v, bits);
	bool may_be_negative = type_kind(w) == BK_ENUM && !type_has_flag(w) && (int32_t)v < 0;

	n->bits = v & bits_mask(bits);
	n->index = i;
	if (type_has_flag(w))
		return (int64_t)v == extended;
	n->is_second = v != n->bits;
	return !n->is_second || (may_be_negative && (int32_t)v == extended);
}

static int by_name(const void *a, const void *b)
{
	const struct value_name *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : (x->index > y->index) - (x->index < y->index);
}

static int by_bits(const void *a, const void *b)
{
	const struct value_name *x = a, *y = b;

	if (x->bits != y->bits)
		return x->bits < y->bits ? -1 : 1;
	if (x->is_second != y->is_second)
		return x->is_second ? 1 : -1;
	return (x->index > y->index) - (x->index < y->index);
}

/* A name with two values would be read as the first. */
static void names_unify(struct value_table *table)
{
	struct value_name *n = table->names;
	uint32_t kept = 0;

	qsort(n, table->count, sizeof(*n), by_name);
	for (uint32_t i = 0; i < table->count; i++)
		if (!i || strcmp(n[i].name, n[kept - 1].name) != 0)
			n[kept++] = n[i];
	table->count = kept;
	qsort(n, table->count, sizeof(*n), by_bits);
}

/*
 * Disjoint bits, at least two, and not the start of a count: 0, 1, 2. Those too wide for a bit-field count as
 * well: they show what the others are.
 */
static bool looks_like_flags(const struct wire_type *w)
{
	bool has_zero = false;
	uint64_t seen = 0;

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		uint64_t v = type_enum_value(w, i) & bits_mask(w->size * 8);

		if (v & (v - 1) || v & seen || (!v && has_zero))
			return false;
		has_zero |= !v;
		seen |= v;
	}
	return seen & (seen - 1) && !(has_zero && seen == 3);
}

static void table_fill(struct value_table *table, const struct types *t, const struct wire_type *w)
{
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		struct value_name *name = &table->names[table->count];

		name->name = types_string(t, type_enum_name(w, i));
		if (is_identifier(name->name) && name_fill(w, i, table->bits, name))
			table->count++;
	}
	names_unify(table);
	table->is_flags = looks_like_flags(w);
}

int value_table_make(struct value_plan *p, const struct types *t, uint32_t type_id, unsigned int bits,
		     uint32_t *ret_table, struct err *err)
{
	const struct wire_type *w = types_at(t, type_id);
	struct value_table table = {.type_id = type_id, .bits = (uint8_t)bits}, *grown;

	for (uint32_t i = p->table_count; i-- > 0 && i + RECENT_TABLES >= p->table_count;)
		if (p->tables[i].type_id == type_id && p->tables[i].bits == bits) {
			*ret_table = i;
			return 0;
		}
	p->name_count += type_vlen(w);
	if (p->name_count > MOST_NAMES)
		return err_set(err, 0, "type %u '%s': too many enumerators", type_id, types_name(t, type_id));
	grown = reallocarray(p->tables, p->table_count + 1, sizeof(*grown));
	if (!grown)
		return err_no_memory(err);
	p->tables = grown;
	table.names = calloc(type_vlen(w) + 1, sizeof(*table.names));
	if (!table.names)
		return err_no_memory(err);
	table_fill(&table, t, w);
	*ret_table = p->table_count;
	p->tables[p->table_count++] = table;
	return 0;
}

const char *value_table_name(const struct value_table *table, uint64_t bits)
{
	uint32_t low = 0, high = table->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (table->names[middle].bits < bits)
			low = middle + 1;
		else
			high = middle;
	}
	return low < table->count && table->names[low].bits == bits ? table->names[low].name : NULL;
}

bool value_table_flags(const struct value_table *table, uint64_t bits, char *ret_text, size_t size)
{
	size_t len = 0;

	if (!table->is_flags || !bits)
		return false;
	for (uint64_t rest = bits; rest; rest &= rest - 1) {
		const char *name = value_table_name(table, rest & -rest);
		size_t n;

		if (!name)
			return false;
		n = strlen(name);
		if (n + 2 > size - len)
			return false;
		if (len)
			ret_text[len++] = '|';
		memcpy(ret_text + len, name, n + 1);
		len += n;
	}
	return true;
}

bool value_table_find(const struct value_table *table, const char *name, size_t len, uint64_t *ret_bits)
{
	for (uint32_t i = 0; i < table->count; i++)
		if (!strncmp(table->names[i].name, name, len) && !table->names[i].name[len]) {
			*ret_bits = table->names[i].bits;
			return true;
		}
	return false;
}

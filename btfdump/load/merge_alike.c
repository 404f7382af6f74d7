/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types are alike if their own content is the same and they refer to types that are alike. Each gets a
 * colour, a hash of its content; then, repeatedly, a hash of that with the colours that it refers to. When a
 * round adds no new colours, types of one colour cannot be told apart by following references, however far.
 */
#include "btfdump/load/merge_alike.h"

#include <stdlib.h>
#include <string.h>

/*
 * Visits of types, about a second's worth. Rounds are as many as references in a row between types that
 * differ only at the end: a few dozen in what compilers produce.
 */
enum { LOOKS_MAX = 1 << 26 };

struct colours {
	uint64_t *now, *next;
	uint64_t *table; /* of colours met, 0: free */
	uint32_t *table_ids;
	size_t mask;
};

static uint64_t mix(uint64_t hash, uint64_t v)
{
	hash = (hash ^ v) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 29;
}

static uint64_t mix_name(uint64_t hash, const char *name)
{
	for (; *name; name++)
		hash = mix(hash, (unsigned char)*name);
	return mix(hash, 0x100);
}

/* Types of the base are fixed: their ids are their colours. */
static uint64_t colour_of_ref(const struct merge_part *p, const uint64_t *colours, uint32_t id)
{
	if (id < p->t->first_id)
		return id;
	return colours ? colours[p->first + (id - p->t->first_id)] : 1;
}

static uint64_t colour_of(const struct merge_part *p, const uint64_t *colours, uint32_t id)
{
	const struct wire_type *w = types_at(p->t, id);
	const struct type_words words = type_words(w);
	uint64_t hash = mix_name(mix(0, w->info), types_string(p->t, w->name_off));

	for (uint32_t i = 0; i < words.count; i++) {
		char class = type_word_class(&words, i);

		if (class == 'n')
			hash = mix_name(hash, types_string(p->t, words.at[i]));
		else
			hash = mix(hash, class == 'r' ? colour_of_ref(p, colours, words.at[i]) : words.at[i]);
	}
	return hash | 1; /* 0 is a free place in the table */
}

const struct merge_part *merge_part_of(const struct merge *m, uint32_t number, uint32_t *ret_id)
{
	const struct merge_part *p = m->parts;

	while (number - p->first >= p->t->count - p->t->first_id)
		p++;
	*ret_id = p->t->first_id + (number - p->first);
	return p;
}

uint64_t merge_content(const struct merge *m, uint32_t number)
{
	uint32_t id;
	const struct merge_part *p = merge_part_of(m, number, &id);

	return colour_of(p, NULL, id);
}

static uint64_t colour_of_forward(const struct merge *m, const uint64_t *colours, uint32_t known)
{
	uint32_t id;
	const struct merge_part *p;

	if (known & MERGE_IN_BASE)
		return known & ~MERGE_IN_BASE;
	p = merge_part_of(m, known, &id);
	return colour_of(p, colours, id);
}

static void colour_all(const struct merge *m, const uint64_t *from, uint64_t *to)
{
	const uint32_t *known = m->forwards;

	for (uint32_t i = 0; i < m->part_count; i++) {
		const struct merge_part *p = &m->parts[i];

		for (uint32_t id = p->t->first_id; id < p->t->count; id++, known++)
			*to++ = merge_is_known(*known) ? colour_of_forward(m, from, *known)
						       : colour_of(p, from, id);
	}
}

/* Numbers the colours in the order in which they come; returns how many there are. */
static uint32_t colours_number(const struct merge *m, struct colours *c)
{
	uint32_t count = 0;

	memset(c->table, 0, (c->mask + 1) * sizeof(*c->table));
	for (uint32_t i = 0; i < m->count; i++) {
		size_t at = c->now[i] >> 20 & c->mask;

		if (merge_is_known(m->forwards[i]) && m->forwards[i] & MERGE_IN_BASE) {
			m->ids[i] = m->forwards[i] & ~MERGE_IN_BASE;
			continue;
		}
		while (c->table[at] && c->table[at] != c->now[i])
			at = (at + 1) & c->mask;
		if (!c->table[at]) {
			c->table[at] = c->now[i];
			c->table_ids[at] = m->first_id + count++;
		}
		m->ids[i] = c->table_ids[at];
	}
	return count;
}

/* If it takes too long, nothing is alike. */
static void number_each(struct merge *m)
{
	for (uint32_t i = 0; i < m->count; i++) {
		m->ids[i] = m->first_id + i;
		m->forwards[i] = MERGE_UNKNOWN;
	}
	m->remaining = m->count;
}

static void refine(struct merge *m, struct colours *c)
{
	uint32_t before = 0;

	colour_all(m, NULL, c->now);
	m->remaining = colours_number(m, c);
	for (uint64_t looks = 0; m->remaining != before; looks += m->count) {
		uint64_t *colours = c->now;

		if (looks > LOOKS_MAX) {
			number_each(m);
			return;
		}
		before = m->remaining;
		colour_all(m, c->now, c->next);
		c->now = c->next;
		c->next = colours;
		m->remaining = colours_number(m, c);
	}
}

int merge_find_alike(struct merge *m, struct err *err)
{
	struct colours c = {.mask = 1024};
	uint64_t *two;

	while (c.mask < (size_t)m->count * 2)
		c.mask *= 2;
	two = calloc((size_t)m->count + 1, 2 * sizeof(*two));
	c.table = calloc(c.mask, sizeof(*c.table));
	c.table_ids = calloc(c.mask, sizeof(*c.table_ids));
	c.mask--;
	m->ids = calloc((size_t)m->count + 1, sizeof(*m->ids));
	if (two && c.table && c.table_ids && m->ids) {
		c.now = two;
		c.next = two + m->count;
		refine(m, &c);
	}
	free(two);
	free(c.table);
	free(c.table_ids);
	return c.now ? 0 : err_no_memory(err);
}

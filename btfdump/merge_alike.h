/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which types of several BTFs are alike, and so what each is called when they are one. */
#ifndef BPFI_BTFDUMP_MERGE_ALIKE_H
#define BPFI_BTFDUMP_MERGE_ALIKE_H

#include "btfdump/types.h"

struct merge_part {
	struct types *t;
	uint32_t first;   /* number of its first type among those of all parts */
	uint64_t strings; /* where its strings begin behind those of the parts before */
};

struct merge {
	const struct types *base; /* NULL: none */
	struct merge_part *parts;
	uint32_t part_count;
	uint32_t count;    /* types of all parts */
	uint32_t first_id; /* of what they become */
	uint32_t *ids;     /* of each of the parts' types: its new id; alike ones have the same */
	uint32_t kept;     /* types that are left */
};

/* The words of a record behind its info word: a type id first or not, then classes that repeat. */
struct merge_words {
	const uint32_t *at;
	uint32_t count;
	const char *classes; /* for each word behind the first: n(ame), r(eference), p(lain) */
	bool has_ref;
};

struct merge_words merge_words_of(const struct wire_type *w);

static inline char merge_word_class(const struct merge_words *m, uint32_t i)
{
	if (!i)
		return m->has_ref ? 'r' : 'p';
	return m->classes[(i - 1) % (uint32_t)__builtin_strlen(m->classes)];
}

static inline uint32_t merge_id(const struct merge *m, const struct merge_part *p, uint32_t id)
{
	return id < p->t->first_id ? id : m->ids[p->first + (id - p->t->first_id)];
}

/* Fills ids and kept. */
int merge_find_alike(struct merge *m, struct err *err);

#endif

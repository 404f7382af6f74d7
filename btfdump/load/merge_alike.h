/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which types of several BTFs are alike, and the id of each after merging. */
#ifndef BPFI_BTFDUMP_LOAD_MERGE_ALIKE_H
#define BPFI_BTFDUMP_LOAD_MERGE_ALIKE_H

#include "wire/types.h"

struct merge_part {
	struct types *t;
	uint32_t first;   /* number of its first type among those of all parts */
	uint64_t strings; /* where its strings begin after those of earlier parts */
};

struct merge {
	const struct types *base; /* NULL: none */
	struct merge_part *parts;
	uint32_t part_count;
	uint32_t count;     /* types of all parts */
	uint32_t first_id;  /* of what they become */
	uint32_t *forwards; /* of each of the parts' types: what the forward declaration refers to */
	uint32_t *ids;      /* of each of the parts' types: its new id; alike ones have the same */
	uint32_t remaining; /* types that are left */
};

/* What a forward declaration refers to: the number of a type, an id of the base with a bit, or nothing. */
#define MERGE_IN_BASE (1u << 31)
enum { MERGE_UNKNOWN = 0x7fffffff, MERGE_AMBIGUOUS = 0x7ffffffe };

static inline bool merge_is_known(uint32_t forward)
{
	return forward != MERGE_UNKNOWN && forward != MERGE_AMBIGUOUS;
}

static inline uint32_t merge_id(const struct merge *m, const struct merge_part *p, uint32_t id)
{
	return id < p->t->first_id ? id : m->ids[p->first + (id - p->t->first_id)];
}

/* Where the type of that number is. */
const struct merge_part *merge_part_of(const struct merge *m, uint32_t number, uint32_t *ret_id);
/* Hash of a type's own content, without what it refers to. */
uint64_t merge_content(const struct merge *m, uint32_t number);

/* Fills forwards; then ids and remaining. */
int merge_find_forwards(struct merge *m, struct err *err);
int merge_find_alike(struct merge *m, struct err *err);

#endif

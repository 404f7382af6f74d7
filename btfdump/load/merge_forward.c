/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A forward declaration in one part refers to what another part or the base defines under that name, where
 * all definitions agree. Without this every struct with a pointer to it would appear twice, once for each
 * part that knows more or less about it.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/load/merge_alike.h"

/* Of one name: definitions and declarations. */
struct named {
	const char *name;
	uint32_t at; /* number among the types of all parts, or an id of the base */
	uint8_t kind;
	bool is_forward;
};

struct names {
	struct named *list;
	uint32_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : x->kind - y->kind;
}

static int by_name_and_place(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int diff = by_name(a, b);

	return diff ? diff : (x->at > y->at) - (x->at < y->at);
}

static bool named_read(const struct types *t, uint32_t id, uint32_t at, struct named *ret_named)
{
	const struct wire_type *w = types_at(t, id);
	unsigned int kind = type_kind(w);
	bool is_forward = kind == BK_FWD;

	if (!w->name_off || (!is_forward && !kind_is_composite(kind)))
		return false;
	if (is_forward)
		kind = type_has_flag(w) ? BK_UNION : BK_STRUCT;
	*ret_named = (struct named){types_string(t, w->name_off), at, (uint8_t)kind, is_forward};
	return true;
}

static void names_collect(const struct merge *m, struct names *n)
{
	for (uint32_t i = 0; i < m->part_count; i++) {
		const struct merge_part *p = &m->parts[i];

		for (uint32_t id = p->t->first_id; id < p->t->count; id++)
			if (named_read(p->t, id, p->first + (id - p->t->first_id), &n->list[n->count]))
				n->count++;
	}
	qsort(n->list, n->count, sizeof(*n->list), by_name_and_place);
}

static uint32_t definition_find(const struct merge *m, const struct named *first, const struct named *end)
{
	uint32_t known = MERGE_UNKNOWN;

	for (const struct named *n = first; n < end; n++) {
		if (n->is_forward)
			continue;
		if (known == MERGE_UNKNOWN)
			known = n->at;
		else if (merge_content(m, n->at) != merge_content(m, known))
			return MERGE_AMBIGUOUS;
	}
	return known;
}

static void names_pair(struct merge *m, const struct names *n)
{
	uint32_t end;

	for (uint32_t i = 0; i < n->count; i = end) {
		uint32_t known;

		for (end = i + 1; end < n->count && !by_name(&n->list[i], &n->list[end]);)
			end++;
		known = definition_find(m, n->list + i, n->list + end);
		for (uint32_t j = i; j < end; j++)
			if (n->list[j].is_forward)
				m->forwards[n->list[j].at] = known;
	}
}

/* For names that are not defined in any part. */
static void names_pair_base(struct merge *m, const struct names *n)
{
	const struct named *end = n->list + n->count;

	for (uint32_t id = 1; id < m->base->count; id++) {
		const struct named *found;
		struct named key;

		if (!named_read(m->base, id, id, &key) || key.is_forward)
			continue;
		found = bsearch(&key, n->list, n->count, sizeof(key), by_name);
		while (found && found > n->list && !by_name(&found[-1], &key))
			found--;
		for (; found && found < end && !by_name(found, &key); found++) {
			uint32_t *known = &m->forwards[found->at];

			if (!found->is_forward)
				continue;
			if (*known == MERGE_UNKNOWN)
				*known = MERGE_IN_BASE | id;
			else if (*known & MERGE_IN_BASE)
				*known = MERGE_AMBIGUOUS;
		}
	}
}

int merge_find_forwards(struct merge *m, struct err *err)
{
	struct names n = {0};

	n.list = calloc((size_t)m->count + 1, sizeof(*n.list));
	m->forwards = malloc(((size_t)m->count + 1) * sizeof(*m->forwards));
	if (!m->forwards || !n.list) {
		free(n.list);
		return err_no_memory(err);
	}
	for (uint32_t i = 0; i < m->count; i++)
		m->forwards[i] = MERGE_UNKNOWN;
	names_collect(m, &n);
	names_pair(m, &n);
	if (m->base)
		names_pair_base(m, &n);
	free(n.list);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What all phases work on: its beginning and end, its lists, how it fails, the limit for hostile input. */
#include "btfdump/cgen/state.h"

#include <stdlib.h>

#include "lib/hugepage.h"

enum {
	/* Output per byte of BTF: names repeat, in assertions even more; shared anonymous types are unfolded.
	 */
	LIMIT_TIMES = 4,
	LIMIT_TIMES_ASSERTS = 8,
	LIMIT_LEAST = 1 << 20,
};

void cgen_fail(struct cgen *g, const char *what, uint32_t id)
{
	if (g->is_failed)
		return;
	g->is_failed = true;
	err_set(g->err, 0, "BTF type %u '%.80s': %s", id, types_name(g->t, id), what);
}

void cgen_no_memory(struct cgen *g)
{
	if (g->is_failed)
		return;
	g->is_failed = true;
	err_no_memory(g->err);
}

void cgen_list_add(struct cgen *g, struct cgen_list *l, uint32_t value)
{
	if (l->count == l->cap) {
		uint32_t cap = l->cap ? l->cap * 2 : 1024;
		uint32_t *at = realloc(l->at, (size_t)cap * sizeof(*at));

		if (!at) {
			cgen_no_memory(g);
			return;
		}
		l->at = at;
		l->cap = cap;
	}
	l->at[l->count++] = value;
}

void cgen_prepare(struct cgen *g)
{
	uint64_t raw = 0;

	for (const struct types *t = g->t; t; t = t->base)
		raw += t->raw_size;
	g->limit = raw * (g->opt->has_asserts ? LIMIT_TIMES_ASSERTS : LIMIT_TIMES) + LIMIT_LEAST;
	g->words = cgen_words();
	g->by_id = hugepage_alloc(g->t->count * sizeof(*g->by_id));
	if (!g->by_id)
		cgen_no_memory(g);
}

void cgen_free(struct cgen *g)
{
	hugepage_free(g->by_id, g->t->count * sizeof(*g->by_id));
	free(g->roots.at);
	free(g->kfuncs.at);
	free(g->order.at);
	free(g->places.at);
	free(g->tags);
	free(g->renames);
}

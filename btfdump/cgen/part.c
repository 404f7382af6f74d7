/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Declarations for callers that generate C themselves: the same phases, but names are left as they are. */
#include <stdlib.h>

#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"
#include "lib/hugepage.h"

enum { LIMIT_TIMES = 8, LIMIT_LEAST = 1 << 20 }; /* output per byte of BTF: see cgen.c */

struct cgen_part {
	struct cgen g;
	struct cgen_options opt;
	size_t limit;
};

int cgen_part_open(const struct types *t, const uint32_t *roots, uint32_t count, struct cgen_part **ret_part,
		   struct err *err)
{
	struct cgen_part *p = calloc(1, sizeof(*p));
	struct cgen *g;

	if (!p)
		return err_no_memory(err);
	p->opt = (struct cgen_options){.roots = roots, .root_count = count, .is_unsorted = true};
	g = &p->g;
	*g = (struct cgen){.t = t, .opt = &p->opt, .err = err, .is_part = true};
	for (const struct types *each = t; each; each = each->base)
		p->limit += each->raw_size * LIMIT_TIMES;
	p->limit += LIMIT_LEAST;
	g->words = cgen_words();
	g->by_id = hugepage_alloc(t->count * sizeof(*g->by_id));
	if (!g->by_id)
		cgen_no_memory(g);
	else
		cgen_survey(g);
	if (!g->is_failed)
		cgen_select(g);
	if (!g->is_failed)
		cgen_order(g);
	if (g->is_failed) {
		cgen_part_close(p);
		return -1;
	}
	*ret_part = p;
	return 0;
}

void cgen_part_close(struct cgen_part *part)
{
	if (!part)
		return;
	cgen_free(&part->g);
	free(part);
}

static int part_end(struct cgen_part *part)
{
	struct cgen *g = &part->g;

	if (g->to->failed)
		cgen_no_memory(g);
	if (!g->is_failed && g->to->len >= g->limit) {
		g->is_failed = true;
		err_set(g->err, 0, "the C code would be larger than %zu bytes", g->limit);
	}
	return g->is_failed ? -1 : 0;
}

static void part_begin(struct cgen_part *part, struct buf *to, struct err *err)
{
	part->g.to = to;
	part->g.err = err;
	part->g.limit = to->len + part->limit;
}

int cgen_part_forwards(struct cgen_part *part, struct buf *to, struct err *err)
{
	struct cgen *g = &part->g;

	part_begin(part, to, err);
	for (uint32_t i = 0; i < g->order.count && to->len < g->limit; i++)
		if (g->order.at[i] & CG_FORWARD)
			cgen_print_forward(g, g->order.at[i] & ~CG_FORWARD);
	return part_end(part);
}

int cgen_part_types(struct cgen_part *part, struct buf *to, struct err *err)
{
	struct cgen *g = &part->g;

	part_begin(part, to, err);
	g->has_quals = true;
	g->has_pointers = false;
	for (uint32_t i = 0; i < g->order.count && to->len < g->limit; i++) {
		uint32_t id = g->order.at[i];

		/* The roots have no names. */
		if (id & CG_FORWARD || (kind_is_composite(types_kind(g->t, id)) && !*types_name(g->t, id)))
			continue;
		g->part_id = id;
		cgen_print_shared(g, id);
	}
	return part_end(part);
}

int cgen_part_body(struct cgen_part *part, uint32_t id, unsigned int indent, unsigned int flags,
		   struct buf *to, struct err *err)
{
	struct cgen *g = &part->g;

	part_begin(part, to, err);
	g->has_quals = flags & CGEN_PART_QUALS;
	g->has_pointers = flags & CGEN_PART_POINTERS;
	g->part_id = id;
	g->pads = 0;
	cgen_print_body(g, id, indent);
	return part_end(part);
}

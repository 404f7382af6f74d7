/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The state of each object: its own, or that of the strongest of those that use it. */
#include <stdlib.h>
#include <string.h>

#include "hostshow/orphans.h"

static uint64_t above(uint64_t count, uint64_t found)
{
	return count > found ? count - found : 0;
}

uint64_t uses_unexplained(const struct use_object *o)
{
	const struct kern_count *c = &o->count;

	if (!o->has_count)
		return 0;
	if (o->kind != KIND_MAP)
		return above(c->refs, o->by_kernel + o->by_users);
	return above(c->user_refs, o->by_users) + above(above(c->refs, c->user_refs), o->by_kernel);
}

/* What is found of an object that is not attached. */
static enum use_state own_state(const struct uses *u, const struct use_object *o)
{
	if (o->own == USE_KNOWN || o->kind == KIND_LINK)
		return o->own;
	if (o->has_count)
		return uses_unexplained(o) ? USE_HIDDEN : o->own;
	/* Without any holder it would not be there. */
	if (!o->by_kernel && !o->by_users)
		return USE_HIDDEN;
	return o->may_hide || !u->is_complete ? USE_UNKNOWN : o->own;
}

struct passing {
	struct uses *u;
	struct use_edge *edges; /* by @from */
	size_t *waiting;        /* objects whose state is still to be passed on */
	size_t depth;
};

static int compare_sources(const void *a, const void *b)
{
	const struct use_edge *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static size_t first_edge(const struct passing *p, size_t from)
{
	size_t low = 0, high = p->u->edge_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->edges[mid].from < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* What is used by something in use is in use, also where that one's place is not known. */
static void pass_on(struct passing *p, size_t from, uint8_t state)
{
	p->waiting[p->depth++] = from;
	while (p->depth) {
		const size_t at = p->waiting[--p->depth];

		for (size_t i = first_edge(p, at); i < p->u->edge_count && p->edges[i].from == at; i++) {
			struct use_object *to = &p->u->list[p->edges[i].to];

			if (p->edges[i].is_weak || to->state >= state)
				continue;
			to->state = state;
			p->waiting[p->depth++] = p->edges[i].to;
		}
	}
}

/* The strongest first: then no object is changed twice. */
static void pass_all(struct passing *p)
{
	for (uint8_t state = USE_KNOWN; state > USE_ORPHAN; state--)
		for (size_t i = 0; i < p->u->count; i++)
			if (p->u->list[i].own == state)
				pass_on(p, i, state == USE_HIDDEN ? USE_KNOWN : state);
}

int uses_judge(struct uses *u, struct err *err)
{
	struct passing p = {.u = u,
			    .edges = calloc(u->edge_count + 1, sizeof(*p.edges)),
			    .waiting = calloc(u->count + 1, sizeof(*p.waiting))};
	bool has_memory = p.edges && p.waiting;

	if (has_memory) {
		if (u->edge_count)
			memcpy(p.edges, u->edges, u->edge_count * sizeof(*p.edges));
		qsort(p.edges, u->edge_count, sizeof(*p.edges), compare_sources);
		for (size_t i = 0; i < u->count; i++) {
			u->list[i].own = (uint8_t)own_state(u, &u->list[i]);
			u->list[i].state = u->list[i].own;
		}
		pass_all(&p);
	}
	free(p.edges);
	free(p.waiting);
	return has_memory ? 0 : err_no_memory(err);
}

size_t uses_edge_of(const struct uses *u, size_t object)
{
	size_t low = 0, high = u->edge_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (u->edges[mid].to < object)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Listing frame. */
#include "loaded/listing.h"

static int show_walk(struct show *s, const struct id_list *ids, show_fn fn, void *arg, struct err *err)
{
	bool is_list = !ids || ids->count != 1;
	struct err ended = {0};
	int r;

	walk_start(&s->walk, s->k, s->kind, ids);
	r = walk_next(&s->walk, err);
	/* A failure before the first answer leaves no list, only the error. */
	if (r >= 0 && is_list)
		out_list(s->out, NULL);
	for (; !r && !out_is_dead(s->out); r = walk_next(&s->walk, err)) {
		s->head = (struct object_rec){s->walk.info.len, s->walk.id, s->k, &s->holders};
		out_hold(s->out);
		fn(s, arg);
		out_keep(s->out);
	}
	if (walk_end(&s->walk, &ended) && r >= 0) {
		*err = ended;
		r = -1;
	}
	if (r >= 0 && is_list)
		out_end(s->out);
	return r < 0 ? -1 : 0;
}

int show_each(struct show *s, show_fn fn, void *arg, struct err *err)
{
	auto_ids ids = {0};
	int r;

	if (ref_find(s->k, s->kind, s->ref, &ids, err))
		return -1;
	r = holders_load(&s->holders, s->k, s->kind, s->with_pins, err);
	if (!r)
		r = show_walk(s, s->ref->by == REF_ALL ? NULL : &ids, fn, arg, err);
	holders_free(&s->holders);
	return r;
}

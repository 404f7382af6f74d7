/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Walks over objects, and the listings that are made of them. */
#include "loaded/walk.h"

#include <errno.h>
#include <string.h>

void walk_start(struct walk *w, struct kern *k, enum kern_kind kind, const struct id_list *ids)
{
	memset(w, 0, sizeof(*w));
	w->k = k;
	w->kind = kind;
	w->ids = ids;
}

static void walk_close(struct walk *w)
{
	if (w->has_handle)
		kern_close(w->k, w->handle);
	w->has_handle = false;
}

static int walk_next_id(struct walk *w, struct err *err)
{
	if (!w->ids)
		return kern_next_id(w->k, w->kind, w->id, &w->id, err);
	if (w->at == w->ids->count)
		return KERN_NONE;
	w->id = w->ids->ids[w->at++];
	return 0;
}

void walk_skip(struct walk *w, const struct err *why)
{
	if (!w->unreadable++)
		w->first_failure = *why;
	w->shown--;
}

int walk_next(struct walk *w, struct err *err)
{
	struct err one = {0};
	int r;

	for (;;) {
		walk_close(w);
		r = walk_next_id(w, err);
		if (r)
			return r;
		w->shown++;
		r = kern_open(w->k, w->kind, w->id, &w->handle, &one);
		w->has_handle = r == 0;
		if (!r)
			r = info_full_read(w->k, w->kind, w->handle, &w->info, &one);
		/* The kernel reports nothing else of a program whose device is gone. */
		w->is_orphaned = r < 0 && one.no == ENODEV;
		if (!r || w->is_orphaned)
			return 0;
		if (r < 0)
			walk_skip(w, &one);
		else
			w->shown--;
	}
}

int walk_end(struct walk *w, struct err *err)
{
	unsigned int shown = w->shown, unreadable = w->unreadable;

	walk_close(w);
	info_full_free(&w->info);
	if (!unreadable) {
		if (!shown && w->ids && w->ids->count)
			return ref_not_there(w->kind, w->ids->ids[0], err);
		return 0;
	}
	if (!shown) {
		*err = w->first_failure;
		return -1;
	}
	return err_partial(err, &w->first_failure, "%u of %u %s could not be read", unreadable,
			   unreadable + shown, kern_kind_plurals[w->kind]);
}

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
	r = holders_load(&s->holders, s->k, s->kind, ids.count == 1 ? ids.ids[0] : 0, s->with_pins, err);
	if (!r)
		r = show_walk(s, s->ref->by == REF_ALL ? NULL : &ids, fn, arg, err);
	holders_free(&s->holders);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Key after key, for types that have no batches.
 *
 * Asked for the key after one that was deleted meanwhile, most types answer with the first key. So a key is
 * only followed while it is there, and a deleted one is replaced by the latest of its predecessors that
 * is still there; what was shown is skipped.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kern/live/elements.h"
#include "kern/rights.h"

enum {
	TRAIL = 64,
	ROUNDS = 16,     /* as many elements as fit, that often: more is an endless loop */
	SPARE = 1 << 16, /* maps without a limit, elements that wait to be freed */
};

/* The latest keys, some of which may be deleted. */
struct trail {
	unsigned char *keys;
	size_t key_size;
	unsigned int count, next;
};

static void trail_free(struct trail *t)
{
	free(t->keys);
}

static void trail_add(struct trail *t, const unsigned char *key)
{
	memcpy(t->keys + t->next * t->key_size, key, t->key_size);
	t->next = (t->next + 1) % TRAIL;
	if (t->count < TRAIL)
		t->count++;
}

/* The @back-th latest, from 0. */
static const unsigned char *trail_key(const struct trail *t, unsigned int back)
{
	return t->keys + (t->next + TRAIL - 1 - back) % TRAIL * t->key_size;
}

static bool trail_has(const struct trail *t, const unsigned char *key)
{
	for (unsigned int i = 0; i < t->count; i++)
		if (!memcmp(t->keys + i * t->key_size, key, t->key_size))
			return true;
	return false;
}

bool live_walk_is_new(struct live_walk *w, const unsigned char *key)
{
	if (w->has_last && w->row->compare(w->last, key, w->key_size) >= 0)
		return false;
	memcpy(w->last, key, w->key_size);
	w->has_last = true;
	return true;
}

static bool is_there(struct live_walk *w, const unsigned char *key)
{
	return !bpf_map_lookup_elem(w->fd, key, w->to.values) || errno != ENOENT;
}

/*
 * The answer that skips least of two. Tries are not locked: a node that is put above the one which is
 * followed, or taken from there, makes the kernel skip the branch beside it, or end.
 */
static int next_of_sorted(struct live_walk *w, const unsigned char *key, unsigned char *ret_next)
{
	int no = bpf_map_get_next_key(w->fd, key, ret_next) ? errno : 0;
	int again_no = bpf_map_get_next_key(w->fd, key, w->again) ? errno : 0;

	if (!again_no && (no == ENOENT || (!no && w->row->compare(w->again, ret_next, w->key_size) < 0))) {
		memcpy(ret_next, w->again, w->key_size);
		no = 0;
	}
	return no;
}

/* The key after @key, if it is certain that @key was there all the time. KERN_NONE: the end; -1: errno. */
static int follow(struct live_walk *w, const unsigned char *key, unsigned char *ret_next, bool *ret_is_sure)
{
	int no = w->row->order == ORDER_SORTED                ? next_of_sorted(w, key, ret_next)
		 : bpf_map_get_next_key(w->fd, key, ret_next) ? errno
							      : 0;

	*ret_is_sure = !key || w->row->order != ORDER_LOOSE || is_there(w, key);
	errno = no;
	return !no ? 0 : no == ENOENT ? KERN_NONE : -1;
}

/*
 * KERN_NONE at the end; -1 with errno 0 when none of the trail is left. As long as the trail has all that was
 * shown the walk can begin again.
 */
static int follow_trail(struct live_walk *w, const struct trail *t, unsigned char *ret_next)
{
	bool is_sure;

	for (unsigned int i = 0; i < t->count; i++) {
		int r = follow(w, trail_key(t, i), ret_next, &is_sure);

		if (r < 0 || is_sure)
			return r;
	}
	if (t->count < TRAIL)
		return follow(w, NULL, ret_next, &is_sure);
	errno = 0;
	return -1;
}

static int give_one(struct live_walk *w, const unsigned char *key, struct err *err)
{
	struct elements one = {
		.keys = key,
		.values = w->to.values,
		.key_size = w->key_size,
		.value_size = w->value_size,
		.count = 1,
	};

	memset(w->to.values, 0, w->value_size);
	if (bpf_map_lookup_elem(w->fd, key, w->to.values)) {
		one.values = NULL;
		one.no = errno;
	}
	/* Deleted between the two calls, or an empty slot that is not shown. */
	if (one.no == ENOENT && (w->row->order != ORDER_FIXED || w->row->has_holes))
		return 0;
	return w->fn(w->arg, &one, err);
}

static int failed(struct err *err)
{
	if (!errno)
		return live_walk_changed(err);
	err_set(err, errno, "reading the keys");
	return rights_explain(err, RIGHTS_LOAD);
}

static int walk_trail(struct live_walk *w, struct trail *t, const unsigned char *start, struct err *err)
{
	const uint64_t most = ((uint64_t)w->info->max_entries + SPARE) * ROUNDS;
	unsigned char *next = t->keys + TRAIL * t->key_size;
	const unsigned char *key = start;

	for (uint64_t i = 0; i < most; i++) {
		bool is_sure, is_new;
		int r = follow(w, key, next, &is_sure);

		if (!is_sure)
			r = follow_trail(w, t, next);
		if (r)
			return r < 0 ? failed(err) : 0;
		is_new = w->row->order == ORDER_SORTED ? live_walk_is_new(w, next)
						       : w->row->order == ORDER_FIXED || !trail_has(t, next);
		r = is_new ? give_one(w, next, err) : 0;
		if (r)
			return r;
		trail_add(t, next);
		key = trail_key(t, 0);
	}
	return live_walk_changed(err);
}

int live_walk_keys(struct live_walk *w, const unsigned char *start, struct err *err)
{
	__attribute__((cleanup(trail_free))) struct trail t = {.key_size = w->key_size};

	t.keys = calloc(TRAIL + 1, w->key_size + 1);
	if (!t.keys)
		return err_no_memory(err);
	return walk_trail(w, &t, start, err);
}

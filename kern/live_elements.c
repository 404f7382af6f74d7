/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Elements on this machine: batches, single look-ups, arrays that can be mapped.
 *
 * Hashes are read bucket by bucket, each under its lock: an element that is there all the time comes once.
 */
#include "kern/live_elements.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/rights.h"

enum {
	BATCH_BYTES = 1 << 20,
	BATCH_MOST = 16384,
	BATCH_MOST_BYTES = 1 << 30, /* for a bucket that does not fit: more is no bucket */
	KERNEL_ENOTSUPP = 524,
	IN_BATCH_LEAST = sizeof(uint64_t),
	ROUNDS = 1024, /* how often a trie may begin again */
};

static int walk_error(int no, const char *what, struct err *err)
{
	err_set(err, no, "%s", what);
	return rights_explain(err, RIGHTS_LOAD);
}

int live_walk_changed(struct err *err)
{
	struct err why = {0};

	err_set(&why, 0, "keys are deleted faster than they can be read");
	return err_partial(err, &why, "the map changed while it was read, elements may be missing");
}

/* With those of all CPUs; 0 if nobody knows how many there are. */
static size_t value_size_of(const struct uapi_map_info *info, const struct elements_row *row)
{
	int cpus;

	if (!row->is_percpu)
		return info->value_size;
	cpus = libbpf_num_possible_cpus();
	return cpus > 0 ? elements_stride(info->value_size) * (size_t)cpus : 0;
}

static int walk_room(struct live_walk *w, uint32_t room, struct err *err)
{
	unsigned char *keys, *values;

	if ((uint64_t)room * (w->key_size + w->value_size) > BATCH_MOST_BYTES)
		return err_set(err, E2BIG, "reading a batch of elements");
	keys = realloc(w->keys, room * w->key_size + 1);
	if (keys)
		w->keys = keys;
	values = realloc(w->values, room * w->value_size + 1);
	if (values)
		w->values = values;
	if (!keys || !values)
		return err_no_memory(err);
	w->room = room;
	return 0;
}

static int walk_open(struct live_walk *w, struct err *err)
{
	size_t each = w->key_size + w->value_size, room = BATCH_BYTES / (each ? each : 1);

	w->last = malloc(w->key_size + 1);
	if (!w->last)
		return err_no_memory(err);
	return walk_room(w, (uint32_t)(room < 1 ? 1 : room > BATCH_MOST ? BATCH_MOST : room), err);
}

static void walk_close(struct live_walk *w)
{
	free(w->keys);
	free(w->values);
	free(w->last);
}

/* Takes out what was shown already; what is left moves together. */
static uint32_t keep_new(struct live_walk *w, uint32_t count)
{
	uint32_t kept = 0;

	if (w->row->order != ORDER_SORTED)
		return count;
	for (uint32_t i = 0; i < count; i++) {
		if (!live_walk_is_new(w, w->keys + i * w->key_size))
			continue;
		memmove(w->keys + kept * w->key_size, w->keys + i * w->key_size, w->key_size);
		memmove(w->values + kept * w->value_size, w->values + i * w->value_size, w->value_size);
		kept++;
	}
	return kept;
}

static int walk_give(struct live_walk *w, uint32_t count, struct err *err)
{
	const struct elements batch = {
		.keys = w->keys,
		.values = w->values,
		.key_size = w->key_size,
		.value_size = w->value_size,
		.count = keep_new(w, count),
	};

	return batch.count ? w->fn(w->arg, &batch, err) : 0;
}

/* How one batch ended. */
enum step { STEP_MORE, STEP_END, STEP_KEYS, STEP_FAILED };

static enum step batch_step(struct live_walk *w, int no, uint32_t count, bool is_first, struct err *err)
{
	switch (no) {
	case 0:
		return STEP_MORE;
	case ENOENT:
		return STEP_END;
	case ENOSPC:
	case EFAULT:
		/* A bucket larger than the buffer, or memory that the kernel wants in one piece. */
		return walk_room(w, w->room * 2, err) ? STEP_FAILED : STEP_MORE;
	case EINTR:
		/* Before 6.14 a hole in an array of maps stops every batch at the same place. */
		return count ? STEP_MORE : STEP_KEYS;
	case EINVAL:
	case EOPNOTSUPP:
	case KERNEL_ENOTSUPP:
		if (is_first)
			return STEP_KEYS;
		break;
	}
	walk_error(no, "reading elements", err);
	return STEP_FAILED;
}

/* The kernel's place in the map: a bucket's number or a key. */
struct places {
	unsigned char *bytes; /* two of them */
	size_t size;
	unsigned int at;
};

static void places_free(struct places *p)
{
	free(p->bytes);
}

static int walk_batches(struct live_walk *w, struct err *err)
{
	__attribute__((cleanup(places_free))) struct places p = {
		.size = w->key_size > IN_BATCH_LEAST ? w->key_size : IN_BATCH_LEAST};
	const uint64_t most = ((uint64_t)w->info->max_entries + BATCH_MOST) * ROUNDS;
	unsigned char *in = NULL;
	enum step step = STEP_MORE;
	int r = 0;

	p.bytes = calloc(2, p.size);
	if (!p.bytes)
		return err_no_memory(err);
	for (uint64_t seen = 0; step == STEP_MORE;) {
		unsigned char *out = p.bytes + p.at * p.size;
		uint32_t count = w->room;
		int no = bpf_map_lookup_batch(w->fd, in, out, w->keys, w->values, &count, NULL) ? errno : 0;

		if (no && no != ENOENT && no != EINTR)
			count = 0;
		r = count ? walk_give(w, count, err) : 0;
		if (r)
			return r;
		seen += count;
		if (w->row->order != ORDER_FIXED && seen > most)
			return live_walk_changed(err);
		step = batch_step(w, no, count, !in, err);
		if (!count)
			continue;
		in = out;
		p.at ^= 1;
	}
	if (step == STEP_KEYS)
		return live_walk_keys(w, in, err);
	return step == STEP_FAILED ? -1 : 0;
}

static int walk_peek(struct live_walk *w, struct err *err)
{
	if (!bpf_map_lookup_elem(w->fd, NULL, w->values))
		return walk_give(w, 1, err);
	return errno == ENOENT ? 0 : walk_error(errno, "reading the next element", err);
}

/* A piece of the array in memory of our own: what is mapped may change while it is printed. */
static int walk_window(struct live_walk *w, uint32_t first, uint32_t count, struct err *err)
{
	const size_t stride = elements_stride(w->info->value_size), page = (size_t)sysconf(_SC_PAGESIZE);
	const size_t start = first * stride, offset = start & ~(page - 1);
	const size_t size = start - offset + count * stride;
	char *at = mmap(NULL, size, PROT_READ, MAP_SHARED, w->fd, (off_t)offset);

	if (at == MAP_FAILED)
		return walk_error(errno, "mapping the array", err);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t key = first + i;

		memcpy(w->keys + i * sizeof(key), &key, sizeof(key));
		memcpy(w->values + i * w->value_size, at + (start - offset) + i * stride, w->value_size);
	}
	munmap(at, size);
	return walk_give(w, count, err);
}

static int walk_mapped(struct live_walk *w, struct err *err)
{
	const uint32_t all = w->info->max_entries;
	int r = 0;

	for (uint32_t i = 0, n; i < all && !r; i += n) {
		n = all - i < w->room ? all - i : w->room;
		r = walk_window(w, i, n, err);
	}
	return r;
}

/* Values with locks and timers in them may not be mapped, whatever the flag says. */
static bool can_map(const struct live_walk *w)
{
	void *at;

	if (!w->row->is_array || !(w->info->map_flags & BPF_F_MMAPABLE) || w->key_size != sizeof(uint32_t))
		return false;
	at = mmap(NULL, 1, PROT_READ, MAP_SHARED, w->fd, 0);
	if (at == MAP_FAILED)
		return false;
	munmap(at, 1);
	return true;
}

static int live_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		     struct err *err)
{
	const struct elements_row *row = elements_row(info->type);
	__attribute__((cleanup(walk_close))) struct live_walk w = {
		.fd = handle,
		.info = info,
		.row = row,
		.key_size = info->key_size,
		.value_size = value_size_of(info, row),
		.fn = fn,
		.arg = arg,
	};

	(void)k;
	if (walk_open(&w, err))
		return -1;
	if (row->way == ELEMENTS_PEEK)
		return walk_peek(&w, err);
	if (row->way == ELEMENTS_KEYS)
		return live_walk_keys(&w, NULL, err);
	return can_map(&w) ? walk_mapped(&w, err) : walk_batches(&w, err);
}

static int live_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
		       struct buf *ret_value, struct err *err)
{
	size_t size = value_size_of(info, elements_row(info->type));
	char *to;

	(void)k;
	buf_reset(ret_value);
	to = buf_room(ret_value, size);
	if (!to)
		return err_no_memory(err);
	memset(to, 0, size);
	if (bpf_map_lookup_elem(handle, key, to))
		return errno == ENOENT ? KERN_NONE : walk_error(errno, "reading the element", err);
	ret_value->len = size;
	return 0;
}

static int live_next_key(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
			 struct buf *ret_next, struct err *err)
{
	char *to;

	(void)k;
	buf_reset(ret_next);
	to = buf_room(ret_next, info->key_size);
	if (!to)
		return err_no_memory(err);
	if (bpf_map_get_next_key(handle, key, to))
		return errno == ENOENT ? KERN_NONE : walk_error(errno, "reading the next key", err);
	ret_next->len = info->key_size;
	return 0;
}

const struct elements_ops elements_live = {
	.walk = live_walk,
	.lookup = live_lookup,
	.next_key = live_next_key,
	.ring = live_ring,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Elements on this machine: batches, single look-ups, arrays that can be mapped.
 *
 * Hashes are read bucket by bucket, each under its lock: an element that is there all the time is shown once.
 */
#include "kern/live/elements.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	BATCH_BYTES = 1 << 20,
	BATCH_MOST_BYTES = 1 << 30, /* for a bucket that does not fit: buckets are not larger */
};

static int walk_error(int no, const char *what, struct err *err)
{
	err_set(err, no, "%s", what);
	return rights_explain(err, RIGHTS_LOAD);
}

int live_walk_changed(struct err *err)
{
	struct err why = {0};

	err_set(&why, 0, "keys are being deleted faster than they can be read");
	return err_partial(err, &why, "the map changed while it was read; elements may be missing");
}

/* With those of all CPUs; 0 if their number is unknown. */
static size_t value_size_of(const struct uapi_map_info *info, const struct map_type *row)
{
	int cpus;

	if (!row->is_percpu)
		return info->value_size;
	cpus = libbpf_num_possible_cpus();
	return cpus > 0 ? elements_stride(info->value_size) * (size_t)cpus : 0;
}

int live_buffers_grow(struct live_buffers *b, const struct live_walk *w, uint32_t room, struct err *err)
{
	unsigned char *keys, *values;

	if ((uint64_t)room * (w->key_size + w->value_size) > BATCH_MOST_BYTES)
		return err_set(err, E2BIG, "reading a batch of elements");
	keys = realloc(b->keys, room * w->key_size + 1);
	if (keys)
		b->keys = keys;
	values = realloc(b->values, room * w->value_size + 1);
	if (values)
		b->values = values;
	if (!keys || !values)
		return err_no_memory(err);
	b->room = room;
	return 0;
}

void live_buffers_free(struct live_buffers *b)
{
	free(b->keys);
	free(b->values);
}

static int walk_open(struct live_walk *w, struct err *err)
{
	size_t each = w->key_size + w->value_size, room = BATCH_BYTES / (each ? each : 1);

	w->last = malloc(2 * (w->key_size + 1));
	if (!w->last)
		return err_no_memory(err);
	w->again = w->last + w->key_size + 1;
	return live_buffers_grow(&w->to, w,
				 (uint32_t)(room < 1                 ? 1
					    : room > LIVE_BATCH_MOST ? LIVE_BATCH_MOST
								     : room),
				 err);
}

static void walk_close(struct live_walk *w)
{
	live_buffers_free(&w->to);
	free(w->last);
}

/* Removes what was shown already and closes the gaps. */
static uint32_t keep_new(struct live_walk *w, uint32_t count)
{
	uint32_t kept = 0;

	if (w->row->order != ORDER_SORTED)
		return count;
	for (uint32_t i = 0; i < count; i++) {
		if (!live_walk_is_new(w, w->to.keys + i * w->key_size))
			continue;
		memmove(w->to.keys + kept * w->key_size, w->to.keys + i * w->key_size, w->key_size);
		memmove(w->to.values + kept * w->value_size, w->to.values + i * w->value_size, w->value_size);
		kept++;
	}
	return kept;
}

int live_walk_give(struct live_walk *w, uint32_t count, struct err *err)
{
	const struct elements batch = {
		.keys = w->to.keys,
		.values = w->to.values,
		.key_size = w->key_size,
		.value_size = w->value_size,
		.count = keep_new(w, count),
	};

	return batch.count ? w->fn(w->arg, &batch, err) : 0;
}

static int walk_peek(struct live_walk *w, struct err *err)
{
	if (!bpf_map_lookup_elem(w->fd, NULL, w->to.values))
		return live_walk_give(w, 1, err);
	return errno == ENOENT ? 0 : walk_error(errno, "reading the next element", err);
}

int live_open_to_map(const struct uapi_map_info *info)
{
	return bpf_map_get_fd_by_id(info->id);
}

/* A piece of the array in memory of our own: what is mapped may change while it is printed. */
static int walk_window(struct live_walk *w, int fd, uint32_t first, uint32_t count, struct err *err)
{
	const size_t stride = elements_stride(w->info->value_size), page = (size_t)sysconf(_SC_PAGESIZE);
	const size_t start = first * stride, offset = start & ~(page - 1);
	const size_t size = start - offset + count * stride;
	char *at = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, (off_t)offset);

	if (at == MAP_FAILED)
		return walk_error(errno, "mapping the array", err);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t key = first + i;

		memcpy(w->to.keys + i * sizeof(key), &key, sizeof(key));
		memcpy(w->to.values + i * w->value_size, at + (start - offset) + i * stride, w->value_size);
	}
	munmap(at, size);
	return live_walk_give(w, count, err);
}

/* Values with locks and timers in them may not be mapped, even with the flag. */
static bool can_map(int fd)
{
	void *at = fd < 0 ? MAP_FAILED : mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);

	if (at == MAP_FAILED)
		return false;
	munmap(at, 1);
	return true;
}

static int walk_array(struct live_walk *w, struct err *err)
{
	auto_close fd = live_open_to_map(w->info);
	const uint32_t all = w->info->max_entries;
	int r = 0;

	if (!can_map(fd))
		return live_walk_batches(w, err);
	for (uint32_t i = 0, n; i < all && !r; i += n) {
		n = all - i < w->to.room ? all - i : w->to.room;
		r = walk_window(w, fd, i, n, err);
	}
	return r;
}

int live_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
	      struct err *err)
{
	const struct map_type *row = map_type(info->type);
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
	if (row->is_array && info->map_flags & BPF_F_MMAPABLE && info->key_size == sizeof(uint32_t))
		return walk_array(&w, err);
	return live_walk_batches(&w, err);
}

int live_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
		struct buf *ret_value, struct err *err)
{
	size_t size = value_size_of(info, map_type(info->type));
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

int live_next_key(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
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

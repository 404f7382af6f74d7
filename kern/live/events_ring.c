/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reader of ring buffers: what is read is consumed. Producers may be programs or, of a map that a process
 * has mapped for writing, anybody: every number is read once and bounded.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/events.h"
#include "kern/live/machine.h"
#include "kern/rights.h"

enum { RECORD_ALIGN = 8, RECORD_HEAD = 8 };

#define RECORD_BUSY    (UINT32_C(1) << 31)
#define RECORD_DISCARD (UINT32_C(1) << 30)

struct ring_events {
	struct events base;
	uint64_t *consumer;            /* a separate page */
	const unsigned char *producer; /* a page, then the data, twice */
	size_t page, size;
	struct buf copy;
};

static void ring_close(struct events *ev)
{
	struct ring_events *r = (struct ring_events *)(void *)ev;

	if (r->consumer)
		munmap(r->consumer, r->page);
	if (r->producer)
		munmap((void *)(uintptr_t)r->producer, r->page + 2 * r->size);
	buf_free(&r->copy);
	free(r);
}

static int give(struct ring_events *r, const unsigned char *at, uint32_t size, event_fn fn, void *arg,
		struct err *err)
{
	struct event e = {.type = EVENT_RECORD, .size = size};

	buf_reset(&r->copy);
	buf_add(&r->copy, at, size);
	if (r->copy.failed)
		return err_no_memory(err);
	e.data = r->copy.data;
	return fn(arg, &e, err);
}

static int ring_read(struct events *ev, event_fn fn, void *arg, struct err *err)
{
	struct ring_events *r = (struct ring_events *)(void *)ev;
	const unsigned char *data = r->producer + r->page;
	uint64_t pos = __atomic_load_n(r->consumer, __ATOMIC_ACQUIRE), end;
	int result = 0;

	end = __atomic_load_n((const uint64_t *)(const void *)r->producer, __ATOMIC_ACQUIRE);
	while (!result && end > pos && end - pos <= r->size) {
		const unsigned char *at = data + (pos & (r->size - 1));
		const uint32_t head = __atomic_load_n((const uint32_t *)(const void *)at, __ATOMIC_ACQUIRE);
		const uint32_t size = head & ~(RECORD_BUSY | RECORD_DISCARD);

		/* Those after it wait until it is written. */
		if (head & RECORD_BUSY)
			break;
		if (size > r->size - RECORD_HEAD)
			return err_set(err, 0, "record is longer than the ring buffer");
		if (!(head & RECORD_DISCARD))
			result = give(r, at + RECORD_HEAD, size, fn, arg, err);
		pos += ((uint64_t)size + RECORD_HEAD + RECORD_ALIGN - 1) / RECORD_ALIGN * RECORD_ALIGN;
		__atomic_store_n(r->consumer, pos, __ATOMIC_RELEASE);
	}
	return result;
}

static int map_both(struct ring_events *r, int fd, struct err *err)
{
	void *consumer = mmap(NULL, r->page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	void *producer;

	if (consumer != MAP_FAILED)
		r->consumer = consumer;
	producer = consumer == MAP_FAILED
			   ? MAP_FAILED
			   : mmap(NULL, r->page + 2 * r->size, PROT_READ, MAP_SHARED, fd, (off_t)r->page);
	if (producer == MAP_FAILED) {
		err_set(err, errno, "mapping the ring buffer");
		return rights_explain(err, RIGHTS_LOAD);
	}
	r->producer = producer;
	return 0;
}

int live_open_ring(int handle, const struct events_attrs *attrs, struct events **ret_events, struct err *err)
{
	static const struct events_ops ops = {.read = ring_read, .close = ring_close};
	struct ring_events *r = calloc(1, sizeof(*r));

	if (!r)
		return err_no_memory(err);
	r->base = (struct events){.ops = &ops, .fd = handle};
	r->page = (size_t)sysconf(_SC_PAGESIZE);
	r->size = attrs->info->max_entries;
	if (map_both(r, handle, err)) {
		ring_close(&r->base);
		return -1;
	}
	*ret_events = &r->base;
	return 0;
}

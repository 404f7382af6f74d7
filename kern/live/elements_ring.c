/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Ring buffers, viewed through a read-only mapping: page 0 has the position of the reader, page 1 that of the
 * writer, after them the data is mapped twice in a row.
 *
 * The other side continues meanwhile, and may be a process that writes anything: every number is read once
 * and bounded, records are copied, and one that was consumed while it was copied does not count.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/live/elements.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { RECORD_ALIGN = 8, RECORD_HEAD = 8 };

#define RECORD_BUSY    (UINT32_C(1) << 31)
#define RECORD_DISCARD (UINT32_C(1) << 30)

struct ring_map {
	const unsigned char *at;
	size_t page, size; /* of the data, once */
};

static size_t ring_bytes(const struct ring_map *m)
{
	return 2 * m->page + 2 * m->size;
}

static void ring_unmap(struct ring_map *m)
{
	if (m->at)
		munmap((void *)(uintptr_t)m->at, ring_bytes(m));
}

static int ring_map(struct ring_map *m, const struct uapi_map_info *info, struct err *err)
{
	auto_close fd = live_open_to_map(info);
	void *at;

	m->page = (size_t)sysconf(_SC_PAGESIZE);
	m->size = info->max_entries;
	if (!m->size || m->size & (m->size - 1))
		return err_set(err, 0, "unsupported ring size of %zu bytes", m->size);
	if (fd < 0) {
		err_set(err, errno, "opening the ring buffer for mapping");
		return rights_explain(err, RIGHTS_LOAD);
	}
	at = mmap(NULL, ring_bytes(m), PROT_READ, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED) {
		err_set(err, errno, "mapping the ring buffer");
		return rights_explain(err, RIGHTS_LOAD);
	}
	m->at = at;
	return 0;
}

static uint64_t consumer_of(const struct ring_map *m)
{
	return __atomic_load_n((const uint64_t *)(const void *)m->at, __ATOMIC_ACQUIRE);
}

static uint64_t producer_of(const struct ring_map *m)
{
	return __atomic_load_n((const uint64_t *)(const void *)(m->at + m->page), __ATOMIC_ACQUIRE);
}

/* False when the head cannot be that of a record between @pos and @end. */
static bool read_head(const struct ring_map *m, uint64_t pos, uint64_t end, struct ring_record *ret_record)
{
	const unsigned char *at = m->at + 2 * m->page + (pos & (m->size - 1));
	uint32_t head = __atomic_load_n((const uint32_t *)(const void *)at, __ATOMIC_ACQUIRE);

	*ret_record = (struct ring_record){
		.pos = pos,
		.size = head & ~(RECORD_BUSY | RECORD_DISCARD),
		.is_busy = head & RECORD_BUSY,
		.is_discarded = head & RECORD_DISCARD,
	};
	return end - pos >= RECORD_HEAD && ret_record->size <= end - pos - RECORD_HEAD;
}

static uint64_t record_end(const struct ring_record *record)
{
	return record->pos +
	       ((uint64_t)record->size + RECORD_HEAD + RECORD_ALIGN - 1) / RECORD_ALIGN * RECORD_ALIGN;
}

static int give_record(const struct ring_map *m, struct ring_record *record, struct buf *copy,
		       const struct ring_reader *reader, struct err *err)
{
	const unsigned char *from = m->at + 2 * m->page + (record->pos & (m->size - 1)) + RECORD_HEAD;

	if (!record->is_busy) {
		buf_reset(copy);
		buf_add(copy, from, record->size);
		if (copy->failed)
			return err_no_memory(err);
		record->data = copy->data;
	}
	if (consumer_of(m) > record->pos)
		return 0;
	return reader->record(reader->arg, record, err);
}

static int give_records(const struct ring_map *m, const struct ring *ring, const struct ring_reader *reader,
			struct err *err)
{
	auto_buf copy = {0};
	struct ring_record record;
	int r = 0;

	for (uint64_t pos = ring->consumer; pos < ring->producer && !r; pos = record_end(&record)) {
		uint64_t consumed = consumer_of(m);

		if (consumed > pos)
			pos = consumed;
		if (pos >= ring->producer)
			break;
		if (!read_head(m, pos, ring->producer, &record)) {
			if (consumer_of(m) > pos)
				return 0;
			return err_set(err, 0, "record at position %llu is longer than the data",
				       (unsigned long long)pos);
		}
		r = give_record(m, &record, &copy, reader, err);
	}
	return r;
}

int live_ring(struct kern *k, int handle, const struct uapi_map_info *info, const struct ring_reader *reader,
	      struct err *err)
{
	__attribute__((cleanup(ring_unmap))) struct ring_map m = {0};
	struct ring ring = {.size = info->max_entries};
	int r;

	(void)k;
	(void)handle;
	if (ring_map(&m, info, err))
		return -1;
	ring.consumer = consumer_of(&m);
	ring.producer = producer_of(&m);
	r = reader->start(reader->arg, &ring, err);
	if (!r && (ring.producer - ring.consumer > m.size || ring.consumer % RECORD_ALIGN))
		return err_set(err, 0, "ring positions do not match the ring size");
	if (!r)
		r = give_records(&m, &ring, reader, err);
	return r == KERN_NONE ? 0 : r;
}

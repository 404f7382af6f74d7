/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Perf events: one for each place, its records in a ring of mapped memory. The kernel moves the head, this
 * side the tail.
 */
#include <errno.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/events.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/map_types.h"
#include "kern/rights.h"
#include "lib/mem.h"

enum { RING_PAGES = 16 };

struct perf_ring {
	struct event_place at;
	int fd;
	bool is_placed;
	struct perf_event_mmap_page *head;
	size_t page;
};

struct perf_events {
	struct events base;
	int map;
	struct perf_ring *rings;
	size_t count;
	struct buf copy; /* of a record that begins at the end of the ring */
};

static size_t ring_size(const struct perf_ring *r)
{
	return r->page * RING_PAGES;
}

static void ring_close(struct perf_ring *r, int map)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)map;
	attr.key = (uintptr_t)&r->at.index;
	if (r->is_placed)
		sys_bpf(BPF_MAP_DELETE_ELEM, &attr, offsetof(union bpf_attr, key) + sizeof(attr.key));
	if (r->head)
		munmap(r->head, r->page + ring_size(r));
	file_close_fd(&r->fd);
}

static void perf_close(struct events *ev)
{
	struct perf_events *p = (struct perf_events *)(void *)ev;

	for (size_t i = 0; i < p->count; i++)
		ring_close(&p->rings[i], p->map);
	file_close_fd(&p->base.fd);
	buf_free(&p->copy);
	free(p->rings);
	free(p);
}

/* What follows the header of a record, as far as it is that long. */
static void decode(const unsigned char *at, size_t size, struct event *e)
{
	uint32_t raw;

	if (e->type == EVENT_LOST && size >= 2 * sizeof(uint64_t)) {
		e->lost_id = mem_u64(at);
		e->lost = mem_u64(at + sizeof(uint64_t));
	}
	if (e->type != EVENT_SAMPLE || size < sizeof(e->time) + sizeof(raw))
		return;
	e->time = mem_u64(at);
	memcpy(&raw, at + sizeof(e->time), sizeof(raw));
	e->data = at + sizeof(e->time) + sizeof(raw);
	e->size = raw <= size - sizeof(e->time) - sizeof(raw) ? raw : 0;
}

/* @size bytes from @pos on, in one piece. */
static const unsigned char *ring_at(const struct perf_ring *r, uint64_t pos, size_t size, struct buf *copy)
{
	const unsigned char *data = (const unsigned char *)r->head + r->page;
	const size_t at = pos & (ring_size(r) - 1), till_end = ring_size(r) - at;

	if (size <= till_end)
		return data + at;
	buf_reset(copy);
	buf_add(copy, data + at, till_end);
	buf_add(copy, data, size - till_end);
	return copy->failed ? NULL : (const unsigned char *)copy->data;
}

static int ring_read(struct perf_ring *r, struct buf *copy, event_fn fn, void *arg, struct err *err)
{
	const uint64_t head = __atomic_load_n(&r->head->data_head, __ATOMIC_ACQUIRE);
	uint64_t tail = r->head->data_tail;
	int result = 0;

	while (!result && head - tail >= sizeof(struct perf_event_header)) {
		struct perf_event_header h;
		struct event e = {.cpu = r->at.cpu, .index = r->at.index};
		const unsigned char *at;

		/* Records lie at multiples of 8: a head is never cut. */
		memcpy(&h, ring_at(r, tail, sizeof(h), copy), sizeof(h));
		if (h.size < sizeof(h) || h.size > head - tail)
			return err_set(err, 0, "ring of CPU %u contains invalid records", r->at.cpu);
		at = ring_at(r, tail, h.size, copy);
		if (!at)
			return err_no_memory(err);
		e.type = h.type;
		e.size = h.size;
		decode(at + sizeof(h), h.size - sizeof(h), &e);
		result = fn(arg, &e, err);
		tail += h.size;
		__atomic_store_n(&r->head->data_tail, tail, __ATOMIC_RELEASE);
	}
	return result;
}

static int perf_read(struct events *ev, event_fn fn, void *arg, struct err *err)
{
	struct perf_events *p = (struct perf_events *)(void *)ev;
	int r = 0;

	for (size_t i = 0; i < p->count && !r; i++)
		r = ring_read(&p->rings[i], &p->copy, fn, arg, err);
	return r;
}

static int open_event(uint32_t cpu)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_BPF_OUTPUT,
		.sample_period = 1,
		.sample_type = PERF_SAMPLE_RAW | PERF_SAMPLE_TIME,
		.wakeup_events = 1,
	};
	long fd = syscall(__NR_perf_event_open, &attr, -1, (int)cpu, -1, PERF_FLAG_FD_CLOEXEC);

	return fd < 0 ? -errno : (int)fd;
}

static int ring_map(struct perf_ring *r, struct err *err)
{
	void *at;

	r->page = (size_t)sysconf(_SC_PAGESIZE);
	at = mmap(NULL, r->page + ring_size(r), PROT_READ | PROT_WRITE, MAP_SHARED, r->fd, 0);
	if (at == MAP_FAILED) {
		err_set(err, errno, "mapping the events of CPU %u", r->at.cpu);
		return rights_explain(err, RIGHTS_TRACE);
	}
	r->head = at;
	return 0;
}

static int ring_place(struct perf_ring *r, int map, struct err *err)
{
	union bpf_attr attr;
	int no;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)map;
	attr.key = (uintptr_t)&r->at.index;
	attr.value = (uintptr_t)&r->fd;
	no = -sys_bpf(BPF_MAP_UPDATE_ELEM, &attr, offsetof(union bpf_attr, flags) + sizeof(attr.flags));
	if (no)
		return err_set(err, no, "adding the event of CPU %u to the map", r->at.cpu);
	r->is_placed = true;
	return ioctl(r->fd, PERF_EVENT_IOC_ENABLE, 0) ? err_set(err, errno, "enabling the events") : 0;
}

/* KERN_NONE: the CPU is offline. */
static int ring_open(struct perf_events *p, struct perf_ring *r, struct err *err)
{
	struct epoll_event wanted = {.events = EPOLLIN};

	r->fd = open_event(r->at.cpu);
	if (r->fd == -ENODEV || r->fd == -ENXIO)
		return KERN_NONE;
	if (r->fd < 0) {
		err_set(err, -r->fd, "opening the events of CPU %u", r->at.cpu);
		return rights_explain(err, RIGHTS_TRACE);
	}
	if (ring_map(r, err))
		return -1;
	if (epoll_ctl(p->base.fd, EPOLL_CTL_ADD, r->fd, &wanted))
		return err_set(err, errno, "waiting for events");
	return ring_place(r, p->map, err);
}

static int open_rings(struct perf_events *p, const struct events_attrs *a, struct err *err)
{
	for (size_t i = 0; i < a->place_count; i++) {
		struct perf_ring *r = &p->rings[p->count];
		int result;

		*r = (struct perf_ring){.at = a->places[i], .fd = -1};
		p->count++;
		result = ring_open(p, r, err);
		if (result < 0)
			return -1;
		if (result == KERN_NONE)
			p->count--;
	}
	return p->count ? 0 : err_set(err, 0, "no CPU is online");
}

int live_open_events(struct kern *k, int handle, const struct events_attrs *attrs, struct events **ret_events,
		     struct err *err)
{
	static const struct events_ops ops = {.read = perf_read, .close = perf_close};
	struct perf_events *p;

	(void)k;
	if (map_type(attrs->info->type)->events == MAP_EVENTS_RING)
		return live_open_ring(handle, attrs, ret_events, err);
	p = calloc(1, sizeof(*p));
	if (!p)
		return err_no_memory(err);
	p->base = (struct events){.ops = &ops, .fd = epoll_create1(EPOLL_CLOEXEC)};
	p->map = handle;
	p->rings = calloc(attrs->place_count + 1, sizeof(*p->rings));
	if (p->base.fd < 0 || !p->rings ? err_no_memory(err) : open_rings(p, attrs, err)) {
		perf_close(&p->base);
		return -1;
	}
	*ret_events = &p->base;
	return 0;
}

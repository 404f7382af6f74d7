/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Events that programs send through maps: perf events, a ring for each CPU, and ring buffers.
 *
 * Opening the events of a map takes them away from the previous readers. Closing removes
 * what was put into the map.
 */
#ifndef BPFI_KERN_EVENTS_H
#define BPFI_KERN_EVENTS_H

#include "kern/change.h"

/* Types of perf's records; those of a ring buffer have no type. */
enum { EVENT_RECORD = 0, EVENT_LOST = 2, EVENT_SAMPLE = 9 };

struct event {
	uint32_t type;
	uint32_t cpu, index;
	uint64_t time; /* nanoseconds of the clock that perf has */
	const void *data;
	uint32_t size;
	uint64_t lost_id, lost; /* EVENT_LOST: how many */
};

/* Not 0 ends the reading: KERN_NONE without, -1 with an error. */
typedef int (*event_fn)(void *arg, const struct event *event, struct err *err);

struct events;
struct events_ops {
	/* All that is available now. */
	int (*read)(struct events *ev, event_fn fn, void *arg, struct err *err);
	void (*close)(struct events *ev);
};
/* The first member of the implementation's own struct. */
struct events {
	const struct events_ops *ops;
	int fd; /* can be read from when there are events */
};

struct event_place {
	uint32_t cpu, index;
};

struct events_attrs {
	const struct uapi_map_info *info;
	const struct event_place *places; /* of a perf event array */
	size_t place_count;
};

static inline int events_read(struct events *ev, event_fn fn, void *arg, struct err *err)
{
	return ev->ops->read(ev, fn, arg, err);
}
static inline void events_close(struct events *ev)
{
	if (ev)
		ev->ops->close(ev);
}

/* Whether a process reads a ring buffer of that size: it has a mapping that only readers have. */
bool kern_has_ring_mapped(struct kern *k, uint32_t pid, uint64_t size);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The elements of a map: questions of a struct kern. The row of a type defines how it is read.
 *
 * Memory is constant: elements come in batches, which are invalid after the callback returns.
 */
#ifndef BPFI_KERN_ELEMENTS_H
#define BPFI_KERN_ELEMENTS_H

#include "kern/kern.h"
#include "kern/map_types.h"

enum { ELEMENTS_ALIGN = 8 };

/* From one CPU's value to the next. */
static inline size_t elements_stride(uint32_t value_size)
{
	return ((size_t)value_size + ELEMENTS_ALIGN - 1) & ~(size_t)(ELEMENTS_ALIGN - 1);
}

struct elements {
	const unsigned char *keys, *values; /* values NULL: could not be read, @no is the reason */
	size_t key_size, value_size;        /* from one to the next; with all CPUs */
	uint32_t count;
	int no;
};

/* The current state of a ring buffer: positions only grow. */
struct ring {
	uint64_t consumer, producer, size;
};

struct ring_record {
	uint64_t pos;
	uint32_t size;
	bool is_busy;      /* still being written: no data yet */
	bool is_discarded; /* the reader will skip it */
	const void *data;
};

/* @start is called first. A return value other than 0 ends the reading. */
struct ring_reader {
	int (*start)(void *arg, const struct ring *ring, struct err *err);
	int (*record)(void *arg, const struct ring_record *record, struct err *err);
	void *arg;
};

/* Every element once, unless the error states otherwise; nothing is removed. */
int kern_elements(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		  struct err *err);
/* Are its values stored with objects? Their keys are then process ids, cgroup ids or cookies of sockets. */
static inline bool elements_are_storage(const struct map_type *row)
{
	return row->way == ELEMENTS_TASKS || row->way == ELEMENTS_CGROUPS || row->way == ELEMENTS_SOCKETS;
}
enum { ELEMENTS_STORAGE_KEY = sizeof(uint64_t) };

#endif

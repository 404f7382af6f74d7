/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The elements of a map: questions of a struct kern, and the table that says by which way each type of map is
 * read.
 *
 * Memory is constant: elements come in batches, which are gone when the callback returns.
 */
#ifndef BPFI_KERN_ELEMENTS_H
#define BPFI_KERN_ELEMENTS_H

#include "kern/kern.h"

enum elements_way {
	ELEMENTS_BATCH, /* many a call; one by one where the kernel is too old for it */
	ELEMENTS_KEYS,  /* the next key, then a look-up */
	ELEMENTS_PEEK,  /* no keys: the element that would come next */
	ELEMENTS_RING,  /* positions and data in memory that is mapped: kern_ring() */
	/* No keys, values are kept with objects of the kernel: kern_storage() */
	ELEMENTS_TASKS,
	ELEMENTS_CGROUPS,
	ELEMENTS_SOCKETS,
	ELEMENTS_NONE, /* user space cannot read them: the row says why */
};

/* What the kernel answers to "the key behind this one" when this one was deleted meanwhile. */
enum elements_order {
	ORDER_LOOSE,  /* the first key, and the order means nothing */
	ORDER_SORTED, /* the first key, but .compare tells what was there already */
	ORDER_FIXED,  /* keys are indexes: none is ever deleted */
};

struct elements_row {
	uint8_t way;    /* enum elements_way */
	uint8_t order;  /* enum elements_order */
	bool is_percpu; /* a value is one value for each possible CPU, each at a multiple of 8 bytes */
	bool is_array;  /* the values lie one behind the other: may be mapped where a flag says so */
	bool has_holes; /* keys without a value are places where nothing was stored */
	/* Negative when @a comes first. */
	int (*compare)(const unsigned char *a, const unsigned char *b, size_t key_size);
	const char *why; /* ELEMENTS_NONE, and the kept ones: why kern_elements() has none */
};

/* The row of any type; one that is not known is tried as what most types are. */
const struct elements_row *elements_row(uint32_t map_type);

enum { ELEMENTS_ALIGN = 8 };

/* From one CPU's value to the next. */
static inline size_t elements_stride(uint32_t value_size)
{
	return ((size_t)value_size + ELEMENTS_ALIGN - 1) & ~(size_t)(ELEMENTS_ALIGN - 1);
}

struct elements {
	const unsigned char *keys, *values; /* values NULL: could not be read, @no tells why */
	size_t key_size, value_size;        /* from one to the next; with all CPUs */
	uint32_t count;
	int no;
};

/* A ring buffer as it stands: positions only grow. */
struct ring {
	uint64_t consumer, producer, size;
};

struct ring_record {
	uint64_t pos;
	uint32_t size;
	bool is_busy;      /* still being written: no data yet */
	bool is_discarded; /* the reader will be told to pass over it */
	const void *data;
};

/* @start is called first. What they return that is not 0 ends the reading. */
struct ring_reader {
	int (*start)(void *arg, const struct ring *ring, struct err *err);
	int (*record)(void *arg, const struct ring_record *record, struct err *err);
	void *arg;
};

/* Every element once, unless the error says something else; nothing is taken out. */
int kern_elements(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		  struct err *err);
/* Are its values kept with objects? Their keys are then process ids, cgroup ids or cookies of sockets. */
static inline bool elements_are_storage(const struct elements_row *row)
{
	return row->way == ELEMENTS_TASKS || row->way == ELEMENTS_CGROUPS || row->way == ELEMENTS_SOCKETS;
}
enum { ELEMENTS_STORAGE_KEY = sizeof(uint64_t) };

#endif

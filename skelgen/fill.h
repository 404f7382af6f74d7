/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Templates: text with holes that rows fill. A hole is a name between two '@'. Lines that begin with '@'
 * steer:
 *
 *     @each NAME      the lines up to its @end once for every element of a list
 *     @if NAME        the lines up to @else or @end only where the flag holds, or the list has elements
 *
 * Inside of a list the names of its elements are known, and all names outside of it.
 */
#ifndef BPFI_SKELGEN_FILL_H
#define BPFI_SKELGEN_FILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"

enum hole_type {
	HOLE_TEXT,   /* const char * */
	HOLE_NUMBER, /* uint64_t */
	HOLE_FLAG,   /* bool */
	HOLE_LIST,   /* struct fill_list */
	HOLE_BYTES,  /* struct fill_bytes, as a string of C */
};

struct fill_list {
	const void *items;
	uint32_t count;
};

struct fill_bytes {
	const void *data;
	size_t size;
};

struct hole {
	const char *name;
	enum hole_type type;
	uint16_t off; /* in the structure that the rows are about */
	uint16_t item_size;
	const struct hole *item; /* HOLE_LIST: the rows of its elements; ends with name NULL */
};

#define HOLE(name, type, of, member)                      \
	{                                                 \
		name, type, offsetof(of, member), 0, NULL \
	}
#define HOLE_LIST_OF(name, of, member, element, rows)                        \
	{                                                                    \
		name, HOLE_LIST, offsetof(of, member), sizeof(element), rows \
	}

/* Takes the text away and empties the buffer, so that large objects are never in memory as C. */
struct fill_drain {
	void (*take)(void *arg, struct buf *text);
	void *arg;
};

/* A mistake in a template shows in its text: "@name?@". @drain may be NULL: all of it stays in the buffer. */
void fill(struct buf *to, const char *text, const struct hole *holes, const void *from,
	  const struct fill_drain *drain);

#endif

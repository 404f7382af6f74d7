/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A map that is being written to: a view of it, a handle that may write, and what its type allows user space
 * to do.
 *
 * Values that are other objects (inner maps, programs) are ids wherever they are stored; only on the way into
 * the kernel they become handles.
 */
#ifndef BPFI_MAPDUMP_TARGET_H
#define BPFI_MAPDUMP_TARGET_H

#include "kern/change.h"
#include "mapdump/data.h"
#include "mapdump/view.h"

enum { ELEMENT_HANDLES = 2 }; /* of the key, of the value */

struct write_target {
	struct kern *k;
	uint32_t id;
	struct view v;
	struct kern_handle h; /* for writing */
	char key_type[80], value_type[80];
	int handles[ELEMENT_HANDLES]; /* handles that a key or a value consists of */
	unsigned int handle_count;
	bool is_partial; /* the value that was read has members that were not named */
};

/* Asks for the right to write only where @to_write. */
int write_target_open(struct write_target *t, struct kern *k, const struct ref *ref, bool to_write,
		      struct err *err);
void write_target_close(struct write_target *t);
#define auto_target __attribute__((cleanup(write_target_close))) struct write_target

static inline const struct uapi_map_info *write_info(const struct write_target *t)
{
	return view_info(&t->v);
}

struct data_form write_key_form(const struct write_target *t);
struct data_form write_value_form(const struct write_target *t);

/* One element, as a look-up prints it. */
void write_print(struct out *o, const struct write_target *t, const struct buf *key, const struct buf *value);

/* The bytes that the words of a command mean, checked; an error if they are missing. */
int write_parse_key(struct write_target *t, const struct elem_bytes *given, struct buf *ret_key,
		    struct err *err); /* even one that the map cannot have */
int write_read_key(struct write_target *t, const struct elem_bytes *given, struct buf *ret_key,
		   struct err *err);
int write_read_value(struct write_target *t, const struct elem_bytes *given, struct buf *ret_value,
		     struct err *err);
/* An error for maps whose elements cannot come from a file or another map. */
int write_check_transfer(const struct write_target *t, struct err *err);

/* An error for maps whose elements cannot all be read. */
int write_check_readable(const struct write_target *t, struct err *err);

/* Size of a value for the kernel: with those of all CPUs. */
size_t write_value_room(const struct write_target *t);

/* An error for keys that the map cannot have. */
int write_check_key(const struct write_target *t, const void *key, struct err *err);

/* One element, @value as it is read. The error explains what the kernel meant. */
int write_element(struct write_target *t, const void *key, const void *value, uint64_t flags,
		  struct err *err);
/* KERN_NONE: key not found. */
int write_delete(struct write_target *t, const void *key, struct err *err);

#endif

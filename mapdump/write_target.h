/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A map that is being written to: a view of it, a handle that may write, and what its type lets user space
 * do.
 *
 * Values that are other objects (inner maps, programs) are ids wherever they are kept; only on the way into
 * the kernel they become handles.
 */
#ifndef BPFI_MAPDUMP_WRITE_TARGET_H
#define BPFI_MAPDUMP_WRITE_TARGET_H

#include "kern/change.h"
#include "mapdump/view.h"
#include "mapdump/write_data.h"

/* What user space can do to the elements of a type of maps. */
struct write_kind {
	const char *no_update, *no_delete; /* why not; NULL: it can */
	bool is_object;                    /* a value is a map or a program */
	uint8_t object;                    /* enum kern_kind */
	bool is_popped;                    /* no keys: elements are only taken out */
};

const struct write_kind *write_kind(uint32_t map_type);

struct write_target {
	struct kern *k;
	uint32_t id;
	struct view v;
	struct kern_handle h; /* for writing */
	const struct write_kind *kind;
	char key_type[80], value_type[80];
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

/* Bytes that the kernel takes for a value: with those of all CPUs. */
size_t write_value_room(const struct write_target *t);

/* An error for keys that the map cannot have. */
int write_check_key(const struct write_target *t, const void *key, struct err *err);

/* One element, @value as it is read. The error says what the kernel meant. */
int write_element(struct write_target *t, const void *key, const void *value, uint64_t flags,
		  struct err *err);
/* KERN_NONE: there is no such key. */
int write_delete(struct write_target *t, const void *key, struct err *err);

#endif

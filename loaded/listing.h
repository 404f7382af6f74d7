/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The frame of every listing: find the objects, query who holds them, walk, open and close the list.
 *
 * A single object given by name prints as an object, several and all as a list.
 */
#ifndef BPFI_KERN_SHOW_H
#define BPFI_KERN_SHOW_H

#include "lib/out.h"
#include "loaded/holders.h"
#include "loaded/walk.h"

struct show {
	struct kern *k;
	struct out *out;
	enum kern_kind kind;
	const struct ref *ref;
	bool with_pins;
	struct holders holders;
	struct walk walk;
	struct object_rec head; /* of the record to be printed */
};

/* Prints the current object of the walk. */
typedef void (*show_fn)(struct show *s, void *arg);

int show_each(struct show *s, show_fn fn, void *arg, struct err *err);

/* A row's presence: the kernel returned at least up to the end of this member. */
#define NEED(struct_name, member) \
	.need = offsetof(struct struct_name, member) + sizeof(((struct struct_name *)0)->member)

#endif

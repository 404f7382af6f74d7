/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Over all objects of a kind, or over a list of ids: open, query, close.
 *
 * An object that vanishes meanwhile is not an error; one that cannot be read is counted, the walk
 * continues, and walk_end() reports it. Both are decided only here.
 */
#ifndef BPFI_LOADED_WALK_H
#define BPFI_LOADED_WALK_H

#include "kern/arrays.h"
#include "lib/out.h"
#include "loaded/fullname.h"
#include "loaded/holders.h"
#include "loaded/ref.h"

struct walk {
	struct kern *k;
	enum kern_kind kind;
	const struct id_list *ids; /* NULL: all */
	size_t at;
	uint32_t id; /* of the current object */
	int handle;
	bool has_handle;
	bool is_orphaned; /* its device is gone: only the id is known */
	struct info_full info;
	unsigned int shown, unreadable;
	struct err first_failure;
};

void walk_start(struct walk *w, struct kern *k, enum kern_kind kind, const struct id_list *ids);
/* 0 with w->info and w->handle of the next object, KERN_NONE at the end, -1 if nothing can be queried. */
int walk_next(struct walk *w, struct err *err);
/* The current object turned out to be unreadable (its details). */
void walk_skip(struct walk *w, const struct err *why);
/* Frees; an ERR_PARTIAL error if objects were unreadable, a failure if an id of the list never existed. */
int walk_end(struct walk *w, struct err *err);

/*
 * The name that a reference to the current object can use: of a link that of its program, of BTF that of the
 * module; "" for none.
 */
void ref_name(const struct walk *w, struct fullname_cache *cache, char ret_name[FULLNAME_LEN]);

/*
 * The frame of every listing: find the objects, query who holds them, walk, open and close the list.
 *
 * A single object given by name prints as an object, several and all as a list.
 */
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

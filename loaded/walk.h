/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Over all objects of a kind, or over a list of ids: open, ask, close.
 *
 * An object that vanishes meanwhile is not an error; one that cannot be read is counted, the walk goes on,
 * and walk_end() tells. Both are decided here and nowhere else.
 */
#ifndef BPFI_KERN_WALK_H
#define BPFI_KERN_WALK_H

#include "kern/arrays.h"
#include "loaded/ref.h"

struct walk {
	struct kern *k;
	enum kern_kind kind;
	const struct id_list *ids; /* NULL: all there are */
	size_t at;
	uint32_t id; /* of the object the walk stands on */
	int handle;
	bool has_handle;
	bool is_orphaned; /* its device is gone: the id is all there is */
	struct info_full info;
	unsigned int shown, unreadable;
	struct err first_failure;
};

void walk_start(struct walk *w, struct kern *k, enum kern_kind kind, const struct id_list *ids);
/* 0 with w->info and w->handle of the next object, KERN_NONE at the end, -1 when nothing can be asked at all.
 */
int walk_next(struct walk *w, struct err *err);
/* The object the walk stands on turned out unreadable after all (its details). */
void walk_skip(struct walk *w, const struct err *why);
/* Frees; an ERR_PARTIAL error if objects were unreadable, a failure if an id of the list was never there. */
int walk_end(struct walk *w, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Storage, values of tasks, cgroups and sockets: what the files that read it share; not included elsewhere.
 */
#ifndef BPFI_KERN_LIVE_STORAGE_H
#define BPFI_KERN_LIVE_STORAGE_H

#include "kern/elements.h"

struct storage_walk {
	struct kern *k;
	int fd;
	const struct uapi_map_info *info;
	const uint64_t *only; /* NULL: all */
	unsigned char *value; /* room for one */
	elements_fn fn;
	void *arg;
	uint64_t unread; /* objects that could not be queried */
};

/* Passes on the content of w->value. */
int storage_give(struct storage_walk *w, uint64_t id, struct err *err);
/* Looks up the value for the object @fd; a missing value is not an error. */
int storage_ask(struct storage_walk *w, int fd, uint64_t id, struct err *err);

int storage_walk_tasks(struct storage_walk *w, struct err *err);
int storage_walk_cgroups(struct storage_walk *w, struct err *err);
/* storage_sockets.c */
int storage_walk_sockets(struct storage_walk *w, struct err *err);
/* What the kernel refused with error number @no, and what is left to do. Always -1. */
int storage_sockets_refused(struct kern *k, int no, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values that are kept with kernel objects: what the files that read them share; nobody else includes it. */
#ifndef BPFI_KERN_LIVE_KEPT_H
#define BPFI_KERN_LIVE_KEPT_H

#include "kern/elements.h"

struct kept_walk {
	struct kern *k;
	int fd;
	const struct uapi_map_info *info;
	const uint64_t *only; /* NULL: all */
	unsigned char *value; /* room for one */
	elements_fn fn;
	void *arg;
	uint64_t untold; /* objects that could not be asked for */
};

int live_kept(struct kern *k, int handle, const struct uapi_map_info *info, const uint64_t *only,
	      elements_fn fn, void *arg, struct err *err);

int live_kept_id(struct kern *k, const struct uapi_map_info *info, int object, uint64_t *ret_id,
		 struct err *err);

/* Hands on what w->value holds. */
int kept_give(struct kept_walk *w, uint64_t id, struct err *err);
/* Looks up the value of what @fd is; one that has none is no error. */
int kept_ask(struct kept_walk *w, int fd, uint64_t id, struct err *err);

int kept_walk_tasks(struct kept_walk *w, struct err *err);
int kept_walk_cgroups(struct kept_walk *w, struct err *err);
int kept_walk_sockets(struct kept_walk *w, struct err *err); /* live_kept_sockets.c */

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A BPF iterator over the open files of every process that reports those of chosen kinds: first files_learn()
 * from descriptors of one's own, then files_visit(). Fails where programs of this kind cannot be loaded: old
 * kernel, no right, no BTF.
 */
#ifndef BPFI_KERN_LIVE_FILES_ITER_H
#define BPFI_KERN_LIVE_FILES_ITER_H

#include "kern/live/iterate.h"
#include "kern/live/owners_code.h"

/* Which struct of the kernel a file points to, and which has its id. */
struct files_object {
	const char *name;
	const char *holder; /* the same but for programs, whose aux has it */
};

/* @object NULL: the files have no id of interest. */
int files_layout(struct kern *k, const struct files_object *object, struct owners_layout *ret_layout,
		 struct err *err);

/* Not a descriptor of the caller: the program or the link of the iterator itself. */
enum { FILES_SAMPLE_PROG = -2, FILES_SAMPLE_LINK = -3 };

/* What files like @samples are known by, at most OWNERS_RELEASES_MAX. */
int files_learn(const struct owners_layout *at, const int *samples, unsigned int count,
		struct owners_releases *ret_releases, struct err *err);

/* Records are struct owners_record. Files of all processes but our own; in 5.10 and newer once for threads
 * that share their descriptors. */
int files_visit(const struct owners_layout *at, const struct owners_releases *releases, iterate_fn fn,
		void *arg, struct err *err);

#endif

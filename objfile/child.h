/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Work that may crash in a library, done in a child process: a crash becomes an error message. */
#ifndef BPFI_OBJFILE_CHILD_H
#define BPFI_OBJFILE_CHILD_H

#include "lib/buf.h"
#include "lib/err.h"

/* Runs in the child: what it adds to @ret_result, and the error, come back. Descriptors do not. */
typedef int (*child_fn)(void *arg, struct buf *ret_result, struct err *err);

/* As the function's own call would be. */
int child_run(child_fn fn, void *arg, struct buf *ret_result, struct err *err);

/* The same in two steps, for work that is done meanwhile. */
struct child {
	int pid, fd;
};
int child_start(child_fn fn, void *arg, struct child *ret_child, struct err *err);
/* Waits for the result; both end it. */
int child_collect(struct child *c, struct buf *ret_result, struct err *err);
void child_stop(struct child *c);

#endif

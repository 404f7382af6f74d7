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

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Objects opened and loaded as objfile/ does it, and its errors in words: why, in which line, what to do. */
#ifndef BPFI_PROGSHOW_LOAD_EXPLAIN_H
#define BPFI_PROGSHOW_LOAD_EXPLAIN_H

#include "objfile/objfile.h"

int explain_open(struct objfile *o, struct kern *k, const struct objfile_opts *opts, struct err *err);
int explain_load(struct objfile *o, struct err *err);
int explain_run_loader(struct objfile *o, struct err *err);
int explain_attach(struct objfile *o, unsigned int prog, int *ret_fd, struct err *err);

#endif

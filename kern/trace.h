/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A kernel that traces every question before it passes it on: --debug. */
#ifndef BPFI_KERN_TRACE_H
#define BPFI_KERN_TRACE_H

#include "kern/kern.h"

/* @ret_kern owns @inner: freeing it frees both. */
int kern_open_trace(struct kern *ret_kern, const struct kern *inner, void (*say)(const char *line),
		    struct err *err);

#endif

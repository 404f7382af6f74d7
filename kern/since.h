/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which kernel was the first to have something, for errors on older ones. */
#ifndef BPFI_KERN_SINCE_H
#define BPFI_KERN_SINCE_H

#include "kern/kern.h"

/* In addition to the program types, which have their own numbers. */
enum since {
	SINCE_PERF_LINKS = 1 << 16,
	SINCE_LOADERS,
	SINCE_SOCKET_COOKIES,
	SINCE_STRUCT_OPS_LINKS,
	SINCE_TASK_ITERS,
};

/* If the running kernel is older than @what, states this in the hint of @err. @what: a program type, or enum
 * since. */
bool since_hint(struct kern *k, uint32_t what, struct err *err);

/* Whether the running kernel is of that series or newer; false where it cannot be told. */
bool since_is_from(struct kern *k, unsigned long major, unsigned long minor);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What programs that the kernel runs for each of its objects write: records of one size. */
#ifndef BPFI_KERN_LIVE_ITERATE_H
#define BPFI_KERN_LIVE_ITERATE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/err.h"

typedef bool (*iterate_fn)(void *arg, const void *record); /* false: enough */

/* Runs the iterator of @link over everything; @what names it in errors. */
int iterate_records(int link, size_t record_size, const char *what, iterate_fn fn, void *arg,
		    struct err *err);

#endif

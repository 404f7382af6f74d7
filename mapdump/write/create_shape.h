/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the kernel requires of each type of map, and which requirement a refused map did not meet. */
#ifndef BPFI_MAPDUMP_WRITE_CREATE_SHAPE_H
#define BPFI_MAPDUMP_WRITE_CREATE_SHAPE_H

#include "kern/change.h"
#include "mapdump/write/write.h"

/* Checks before the kernel is asked: options that the type does not use. */
int create_check_words(const struct map_create *c, const struct map_attrs *attrs, struct err *err);
/* Replaces the kernel's error number by reasons. Always -1. */
int create_explain(struct kern *k, const struct map_create *c, const struct map_attrs *attrs,
		   struct err *err);

#endif

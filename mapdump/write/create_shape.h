/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the kernel wants of each type of map, and which of it a map that it refused did not have. */
#ifndef BPFI_MAPDUMP_CREATE_SHAPE_H
#define BPFI_MAPDUMP_CREATE_SHAPE_H

#include "kern/change.h"
#include "mapdump/write/write.h"

/* What can be told before the kernel is asked: words that a type has no use for. */
int create_check_words(const struct map_create *c, const struct map_attrs *attrs, struct err *err);
/* Puts reasons in place of the kernel's number. Always -1. */
int create_explain(struct kern *k, const struct map_create *c, const struct map_attrs *attrs,
		   struct err *err);

#endif

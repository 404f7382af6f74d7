/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The checks of types_open(): one pass that finds the records, one over what they refer to further on. */
#ifndef BPFI_WIRE_TYPES_CHECK_H
#define BPFI_WIRE_TYPES_CHECK_H

#include "wire/types.h"

/* Fills offsets, count and ptr_size from words[]; then chains end and tags are on something that is there. */
int types_check(struct types *t, struct err *err);

#endif

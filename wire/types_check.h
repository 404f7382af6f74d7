/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The checks of types_open(): one pass that finds the records, one over what they refer to further on. */
#ifndef BPFI_WIRE_TYPES_CHECK_H
#define BPFI_WIRE_TYPES_CHECK_H

#include "wire/types.h"

/*
 * Fills offsets, count and ptr_size from words[]; then checks that chains end and tags apply to something
 * that exists.
 */
int types_check(struct types *t, struct err *err);

#endif

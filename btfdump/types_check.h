/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The checks of types_open(): one pass that finds the records, one over what they refer to. */
#ifndef BPFI_BTFDUMP_TYPES_CHECK_H
#define BPFI_BTFDUMP_TYPES_CHECK_H

#include "btfdump/types.h"

/* Fills offsets, count and ptr_size from words[]. */
int types_check_records(struct types *t, struct err *err);
/* Needs the former: chains end, tags are on something that is there. */
int types_check_chains(const struct types *t, struct err *err);

#endif

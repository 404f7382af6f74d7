/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Tables of megabytes that are met in no order: in large pages where the kernel has them. */
#ifndef BPFI_LIB_LARGE_H
#define BPFI_LIB_LARGE_H

#include <stddef.h>

/* Zeros; NULL when there is no memory. */
void *large_alloc(size_t size);
/* @size as it was asked for. */
void large_free(void *table, size_t size);

#endif

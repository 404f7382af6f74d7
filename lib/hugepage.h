/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables of megabytes that are accessed randomly: in huge pages if the kernel has them. A C header of
 * vmlinux takes a thirtieth less processor time than with calloc().
 */
#ifndef BPFI_LIB_HUGEPAGE_H
#define BPFI_LIB_HUGEPAGE_H

#include <stddef.h>

/* Zeroed; NULL if out of memory. */
void *hugepage_alloc(size_t size);
/* @size as requested. */
void hugepage_free(void *table, size_t size);

#endif

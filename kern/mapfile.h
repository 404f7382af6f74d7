/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The bytes of a file in memory, read-only. Mapped where it is in sysfs (kernel 6.16 and newer allow it for
 * BTF), else read: later changes or truncation of the file have no effect.
 */
#ifndef BPFI_KERN_MAPFILE_H
#define BPFI_KERN_MAPFILE_H

#include <stddef.h>

#include "lib/err.h"

/* Of an empty file @ret_data is NULL and @ret_size 0. The error names the path. */
int kern_map_file(const char *path, const void **ret_data, size_t *ret_size, struct err *err);
/* The same for files that the user did not name: pipes and devices are refused. */
int kern_map_regular(const char *path, const void **ret_data, size_t *ret_size, struct err *err);
void kern_unmap_file(const void *data, size_t size);

/* Room of zeros that takes memory only where it is written to, however large. NULL: out of memory. */
char *kern_reserve(size_t size);
void kern_unreserve(char *room, size_t size);

#endif

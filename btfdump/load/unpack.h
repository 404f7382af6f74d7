/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Compressed modules and kernels: gzip, xz, zstd, lz4 (the old frame that kernels use). The libraries for xz
 * and zstd are opened when a file needs them; a bomb ends at so many times its size.
 */
#ifndef BPFI_BTFDUMP_UNPACK_H
#define BPFI_BTFDUMP_UNPACK_H

#include "lib/buf.h"
#include "lib/err.h"

/* By the first bytes. */
bool unpack_is_packed(const void *data, size_t size);
/* The first place where packed bytes may begin; NULL: none. */
const void *unpack_find(const void *data, size_t size);
/* What kernels and modules grow by is less than 32; bytes behind the stream are ignored: kernels append the
 * size. */
enum { UNPACK_TIMES = 32 };
int unpack(const void *data, size_t size, unsigned int times, struct buf *ret_bytes, struct err *err);

#endif

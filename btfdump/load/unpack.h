/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Compressed modules and kernels: gzip, xz, zstd, lz4 (the old frame that kernels use). The libraries for xz
 * and zstd are opened when a file needs them; a decompression bomb is stopped by its budget.
 */
#ifndef BPFI_BTFDUMP_LOAD_UNPACK_H
#define BPFI_BTFDUMP_LOAD_UNPACK_H

#include <stdint.h>

#include "lib/buf.h"
#include "lib/err.h"

/* By the first bytes. */
bool unpack_is_packed(const void *data, size_t size);
/* The first place where packed bytes may begin; NULL: none. */
const void *unpack_find(const void *data, size_t size);
/*
 * What may come out of a file, however often it is packed: a multiple of the bytes consumed of it, not of its
 * size. Kernels and modules grow by less than 32.
 */
enum { UNPACK_TIMES = 32, UNPACK_FREE = 16 << 20, UNPACK_MOST = 1 << 30 };
struct unpack_budget {
	unsigned int times;
	uint64_t consumed; /* of the file; what is consumed of what came out of it does not count */
	uint64_t made;
};

/* Bytes after the stream are ignored: kernels append the size. */
int unpack(const void *data, size_t size, struct unpack_budget *budget, struct buf *ret_bytes,
	   struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * LZ4 in the frame that kernel images have: blocks of up to 8 MiB, each after its length, no checksums.
 *
 * Read here and not by liblz4 as xz and zstd are by their libraries: its frame functions refuse this old
 * frame, and the one for blocks does not distinguish too little room, which can be enlarged, from damaged
 * data.
 */
#ifndef BPFI_BTFDUMP_LOAD_UNPACK_LZ4_H
#define BPFI_BTFDUMP_LOAD_UNPACK_LZ4_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes of the input are magic numbers and blocks. */
size_t lz4_legacy_extent(const unsigned char *in, size_t size);

/* -1: damaged, or (with *ret_is_short) more than @room bytes. */
int lz4_unpack_legacy(const unsigned char *in, size_t size, unsigned char *out, size_t room, size_t *ret_len,
		      bool *ret_is_short);

#endif

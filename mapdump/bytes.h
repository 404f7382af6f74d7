/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Keys and values as words of the command line: [hex] BYTE... */
#ifndef BPFI_MAPDUMP_BYTES_H
#define BPFI_MAPDUMP_BYTES_H

#include "lib/buf.h"
#include "lib/cmd.h"

/* The words as they stood; what they mean depends on the map. */
struct elem_bytes {
	char **words; /* NULL: not given */
	unsigned int count;
};

/*
 * Exactly @size bytes: decimal, 0x and 0 in front as usual, or all hexadecimal behind the word "hex". @what
 * ("key") is named in errors.
 */
int elem_bytes_read(const struct elem_bytes *given, size_t size, const char *what, struct buf *ret_bytes,
		    struct err *err);

#endif

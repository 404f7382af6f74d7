/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Bytes as strings of C, which compilers read several times as fast as lists of numbers. */
#ifndef BPFI_SKELGEN_EMBED_H
#define BPFI_SKELGEN_EMBED_H

#include "lib/buf.h"

enum { EMBED_LINE = 96 }; /* bytes in a line */

/* A quoted string over many lines, with the shortest escapes. */
void embed_bytes(struct buf *to, const void *data, size_t size);
/* A text for the inside of a string. */
void embed_text(struct buf *to, const char *text);

#endif

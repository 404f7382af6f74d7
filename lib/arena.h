/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Pieces of memory that live as long as what they belong to, and are freed in one go. */
#ifndef BPFI_LIB_ARENA_H
#define BPFI_LIB_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* the one in use first */
};

/* Cleared, aligned for every type. NULL when there is no memory. */
void *arena_alloc(struct arena *a, size_t size);
/* A copy. */
const char *arena_text(struct arena *a, const char *text);
void arena_free(struct arena *a);

#endif

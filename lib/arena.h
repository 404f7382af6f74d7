/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Memory that lives as long as the object it belongs to, and is freed at once. */
#ifndef BPFI_LIB_ARENA_H
#define BPFI_LIB_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* the one in use first */
};

/* Cleared, aligned for every type. NULL if out of memory. */
void *arena_alloc(struct arena *a, size_t size);
/* A copy. */
const char *arena_text(struct arena *a, const char *text);
void arena_free(struct arena *a);

#endif

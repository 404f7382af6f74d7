/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Memory that lives as long as the recording it was read from, and is freed in one go. */
#ifndef BPFI_KERN_RECORDING_ARENA_H
#define BPFI_KERN_RECORDING_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunks; /* the one in use first */
};

/* Cleared, aligned for every type. NULL when there is no memory. */
void *arena_alloc(struct arena *a, size_t size);
void arena_free(struct arena *a);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Chunks in a list; a large piece gets a separate chunk. */
#include "lib/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

static struct arena_chunk *chunk_new(struct arena *a, size_t need)
{
	size_t size = need > CHUNK_SIZE / 4 ? need : CHUNK_SIZE;
	struct arena_chunk *chunk = calloc(1, sizeof(*chunk) + size);

	if (!chunk)
		return NULL;
	chunk->size = size;
	/* A chunk made for one large piece is full: it is inserted after the one that still has room. */
	if (size == need && a->chunks) {
		chunk->next = a->chunks->next;
		a->chunks->next = chunk;
	} else {
		chunk->next = a->chunks;
		a->chunks = chunk;
	}
	return chunk;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_chunk *chunk = a->chunks;
	void *piece;

	if (size > SIZE_MAX / 2)
		return NULL;
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!chunk || size > chunk->size - chunk->used)
		chunk = chunk_new(a, size);
	if (!chunk)
		return NULL;
	piece = chunk->data + chunk->used;
	chunk->used += size;
	return piece;
}

const char *arena_text(struct arena *a, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = arena_alloc(a, size);

	return copy ? memcpy(copy, text, size) : NULL;
}

void arena_free(struct arena *a)
{
	while (a->chunks) {
		struct arena_chunk *next = a->chunks->next;

		free(a->chunks);
		a->chunks = next;
	}
}

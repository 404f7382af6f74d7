/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A byte buffer that grows, up to a limit. */
#ifndef BPFI_LIB_BUF_H
#define BPFI_LIB_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buf {
	char *data; /* always one spare byte after len: buf_str() needs no copy */
	size_t len;
	size_t cap;
	bool failed; /* memory ran out once; later appends do nothing */
};

/* The slow half of buf_room(). */
char *buf_grow(struct buf *b, size_t more);

/* A hint of how many bytes will follow, if megabytes: uses large pages if the kernel has them. */
void buf_expect(struct buf *b, size_t size);

/* Room for @more bytes after len, or NULL (and failed) if out of memory. */
static inline char *buf_room(struct buf *b, size_t more)
{
	return b->cap - b->len > more && !b->failed ? b->data + b->len : buf_grow(b, more);
}

static inline void buf_add(struct buf *b, const void *data, size_t len)
{
	char *to = buf_room(b, len);

	if (!to || !len)
		return;
	memcpy(to, data, len);
	b->len += len;
}

static inline void buf_add_char(struct buf *b, char c)
{
	char *to = buf_room(b, 1);

	if (!to)
		return;
	*to = c;
	b->len++;
}

void buf_add_str(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The content as a C string; never NULL. */
const char *buf_str(struct buf *b);
void buf_reset(struct buf *b); /* empties it, keeps the memory */
void buf_free(struct buf *b);

#define auto_buf __attribute__((cleanup(buf_free))) struct buf

#endif

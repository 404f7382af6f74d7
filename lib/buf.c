/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Growable byte buffer. */
#include "lib/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BUF_FIRST = 256 };

char *buf_grow(struct buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : BUF_FIRST;
	char *data;

	if (b->failed)
		return NULL;
	if (b->cap > b->len && more < b->cap - b->len)
		return b->data + b->len;
	if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4) {
		b->failed = true;
		return NULL;
	}
	while (cap - b->len <= more || cap <= b->len)
		cap *= 2;
	data = realloc(b->data, cap);
	if (!data) {
		b->failed = true;
		return NULL;
	}
	b->data = data;
	b->cap = cap;
	return b->data + b->len;
}

void buf_expect(struct buf *b, size_t size)
{
	const size_t page = 4096;
	char *at = buf_room(b, size + page);

	/* All of the allocation, not only what is expected: the rest may be a whole large page. */
	if (at)
		madvise(at + (page - (uintptr_t)at % page), (b->cap - b->len) / page * page - page,
			MADV_HUGEPAGE);
}

void buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *to;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	to = n < 0 ? NULL : buf_room(b, (size_t)n + 1);
	if (!to)
		return;
	va_start(ap, fmt);
	vsnprintf(to, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

const char *buf_str(struct buf *b)
{
	if (!buf_room(b, 1))
		return "";
	b->data[b->len] = '\0';
	return b->data;
}

void buf_reset(struct buf *b)
{
	b->len = 0;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}

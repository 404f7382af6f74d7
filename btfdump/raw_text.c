/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A type as a line of text, its members as lines behind it. Room is made once for what is bounded (words and
 * numbers), per name for what is not; names that hold anything but plain characters are escaped.
 */
#include <string.h>

#include "btfdump/raw.h"
#include "lib/out.h"

/* More than all words and numbers of one line. */
enum { LINE_ROOM = 256 };

/* Into room that is there. */
static inline void put(struct buf *b, const char *s, size_t len)
{
	memcpy(b->data + b->len, s, len);
	b->len += len;
}

#define PUT(b, literal) put(b, literal, sizeof(literal) - 1)

static void put_word(struct buf *b, const char *word)
{
	put(b, word, strlen(word));
}

static void put_uint(struct buf *b, uint64_t v)
{
	char digits[20], *end = digits + sizeof(digits), *p = end;

	do {
		*--p = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	put(b, p, (size_t)(end - p));
}

static inline void put_u32(struct buf *b, uint32_t v)
{
	char *to = b->data + b->len;
	unsigned int n = 1;

	for (uint32_t limit = 10; n < 10 && v >= limit; n++)
		limit = n < 9 ? limit * 10 : limit;
	b->len += n;
	while (n--) {
		to[n] = (char)('0' + v % 10);
		v /= 10;
	}
}

static void put_int(struct buf *b, int64_t v)
{
	if (v < 0)
		PUT(b, "-");
	put_uint(b, v < 0 ? -(uint64_t)v : (uint64_t)v);
}

/* 'name', and room behind it. */
static void put_name(struct buf *b, const struct types *t, uint32_t name_off)
{
	const char *s = types_string(t, name_off);
	size_t len = strlen(s);
	const size_t start = b->len;

	if (!buf_room(b, len + LINE_ROOM))
		return;
	PUT(b, "'");
	if (!len)
		PUT(b, "(anon)");
	for (char *to = b->data + b->len; *s; s++) {
		if ((unsigned char)(*s - 0x20) >= 0x5f) {
			b->len = start + 1;
			out_escape(b, s - (to - (b->data + b->len)));
			buf_room(b, LINE_ROOM);
			break;
		}
		*to++ = *s;
		b->len++;
	}
	if (!b->failed)
		PUT(b, "'");
}

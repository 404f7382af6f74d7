/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * An octal escape ends after three digits or before a non-digit, whichever comes first: most bytes need
 * one or two. A question mark after another one could be a trigraph. The lines are continued, so that they
 * are one string: with one a line, compilers took a tenth more time and memory.
 */
#include "skelgen/embed.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	LINE = EMBED_LINE,
	ESCAPE = 4, /* the longest */
};

static const char letters[256] = {
	['\a'] = 'a', ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n',  ['\v'] = 'v',
	['\f'] = 'f', ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\',
};

static char *put_octal(char *to, unsigned char c, bool is_full)
{
	*to++ = '\\';
	if (is_full || c >= 0100)
		*to++ = (char)('0' + (c >> 6));
	if (is_full || c >= 010)
		*to++ = (char)('0' + (c >> 3 & 7));
	*to++ = (char)('0' + (c & 7));
	return to;
}

static char *put_byte(char *to, unsigned char c, unsigned char before, unsigned char next)
{
	if (letters[c] || (c == '?' && before == '?')) {
		*to++ = '\\';
		*to++ = letters[c] ? letters[c] : '?';
		return to;
	}
	if (c >= ' ' && c < 127) {
		*to++ = (char)c;
		return to;
	}
	return put_octal(to, c, next >= '0' && next <= '9');
}

/* How each byte is written, without a digit after it and with one: looked up, a byte takes 7 instructions,
 * not 35. */
struct escapes {
	struct escape {
		char text[ESCAPE];
		uint32_t len;
	} of[2][256];
};

static void escapes_make(struct escapes *e)
{
	for (unsigned int is_full = 0; is_full < 2; is_full++)
		for (unsigned int c = 0; c < 256; c++) {
			struct escape *one = &e->of[is_full][c];
			const char *end = put_byte(one->text, (unsigned char)c, 0, is_full ? '0' : 0);

			one->len = (uint32_t)(end - one->text);
		}
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static void embed_line(struct buf *to, const struct escapes *escapes, const unsigned char *p, size_t count,
		       bool is_first, bool is_last)
{
	char *at = buf_room(to, LINE * ESCAPE + 8);

	if (!at)
		return;
	for (size_t i = 0; i < count; i++) {
		const unsigned char next = is_last && i + 1 == count ? 0 : p[i + 1];
		const struct escape *one = &escapes->of[is_digit(next)][p[i]];

		if (p[i] == '?') {
			at = put_byte(at, p[i], is_first && !i ? 0 : p[(ptrdiff_t)i - 1], next);
			continue;
		}
		memcpy(at, one->text, ESCAPE);
		at += one->len;
	}
	if (!is_last)
		*at++ = '\\';
	else
		*at++ = '"';
	*at++ = '\n';
	to->len = (size_t)(at - to->data);
}

void embed_bytes(struct buf *to, const void *data, size_t size)
{
	const unsigned char *p = data;
	struct escapes escapes = {0};

	escapes_make(&escapes);
	buf_add_str(to, size ? "\"" : "\"\"\n");
	for (size_t at = 0; at < size; at += LINE) {
		size_t count = size - at < LINE ? size - at : LINE;

		embed_line(to, &escapes, p + at, count, !at, at + count == size);
	}
}

void embed_text(struct buf *to, const char *text)
{
	for (const char *at = text; *at; at++) {
		char escaped[ESCAPE];
		char *end = put_byte(escaped, (unsigned char)*at, at > text ? (unsigned char)at[-1] : 0,
				     (unsigned char)at[1]);

		buf_add(to, escaped, (size_t)(end - escaped));
	}
}

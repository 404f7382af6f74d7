/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Appending text fast: names are copied and checked in one go. */
#ifndef BPFI_BTFDUMP_CGEN_TEXT_H
#define BPFI_BTFDUMP_CGEN_TEXT_H

#include <string.h>

#include "btfdump/cgen/state.h"

static inline bool cgen_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool cgen_is_word_char(char c)
{
	return cgen_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Room for at least @n bytes and one more; NULL when out of memory. */
static inline char *cgen_room(struct buf *b, size_t n)
{
	return b->cap - b->len > n + 1 ? b->data + b->len : buf_room(b, n + 1);
}

static inline void cgen_put(struct buf *b, const char *s, size_t n)
{
	char *to = cgen_room(b, n);

	if (!to)
		return;
	memcpy(to, s, n);
	b->len += n;
}

#define CGEN_PUT(b, literal) cgen_put(b, "" literal, sizeof(literal) - 1)

static inline void cgen_put_char(struct buf *b, char c)
{
	char *to = cgen_room(b, 1);

	if (!to)
		return;
	*to = c;
	b->len++;
}

static inline void cgen_put_str(struct buf *b, const char *s)
{
	cgen_put(b, s, strlen(s));
}

static inline void cgen_put_tabs(struct buf *b, unsigned int count)
{
	enum { MOST = 8 };
	char *to = cgen_room(b, count > MOST ? count : MOST);

	if (!to)
		return;
	memset(to, '\t', MOST);
	if (count > MOST)
		memset(to, '\t', count);
	b->len += count;
}

void cgen_put_uint(struct buf *b, uint64_t v);
/* As a C constant of this value: with sign or suffix where needed. */
void cgen_put_constant(struct buf *b, uint64_t v, bool is_signed, bool is_wide);

/* @name made valid for C, whatever bytes it has. */
void cgen_put_escaped(struct cgen *g, struct buf *b, const char *name, size_t len);
/* A name at a string offset; remembers which reserved words are used. */
void cgen_put_name(struct cgen *g, uint32_t off);
/* The same of a member or parameter; @is_nested: in an unnamed member of the struct being printed. */
void cgen_put_member(struct cgen *g, uint32_t off, bool is_nested);
/* The name of a struct, union, enum (without the keyword), typedef or function; of an enumerator. */
void cgen_put_type_name(struct cgen *g, uint32_t id, const struct wire_type *w);
void cgen_put_value_name(struct cgen *g, uint32_t id, const struct wire_type *w, uint32_t index);

#endif

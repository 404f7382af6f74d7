/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fast output of list elements: compact JSON is written straight into the buffer, at a fifth of the cost of
 * the calls of lib/out.h, which make every other form. Between rows_open() and rows_close() use only calls of
 * this file. Each value leaves a comma after it, which the end of its container removes.
 */
#ifndef BPFI_BTFDUMP_INSPECT_ROW_H
#define BPFI_BTFDUMP_INSPECT_ROW_H

#include <stdint.h>

#include "lib/ascii8.h"
#include "lib/out.h"

/* A field's name with its quotes and colon. */
struct row_key {
	char text[23];
	uint8_t len;
};

enum { ROW_KEYS = 32 };

struct row {
	struct out *o;
	struct buf *to_buf; /* that @to points into */
	char *to;           /* NULL: the usual way */
	const char *end;    /* no room for anything written after it */
	uint32_t count;     /* of elements */
	char before;        /* the first one, 0: nothing */
	char after;         /* each */
	const struct field *fields;
	struct row_key keys[ROW_KEYS]; /* of the fields; those without a name are left out */
};

/*
 * The open list continues with objects; each is begun by row_open(), ended by row_close(). Values are named
 * by their index in @fields: @count of them, names of at most 19 plain letters.
 */
void rows_open(struct row *r, struct out *o, const struct field *fields, unsigned int count);
void rows_close(struct row *r);

enum { ROW_PLAIN = 64 };

/* The slow halves of what is below. */
void row_more(struct row *r);
void row_rest(struct row *r, const char *s);

static inline void row_key(struct row *r, unsigned int field)
{
	const struct row_key *key = &r->keys[field];

	if (r->to > r->end)
		row_more(r);
	memcpy(r->to, key->text, sizeof(key->text));
	r->to += key->len;
}

static inline void row_uint(struct row *r, unsigned int field, uint64_t v)
{
	if (!r->to) {
		out_uint(r->o, &r->fields[field], v);
		return;
	}
	row_key(r, field);
	r->to = ascii8_put_uint(r->to, v);
	*r->to++ = ',';
}

void row_int(struct row *r, unsigned int field, int64_t v);
void row_bool(struct row *r, unsigned int field, bool v);

/* @safe bytes from @s on are readable, whatever they are: 0 if unknown. */
static inline void row_str(struct row *r, unsigned int field, const char *s, uint32_t safe)
{
	unsigned int count = ASCII8;

	if (!r->to) {
		out_str(r->o, &r->fields[field], s);
		return;
	}
	row_key(r, field);
	*r->to++ = '"';
	for (uint32_t done = ASCII8; count == ASCII8 && done <= safe && done <= ROW_PLAIN; done += ASCII8) {
		uint64_t word = ascii8_load(s);

		ascii8_store(r->to, word);
		count = ascii8_count_plain(word);
		r->to += count;
		s += count;
	}
	if (*s)
		row_rest(r, s);
	*r->to++ = '"';
	*r->to++ = ',';
}

/* A list of objects as a value; row_item() begins each of them. */
void row_list(struct row *r, unsigned int field);

static inline void row_item(struct row *r)
{
	if (!r->to) {
		out_object(r->o, NULL);
		return;
	}
	if (r->to > r->end)
		row_more(r);
	*r->to++ = '{';
}

static inline void row_end(struct row *r, char bracket)
{
	if (!r->to) {
		out_end(r->o);
		return;
	}
	r->to -= r->to[-1] == ',';
	*r->to++ = bracket;
	*r->to++ = ',';
}

static inline void row_item_end(struct row *r)
{
	row_end(r, '}');
}

static inline void row_list_end(struct row *r)
{
	row_end(r, ']');
}

/* An element of the list that was open. */
static inline void row_open(struct row *r)
{
	row_item(r);
	if (r->to && !r->count++ && r->before) {
		r->to[-1] = r->before;
		*r->to++ = '{';
	}
}

static inline void row_close(struct row *r)
{
	row_item_end(r);
	if (r->to)
		r->to[-1] = r->after;
}

#endif

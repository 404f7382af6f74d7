/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Elements of a list in one go, for listings of many small objects: what comes out is what the calls of
 * lib/out.h give, at a fifth of their cost. Compact JSON is written straight into the buffer; every other
 * form takes the usual way, value by value. Between rows_open() and rows_close() only calls of this file.
 *
 * Inline, so that keys are copied as constants and the place to write to stays in a register. Each value
 * leaves a comma behind it, which the end of its container takes back.
 */
#ifndef BPFI_LIB_OUT_ROW_H
#define BPFI_LIB_OUT_ROW_H

#include <stdint.h>

#include "lib/eight.h"
#include "lib/out.h"

struct row {
	struct out *o;
	char *to;        /* NULL: the usual way */
	const char *end; /* what is written behind it finds no room */
	uint32_t count;  /* of elements */
	char before;     /* the first one, 0: nothing */
	char behind;     /* each */
};

/* The open list goes on with objects; each is begun by row_open(), ended by row_close(). */
struct row rows_open(struct out *o);
void rows_close(struct row *r);

enum { ROW_PLAIN = 64 };

/* The slow halves of what is below. */
void row_more(struct row *r);
void row_rest(struct row *r, const char *s);

static inline void row_key(struct row *r, const struct field *f)
{
	if (r->to > r->end)
		row_more(r);
	memcpy(r->to, f->key.text, sizeof(f->key.text));
	r->to += f->key.len;
}

static inline void row_uint(struct row *r, const struct field *f, uint64_t v)
{
	if (!r->to) {
		out_uint(r->o, f, v);
		return;
	}
	row_key(r, f);
	r->to = eight_put_uint(r->to, v);
	*r->to++ = ',';
}

void row_int(struct row *r, const struct field *f, int64_t v);
void row_bool(struct row *r, const struct field *f, bool v);

/* @safe bytes from @s on may be read, whatever they are: 0 if nobody knows. */
static inline void row_str(struct row *r, const struct field *f, const char *s, uint32_t safe)
{
	unsigned int count = EIGHT;

	if (!r->to) {
		out_str(r->o, f, s);
		return;
	}
	row_key(r, f);
	*r->to++ = '"';
	for (uint32_t done = EIGHT; count == EIGHT && done <= safe && done <= ROW_PLAIN; done += EIGHT) {
		uint64_t word = eight_load(s);

		eight_store(r->to, word);
		count = eight_count_plain(word);
		r->to += count;
		s += count;
	}
	if (*s)
		row_rest(r, s);
	*r->to++ = '"';
	*r->to++ = ',';
}

/* A list of objects as a value; row_item() begins each of them. */
static inline void row_list(struct row *r, const struct field *f)
{
	if (!r->to) {
		out_list(r->o, f);
		return;
	}
	row_key(r, f);
	*r->to++ = '[';
}

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
		r->to[-1] = r->behind;
}

#endif

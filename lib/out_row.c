/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values in one go. Compact JSON is written straight into the buffer, every
 * other form takes the usual way, value by value.
 */
#include "lib/out_row.h"

#include <string.h>

#include "lib/out_sink.h"

/* For punctuation, a number and a key: those of rows are short words (the
 * table's test sees to it). */
enum { CELL_ROOM = 128 };

/* Characters that stand for themselves. */
static const bool is_plain[256] = {[' '] = true, ['!'] = true, ['#' ... '['] = true, [']' ... '~'] = true};

/* Keys given from outside, streams of lines and indentation are not for the
 * short way. */
static bool is_compact(const struct out *o)
{
	return o->sink == &sink_json && !o->pretty && !o->key && !o->skipping &&
	       !o->frames[o->depth].is_stream;
}

static void cell_out(struct out *o, const struct cell *c)
{
	if (c->kind == CELL_UINT)
		out_uint(o, c->field, c->u);
	else if (c->kind == CELL_INT)
		out_int(o, c->field, c->i);
	else
		out_str(o, c->field, c->s);
}

static inline char *number_put(char *to, uint64_t v)
{
	unsigned int n = 1;

	for (uint64_t limit = 10; v >= limit && n < 19; limit *= 10)
		n++;
	n += n == 19 && v >= UINT64_C(10000000000000000000);
	out_digits(to + n, v);
	return to + n;
}

/* The whole key is copied in one piece of fixed size. */
static inline char *key_put(char *to, const struct field *f)
{
	const char *name = f->name;

	if (f->key.len) {
		memcpy(to, f->key.text, sizeof(f->key.text));
		return to + f->key.len;
	}
	*to++ = '"';
	while (*name)
		*to++ = *name++;
	*to++ = '"';
	*to++ = ':';
	return to;
}

/* Short and mostly plain: copied byte by byte up to what is not, only the rest
 * looked at closely. */
static inline void string_put(struct buf *b, char *to, const char *s)
{
	char *stop = b->data + b->cap - 2;

	*to++ = '"';
	while (is_plain[(unsigned char)*s] && to < stop)
		*to++ = *s++;
	if (!*s && to < stop) {
		*to++ = '"';
		b->len = (size_t)(to - b->data);
		return;
	}
	b->len = (size_t)(to - b->data);
	out_escape_json(b, s, strlen(s));
	buf_add_char(b, '"');
}

static inline void cell_put(struct buf *b, const struct cell *c, bool is_first)
{
	char *to = b->cap - b->len > CELL_ROOM ? b->data + b->len : buf_room(b, CELL_ROOM);

	if (!to)
		return;
	if (!is_first)
		*to++ = ',';
	to = key_put(to, c->field);
	if (c->kind == CELL_STR) {
		string_put(b, to, c->s);
		return;
	}
	if (c->kind == CELL_INT && c->i < 0) {
		*to++ = '-';
		to = number_put(to, -c->u);
	} else {
		to = number_put(to, c->u);
	}
	b->len = (size_t)(to - b->data);
}

static uint32_t cells_put(struct out *o, const struct cell *cells, unsigned int count, uint32_t before)
{
	for (unsigned int i = 0; i < count; i++) {
		if (cells[i].field->flags & o->sink->hides)
			continue;
		cell_put(&o->w, &cells[i], !before);
		before++;
	}
	return before;
}

void out_cells(struct out *o, const struct cell *cells, unsigned int count)
{
	if (is_compact(o) && !out_top(o)->is_list) {
		out_top(o)->count = cells_put(o, cells, count, out_top(o)->count);
		out_maybe_write(o);
		return;
	}
	for (unsigned int i = 0; i < count; i++)
		cell_out(o, &cells[i]);
}

void out_row(struct out *o, const struct field *f, const struct cell *cells, unsigned int count)
{
	struct frame *top = out_top(o);

	if (is_compact(o) && top->is_list && (!f || !(f->flags & o->sink->hides))) {
		if (top->count++)
			buf_add_char(&o->w, ',');
		buf_add_char(&o->w, '{');
		cells_put(o, cells, count, 0);
		buf_add_char(&o->w, '}');
		out_maybe_write(o);
		return;
	}
	out_object(o, f);
	out_cells(o, cells, count);
	out_end(o);
}

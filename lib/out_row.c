/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Beginning and end of the rows, and what is rare in one: full buffers, long numbers, characters to escape.
 */
#include "lib/out_row.h"

#include "lib/out_sink.h"

/* Behind the place to write to: a key, a number, the plain part of a string, all that the ends of containers
 * add. */
enum { ROOM = sizeof(((struct field_key *)0)->text) + EIGHT_NUMBER + ROW_PLAIN + 64 };

/* Where the next byte goes, with room behind it. */
static void place(struct row *r)
{
	struct buf *b = &r->o->w;

	/* Without memory all that follows is lost: said when it is written. */
	if (!buf_room(b, ROOM))
		out_write(r->o);
	r->to = b->data + b->len;
	r->end = b->data + b->cap - ROOM;
}

/* Something always follows: what is written here ends with no comma that is to be taken back. */
void row_more(struct row *r)
{
	r->o->w.len = (size_t)(r->to - r->o->w.data);
	out_maybe_write(r->o);
	place(r);
}

/* Not for the short way: keys given from outside, indentation. */
static bool is_direct(struct out *o)
{
	return o->sink == &sink_json && !o->pretty && !o->key && !o->skipping && out_top(o)->is_list &&
	       buf_room(&o->w, OUT_BLOCK + ROOM);
}

struct row rows_open(struct out *o)
{
	const struct frame *top = out_top(o);
	struct row r = {.o = o};

	if (!is_direct(o))
		return r;
	r.before = top->count && !top->is_stream ? ',' : '\0';
	r.behind = top->is_stream ? '\n' : ',';
	place(&r);
	return r;
}

void rows_close(struct row *r)
{
	if (!r->to)
		return;
	if (r->count && r->behind == ',')
		r->to--;
	out_top(r->o)->count += r->count;
	r->o->w.len = (size_t)(r->to - r->o->w.data);
	out_maybe_write(r->o);
}

void row_rest(struct row *r, const char *s)
{
	struct buf *b = &r->o->w;

	b->len = (size_t)(r->to - b->data);
	out_escape_json(b, s, strlen(s));
	place(r);
}

void row_int(struct row *r, const struct field *f, int64_t v)
{
	if (r->to && v < 0) {
		row_key(r, f);
		*r->to++ = '-';
		r->to = eight_put_uint(r->to, -(uint64_t)v);
		*r->to++ = ',';
	} else if (r->to) {
		row_uint(r, f, (uint64_t)v);
	} else {
		out_int(r->o, f, v);
	}
}

void row_bool(struct row *r, const struct field *f, bool v)
{
	if (!r->to) {
		out_bool(r->o, f, v);
		return;
	}
	row_key(r, f);
	memcpy(r->to, v ? "true, " : "false,", 6);
	r->to += v ? 5 : 6;
}

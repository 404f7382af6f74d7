/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Beginning and end of the rows, and what is rare in one: full buffers, long numbers, characters to escape.
 */
#include "btfdump/inspect/row.h"

#include "lib/buf.h"

/*
 * Room kept after the write position: for a key, a number, the plain part of a string, all that ends of
 * containers add.
 */
enum { ROOM = sizeof(((struct row_key *)0)->text) + ASCII8_NUMBER + ROW_PLAIN + 64 };

/* Where the next byte goes, with room after it. */
static void place(struct row *r)
{
	struct buf *b = r->to_buf;

	/* When out of memory all that follows is lost: reported when it is written. */
	if (!buf_room(b, ROOM))
		out_direct_write(r->o);
	r->to = b->data + b->len;
	r->end = b->data + b->cap - ROOM;
}

/* Something always follows: no trailing comma has to be removed. */
void row_more(struct row *r)
{
	r->to_buf->len = (size_t)(r->to - r->to_buf->data);
	out_direct_maybe_write(r->o);
	place(r);
}

static void make_key(struct row_key *key, const char *name)
{
	size_t len = name ? strlen(name) : 0;

	if (!len || len + 3 > sizeof(key->text))
		return;
	key->text[0] = '"';
	memcpy(key->text + 1, name, len);
	memcpy(key->text + 1 + len, "\":", 2);
	key->len = (uint8_t)(len + 3);
}

void rows_open(struct row *r, struct out *o, const struct field *fields, unsigned int count)
{
	*r = (struct row){.o = o, .fields = fields};
	r->to_buf = out_direct_open(o, ROOM, &r->before, &r->after);
	if (!r->to_buf)
		return;
	for (unsigned int i = 0; i < count && i < ROW_KEYS; i++)
		make_key(&r->keys[i], fields[i].name);
	place(r);
}

void rows_close(struct row *r)
{
	if (!r->to)
		return;
	if (r->count && r->after == ',')
		r->to--;
	r->to_buf->len = (size_t)(r->to - r->to_buf->data);
	out_direct_close(r->o, r->count);
}

void row_rest(struct row *r, const char *s)
{
	struct buf *b = r->to_buf;

	b->len = (size_t)(r->to - b->data);
	out_escape_json(b, s, strlen(s));
	place(r);
}

void row_int(struct row *r, unsigned int field, int64_t v)
{
	if (r->to && v < 0) {
		row_key(r, field);
		*r->to++ = '-';
		r->to = ascii8_put_uint(r->to, -(uint64_t)v);
		*r->to++ = ',';
	} else if (r->to) {
		row_uint(r, field, (uint64_t)v);
	} else {
		out_int(r->o, &r->fields[field], v);
	}
}

void row_bool(struct row *r, unsigned int field, bool v)
{
	if (!r->to) {
		out_bool(r->o, &r->fields[field], v);
		return;
	}
	row_key(r, field);
	memcpy(r->to, v ? "true, " : "false,", 6);
	r->to += v ? 5 : 6;
}

void row_list(struct row *r, unsigned int field)
{
	if (!r->to) {
		out_list(r->o, &r->fields[field]);
		return;
	}
	row_key(r, field);
	*r->to++ = '[';
}

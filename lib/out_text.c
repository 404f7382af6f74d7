/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text: a record is built line by line (the field row says which line, what label) and written when it
 * ends. An unfinished record is never printed. Bytes that a terminal would interpret are shown escaped.
 */
#include <string.h>
#include <time.h>

#include "lib/ascii8.h"
#include "lib/out_sink.h"

enum { COLUMNS = 4 };

static const char *const sgr_of_style[] = {
	[STYLE_ID] = "\033[1m",     [STYLE_NAME] = "\033[1;36m",  [STYLE_TYPE] = "\033[32m",
	[STYLE_PATH] = "\033[36m",  [STYLE_TITLE] = "\033[1m",    [STYLE_WARN] = "\033[33m",
	[STYLE_ADDED] = "\033[32m", [STYLE_REMOVED] = "\033[31m", [STYLE_CHANGED] = "\033[33m",
	[STYLE_COUNT] = NULL,
};

const char *out_color(const struct out *o, uint8_t style)
{
	return o->color && style < STYLE_COUNT ? sgr_of_style[style] : NULL;
}

/* The field of the record or top level for values without a row (list elements). */
static const struct field *row_of(struct out *o, const struct field *f)
{
	static const struct field bare = {.label = ""};

	if (f)
		return f;
	if (out_top(o)->is_list && out_top(o)->field)
		return out_top(o)->field;
	return &bare;
}

static const char *label_of(const struct field *f)
{
	return f->label ? f->label : f->name ? f->name : "";
}

static unsigned int line_of(const struct out *o, const struct field *f)
{
	/* Nested values go on the line of the outermost container inside the record. */
	for (unsigned int i = 1; i <= o->depth; i++)
		if (o->frames[i].mode == MODE_NESTED)
			return o->frames[i].field ? o->frames[i].field->line : 0;
	return f->line;
}

static struct buf *target(struct out *o, const struct field *f)
{
	enum frame_mode mode = out_top(o)->mode;

	return mode == MODE_TOP || mode == MODE_RECORDS ? &o->w : &o->line[line_of(o, f)];
}

static void text_pad(struct buf *b, size_t from, unsigned int width)
{
	while (b->len - from < width && !b->failed)
		buf_add_char(b, ' ');
}

static void text_lead(struct buf *b, const struct field *f, bool is_first)
{
	const char *label = label_of(f);

	if (!is_first)
		buf_add_str(b, f->lead ? f->lead : "  ");
	buf_add_str(b, label);
	if (*label)
		buf_add_char(b, ' ');
}

/* The list has its first element: its lead and label are written now. */
static void list_opened(struct buf *b, struct frame *top, const struct field *f)
{
	if (!top->is_open)
		text_lead(b, f, !b->len);
	else
		buf_add_char(b, ',');
	top->is_open = true;
}

static void line_started(struct buf *b, const struct field *f)
{
	if (b->len) {
		buf_add_char(b, '\n');
		buf_add_str(b, f->lead ? f->lead : "\t");
	}
	if (*label_of(f)) {
		buf_add_str(b, label_of(f));
		buf_add_char(b, ' ');
	}
}

/* The label has been written when the list began. */
static void column_started(struct buf *b, const struct frame *top)
{
	if (top->count % COLUMNS == 0)
		buf_add_str(b, "\n\t  ");
}

/* Writes everything that precedes a value; returns where the value goes. */
static struct buf *text_before(struct out *o, const struct field *f)
{
	struct frame *top = out_top(o);
	struct buf *b = target(o, f);

	if (top->mode == MODE_TOP || top->mode == MODE_RECORDS) {
		if (*label_of(f))
			text_lead(b, f, true);
	} else if (top->is_list && f->layout == LAYOUT_LINES) {
		line_started(b, f);
	} else if (top->is_list && f->layout == LAYOUT_COLUMNS) {
		column_started(b, top);
	} else if (top->is_list) {
		list_opened(b, top, f);
	} else {
		text_lead(b, f, top->mode == MODE_RECORD ? !b->len : !top->count);
	}
	return b;
}

static void text_after(struct out *o, const struct field *f, struct buf *b)
{
	if (f->tail && !(out_top(o)->is_list && out_top(o)->field == f))
		buf_add_str(b, f->tail);
	if (b == &o->w)
		buf_add_char(b, '\n');
}

/* A value that is a line of its own keeps its tabs. */
static void add_line(struct buf *b, const char *s, size_t len)
{
	const char *tab;

	for (; (tab = memchr(s, '\t', len)); s = tab + 1) {
		out_escape_text(b, s, (size_t)(tab - s));
		buf_add_char(b, '\t');
		len -= (size_t)(tab - s) + 1;
	}
	out_escape_text(b, s, len);
}

static void text_token(struct out *o, const struct field *f, const char *token, size_t len)
{
	const struct field *row = row_of(o, f);
	const char *sgr = out_color(o, row->style);
	struct buf *b = text_before(o, row);
	size_t from;

	if (sgr)
		buf_add_str(b, sgr);
	from = b->len;
	if (row->style == STYLE_CODE)
		out_escape_code(b, token, len);
	else if (out_top(o)->mode == MODE_RECORDS)
		add_line(b, token, len);
	else
		out_escape_text(b, token, len);
	if (sgr)
		buf_add_str(b, "\033[0m");
	text_pad(b, from + (sgr ? 4 : 0), row->width);
	text_after(o, row, b);
}

static void text_begin(struct out *o, const struct field *f, bool is_list)
{
	struct frame *top = out_top(o);

	/* An object that is an element: the list's separator, the element's first field has no lead. */
	if (top->mode != MODE_NESTED && top->mode != MODE_RECORD)
		return;
	if (is_list && f && f->layout == LAYOUT_COLUMNS)
		buf_add_str(target(o, f), label_of(f));
	if (is_list || !top->is_list)
		return;
	f = row_of(o, f);
	if (f->layout == LAYOUT_LINES) {
		line_started(target(o, f), f);
	} else {
		list_opened(target(o, f), top, f);
		if (top->count)
			buf_add_char(target(o, f), ' ');
	}
}

static void record_ended(struct out *o, const struct field *f)
{
	const char *indent = f && f->lead ? f->lead : "\t";
	bool is_first = true;

	for (unsigned int i = 0; i < FIELD_LINES; i++) {
		if (!o->line[i].len)
			continue;
		if (!is_first)
			buf_add_str(&o->w, indent);
		is_first = false;
		buf_add(&o->w, o->line[i].data, o->line[i].len);
		buf_add_char(&o->w, '\n');
		buf_reset(&o->line[i]);
	}
}

static void text_end(struct out *o, const struct frame *closed)
{
	if (closed->mode == MODE_RECORD)
		record_ended(o, closed->field);
	else if (closed->mode == MODE_NESTED && closed->is_list && closed->is_open && closed->field &&
		 closed->field->tail)
		buf_add_str(target(o, closed->field), closed->field->tail);
}

static char *put_hex(char *to, uint64_t v, bool is_prefixed)
{
	unsigned int shift = 63U - (unsigned int)__builtin_clzll(v | 1);

	if (is_prefixed)
		to = mempcpy(to, "0x", 2);
	shift -= shift % 4;
	for (;; shift -= 4) {
		*to++ = "0123456789abcdef"[v >> shift & 15];
		if (!shift)
			return to;
	}
}

static void text_uint(struct out *o, const struct field *f, uint64_t v)
{
	const struct field *row = row_of(o, f);
	char digits[80], *to = digits;

	if (row->style == STYLE_TYPE && row->name && !*label_of(row)) {
		to = mempcpy(to, row->name, strnlen(row->name, 32));
		*to++ = ' ';
	}
	if (row->style == STYLE_HEX || row->style == STYLE_HEXSTR || row->style == STYLE_DIGITS ||
	    row->style == STYLE_POINTER)
		to = put_hex(to, v, row->style != STYLE_DIGITS);
	else
		to = ascii8_put_uint(to, v);
	text_token(o, f, digits, (size_t)(to - digits));
}

static void text_sint(struct out *o, const struct field *f, int64_t v)
{
	char digits[ASCII8_NUMBER + 1], *to = digits;

	if (v < 0)
		*to++ = '-';
	to = ascii8_put_uint(to, v < 0 ? -(uint64_t)v : (uint64_t)v);
	text_token(o, f, digits, (size_t)(to - digits));
}

/* True is the label alone ("gpl"), false the row's word for it, if any. */
static void text_boolean(struct out *o, const struct field *f, bool v)
{
	const struct field *row = row_of(o, f);
	struct field word = {
		.label = "",
		.lead = row->lead,
		.tail = row->tail,
		.line = row->line,
		.width = row->width,
		.style = row->style,
	};
	const char *text = v ? label_of(row) : row->no;

	if (out_top(o)->is_list || out_top(o)->mode == MODE_TOP)
		text_token(o, &word, v ? "true" : "false", v ? 4 : 5);
	else if (text && *text)
		text_token(o, &word, text, strlen(text));
}

static void text_bytes(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	auto_buf b = {0};

	for (size_t i = 0; i < len; i++)
		buf_printf(&b, "%02x", data[i]);
	text_token(o, f, buf_str(&b), b.len);
}

enum { DUMP_GROUP = 8, DUMP_ROW = 16 };

static void dump_rows(struct buf *b, const uint8_t *data, size_t len)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < len && buf_room(b, 4); i++) {
		if (i % DUMP_ROW == 0 && i)
			b->data[b->len++] = '\n';
		else if (i % DUMP_GROUP == 0 && i)
			b->data[b->len++] = ' ';
		if (i % DUMP_ROW)
			b->data[b->len++] = ' ';
		b->data[b->len++] = hex[data[i] >> 4];
		b->data[b->len++] = hex[data[i] & 15];
	}
}

static void text_dump(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	const struct field *row = row_of(o, f);
	struct buf *b;

	if (row->layout == LAYOUT_LINES && !out_top(o)->is_list) {
		b = target(o, row);
		buf_add_str(b, label_of(row));
		buf_add_char(b, '\n');
	} else {
		b = text_before(o, row);
	}
	dump_rows(b, data, len);
	text_after(o, row, b);
}

static void text_time(struct out *o, const struct field *f, int64_t seconds)
{
	char text[64] = "";
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!localtime_r(&t, &tm) || !strftime(text, sizeof(text), "%FT%T%z", &tm)) {
		text_sint(o, f, seconds);
		return;
	}
	text_token(o, f, text, strlen(text));
}

/* At top level an empty result prints nothing. */
static void text_null(struct out *o, const struct field *f)
{
	if (out_top(o)->mode != MODE_TOP)
		text_token(o, f, "-", 1);
}

static void text_number(struct out *o, const struct field *f, const char *digits)
{
	text_token(o, f, digits, strlen(digits));
}

static void text_open(struct out *o, const struct field *f)
{
	(void)o;
	(void)f;
}

static void text_add(struct out *o, const char *data, size_t len)
{
	if (out_top(o)->mode != MODE_TOP)
		buf_add(&o->line[0], data, len);
	else if (len < OUT_BLOCK || o->is_held)
		buf_add(&o->w, data, len);
	else
		out_write_along(o, data, len);
}

static void text_close(struct out *o)
{
	(void)o;
}

const struct sink sink_text = {
	.begin = text_begin,
	.end = text_end,
	.uint = text_uint,
	.sint = text_sint,
	.boolean = text_boolean,
	.str = text_token,
	.bytes = text_bytes,
	.dump = text_dump,
	.time = text_time,
	.null = text_null,
	.number = text_number,
	.text_open = text_open,
	.text_add = text_add,
	.text_close = text_close,
	.hides = FIELD_JSON_ONLY | FIELD_VERBOSE,
	.hides_zero = FIELD_TEXT_NONZERO,
};

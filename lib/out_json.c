/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * JSON: compact, indented (the incumbent's way: array elements stay on the line of the bracket), or one
 * record a line. Strings become valid UTF-8 whatever bytes came in: a byte that is not part of a character is
 * shown as the character of that number.
 */
#include <string.h>

#include "lib/out_sink.h"

enum { INDENT = 4 };

char *out_digits(char *end, uint64_t v)
{
	do {
		*--end = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	return end;
}

/* Length of the valid UTF-8 character at s, 0 when it is none. */
static unsigned int utf8_len(const unsigned char *s, size_t len)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned int n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
	uint32_t c;

	if (s[0] < 0xc2 || s[0] > 0xf4 || len < n)
		return 0;
	c = s[0] & (0x7fU >> n);
	for (unsigned int i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	return n;
}

static const char hex[] = "0123456789abcdef";

static void escape_byte_json(struct buf *b, unsigned char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	char u[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
	const char *p = c ? strchr(from, c) : NULL;

	if (p) {
		buf_add_char(b, '\\');
		buf_add_char(b, to[p - from]);
	} else {
		buf_add(b, u, sizeof(u));
	}
}

static void escape_byte_text(struct buf *b, unsigned char c)
{
	char x[] = {'\\', 'x', hex[c >> 4], hex[c & 15]};

	if (c == '\n')
		buf_add_str(b, "\\n");
	else if (c == '\t')
		buf_add_str(b, "\\t");
	else
		buf_add(b, x, sizeof(x));
}

static void escape(struct buf *b, const char *s, size_t len, bool is_json)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + len, *clean = p;

	while (p < end) {
		unsigned int n = *p >= 0x80 ? utf8_len(p, (size_t)(end - p)) : 1;
		/* C1 controls are characters, but a terminal obeys them. */
		bool is_c1 = !is_json && n == 2 && p[0] == 0xc2 && p[1] < 0xa0;

		if (n && !is_c1 && *p >= 0x20 && *p != 0x7f && (!is_json || (*p != '"' && *p != '\\'))) {
			p += n;
			continue;
		}
		buf_add(b, clean, (size_t)(p - clean));
		if (is_json)
			escape_byte_json(b, *p);
		else
			escape_byte_text(b, *p);
		clean = ++p;
	}
	buf_add(b, clean, (size_t)(p - clean));
}

void out_escape_json(struct buf *b, const char *s, size_t len)
{
	escape(b, s, len, true);
}

void out_escape_text(struct buf *b, const char *s, size_t len)
{
	escape(b, s, len, false);
}

static void json_newline(struct out *o, unsigned int depth)
{
	char *to = buf_room(&o->w, 1 + (size_t)depth * INDENT);

	if (!to)
		return;
	*to = '\n';
	memset(to + 1, ' ', (size_t)depth * INDENT);
	o->w.len += 1 + (size_t)depth * INDENT;
}

/* Containers that make the indentation: an object in a list shares the bracket's line but counts. */
static unsigned int indent_depth(const struct out *o)
{
	return o->depth;
}

/* What stands before a value: comma, line break, key. */
static void json_before(struct out *o, const struct field *f)
{
	const struct frame *top = out_top(o);
	const char *key = o->key ? o->key : f && f->name ? f->name : "";

	if (top->count && !top->is_stream)
		buf_add_char(&o->w, ',');
	if (top->is_list)
		return;
	if (o->pretty)
		json_newline(o, indent_depth(o));
	buf_add_char(&o->w, '"');
	out_escape_json(&o->w, key, strlen(key));
	buf_add_str(&o->w, o->pretty ? "\": " : "\":");
}

/* What stands behind a value that is a document or a line of its own. */
static void json_after(struct out *o)
{
	if (out_top(o)->is_stream)
		buf_add_char(&o->w, '\n');
}

static void json_token(struct out *o, const struct field *f, const char *token, size_t len)
{
	json_before(o, f);
	buf_add(&o->w, token, len);
	json_after(o);
}

static void json_begin(struct out *o, const struct field *f, bool is_list)
{
	if (o->lines && is_list && out_top(o)->is_stream)
		return;
	json_before(o, f);
	buf_add_char(&o->w, is_list ? '[' : '{');
}

static void json_end(struct out *o, const struct frame *closed)
{
	if (closed->is_stream)
		return;
	if (o->pretty && closed->count)
		json_newline(o, indent_depth(o));
	buf_add_char(&o->w, closed->is_list ? ']' : '}');
	json_after(o);
}

static void json_quoted(struct out *o, const struct field *f, const char *s, size_t len)
{
	json_before(o, f);
	buf_add_char(&o->w, '"');
	out_escape_json(&o->w, s, len);
	buf_add_char(&o->w, '"');
	json_after(o);
}

static void json_uint(struct out *o, const struct field *f, uint64_t v)
{
	char digits[24], *end = digits + sizeof(digits), *p;

	if (f && f->style == STYLE_HEXSTR) {
		p = end;
		do {
			*--p = hex[v & 15];
			v >>= 4;
		} while (v);
		*--p = 'x';
		*--p = '0';
		json_quoted(o, f, p, (size_t)(end - p));
		return;
	}
	p = out_digits(end, v);
	json_token(o, f, p, (size_t)(end - p));
}

static void json_sint(struct out *o, const struct field *f, int64_t v)
{
	char digits[24], *end = digits + sizeof(digits), *p;

	p = out_digits(end, v < 0 ? -(uint64_t)v : (uint64_t)v);
	if (v < 0)
		*--p = '-';
	json_token(o, f, p, (size_t)(end - p));
}

static void json_boolean(struct out *o, const struct field *f, bool v)
{
	json_token(o, f, v ? "true" : "false", v ? 4 : 5);
}

static void json_bytes(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	json_before(o, f);
	buf_add_char(&o->w, '"');
	for (size_t i = 0; i < len; i++) {
		buf_add_char(&o->w, hex[data[i] >> 4]);
		buf_add_char(&o->w, hex[data[i] & 15]);
	}
	buf_add_char(&o->w, '"');
	json_after(o);
}

/* Seven characters a byte: the comma behind the last one gives way to what follows. */
static void json_dump(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	enum { EACH = sizeof("\"0x00\",") - 1 };
	char *to;

	json_before(o, f);
	buf_add_char(&o->w, '[');
	to = len > SIZE_MAX / EACH ? NULL : buf_room(&o->w, len * EACH);
	for (size_t i = 0; to && i < len; i++, to += EACH) {
		const char digits[] = {'"', '0', 'x', hex[data[i] >> 4], hex[data[i] & 15], '"', ','};

		memcpy(to, digits, EACH);
	}
	if (to && len)
		o->w.len += len * EACH - 1;
	if (o->pretty && len)
		json_newline(o, indent_depth(o));
	buf_add_char(&o->w, ']');
	json_after(o);
}

static void json_time(struct out *o, const struct field *f, int64_t seconds)
{
	json_sint(o, f, seconds);
}

static void json_null(struct out *o, const struct field *f)
{
	json_token(o, f, "null", 4);
}

static void json_number(struct out *o, const struct field *f, const char *digits)
{
	json_token(o, f, digits, strlen(digits));
}

static void json_text_open(struct out *o, const struct field *f)
{
	json_before(o, f);
	buf_add_char(&o->w, '"');
}

static void json_text_add(struct out *o, const char *data, size_t len)
{
	out_escape_json(&o->w, data, len);
}

static void json_text_close(struct out *o)
{
	buf_add_char(&o->w, '"');
	json_after(o);
}

const struct sink sink_json = {
	.begin = json_begin,
	.end = json_end,
	.uint = json_uint,
	.sint = json_sint,
	.boolean = json_boolean,
	.str = json_quoted,
	.bytes = json_bytes,
	.dump = json_dump,
	.time = json_time,
	.null = json_null,
	.number = json_number,
	.text_open = json_text_open,
	.text_add = json_text_add,
	.text_close = json_text_close,
	.hides = FIELD_TEXT_ONLY,
};

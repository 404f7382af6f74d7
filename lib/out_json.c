/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * JSON: compact, indented (the incumbent's style: array elements stay on the line of the bracket), or one
 * record per line. Strings become valid UTF-8 whatever the bytes: a byte that is not part of a character is
 * shown as the character of that number.
 */
#include <string.h>

#include "lib/ascii8.h"
#include "lib/out_sink.h"

enum { INDENT = 4, SLACK = 64 };

/* Length of the valid UTF-8 character at s, 0 if invalid. */
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

unsigned int out_bidi_len(const char *s, size_t len)
{
	static const char *const chars[] = {
		"\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c",
		"\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
	};

	for (size_t i = 0; i < sizeof(chars) / sizeof(chars[0]); i++)
		if (len >= strlen(chars[i]) && !memcmp(s, chars[i], strlen(chars[i])))
			return (unsigned int)strlen(chars[i]);
	return 0;
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
	else if (c == '\\')
		buf_add_str(b, "\\\\");
	else
		buf_add(b, x, sizeof(x));
}

/* Only if what follows would look like an escape, indistinguishable from a real one. */
static bool is_like_escape(const unsigned char *p, const unsigned char *end)
{
	return *p == '\\' && p + 1 < end && strchr("xnt\\", p[1]) && p[1];
}

static inline bool are_plain(const unsigned char *p)
{
	return ascii8_count_plain(ascii8_load((const char *)p)) == ASCII8;
}

enum escape_form { AS_JSON, AS_TEXT, AS_CODE };

/* A character of @n bytes that needs no escape. */
static bool is_shown(const unsigned char *p, const unsigned char *end, unsigned int n, enum escape_form form)
{
	if (!n || *p < 0x20 || *p == 0x7f)
		return false;
	if (form == AS_JSON)
		return *p != '"' && *p != '\\';
	/* C1 controls are characters, but terminals interpret them. */
	if (n > 1)
		return !(n == 2 && p[0] == 0xc2 && p[1] < 0xa0) && !out_bidi_len((const char *)p, n);
	return form == AS_CODE || !is_like_escape(p, end);
}

static void escape(struct buf *b, const char *s, size_t len, enum escape_form form)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + len, *clean = p;

	for (;;) {
		unsigned int n;

		while (end - p >= ASCII8 && are_plain(p))
			p += ASCII8;
		/* The last few again, together with those before them. */
		if (end - p < ASCII8 && len >= ASCII8 && are_plain(end - ASCII8))
			p = end;
		while (p < end && ascii8_is_plain(*p))
			p++;
		if (p == end)
			break;
		n = *p >= 0x80 ? utf8_len(p, (size_t)(end - p)) : 1;
		if (is_shown(p, end, n, form)) {
			p += n;
			continue;
		}
		buf_add(b, clean, (size_t)(p - clean));
		if (form == AS_JSON)
			escape_byte_json(b, *p);
		else
			escape_byte_text(b, *p);
		clean = ++p;
	}
	buf_add(b, clean, (size_t)(p - clean));
}

void out_escape_json(struct buf *b, const char *s, size_t len)
{
	escape(b, s, len, AS_JSON);
}

void out_escape_text(struct buf *b, const char *s, size_t len)
{
	escape(b, s, len, AS_TEXT);
}

void out_escape_code(struct buf *b, const char *s, size_t len)
{
	escape(b, s, len, AS_CODE);
}

/* Copies more than needed, of a size known to the compiler: callers leave SLACK bytes after the end. */
static char *js_newline(char *to, unsigned int depth)
{
	static const char blanks[] = "                                                                ";
	const size_t len = (size_t)depth * INDENT;

	*to++ = '\n';
	_Static_assert(sizeof(blanks) == SLACK + 1, "as many as are copied");
	if (len <= SLACK)
		memcpy(to, blanks, SLACK);
	else
		memset(to, ' ', len);
	return to + len;
}

/* In text a tree begins at the left edge, whatever contains it. */
static unsigned int js_depth(const struct out *o)
{
	return o->depth - o->tree_depth;
}

static char *js_key(struct out *o, char *to, const char *key, size_t len)
{
	*to++ = '"';
	if (ascii8_copy_plain(to, key, len)) {
		to += len;
	} else {
		/* There is room for six bytes of each: the buffer does not move. */
		o->w.len = (size_t)(to - o->w.data);
		out_escape_json(&o->w, key, len);
		to = o->w.data + o->w.len;
	}
	*to++ = '"';
	*to++ = ':';
	if (o->pretty)
		*to++ = ' ';
	return to;
}

/*
 * What precedes a value: comma, line break, key. Returns where the value goes, with room for @room bytes
 * and a line break; NULL if out of memory.
 */
static char *js_open(struct out *o, const struct field *f, size_t room)
{
	const struct frame *top = out_top(o);
	const char *key = o->key ? o->key : f && f->name ? f->name : "";
	size_t len = top->is_list ? 0 : strlen(key);
	char *to = buf_room(&o->w, 6 * len + 8 + (size_t)js_depth(o) * INDENT + SLACK + room + 1);

	if (!to)
		return NULL;
	if (top->count && !top->is_stream)
		*to++ = ',';
	if (top->is_list)
		return to;
	if (o->pretty)
		to = js_newline(to, js_depth(o));
	return js_key(o, to, key, len);
}

/* The value ends at @end; a document or a separate line gets its line break. */
static void js_shut(struct out *o, char *end)
{
	if (out_top(o)->is_stream)
		*end++ = '\n';
	o->w.len = (size_t)(end - o->w.data);
}

static void js_token(struct out *o, const struct field *f, const char *token, size_t len)
{
	char *to = js_open(o, f, len);

	if (!to)
		return;
	memcpy(to, token, len);
	js_shut(o, to + len);
}

/* Leaves the buffer ready for a value that is appended piece by piece. */
static void js_before(struct out *o, const struct field *f, char first)
{
	char *to = js_open(o, f, 1);

	if (!to)
		return;
	*to++ = first;
	o->w.len = (size_t)(to - o->w.data);
}

static void js_after(struct out *o, char last)
{
	buf_add_char(&o->w, last);
	if (out_top(o)->is_stream)
		buf_add_char(&o->w, '\n');
}

static void js_begin(struct out *o, const struct field *f, bool is_list)
{
	if (!o->lines || !is_list || !out_top(o)->is_stream)
		js_before(o, f, is_list ? '[' : '{');
}

static void js_end(struct out *o, const struct frame *closed)
{
	char *to;

	if (closed->is_stream)
		return;
	to = buf_room(&o->w, (size_t)js_depth(o) * INDENT + SLACK + 3);
	if (!to)
		return;
	if (o->pretty && closed->count)
		to = js_newline(to, js_depth(o));
	*to++ = closed->is_list ? ']' : '}';
	js_shut(o, to);
}

static void js_quoted(struct out *o, const struct field *f, const char *s, size_t len)
{
	char *to = js_open(o, f, len + 2);

	if (!to)
		return;
	*to++ = '"';
	if (!ascii8_copy_plain(to, s, len)) {
		o->w.len = (size_t)(to - o->w.data);
		out_escape_json(&o->w, s, len);
		js_after(o, '"');
		return;
	}
	to[len] = '"';
	js_shut(o, to + len + 1);
}

static void js_digits(struct out *o, const struct field *f, uint64_t v, bool is_negative)
{
	char *to = js_open(o, f, ASCII8_NUMBER);

	if (!to)
		return;
	if (is_negative)
		*to++ = '-';
	js_shut(o, ascii8_put_uint(to, v));
}

static void js_uint(struct out *o, const struct field *f, uint64_t v)
{
	char digits[24], *end = digits + sizeof(digits), *p;

	if (f && f->style == STYLE_POINTER && !v && o->base_sink == &sink_text) {
		js_quoted(o, f, "(nil)", 5);
		return;
	}
	if (f && (f->style == STYLE_HEXSTR || (f->style == STYLE_POINTER && o->base_sink == &sink_text))) {
		p = end;
		do {
			*--p = hex[v & 15];
			v >>= 4;
		} while (v);
		*--p = 'x';
		*--p = '0';
		js_quoted(o, f, p, (size_t)(end - p));
		return;
	}
	js_digits(o, f, v, false);
}

static void js_sint(struct out *o, const struct field *f, int64_t v)
{
	js_digits(o, f, v < 0 ? -(uint64_t)v : (uint64_t)v, v < 0);
}

static void js_boolean(struct out *o, const struct field *f, bool v)
{
	js_token(o, f, v ? "true" : "false", v ? 4 : 5);
}

static void js_bytes(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	js_before(o, f, '"');
	for (size_t i = 0; i < len; i++) {
		buf_add_char(&o->w, hex[data[i] >> 4]);
		buf_add_char(&o->w, hex[data[i] & 15]);
	}
	js_after(o, '"');
}

/* Seven characters a byte: the comma after the last one is overwritten by what follows. */
static void js_dump(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	enum { EACH = sizeof("\"0x00\",") - 1 };
	const size_t indent = (size_t)js_depth(o) * INDENT + SLACK + 1;
	char *to = len > SIZE_MAX / EACH / 2 ? NULL : js_open(o, f, 2 + len * EACH + indent);

	if (!to)
		return;
	*to++ = '[';
	for (size_t i = 0; i < len; i++, to += EACH) {
		const char digits[] = {'"', '0', 'x', hex[data[i] >> 4], hex[data[i] & 15], '"', ','};

		memcpy(to, digits, EACH);
	}
	if (len)
		to--;
	if (o->pretty && len)
		to = js_newline(to, js_depth(o));
	*to++ = ']';
	js_shut(o, to);
}

static void js_time(struct out *o, const struct field *f, int64_t seconds)
{
	js_sint(o, f, seconds);
}

static void js_null(struct out *o, const struct field *f)
{
	js_token(o, f, "null", 4);
}

static void js_number(struct out *o, const struct field *f, const char *digits)
{
	js_token(o, f, digits, strlen(digits));
}

static void js_text_open(struct out *o, const struct field *f)
{
	js_before(o, f, '"');
}

static void js_text_add(struct out *o, const char *data, size_t len)
{
	/* In blocks that do not end inside a character. */
	while (len > OUT_BLOCK) {
		size_t block = OUT_BLOCK;

		while (block > OUT_BLOCK - 4 && (data[block] & 0xc0) == 0x80)
			block--;
		out_escape_json(&o->w, data, block);
		out_maybe_write(o);
		data += block;
		len -= block;
	}
	out_escape_json(&o->w, data, len);
}

static void js_text_close(struct out *o)
{
	js_after(o, '"');
}

const struct sink sink_json = {
	.begin = js_begin,
	.end = js_end,
	.uint = js_uint,
	.sint = js_sint,
	.boolean = js_boolean,
	.str = js_quoted,
	.bytes = js_bytes,
	.dump = js_dump,
	.time = js_time,
	.null = js_null,
	.number = js_number,
	.text_open = js_text_open,
	.text_add = js_text_add,
	.text_close = js_text_close,
	.hides = FIELD_TEXT_ONLY,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Scanning values: strings with the escapes of both languages, numbers of any base. */
#include "btfdump/value/scan.h"

#include "lib/number.h"

static void skip_blanks(const char **at)
{
	*at += strspn(*at, " \t\r\n");
}

bool scan_peek(const char **at, char c)
{
	skip_blanks(at);
	return **at == c;
}

bool scan_is(const char **at, char c)
{
	if (!scan_peek(at, c))
		return false;
	++*at;
	return true;
}

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return 99;
}

/* Up to @most digits; their number. */
static unsigned int scan_digits(const char **at, unsigned int base, unsigned int most, uint32_t *ret_value)
{
	unsigned int n = 0;
	uint32_t v = 0;

	for (; n < most && (unsigned int)digit_value(**at) < base; n++)
		v = v * base + (unsigned int)digit_value(*(*at)++);
	*ret_value = v;
	return n;
}

static void add_utf8(struct buf *b, uint32_t c)
{
	unsigned int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const uint8_t first[] = {0, 0xc0, 0xe0, 0xf0};

	buf_add_char(b, (char)(first[more] | c >> 6 * more));
	while (more--)
		buf_add_char(b, (char)(0x80 | (c >> 6 * more & 0x3f)));
}

/* After "\u"; two of them may be one character. */
static const char *scan_unicode(const char **at, struct buf *ret_text)
{
	uint32_t c, low;

	if (scan_digits(at, 16, 4, &c) != 4)
		return "\\u must be followed by four hexadecimal digits";
	if (c >= 0xd800 && c < 0xdc00 && (*at)[0] == '\\' && (*at)[1] == 'u') {
		*at += 2;
		if (scan_digits(at, 16, 4, &low) != 4 || low < 0xdc00 || low > 0xdfff)
			return "unpaired surrogate";
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	if (c >= 0xd800 && c <= 0xdfff)
		return "unpaired surrogate";
	add_utf8(ret_text, c);
	return NULL;
}

/* After the backslash. */
static const char *scan_escape(const char **at, struct buf *ret_text)
{
	static const char from[] = "\"\\/'bfnrtave?", to[] = "\"\\/'\b\f\n\r\t\a\v\033?";
	const char *p = **at ? strchr(from, **at) : NULL;
	uint32_t c;

	if (p) {
		buf_add_char(ret_text, to[p - from]);
		++*at;
		return NULL;
	}
	if (**at == 'u') {
		++*at;
		return scan_unicode(at, ret_text);
	}
	if (**at == 'x') {
		++*at;
		if (!scan_digits(at, 16, 2, &c))
			return "\\x must be followed by hexadecimal digits";
	} else if (!scan_digits(at, 8, 3, &c) || c > 0xff) {
		return "unknown escape sequence";
	}
	buf_add_char(ret_text, (char)c);
	return NULL;
}

const char *scan_string(const char **at, struct buf *ret_text)
{
	const char *why = NULL;

	for (++*at; **at != '"' && !why;) {
		if (!**at)
			return "missing closing quote";
		if (*(*at)++ == '\\')
			why = scan_escape(at, ret_text);
		else
			buf_add_char(ret_text, (*at)[-1]);
	}
	if (!why)
		++*at;
	return why;
}

static bool is_word(char c, bool is_first)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
	       (!is_first && c >= '0' && c <= '9');
}

size_t scan_identifier(const char **at, const char **ret_start)
{
	size_t len = 0;

	skip_blanks(at);
	while (is_word((*at)[len], !len))
		len++;
	*ret_start = *at;
	*at += len;
	return len;
}

/* Past a character in quotes, as far as it goes. */
static const char *skip_quoted(const char *at)
{
	for (at++; *at && *at != '\''; at++)
		at += at[0] == '\\' && at[1];
	return at + (*at == '\'');
}

size_t scan_expression(const char **at, const char **ret_start)
{
	const char *end;

	skip_blanks(at);
	*ret_start = *at;
	while (**at && !strchr(",]}", **at))
		*at = **at == '\'' ? skip_quoted(*at) : *at + 1;
	for (end = *at; end > *ret_start && strchr(" \t\r\n", end[-1]);)
		end--;
	return (size_t)(end - *ret_start);
}

bool scan_term(const char **at, const char *end, const char **ret_start, size_t *ret_len)
{
	const char *stop;

	if (*at > end)
		return false;
	while (*at < end && strchr(" \t\r\n", **at))
		++*at;
	*ret_start = *at;
	while (*at < end && **at != '|')
		*at = **at == '\'' ? skip_quoted(*at) : *at + 1;
	if (*at > end)
		*at = end;
	for (stop = *at; stop > *ret_start && strchr(" \t\r\n", stop[-1]);)
		stop--;
	*ret_len = (size_t)(stop - *ret_start);
	++*at;
	return true;
}

static enum scan_result scan_character(const char *text, size_t len, struct scan_number *ret_number)
{
	const char *at = text + 1, *why = NULL;
	auto_buf c = {0};

	if (len < 3)
		return SCAN_NO_NUMBER;
	if (*at != '\\')
		buf_add_char(&c, *at++);
	else if (at++)
		why = scan_escape(&at, &c);
	if (why || c.len != 1 || at != text + len - 1 || *at != '\'')
		return SCAN_NO_NUMBER;
	*ret_number = (struct scan_number){.magnitude = (uint8_t)c.data[0]};
	return SCAN_OK;
}

enum scan_result scan_number(const char *text, size_t len, struct scan_number *ret_number)
{
	static const enum scan_result results[] = {
		[NUMBER_OK] = SCAN_OK,
		[NUMBER_NONE] = SCAN_NO_NUMBER,
		[NUMBER_FRACTION] = SCAN_FRACTION,
		[NUMBER_TOO_BIG] = SCAN_TOO_BIG,
	};
	struct number n = {0};
	enum scan_result r;

	if (len && *text == '\'')
		return scan_character(text, len, ret_number);
	r = results[number_scan(text, len, &n)];
	if (r == SCAN_OK)
		*ret_number = (struct scan_number){n.is_negative, n.magnitude};
	return r;
}

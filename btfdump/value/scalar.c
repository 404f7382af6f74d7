/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Single values from their words: range-checked, never rounded unless requested. */
#include <stdio.h>
#include <string.h>

#include "btfdump/value/float.h"
#include "btfdump/value/parse.h"
#include "btfdump/value/scan.h"

enum { HINT_NAMES = 8 };

/* Characters and enums are taken as signed or as unsigned: C programs write both. */
static bool is_either(const struct value_step *s)
{
	return s->op == VALUE_ENUM || s->op == VALUE_CHAR;
}

/* The lowest @bits bits set; as many as there are. */
static uwide most_of(unsigned int bits)
{
	return bits >= 8 * sizeof(uwide) ? ~(uwide)0 : ((uwide)1 << bits) - 1;
}

static bool is_fitting(const struct value_step *s, const struct scan_number *n)
{
	bool is_signed = s->is_signed || is_either(s);

	if (!n->is_negative || !n->magnitude)
		return n->magnitude <= most_of(s->at.bits - (s->is_signed && !is_either(s)));
	/* The lowest one is one further from zero than the highest one. */
	return is_signed && n->magnitude - 1 <= most_of(s->at.bits - 1U);
}

static void limits_write(const struct value_step *s, const struct scan_number *n, char *buf, size_t size)
{
	unsigned int bits = s->at.bits;

	buf[0] = '\0';
	if (bits > 64)
		return;
	if (is_either(s))
		snprintf(buf, size, " (%lld to %llu)",
			 (long long)bits_extend(UINT64_C(1) << (bits - 1), bits),
			 (unsigned long long)bits_mask(bits));
	else if (s->is_signed)
		snprintf(buf, size, " (%lld to %lld)",
			 (long long)bits_extend(UINT64_C(1) << (bits - 1), bits),
			 (long long)(bits_mask(bits) >> 1));
	else if (n->is_negative)
		snprintf(buf, size, " (at least 0)");
	else
		snprintf(buf, size, " (at most %llu)", (unsigned long long)bits_mask(bits));
}

static const char *class_of(const struct value_step *s)
{
	if (s->op == VALUE_POINTER)
		return "a pointer of";
	if (s->op == VALUE_ENUM)
		return "an enum of";
	if (s->op == VALUE_CHAR)
		return "a character of";
	return s->is_signed ? "a signed integer of" : "an unsigned integer of";
}

static int refuse_range(struct parser *ps, const struct value_step *s, const char *term, size_t len,
			const struct scan_number *n)
{
	char limits[64];

	limits_write(s, n, limits, sizeof(limits));
	if (s->op == VALUE_INT)
		return parse_refuse(ps, "%.*s does not fit %s %u-bit integer%s", (int)len, term,
				    s->is_signed ? "a signed" : "an unsigned", s->at.bits, limits);
	return parse_refuse(ps, "%.*s does not fit %s %u bits%s", (int)len, term, class_of(s), s->at.bits,
			    limits);
}

static int refuse_name(struct parser *ps, const struct value_step *s, const char *term, size_t len)
{
	const struct value_table *table;
	char names[200] = "";
	size_t n = 0;

	parse_refuse(ps, "'%.*s' is not a number%s", (int)len, term,
		     s->op == VALUE_ENUM ? " or a name of this enum" : "");
	if (s->op != VALUE_ENUM)
		return -1;
	table = &ps->p->tables[s->table];
	for (uint32_t i = 0; i < table->count && i < HINT_NAMES && n < sizeof(names); i++)
		n += (size_t)snprintf(names + n, sizeof(names) - n, "%s%s", i ? ", " : "",
				      table->names[i].name);
	if (table->count)
		err_hint(ps->err, "valid names: %s%s", names, table->count > HINT_NAMES ? ", ..." : "");
	return -1;
}

static bool is_word(const char *term, size_t len, const char *word)
{
	return strlen(word) == len && !memcmp(term, word, len);
}

/* Printed values can be read back even where the compiler has no number wide enough: they are all hex. */
static bool has_wide_hex(const struct value_step *s, const char *term, size_t len, struct wide *ret_bits)
{
	const bool is_negative = s->is_signed && len && *term == '-';
	const struct wide mask = wide_mask(s->at.bits);
	struct wide v;

	if (s->at.bits <= 64 || !wide_read_hex(term + is_negative, len - is_negative, s->at.bits, &v))
		return false;
	v = is_negative ? wide_negate(v) : v;
	*ret_bits = (struct wide){v.low & mask.low, v.high & mask.high};
	return !s->is_signed || wide_bit(*ret_bits, s->at.bits - 1U) == is_negative;
}

static int term_read(struct parser *ps, const struct value_step *s, const char *term, size_t len,
		     struct wide *ret_bits)
{
	struct scan_number n = {0};
	struct wide v = {0};

	if (s->op == VALUE_ENUM && value_table_find(&ps->p->tables[s->table], term, len, &v.low)) {
		*ret_bits = v;
		return 0;
	}
	if (s->op == VALUE_POINTER &&
	    (is_word(term, len, "null") || is_word(term, len, "NULL") || is_word(term, len, "(nil)"))) {
		*ret_bits = v;
		return 0;
	}
	switch (scan_number(term, len, &n)) {
	case SCAN_NO_NUMBER:
		return refuse_name(ps, s, term, len);
	case SCAN_FRACTION:
		return parse_refuse(ps, "%.*s is not a whole number", (int)len, term);
	case SCAN_TOO_BIG:
		return has_wide_hex(s, term, len, ret_bits) ? 0 : refuse_range(ps, s, term, len, &n);
	case SCAN_OK:
		break;
	}
	if (!is_fitting(s, &n))
		return refuse_range(ps, s, term, len, &n);
	v = wide_of(n.magnitude);
	*ret_bits = n.is_negative ? wide_negate(v) : v;
	return 0;
}

/* One term, or several joined by '|'. */
static int integer_read(struct parser *ps, const struct value_step *s, const char *text, size_t len,
			struct wide *ret_bits)
{
	const char *at = text, *term;
	struct wide all = {0};
	size_t term_len;

	while (scan_term(&at, text + len, &term, &term_len)) {
		struct wide v = {0};

		if (!term_len)
			return parse_refuse(ps, "expected a value");
		if (term_read(ps, s, term, term_len, &v))
			return -1;
		all = (struct wide){all.low | v.low, all.high | v.high};
	}
	*ret_bits = all;
	return 0;
}

/* A bool that is neither is printed as a string, and only accepted as one. */
static int bool_parse(struct parser *ps, const struct value_step *s, const char *text, size_t len,
		      bool is_string, struct wide *ret_bits)
{
	struct scan_number n = {0};
	bool is_number;

	if (is_word(text, len, "true") || is_word(text, len, "false")) {
		*ret_bits = (struct wide){.low = *text == 't'};
		return 0;
	}
	is_number = scan_number(text, len, &n) == SCAN_OK && is_fitting(s, &n);
	if (is_number && (is_string || n.magnitude <= 1)) {
		*ret_bits = wide_of(n.magnitude);
		return 0;
	}
	parse_refuse(ps, "'%.*s' is not true or false", (int)len, text);
	if (is_number)
		err_hint(ps->err, "to store this value anyway, put it in quotes");
	return -1;
}

static int float_parse(struct parser *ps, const struct value_step *s, const char *text, size_t len,
		       struct wide *ret_bits)
{
	char word[FLOAT_TEXT_LEN * 2];
	const char *why;

	if (!len || len >= sizeof(word))
		return parse_refuse(ps, "expected a number");
	memcpy(word, text, len);
	word[len] = '\0';
	if (memchr(word, '\0', len))
		return parse_refuse(ps, "expected a number");
	why = float_read(word, s->at.bits, ret_bits);
	return why ? parse_refuse(ps, "%s: %s", word, why) : 0;
}

/* Bits that are given twice must be the same: what is printed has all members of a union. */
static int note_given(struct parser *ps, uint8_t *to, const uint8_t *old, const uint8_t *mask, size_t len)
{
	uint8_t *given = ps->given + (to - ps->bytes);
	uint8_t changed = 0;

	for (size_t i = 0; i < len; i++) {
		changed |= (uint8_t)((old[i] ^ to[i]) & given[i] & mask[i]);
		given[i] |= mask[i];
	}
	return changed ? parse_refuse(ps, "contradicts another member of the same union") : 0;
}

int parse_store(struct parser *ps, struct bit_place at, uint8_t *to, struct wide v)
{
	uint8_t old[32], mask[32] = {0};

	memcpy(old, to, at.bytes);
	bits_store(at, mask, wide_mask(at.bits));
	bits_store(at, to, v);
	return note_given(ps, to, old, mask, at.bytes);
}

int parse_store_bytes(struct parser *ps, uint8_t *to, const char *from, size_t len)
{
	const uint8_t mask = UINT8_MAX;

	for (size_t i = 0; i < len; i++) {
		const uint8_t old = to[i];

		to[i] = (uint8_t)from[i];
		if (note_given(ps, to + i, &old, &mask, 1))
			return -1;
	}
	return 0;
}

static int text_store(struct parser *ps, const struct value_step *s, const char *text, size_t len,
		      bool is_string, uint8_t *to)
{
	struct wide v = {0};

	if (s->op == VALUE_NULL)
		return !is_string && is_word(text, len, "null")
			       ? 0
			       : parse_refuse(ps, "values of this type cannot be written");
	if (s->op == VALUE_CHAR && is_string && len == 1)
		v.low = (uint8_t)*text;
	else if (s->op == VALUE_FLOAT  ? float_parse(ps, s, text, len, &v)
		 : s->op == VALUE_BOOL ? bool_parse(ps, s, text, len, is_string, &v)
				       : integer_read(ps, s, text, len, &v))
		return -1;
	return parse_store(ps, s->at, to, v);
}

/* C has octal numbers, JSON does not: 010 would be read as 8 where 10 was meant. */
static bool begins_with_zero(const char *text, size_t len)
{
	const size_t sign = len && *text == '-';

	return len > sign + 1 && text[sign] == '0' && text[sign + 1] >= '0' && text[sign + 1] <= '9';
}

int parse_scalar(struct parser *ps, const struct value_step *s, uint8_t *to)
{
	auto_buf string = {0};
	const char *why, *start;
	size_t len;

	if (!scan_peek(&ps->at, '"')) {
		if (strchr("{[", *ps->at) && *ps->at)
			return parse_refuse_here(ps, "expected a single value");
		len = scan_expression(&ps->at, &start);
		if (ps->is_json && begins_with_zero(start, len))
			return parse_refuse(ps, "%.*s: numbers in JSON do not begin with 0", (int)len, start);
		return text_store(ps, s, start, len, false, to);
	}
	why = scan_string(&ps->at, &string);
	if (why)
		return parse_refuse_here(ps, why);
	return text_store(ps, s, buf_str(&string), string.len, true, to);
}

int parse_string(struct parser *ps, uint64_t room, uint8_t *to)
{
	auto_buf string = {0};
	const char *why = scan_string(&ps->at, &string);

	if (why)
		return parse_refuse_here(ps, why);
	if (string.failed)
		return err_no_memory(ps->err);
	if (string.len >= room)
		return parse_refuse(ps, "%zu characters and a NUL do not fit in %llu bytes", string.len,
				    (unsigned long long)room);
	/* What follows the end is kept: in a union another member may have filled it. */
	return parse_store_bytes(ps, to, buf_str(&string), string.len + 1);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Floating point through the machine's float, double and long double. */
#include "btfdump/value/float.h"

#include <endian.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* How a format lays out its bits; the digits that always suffice, and those that may suffice. */
struct format {
	unsigned int bits, fraction_bits; /* the fraction with the integer bit where that is stored */
	int few, many;
	bool has_integer_bit;
};

static const struct format formats[] = {
	{32, 23, FLT_DIG, FLT_DECIMAL_DIG, false},
	{64, 52, DBL_DIG, DBL_DECIMAL_DIG, false},
#if LDBL_MANT_DIG == 64
	{80, 64, LDBL_DIG, LDBL_DECIMAL_DIG, true},
#elif LDBL_MANT_DIG == 113
	{128, 112, LDBL_DIG, LDBL_DECIMAL_DIG, false},
#endif
};

static const struct format *format_of(unsigned int bits)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (formats[i].bits == bits)
			return &formats[i];
	return NULL;
}

union real {
	float f;
	double d;
	long double l;
	uint8_t bytes[sizeof(long double)];
};

static struct bit_place whole_of(unsigned int bits)
{
	return bit_place_of(0, bits, BYTE_ORDER == BIG_ENDIAN);
}

static long double real_of(struct wide raw, unsigned int bits)
{
	union real n = {0};

	bits_store(whole_of(bits), n.bytes, raw);
	return bits == 32 ? n.f : bits == 64 ? n.d : n.l;
}

/* Exact for what real_of() and real_scan() return. */
static struct wide raw_of(long double v, unsigned int bits)
{
	union real n = {0};

	if (bits == 32)
		n.f = (float)v;
	else if (bits == 64)
		n.d = (double)v;
	else
		n.l = v;
	return bits_load_any(whole_of(bits), n.bytes);
}

/* Rounded once, to the format. */
static long double real_scan(const char *text, unsigned int bits, char **ret_end)
{
	if (bits == 32)
		return strtof(text, ret_end);
	if (bits == 64)
		return strtod(text, ret_end);
	return strtold(text, ret_end);
}

static struct wide wide_and(struct wide a, struct wide b)
{
	return (struct wide){a.low & b.low, a.high & b.high};
}

static bool wide_is_equal(struct wide a, struct wide b)
{
	return a.low == b.low && a.high == b.high;
}

static struct wide fraction_of(struct wide raw, const struct format *f)
{
	return wide_and(raw, wide_mask(f->fraction_bits));
}

/* All exponent bits set. */
static bool is_special(struct wide raw, const struct format *f)
{
	for (unsigned int i = f->fraction_bits; i < f->bits - 1; i++)
		if (!wide_bit(raw, i))
			return false;
	return true;
}

/* x87 has bit patterns that arithmetic never produces: the integer bit contradicts the exponent. */
static bool is_canonical(struct wide raw, const struct format *f)
{
	bool has_exponent = false;

	for (unsigned int i = f->fraction_bits; i < f->bits - 1; i++)
		has_exponent |= wide_bit(raw, i);
	return !f->has_integer_bit || wide_bit(raw, f->fraction_bits - 1) == has_exponent;
}

/* The fraction of infinity, and of the one NaN that needs no number. */
static struct wide plain_fraction(const struct format *f, bool is_nan)
{
	unsigned int top = f->fraction_bits - 1;
	struct wide v = {0};
	uint8_t bytes[17] = {0};
	struct bit_place place = bit_place_of(0, f->fraction_bits, false);

	bits_store(place, bytes, v);
	if (f->has_integer_bit)
		bytes[top / 8] |= (uint8_t)(1U << top % 8);
	top -= f->has_integer_bit;
	if (is_nan)
		bytes[top / 8] |= (uint8_t)(1U << top % 8);
	return bits_load_any(place, bytes);
}

static void special_write(struct wide raw, const struct format *f, char buf[FLOAT_TEXT_LEN])
{
	const char *sign = wide_bit(raw, f->bits - 1) ? "-" : "";
	struct wide fraction = fraction_of(raw, f);
	char hex[WIDE_HEX_LEN];

	if (wide_is_equal(fraction, plain_fraction(f, false)))
		snprintf(buf, FLOAT_TEXT_LEN, "%sinf", sign);
	else if (wide_is_equal(fraction, plain_fraction(f, true)))
		snprintf(buf, FLOAT_TEXT_LEN, "%snan", sign);
	else
		snprintf(buf, FLOAT_TEXT_LEN, "%snan(%s)", sign,
			 wide_hex(fraction, f->fraction_bits, false, hex));
}

static void digits_write(struct wide raw, const struct format *f, char buf[FLOAT_TEXT_LEN])
{
	long double v = real_of(raw, f->bits);

	for (int digits = f->few; digits <= f->many; digits++) {
		snprintf(buf, FLOAT_TEXT_LEN - 2, "%.*Lg", digits, v);
		if (wide_is_equal(raw_of(real_scan(buf, f->bits, NULL), f->bits), raw))
			break;
	}
	if (!buf[strcspn(buf, ".e")])
		memcpy(buf + strlen(buf), ".0", sizeof(".0"));
}

bool float_write(struct wide raw, unsigned int bits, char buf[FLOAT_TEXT_LEN])
{
	const struct format *f = format_of(bits);
	char hex[WIDE_HEX_LEN];

	if (!f || !is_canonical(raw, f)) {
		snprintf(buf, FLOAT_TEXT_LEN, "bits(%s)", wide_hex(raw, bits, false, hex));
		return false;
	}
	if (is_special(raw, f)) {
		special_write(raw, f, buf);
		return false;
	}
	digits_write(raw, f, buf);
	return true;
}

bool float_number(struct wide raw, unsigned int bits, long double *ret_number)
{
	const struct format *f = format_of(bits);

	if (!f || !is_canonical(raw, f))
		return false;
	*ret_number = real_of(raw, bits);
	return true;
}

/* "bits(0x1)" and similar: what is in the brackets. */
static bool has_hex(const char *text, const char *word, unsigned int bits, struct wide *ret_raw)
{
	const size_t begin = strlen(word), len = strlen(text);

	return !strncmp(text, word, begin) && len > begin && text[len - 1] == ')' &&
	       wide_read_hex(text + begin, len - begin - 1, bits, ret_raw);
}

/* In lower case, cut where it is longer than any special value. */
static void lower(const char *text, char ret_text[FLOAT_TEXT_LEN])
{
	size_t i;

	for (i = 0; i < FLOAT_TEXT_LEN - 1 && text[i]; i++)
		ret_text[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
	ret_text[i] = '\0';
}

static bool special_read(const char *given, const struct format *f, struct wide *ret_raw)
{
	bool is_negative = *given == '-', is_nan;
	char text[FLOAT_TEXT_LEN];
	struct wide fraction, raw;

	lower(given + (is_negative || *given == '+'), text);
	is_nan = !strncmp(text, "nan", 3);
	fraction = plain_fraction(f, is_nan);
	if (strcmp(text, "inf") != 0 && strcmp(text, "infinity") != 0 && strcmp(text, "nan") != 0 &&
	    !has_hex(text, "nan(", f->fraction_bits, &fraction))
		return false;
	raw = wide_mask(f->bits - !is_negative);
	fraction = wide_and(fraction, wide_mask(f->fraction_bits));
	if (f->fraction_bits < 64) {
		raw.low = (raw.low & ~bits_mask(f->fraction_bits)) | fraction.low;
	} else {
		raw.low = fraction.low;
		raw.high = (raw.high & ~wide_mask(f->fraction_bits).high) | fraction.high;
	}
	*ret_raw = raw;
	return true;
}

/* A whole number written out in digits must not be rounded. */
static bool is_changed_integer(const char *text, long double v)
{
	char exact[64];

	text += *text == '-' || *text == '+';
	while (text[0] == '0' && text[1])
		text++;
	if (text[strspn(text, "0123456789")])
		return false;
	snprintf(exact, sizeof(exact), "%.0Lf", v < 0 ? -v : v);
	return strcmp(exact, text) != 0;
}

static bool is_zero_text(const char *text)
{
	return !text[strcspn(text, "123456789aAbBcCdDeEfF")] ||
	       strchr("eE", text[strcspn(text, "123456789eE")]);
}

static const char *number_read(const char *text, unsigned int bits, struct wide *ret_raw)
{
	long double v;
	char *end;

	if (!strchr("+-.0123456789", *text))
		return "not a number";
	v = real_scan(text, bits, &end);
	if (end == text || *end)
		return "not a number";
	if (isinf(v) || (v == 0 && !is_zero_text(text)))
		return "out of range for this floating point type";
	if (is_changed_integer(text, v))
		return "cannot be represented exactly in this floating point type";
	*ret_raw = raw_of(v, bits);
	return NULL;
}

const char *float_read(const char *text, unsigned int bits, struct wide *ret_raw)
{
	const struct format *f = format_of(bits);

	if (has_hex(text, "bits(", bits, ret_raw))
		return NULL;
	if (!f)
		return "unsupported floating point type: give its bits, as bits(0x0)";
	return special_read(text, f, ret_raw) ? NULL : number_read(text, bits, ret_raw);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers of two kinds: integers are exact, and become fractions only when compared with a fraction. */
#include "lib/number.h"

#include <stdlib.h>
#include <string.h>

enum { FRACTION_LEN = 64 };

long double number_real(const struct number *n)
{
	if (n->is_real)
		return n->real;
	return n->is_negative ? -(long double)n->magnitude : (long double)n->magnitude;
}

/* "0.1" is what is shown for the float nearest to it. */
static long double rounded(const struct number *n, unsigned int bits)
{
	long double v = number_real(n);

	return bits == 32 ? (float)v : bits == 64 ? (double)v : v;
}

static unsigned int shared_bits(const struct number *a, const struct number *b)
{
	if (!a->real_bits || !b->real_bits)
		return a->real_bits + b->real_bits;
	return a->real_bits < b->real_bits ? a->real_bits : b->real_bits;
}

int number_compare(const struct number *a, const struct number *b)
{
	int diff;

	if (a->is_real || b->is_real) {
		const unsigned int bits = shared_bits(a, b);
		const long double p = rounded(a, bits), q = rounded(b, bits);

		/* NaN comes first, and is never equal to a number. */
		return p != p || q != q ? (q == q) * -1 + (p == p) : (p > q) - (p < q);
	}
	if (a->is_negative != b->is_negative)
		return a->is_negative ? -1 : 1;
	diff = (a->magnitude > b->magnitude) - (a->magnitude < b->magnitude);
	return a->is_negative ? -diff : diff;
}

static unsigned int base_of(const char **at, const char *end)
{
	if (end - *at < 2 || **at != '0')
		return 10;
	++*at;
	if ((**at | 0x20) != 'x' && (**at | 0x20) != 'b')
		return 8;
	return (*(*at)++ | 0x20) == 'x' ? 16 : 2;
}

/* Suffixes such as u, l, ul and ull are ignored. */
static const char *without_suffix(const char *at, const char *end)
{
	while (end > at && ((end[-1] | 0x20) == 'u' || (end[-1] | 0x20) == 'l'))
		end--;
	return end;
}

static unsigned int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (unsigned int)((c | 0x20) - 'a') + 10;
	return 99;
}

enum number_result number_scan(const char *text, size_t len, struct number *ret_number)
{
	const char *at = text, *end = text + len;
	struct number n = {.is_negative = len && *text == '-'};
	unsigned int base;

	at += n.is_negative || (at < end && *at == '+');
	end = without_suffix(at, end);
	base = base_of(&at, end);
	if (at == end)
		return NUMBER_NONE;
	for (; at < end; at++) {
		const unsigned int digit = digit_of(*at);

		if (digit >= base)
			return base <= 10 && strchr(".eE", *at) && at > text ? NUMBER_FRACTION : NUMBER_NONE;
		if (__builtin_mul_overflow(n.magnitude, base, &n.magnitude) ||
		    __builtin_add_overflow(n.magnitude, digit, &n.magnitude))
			return NUMBER_TOO_BIG;
	}
	*ret_number = n;
	return NUMBER_OK;
}

bool number_parse(const char *text, size_t len, struct number *ret_number)
{
	enum number_result r = number_scan(text, len, ret_number);
	char word[FRACTION_LEN], *end;

	if (r == NUMBER_OK)
		ret_number->is_negative = ret_number->is_negative && ret_number->magnitude;
	if (r != NUMBER_FRACTION || len >= sizeof(word))
		return r == NUMBER_OK;
	memcpy(word, text, len);
	word[len] = '\0';
	*ret_number = (struct number){.is_real = true, .real = strtold(word, &end)};
	return end == word + len;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers of two kinds: whole ones are exact, and become fractions only beside a fraction. */
#include "lib/number.h"

#include <stdlib.h>
#include <string.h>

enum { FRACTION_LEN = 64 };

long double number_real(const struct number *n)
{
	long double v;

	if (n->is_real)
		return n->real;
	v = (long double)n->high * 18446744073709551616.0L + (long double)n->low;
	return n->is_negative ? -v : v;
}

static int compare_magnitudes(const struct number *a, const struct number *b)
{
	if (a->high != b->high)
		return a->high < b->high ? -1 : 1;
	return (a->low > b->low) - (a->low < b->low);
}

int number_compare(const struct number *a, const struct number *b)
{
	int diff;

	if (a->is_real || b->is_real) {
		long double p = number_real(a), q = number_real(b);

		/* NaN comes first, and is never equal to a number. */
		return p != p || q != q ? (q == q) * -1 + (p == p) : (p > q) - (p < q);
	}
	if (a->is_negative != b->is_negative)
		return a->is_negative ? -1 : 1;
	diff = compare_magnitudes(a, b);
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

/* u, l, ul, ull and the like change nothing. */
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

/* False when more than 128 bits would be needed. */
static bool push_digit(struct number *n, unsigned int base, unsigned int digit)
{
	const uint64_t a = (n->low & UINT32_MAX) * base + digit, b = (n->low >> 32) * base + (a >> 32);
	const uint64_t c = (n->high & UINT32_MAX) * base + (b >> 32);
	const uint64_t d = (n->high >> 32) * base + (c >> 32);

	n->low = b << 32 | (a & UINT32_MAX);
	n->high = d << 32 | (c & UINT32_MAX);
	return !(d >> 32);
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
		if (!push_digit(&n, base, digit))
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
		ret_number->is_negative = ret_number->is_negative && (ret_number->low || ret_number->high);
	if (r != NUMBER_FRACTION || len >= sizeof(word))
		return r == NUMBER_OK;
	memcpy(word, text, len);
	word[len] = '\0';
	*ret_number = (struct number){.is_real = true, .real = strtold(word, &end)};
	return end == word + len;
}

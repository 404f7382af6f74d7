/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Number parsing without the surprises of strtoul: no sign, no blanks, no silent truncation. */
#include "lib/num.h"

#include <string.h>

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int num_parse_u64(const char *word, uint64_t max, const char *what, uint64_t *ret_value, struct err *err)
{
	const char *p = word;
	unsigned int base = 10;
	uint64_t value = 0;

	if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
		base = 16;
		p += 2;
	} else if (p[0] == '0' && p[1]) {
		base = 8;
		p++;
	}
	if (!*p)
		return err_usage(err, "%s '%s': expected a number", what, word);
	for (; *p; p++) {
		int d = digit_value(*p);

		if (d < 0 || (unsigned int)d >= base)
			return err_usage(err, "%s '%s': not a number", what, word);
		if (value > (UINT64_MAX - (unsigned int)d) / base)
			return err_usage(err, "%s %s: must be at most %llu", what, word,
					 (unsigned long long)max);
		value = value * base + (unsigned int)d;
	}
	if (value > max)
		return err_usage(err, "%s %s: must be at most %llu", what, word, (unsigned long long)max);
	*ret_value = value;
	return 0;
}

int num_parse_u32(const char *word, const char *what, uint32_t *ret_value, struct err *err)
{
	uint64_t value;

	if (num_parse_u64(word, UINT32_MAX, what, &value, err))
		return -1;
	*ret_value = (uint32_t)value;
	return 0;
}

int num_parse_hex(const char *word, uint8_t *ret_bytes, unsigned int len, const char *what, struct err *err)
{
	uint8_t bytes[64];

	if (len > sizeof(bytes) || strlen(word) != 2UL * len)
		return err_usage(err, "%s '%s': expected %u hexadecimal digits", what, word, 2 * len);
	for (unsigned int i = 0; i < len; i++) {
		int hi = digit_value(word[2 * i]), lo = digit_value(word[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return err_usage(err, "%s '%s': not hexadecimal", what, word);
		bytes[i] = (uint8_t)(hi << 4 | lo);
	}
	memcpy(ret_bytes, bytes, len);
	return 0;
}

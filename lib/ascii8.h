/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Eight characters at a time, in one word: decimal digits, and characters that JSON copies unescaped. The
 * first one is in the lowest byte.
 */
#ifndef BPFI_LIB_ASCII8_H
#define BPFI_LIB_ASCII8_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { ASCII8 = sizeof(uint64_t) };

/* The same byte eight times. */
static inline uint64_t ascii8_of(unsigned char c)
{
	return UINT64_MAX / 0xff * c;
}

static inline uint64_t ascii8_load(const char *from)
{
	uint64_t word;

	memcpy(&word, from, sizeof(word));
	return le64toh(word);
}

static inline char *ascii8_store(char *to, uint64_t word)
{
	word = htole64(word);
	memcpy(to, &word, sizeof(word));
	return to + sizeof(word);
}

/* Printable ASCII that JSON copies unescaped: nearly all input. */
static inline bool ascii8_is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* How many are plain, before the first that is not. */
static inline unsigned int ascii8_count_plain(uint64_t word)
{
	const uint64_t tops = ascii8_of(0x80), low = word & ~tops;
	uint64_t is_good = (low + ascii8_of(0x60)) & ((low ^ ascii8_of('"')) + ascii8_of(0x7f)) &
			   ((low ^ ascii8_of('\\')) + ascii8_of(0x7f)) & ~(low + ascii8_of(1)) & ~word & tops;

	return is_good == tops ? ASCII8 : (unsigned int)__builtin_ctzll(is_good ^ tops) / 8;
}

/* Copies a text that is plain throughout; false: it is not, and the content of @to is undefined. */
static inline bool ascii8_copy_plain(char *to, const char *from, size_t len)
{
	uint32_t first, last;

	if (len >= ASCII8) {
		uint64_t word;

		for (size_t i = 0; i + ASCII8 <= len; i += ASCII8) {
			word = ascii8_load(from + i);
			ascii8_store(to + i, word);
			if (ascii8_count_plain(word) < ASCII8)
				return false;
		}
		word = ascii8_load(from + (len - ASCII8));
		ascii8_store(to + (len - ASCII8), word);
		return ascii8_count_plain(word) == ASCII8;
	}
	if (len >= sizeof(first)) {
		memcpy(&first, from, sizeof(first));
		memcpy(&last, from + (len - sizeof(last)), sizeof(last));
		memcpy(to, &first, sizeof(first));
		memcpy(to + (len - sizeof(last)), &last, sizeof(last));
		return ascii8_count_plain((uint64_t)first << 32 | last) == ASCII8;
	}
	for (size_t i = 0; i < len; i++) {
		to[i] = from[i];
		if (!ascii8_is_plain((unsigned char)from[i]))
			return false;
	}
	return true;
}

/*
 * All digits of a number below 10^8 at the same time: two halves of four, each split into two, each of
 * those into one.
 */
static inline uint64_t ascii8_digits(uint32_t v)
{
	uint64_t fours = v / 10000 | (uint64_t)(v % 10000) << 32;
	uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007f0000007f;
	uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
	uint64_t tens = (twos * 103 >> 10) & 0x000f000f000f000f;

	return (tens | (twos - tens * 10) << 8) + ascii8_of('0');
}

/* For each highest bit of such a number: the upper half of their sum is the count of its digits. */
extern const uint64_t ascii8_digit_limits[];

enum { ASCII8_NUMBER = 24 }; /* room for any number */

char *ascii8_put_long(char *to, uint64_t v);

/* Decimal digits; up to ASCII8_NUMBER bytes from @to on are overwritten. Returns their end. */
static inline char *ascii8_put_uint(char *to, uint64_t v)
{
	unsigned int count;

	if (v >= 100000000)
		return ascii8_put_long(to, v);
	/* By a table: the outcome of comparisons could not be predicted. */
	count = (unsigned int)((v + ascii8_digit_limits[31 - __builtin_clz((unsigned int)v | 1)]) >> 32);
	ascii8_store(to, ascii8_digits((uint32_t)v) >> (ASCII8 - count) * 8);
	return to + count;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names read eight bytes at a time, as far as they are made of what C allows in a name. */
#ifndef BPFI_BTFDUMP_CGEN_SCAN_H
#define BPFI_BTFDUMP_CGEN_SCAN_H

#include <endian.h>
#include <string.h>

#include "wire/types.h"

struct cgen_scan {
	const char *at;
	const char *safe; /* up to here eight bytes can be read at once */
};

static inline struct cgen_scan cgen_scan_at(const struct types *t, uint32_t off)
{
	while (off < t->str_first)
		t = t->base;
	if (off >= t->str_end)
		return (struct cgen_scan){"", ""};
	return (struct cgen_scan){t->strings + (off - t->str_first),
				  t->strings + (t->str_end - t->str_first) - sizeof(uint64_t)};
}

/* The next eight bytes, the first one lowest; undefined or zeros after the end of the string. */
static inline uint64_t cgen_scan_load(const struct cgen_scan *s)
{
	uint64_t word = 0;

	if ((uintptr_t)s->at <= (uintptr_t)s->safe)
		memcpy(&word, s->at, sizeof(word));
	else
		memcpy(&word, s->at, strnlen(s->at, sizeof(word)));
	return le64toh(word);
}

/* For each byte up to 'z': the highest bit set if it lies between @first and @last. */
static inline uint64_t cgen_scan_range(uint64_t word, unsigned char first, unsigned char last)
{
	const uint64_t ones = 0x0101010101010101;

	return (word + ones * (0x80u - first)) & ~(word + ones * (0x7fu - last));
}

/* How many of the eight, from the first on, are letters, digits or underscores. */
static inline unsigned int cgen_scan_count(uint64_t word)
{
	const uint64_t high = 0x8080808080808080, low = word & ~high;
	uint64_t is_fit = cgen_scan_range(low | 0x2020202020202020, 'a', 'z') |
			  cgen_scan_range(low, '0', '9') | cgen_scan_range(low, '_', '_');
	uint64_t is_bad = (~is_fit | word) & high;

	return is_bad ? (unsigned int)__builtin_ctzll(is_bad) / 8 : 8;
}

#endif

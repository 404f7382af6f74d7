/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Bits in bytes: reading and writing the 1 to 128 bits of one scalar, at any bit offset and in either byte
 * order.
 */
#ifndef BPFI_BTFDUMP_VALUE_BITS_H
#define BPFI_BTFDUMP_VALUE_BITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "lib/number.h"

struct wide {
	uint64_t low, high;
};

/* Bit @shift of @bytes is the lowest one (little endian) or the highest one (big endian). */
struct bit_place {
	uint8_t load;  /* enum bit_load */
	uint8_t bytes; /* touched, 1 to 17 */
	uint8_t bits;
	uint8_t shift; /* 0 to 7 */
	bool is_big_endian;
};

/* A whole integer in this machine's byte order is one load; the rest is put together. */
enum bit_load { LOAD_ANY, LOAD_8, LOAD_16, LOAD_32, LOAD_64 };

/* Fills the place of @bits bits at bit @bit (below 8). */
struct bit_place bit_place_of(unsigned int bit, unsigned int bits, bool is_big_endian);

struct wide bits_load_any(struct bit_place at, const uint8_t *from);
void bits_store(struct bit_place at, uint8_t *to, struct wide v);

/* The lowest 64 bits, zero-extended. */
static inline uint64_t bits_load(struct bit_place at, const uint8_t *from)
{
	uint64_t v64;
	uint32_t v32;
	uint16_t v16;

	switch (at.load) {
	case LOAD_8:
		return *from;
	case LOAD_16:
		memcpy(&v16, from, sizeof(v16));
		return v16;
	case LOAD_32:
		memcpy(&v32, from, sizeof(v32));
		return v32;
	case LOAD_64:
		memcpy(&v64, from, sizeof(v64));
		return v64;
	default:
		return bits_load_any(at, from).low;
	}
}

/* @bits 1 to 64. */
static inline uint64_t bits_mask(unsigned int bits)
{
	return ~UINT64_C(0) >> (64 - bits);
}

static inline int64_t bits_extend(uint64_t v, unsigned int bits)
{
	return (int64_t)(v << (64 - bits)) >> (64 - bits);
}

/* The lowest @bits bits set, 0 to 128. */
struct wide wide_mask(unsigned int bits);
struct wide wide_negate(struct wide v);
bool wide_bit(struct wide v, unsigned int bit);
static inline struct wide wide_of(uwide v)
{
#ifdef __SIZEOF_INT128__
	return (struct wide){(uint64_t)v, (uint64_t)(v >> 64)};
#else
	return (struct wide){.low = v};
#endif
}
/* False where it does not fit. */
static inline bool wide_magnitude(struct wide v, uwide *ret_magnitude)
{
#ifdef __SIZEOF_INT128__
	*ret_magnitude = (uwide)v.high << 64 | v.low;
	return true;
#else
	*ret_magnitude = v.low;
	return !v.high;
#endif
}

enum { WIDE_HEX_LEN = 36 };
/* "0x" and hexadecimal digits; false where it is something else, or has more than @bits. */
bool wide_read_hex(const char *text, size_t len, unsigned int bits, struct wide *ret_value);
/* "0x2a", or "-0x1" where @is_signed and the highest of @bits is set. */
const char *wide_hex(struct wide v, unsigned int bits, bool is_signed, char buf[WIDE_HEX_LEN]);

#endif

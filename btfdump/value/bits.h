/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Bits in bytes: reading and writing the 1 to 128 bits of one scalar, wherever it lies in its bytes and
 * whatever their order; and the few sums that need all 128.
 */
#ifndef BPFI_BTFDUMP_VALUE_BITS_H
#define BPFI_BTFDUMP_VALUE_BITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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
bool wide_is_less(struct wide a, struct wide b);
bool wide_bit(struct wide v, unsigned int bit);
/* v * base + digit; false when more than 128 bits would be needed. */
bool wide_push_digit(struct wide *v, unsigned int base, unsigned int digit);

enum { WIDE_HEX_LEN = 36 };
/* "0x2a", or "-0x1" where @is_signed and the highest of @bits is set. */
const char *wide_hex(struct wide v, unsigned int bits, bool is_signed, char buf[WIDE_HEX_LEN]);

#endif

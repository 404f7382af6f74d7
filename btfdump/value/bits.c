/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Bits in bytes: 128 of them are two words, so that 32-bit machines show them too. */
#include "btfdump/value/bits.h"

#include <endian.h>
#include <stdio.h>

static enum bit_load load_of(unsigned int bits)
{
	switch (bits) {
	case 8:
		return LOAD_8;
	case 16:
		return LOAD_16;
	case 32:
		return LOAD_32;
	case 64:
		return LOAD_64;
	default:
		return LOAD_ANY;
	}
}

struct bit_place bit_place_of(unsigned int bit, unsigned int bits, bool is_big_endian)
{
	bool is_native = is_big_endian == (BYTE_ORDER == BIG_ENDIAN);

	return (struct bit_place){
		.load = bit || (!is_native && bits != 8) ? LOAD_ANY : load_of(bits),
		.bytes = (uint8_t)((bit + bits + 7) / 8),
		.bits = (uint8_t)bits,
		.shift = (uint8_t)bit,
		.is_big_endian = is_big_endian,
	};
}

/* How far the lowest bit is from the lowest one of the touched bytes, read as one number. */
static unsigned int low_shift(struct bit_place at)
{
	return at.is_big_endian ? at.bytes * 8U - at.shift - at.bits : at.shift;
}

/* The touched byte that is worth @i bytes. */
static unsigned int byte_index(struct bit_place at, unsigned int i)
{
	return at.is_big_endian ? at.bytes - 1U - i : i;
}

static struct wide wide_shift_up(struct wide v, unsigned int n)
{
	if (n >= 64)
		return (struct wide){.high = v.low << (n - 64)};
	if (!n)
		return v;
	return (struct wide){v.low << n, v.high << n | v.low >> (64 - n)};
}

struct wide wide_mask(unsigned int bits)
{
	struct wide m = {0};

	if (bits)
		m.low = bits >= 64 ? UINT64_MAX : bits_mask(bits);
	if (bits > 64)
		m.high = bits_mask(bits - 64);
	return m;
}

struct wide bits_load_any(struct bit_place at, const uint8_t *from)
{
	unsigned int shift = low_shift(at);
	struct wide v = {0}, mask = wide_mask(at.bits);

	for (unsigned int i = 0; i < at.bytes; i++) {
		struct wide part = {.low = from[byte_index(at, i)]};

		if (i)
			part = wide_shift_up(part, i * 8 - shift);
		else
			part.low >>= shift;
		v.low |= part.low;
		v.high |= part.high;
	}
	v.low &= mask.low;
	v.high &= mask.high;
	return v;
}

void bits_store(struct bit_place at, uint8_t *to, struct wide v)
{
	unsigned int shift = low_shift(at);

	for (unsigned int i = 0; i < at.bits; i++) {
		unsigned int bit = shift + i;
		uint8_t *byte = &to[byte_index(at, bit / 8)];
		uint8_t mask = (uint8_t)(1U << bit % 8);

		*byte = (uint8_t)(wide_bit(v, i) ? *byte | mask : *byte & ~mask);
	}
}

struct wide wide_negate(struct wide v)
{
	v.low = ~v.low + 1;
	v.high = ~v.high + !v.low;
	return v;
}

bool wide_bit(struct wide v, unsigned int bit)
{
	return (bit < 64 ? v.low >> bit : v.high >> (bit - 64)) & 1;
}

const char *wide_hex(struct wide v, unsigned int bits, bool is_signed, char buf[WIDE_HEX_LEN])
{
	bool is_negative = is_signed && wide_bit(v, bits - 1);
	const char *sign = is_negative ? "-" : "";

	if (is_negative) {
		struct wide mask = wide_mask(bits);

		v = wide_negate(v);
		v = (struct wide){v.low & mask.low, v.high & mask.high};
	}
	if (v.high)
		snprintf(buf, WIDE_HEX_LEN, "%s0x%llx%016llx", sign, (unsigned long long)v.high,
			 (unsigned long long)v.low);
	else
		snprintf(buf, WIDE_HEX_LEN, "%s0x%llx", sign, (unsigned long long)v.low);
	return buf;
}

static unsigned int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned int)(c - 'a') + 10 : 16;
}

bool wide_read_hex(const char *text, size_t len, unsigned int bits, struct wide *ret_value)
{
	const struct wide mask = wide_mask(bits);
	struct wide v = {0};

	if (len < 3 || text[0] != '0' || (text[1] | 0x20) != 'x')
		return false;
	for (size_t i = 2; i < len; i++) {
		const unsigned int digit = hex_digit(text[i]);

		if (digit > 15 || v.high >> 60)
			return false;
		v = (struct wide){v.low << 4 | digit, v.high << 4 | v.low >> 60};
	}
	*ret_value = v;
	return !(v.low & ~mask.low) && !(v.high & ~mask.high);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* LZ4 blocks: each sequence copies literals from the input, then a match from what was already written. */
#include "btfdump/load/unpack_lz4.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_MAX = 8 << 20, MATCH_LEAST = 4, FIELD_FULL = 15 };

static const unsigned char magic[] = {0x02, 0x21, 0x4c, 0x18};

struct span {
	const unsigned char *in, *in_end;
	unsigned char *out, *out_start, *out_end;
	bool is_short;
};

/* A length whose nibble is full continues in bytes, up to the first that is not 255. */
static int length_read(struct span *s, size_t *len)
{
	unsigned char c;

	if (*len < FIELD_FULL)
		return 0;
	do {
		if (s->in == s->in_end)
			return -1;
		c = *s->in++;
		*len += c;
	} while (c == 255);
	return 0;
}

static bool has_room(struct span *s, size_t len)
{
	if (len <= (size_t)(s->out_end - s->out))
		return true;
	s->is_short = true;
	return false;
}

static int literals_copy(struct span *s, size_t len)
{
	if (length_read(s, &len) || len > (size_t)(s->in_end - s->in) || !has_room(s, len))
		return -1;
	memcpy(s->out, s->in, len);
	s->in += len;
	s->out += len;
	return 0;
}

static int match_copy(struct span *s, size_t len)
{
	size_t back;

	if (s->in_end - s->in < 2)
		return -1;
	back = s->in[0] | (size_t)s->in[1] << 8;
	s->in += 2;
	if (length_read(s, &len))
		return -1;
	len += MATCH_LEAST;
	if (!back || back > (size_t)(s->out - s->out_start) || !has_room(s, len))
		return -1;
	if (back >= len) {
		memcpy(s->out, s->out - back, len);
		s->out += len;
		return 0;
	}
	/* The match overlaps its own output: a repeated pattern. */
	while (len--) {
		*s->out = s->out[-(ptrdiff_t)back];
		s->out++;
	}
	return 0;
}

static int block_unpack(struct span *s)
{
	while (s->in < s->in_end) {
		unsigned int token = *s->in++;

		if (literals_copy(s, token >> 4))
			return -1;
		if (s->in == s->in_end)
			return 0;
		if (match_copy(s, token & FIELD_FULL))
			return -1;
	}
	return 0;
}

/*
 * The next block, which *in moves to; 0: there is none. What the kernel's build appends after the stream is
 * not a block.
 */
static uint32_t next_block(const unsigned char **in, const unsigned char *end)
{
	while (end - *in >= 4) {
		const unsigned char *at = *in;
		uint32_t len = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;

		if (memcmp(at, magic, sizeof(magic))) {
			if (len > BLOCK_MAX + BLOCK_MAX / 255 + 16 || len > (size_t)(end - at) - 4)
				return 0;
			*in += len ? 4 : 0;
			return len;
		}
		*in += 4;
	}
	return 0;
}

size_t lz4_legacy_extent(const unsigned char *in, size_t size)
{
	const unsigned char *start = in, *end = in + size;

	for (uint32_t len; (len = next_block(&in, end));)
		in += len;
	return (size_t)(in - start);
}

int lz4_unpack_legacy(const unsigned char *in, size_t size, unsigned char *out, size_t room, size_t *ret_len,
		      bool *ret_is_short)
{
	struct span s = {.out = out, .out_end = out + room};
	const unsigned char *end = in + size;

	for (uint32_t len; (len = next_block(&in, end));) {
		s.in = in;
		s.in_end = in += len;
		s.out_start = s.out;
		if (block_unpack(&s)) {
			*ret_is_short = s.is_short;
			return -1;
		}
	}
	*ret_len = (size_t)(s.out - out);
	return s.out == out ? -1 : 0;
}

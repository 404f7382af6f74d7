/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Mutation that knows BTF: a word of the records becomes an id, a kind with a few elements, or a number. */
#ifndef BPFI_TESTS_FUZZ_MUTATE_H
#define BPFI_TESTS_FUZZ_MUTATE_H

#include <string.h>

#include "wire/btf.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);

/* The BTF starts behind @skip bytes. */
static inline size_t mutate_btf(uint8_t *data, size_t skip, size_t size, size_t max_size, unsigned int seed)
{
	size_t words = size > skip ? (size - skip) / 4 : 0;
	uint32_t v = seed >> 8 & 0xff;

	if (seed % 4 == 0 || words <= WIRE_HEADER_LEN / 4)
		return LLVMFuzzerMutate(data, size, max_size);
	if (seed % 4 == 1)
		v = (v % BK_COUNT) << 24 | (seed >> 16 & 7) | (seed & 0x80000000);
	else if (seed % 4 == 2)
		v = v % 64;
	words -= WIRE_HEADER_LEN / 4;
	memcpy(data + skip + WIRE_HEADER_LEN + (seed / 4 * 2654435761u >> 8) % words * 4, &v, sizeof(v));
	return size;
}

#endif

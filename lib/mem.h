/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers in this machine's byte order from bytes that need not be aligned. */
#ifndef BPFI_LIB_MEM_H
#define BPFI_LIB_MEM_H

#include <stdint.h>
#include <string.h>

static inline uint32_t mem_u32(const void *at)
{
	uint32_t v;

	memcpy(&v, at, sizeof(v));
	return v;
}

static inline uint64_t mem_u64(const void *at)
{
	uint64_t v;

	memcpy(&v, at, sizeof(v));
	return v;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers from words: the whole word, in range, or an error that says why. */
#ifndef BPFI_LIB_NUM_H
#define BPFI_LIB_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/err.h"

/* Decimal, 0x hexadecimal or 0 octal; @what names the value in the error. Returns -1 with usage error. */
int num_parse_u64(const char *word, uint64_t max, const char *what, uint64_t *ret_value, struct err *err);
int num_parse_u32(const char *word, const char *what, uint32_t *ret_value, struct err *err);

/* A number that may be absent, which is different from 0. */
struct optional_number {
	bool is_given;
	uint32_t value;
};

/* Hex digits, two per byte, exactly @len bytes. */
int num_parse_hex(const char *word, uint8_t *ret_bytes, unsigned int len, const char *what, struct err *err);

#endif

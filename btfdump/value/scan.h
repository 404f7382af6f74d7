/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tokens of values: those of JSON and of C initialisers, which do not conflict. Numbers keep all of 128 bits
 * where the compiler has them.
 */
#ifndef BPFI_BTFDUMP_VALUE_SCAN_H
#define BPFI_BTFDUMP_VALUE_SCAN_H

#include <stddef.h>

#include "lib/buf.h"
#include "lib/number.h"

/* Skips blanks, and @c when it comes next. */
bool scan_is(const char **at, char c);
/* As scan_is(), without skipping @c. */
bool scan_peek(const char **at, char c);

/* A string in double quotes; NULL, or what is wrong with it. */
const char *scan_string(const char **at, struct buf *ret_text);
/* Letters, digits, '_' and '$', not starting with a digit; 0: none. */
size_t scan_identifier(const char **at, const char **ret_start);
/* Everything up to a comma, a closing bracket, or the end, without surrounding blanks. */
size_t scan_expression(const char **at, const char **ret_start);
/* The next part of an expression, up to a '|'; false when there is none left. */
bool scan_term(const char **at, const char *end, const char **ret_start, size_t *ret_len);

struct scan_number {
	bool is_negative;
	uwide magnitude;
};

/* A whole number in decimal, hexadecimal, octal or binary, or a character in single quotes. */
enum scan_result { SCAN_OK, SCAN_NO_NUMBER, SCAN_FRACTION, SCAN_TOO_BIG };
enum scan_result scan_number(const char *text, size_t len, struct scan_number *ret_number);

#endif

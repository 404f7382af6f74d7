/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers to be compared: integers keep their sign and 128 bits, fractions are long double. */
#ifndef BPFI_LIB_NUMBER_H
#define BPFI_LIB_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A magnitude. Without 128-bit integers (32-bit machines) a larger one becomes a fraction. */
#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 uwide;
#else
typedef uint64_t uwide;
#endif

struct number {
	bool is_real;
	bool is_negative;  /* if not real, and not of zero */
	uint8_t real_bits; /* of what was a float or a double, 32 or 64, else 0: what compares with it is
			      rounded so */
	uwide magnitude;
	long double real;
};

/* Less than, equal to or greater than 0. */
int number_compare(const struct number *a, const struct number *b);
long double number_real(const struct number *n);

enum number_result { NUMBER_OK, NUMBER_NONE, NUMBER_FRACTION, NUMBER_TOO_BIG };
/* An integer in decimal, hexadecimal, octal or binary, as in C; "-0" is negative. */
enum number_result number_scan(const char *text, size_t len, struct number *ret_number);
/* The same, and fractions too. */
bool number_parse(const char *text, size_t len, struct number *ret_number);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Numbers to be compared: whole ones keep their sign and 128 bits, fractions are the machine's longest. */
#ifndef BPFI_LIB_NUMBER_H
#define BPFI_LIB_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A magnitude. Where compilers have no 128 bits (32-bit machines) what is larger becomes a fraction. */
#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 uwide;
#else
typedef uint64_t uwide;
#endif

struct number {
	bool is_real;
	bool is_negative;  /* where it is not real, and not of zero */
	uint8_t real_bits; /* of what was a float or a double, 32 or 64, else 0: what compares with it is
			      rounded so */
	uwide magnitude;
	long double real;
};

/* Below, equal or above 0. */
int number_compare(const struct number *a, const struct number *b);
long double number_real(const struct number *n);

enum number_result { NUMBER_OK, NUMBER_NONE, NUMBER_FRACTION, NUMBER_TOO_BIG };
/* A whole number in decimal, hexadecimal, octal or binary, as C has them; "-0" is negative. */
enum number_result number_scan(const char *text, size_t len, struct number *ret_number);
/* The same, and fractions. */
bool number_parse(const char *text, size_t len, struct number *ret_number);

#endif

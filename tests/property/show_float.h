/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Floating point of the generated program, by way of printf and the bits. */
#ifndef BPFI_TESTS_PROPERTY_SHOW_FLOAT_H
#define BPFI_TESTS_PROPERTY_SHOW_FLOAT_H

#include <math.h>

#include "tests/property/show.h"

static inline void show_not_finite(int is_negative, unsigned long long fraction, unsigned long long quiet)
{
	const char *sign = is_negative ? "-" : "";

	if (!fraction)
		printf("\"%sinf\"", sign);
	else if (fraction == quiet)
		printf("\"%snan\"", sign);
	else
		printf("\"%snan(0x%llx)\"", sign, fraction);
}

static inline void show_finite(const char *digits)
{
	printf(strpbrk(digits, ".e") ? "%s" : "%s.0", digits);
}

static inline void show_float(const void *p)
{
	unsigned int bits;
	char text[64];
	float v;

	memcpy(&v, p, sizeof(v));
	memcpy(&bits, p, sizeof(bits));
	next();
	if (!isfinite(v)) {
		show_not_finite(bits >> 31, bits & 0x7fffff, 0x400000);
		return;
	}
	for (int n = 6; n <= 9; n++) {
		snprintf(text, sizeof(text), "%.*g", n, v);
		if (strtof(text, NULL) == v)
			break;
	}
	show_finite(text);
}

static inline void show_double(const void *p)
{
	unsigned long long bits;
	char text[64];
	double v;

	memcpy(&v, p, sizeof(v));
	memcpy(&bits, p, sizeof(bits));
	next();
	if (!isfinite(v)) {
		show_not_finite((int)(bits >> 63), bits & 0xfffffffffffffULL, 0x8000000000000ULL);
		return;
	}
	for (int n = 15; n <= 17; n++) {
		snprintf(text, sizeof(text), "%.*g", n, v);
		if (strtod(text, NULL) == v)
			break;
	}
	show_finite(text);
}

#endif

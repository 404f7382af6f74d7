/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Floating point numbers as text and back, to the bit: the fewest digits that are read as the same number.
 *
 * Non-numbers are "nan", "-inf", "nan(0x1)" with the remaining bits; formats that this machine has no type
 * for are their bits, "bits(0x3c00)".
 */
#ifndef BPFI_BTFDUMP_VALUE_FLOAT_H
#define BPFI_BTFDUMP_VALUE_FLOAT_H

#include <stddef.h>

#include "btfdump/value/bits.h"

enum { FLOAT_TEXT_LEN = 64 };

/* True where the text is a JSON number, false where it must be quoted. */
bool float_write(struct wide raw, unsigned int bits, char buf[FLOAT_TEXT_LEN]);
/* The number itself; false if this machine has no type for it, or the bits are not valid in it. */
bool float_number(struct wide raw, unsigned int bits, long double *ret_number);
/* NULL, or why the text cannot be stored. */
const char *float_read(const char *text, unsigned int bits, struct wide *ret_raw);

#endif

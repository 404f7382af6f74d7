/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Internals of numbers out of values: those of single steps, and several put together. */
#ifndef BPFI_BTFDUMP_VALUE_NUMBER_H
#define BPFI_BTFDUMP_VALUE_NUMBER_H

#include "btfdump/value/plan.h"

/* Integers, floats and what is shown as a word for a number; false otherwise. */
bool number_read(const struct value_step *s, const uint8_t *from, struct number *ret_number);
/* The same place in every copy, of which @from is the first. False for what cannot be added up. */
bool number_read_agg(const struct value_step *s, const uint8_t *from, const struct value_copies *copies,
		     struct number *ret_number);

#endif

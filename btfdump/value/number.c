/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Numbers out of values, to be compared and added up. Integers keep their sign and 128 bits, floats are taken
 * as the machine's longest.
 */
#include "btfdump/value/number.h"

#include <stdio.h>
#include <stdlib.h>

#include "btfdump/value/float.h"

/* Above, a double is less exact than a whole number. */
#define EXACT_MOST (UINT64_C(1) << 53)

static struct wide magnitude_of(const struct number *n)
{
	return (struct wide){n->low, n->high};
}

static void set_magnitude(struct number *n, struct wide v)
{
	n->low = v.low;
	n->high = v.high;
}

static bool float_load(const struct value_step *s, const uint8_t *from, struct number *ret_number)
{
	char text[FLOAT_TEXT_LEN];

	/* What the machine has no type for is only bits, and said to be so. */
	if (!float_write(bits_load_any(s->at, from), s->at.bits, text) && (text[0] == 'b' || s->at.bits > 64))
		return false;
	*ret_number = (struct number){.is_real = true, .real = strtold(text, NULL)};
	return true;
}

bool number_read(const struct value_step *s, const uint8_t *from, struct number *ret_number)
{
	struct wide v;

	switch (s->op) {
	case VALUE_FLOAT:
		return float_load(s, from, ret_number);
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_CHAR:
	case VALUE_ENUM:
	case VALUE_POINTER:
		break;
	default:
		return false;
	}
	v = s->at.bits > 64 ? bits_load_any(s->at, from) : (struct wide){.low = bits_load(s->at, from)};
	*ret_number = (struct number){.is_negative = s->is_signed && wide_bit(v, s->at.bits - 1U)};
	if (ret_number->is_negative) {
		struct wide mask = wide_mask(s->at.bits);

		v = wide_negate(v);
		v = (struct wide){v.low & mask.low, v.high & mask.high};
	}
	set_magnitude(ret_number, v);
	return true;
}

static void add(struct number *sum, const struct number *n)
{
	struct wide a = magnitude_of(sum), b = magnitude_of(n);

	if (sum->is_real || n->is_real) {
		*sum = (struct number){.is_real = true, .real = number_real(sum) + number_real(n)};
		return;
	}
	if (sum->is_negative != n->is_negative) {
		/* The larger one's sign stays. */
		if (wide_is_less(a, b)) {
			struct wide c = a;

			a = b;
			b = c;
			sum->is_negative = n->is_negative;
		}
		b = wide_negate(b);
	}
	a.low += b.low;
	a.high += b.high + (a.low < b.low);
	set_magnitude(sum, a);
	sum->is_negative = sum->is_negative && (a.low || a.high);
}

/* Divides by a number below 2^32; returns the rest. */
static uint32_t divide(struct wide *v, uint32_t by)
{
	uint32_t part[4] = {(uint32_t)(v->high >> 32), (uint32_t)v->high, (uint32_t)(v->low >> 32),
			    (uint32_t)v->low};
	uint64_t rest = 0;

	for (unsigned int i = 0; i < 4; i++) {
		rest = rest << 32 | part[i];
		part[i] = (uint32_t)(rest / by);
		rest %= by;
	}
	*v = (struct wide){(uint64_t)part[2] << 32 | part[3], (uint64_t)part[0] << 32 | part[1]};
	return (uint32_t)rest;
}

static void average(struct number *sum, uint32_t count)
{
	struct wide v = magnitude_of(sum);
	uint32_t rest = sum->is_real ? 1 : divide(&v, count);

	if (!rest || (!sum->is_real && (v.high || v.low >= EXACT_MOST)))
		set_magnitude(sum, v);
	else
		*sum = (struct number){.is_real = true, .real = number_real(sum) / count};
}

bool number_read_agg(const struct value_step *s, const uint8_t *from, const struct value_copies *copies,
		     struct number *ret_number)
{
	struct number all, one;

	if ((s->op != VALUE_INT && s->op != VALUE_FLOAT) || !copies->count || !number_read(s, from, &all))
		return false;
	for (uint32_t i = 1; i < copies->count; i++) {
		int diff;

		if (!number_read(s, from + i * copies->stride, &one))
			return false;
		diff = number_compare(&one, &all);
		if (copies->agg == VALUE_AGG_SUM || copies->agg == VALUE_AGG_AVG)
			add(&all, &one);
		else if (copies->agg == VALUE_AGG_MIN ? diff < 0 : diff > 0)
			all = one;
	}
	if (copies->agg == VALUE_AGG_AVG)
		average(&all, copies->count);
	*ret_number = all;
	return true;
}

bool value_field_number(const struct value_plan *p, const struct value_field *field, const void *data,
			size_t size, struct number *ret_number)
{
	const struct value_step *s = &p->steps[field->step];

	return size >= p->size &&
	       number_read(s, (const uint8_t *)data + field->offset + s->offset, ret_number);
}

bool value_field_agg(const struct value_plan *p, const struct value_field *field,
		     const struct value_copies *copies, struct number *ret_number)
{
	const struct value_step *s = &p->steps[field->step];

	return copies->stride >= p->size &&
	       number_read_agg(s, (const uint8_t *)copies->data + field->offset + s->offset, copies,
			       ret_number);
}

bool value_number_write(const struct number *n, char buf[VALUE_NUMBER_LEN])
{
	struct wide v = magnitude_of(n);
	char digits[48], *at = digits + sizeof(digits);
	double real = (double)n->real;
	struct wide raw = {0};

	_Static_assert((int)FLOAT_TEXT_LEN <= (int)VALUE_NUMBER_LEN, "one buffer for both");
	if (n->is_real) {
		memcpy(&raw.low, &real, sizeof(real));
		return float_write(raw, 64, buf);
	}
	*--at = '\0';
	do
		*--at = (char)('0' + divide(&v, 10));
	while (v.low || v.high);
	snprintf(buf, VALUE_NUMBER_LEN, "%s%s", n->is_negative ? "-" : "", at);
	return true;
}

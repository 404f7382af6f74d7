/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Numbers out of values, to be compared and added up. Integers keep their sign and 128 bits, floats become
 * the machine's longest float.
 */
#include "btfdump/value/number.h"

#include <stdio.h>

#include "btfdump/value/float.h"

/* Above this, a double is less exact than an integer. */
#define EXACT_MOST (UINT64_C(1) << 53)

/* Without its sign, which @n has. */
static void set_magnitude(struct number *n, struct wide v)
{
	if (wide_magnitude(v, &n->magnitude))
		return;
	n->is_real = true;
	n->real = (long double)v.high * 18446744073709551616.0L + (long double)v.low;
	n->real = n->is_negative ? -n->real : n->real;
}

/* What the machine has no type for is only bits, and is reported as such. */
static bool float_load(const struct value_step *s, const uint8_t *from, struct number *ret_number)
{
	struct number n = {.is_real = true, .real_bits = s->at.bits <= 64 ? s->at.bits : 0};

	if (!float_number(bits_load_any(s->at, from), s->at.bits, &n.real))
		return false;
	*ret_number = n;
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
	const struct number was = *sum;

	if (sum->is_real || n->is_real ||
	    (sum->is_negative == n->is_negative &&
	     __builtin_add_overflow(sum->magnitude, n->magnitude, &sum->magnitude))) {
		*sum = (struct number){.is_real = true,
				       .real_bits = n->real_bits,
				       .real = number_real(&was) + number_real(n)};
		return;
	}
	if (sum->is_negative == n->is_negative)
		return;
	/* The sign of the larger one is kept. */
	sum->is_negative = was.magnitude < n->magnitude ? n->is_negative
							: was.is_negative && was.magnitude != n->magnitude;
	sum->magnitude =
		was.magnitude < n->magnitude ? n->magnitude - was.magnitude : was.magnitude - n->magnitude;
}

static void average(struct number *sum, uint32_t count)
{
	if (!sum->is_real && (!(sum->magnitude % count) || sum->magnitude / count >= EXACT_MOST))
		sum->magnitude /= count;
	else
		*sum = (struct number){.is_real = true,
				       .real_bits = sum->real_bits,
				       .real = number_real(sum) / count};
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

/* As a float if it was one: "0.3", not what its bits are as a double. */
static bool real_write(const struct number *n, char buf[VALUE_NUMBER_LEN])
{
	const double as_double = (double)n->real;
	const float as_float = (float)n->real;
	const unsigned int bits = n->real_bits == 32 ? 32 : 64;
	struct wide raw = {0};
	uint32_t word;

	_Static_assert((int)FLOAT_TEXT_LEN <= (int)VALUE_NUMBER_LEN, "one buffer for both");
	memcpy(&raw.low, &as_double, sizeof(as_double));
	if (bits == 32) {
		memcpy(&word, &as_float, sizeof(as_float));
		raw.low = word;
	}
	return float_write(raw, bits, buf);
}

bool value_number_write(const struct number *n, char buf[VALUE_NUMBER_LEN])
{
	char digits[48], *at = digits + sizeof(digits);
	uwide v = n->magnitude;

	if (n->is_real)
		return real_write(n, buf);
	*--at = '\0';
	do
		*--at = (char)('0' + (unsigned int)(v % 10));
	while (v /= 10);
	snprintf(buf, VALUE_NUMBER_LEN, "%s%s", n->is_negative ? "-" : "", at);
	return true;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Parts that are shown by a format: which bytes of a plan a format applies to.
 *
 * A format of numbers applies to each number of a list, one of bytes to the whole where the whole has its
 * size, else to each element.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/number.h"
#include "btfdump/value/plan.h"

enum { AS_MOST = 64 };

static bool is_integer(const struct value_step *s)
{
	return s->op >= VALUE_INT && s->op <= VALUE_POINTER;
}

static void extend(uint64_t *first, uint64_t *end, uint64_t at, uint64_t size)
{
	if (at < *first)
		*first = at;
	if (at + size > *end)
		*end = at + size;
}

/* The bytes of a step and of all that is in it; false where there are none, or not whole ones. */
static bool extent(const struct value_plan *p, uint32_t i, uint64_t *ret_at, uint64_t *ret_size)
{
	const uint32_t past = step_next(p, i);
	uint64_t first = UINT64_MAX, end = 0;

	for (; i < past; i++) {
		const struct value_step *s = &p->steps[i];

		if (s->op == VALUE_LIST)
			extend(&first, &end, s->offset, s->count * s->stride);
		else if (s->op == VALUE_TEXT)
			extend(&first, &end, s->offset, s->count);
		else if (s->at.bits % 8 || s->at.shift)
			return false;
		else if (s->at.bits)
			extend(&first, &end, s->offset, s->at.bits / 8);
		/* What is in a list counts from its elements. */
		if (s->op == VALUE_LIST)
			i = s->end - 1;
	}
	if (end <= first)
		return false;
	*ret_at = first;
	*ret_size = end - first;
	return true;
}

static bool has_size(const struct value_format *format, uint64_t size)
{
	return !format->sizes || (size < 0x80 && size && strchr(format->sizes, (int)size));
}

/* Bytes one by one, of whatever type. */
static bool is_bytes(const struct value_plan *p, uint32_t i)
{
	const struct value_step *s = &p->steps[i];

	return s->op == VALUE_TEXT || (s->op == VALUE_LIST && is_integer(&s[1]) && s->stride == 1);
}

static bool fits(const struct value_plan *p, uint32_t i, const struct value_format *format,
		 struct value_as *ret_as)
{
	const struct value_step *s = &p->steps[i];
	struct value_as as = {.format = format, .step = i};
	const bool has_bytes = extent(p, i, &as.at, &as.size);

	if (has_bytes && !has_size(format, as.size))
		return false;
	if (format->print_number && is_integer(s)) {
		if (!has_bytes && (format->sizes || format->is_swapped))
			return false;
	} else if (!has_bytes || (format->is_swapped ? !is_bytes(p, i) : !format->print)) {
		return false;
	} else if (format->print_number && !is_bytes(p, i) && s->op == VALUE_LIST) {
		return false;
	}
	*ret_as = as;
	return true;
}

bool value_field_as(const struct value_plan *p, const struct value_field *field,
		    const struct value_format *format, struct value_as *ret_as)
{
	const struct value_as *as = step_as(p, field->step);

	if (format)
		return fits(p, field->step, format, ret_as);
	*ret_as = as ? *as : (struct value_as){0};
	return as;
}

static int refuse_size(const struct value_plan *p, uint32_t step, const struct value_format *format,
		       struct err *err)
{
	uint64_t at, size;

	if (!extent(p, step, &at, &size))
		return err_usage(err,
				 "the format %s applies to whole bytes, and this part is or has bit fields",
				 format->name);
	if (!has_size(format, size) && strlen(format->sizes) == 1)
		return err_usage(err, "the format %s applies to %u bytes, and this part has %llu",
				 format->name, format->sizes[0], (unsigned long long)size);
	return err_usage(err, "the format %s does not apply to this part of %llu bytes", format->name,
			 (unsigned long long)size);
}

static int add(struct value_plan *p, const struct value_as *as, struct err *err)
{
	struct value_as *more;

	if (p->as_count == AS_MOST)
		return err_usage(err, "too many formats (at most %d)", AS_MOST);
	more = reallocarray(p->as, p->as_count + 1, sizeof(*more));
	if (!more)
		return err_no_memory(err);
	p->as = more;
	p->as[p->as_count++] = *as;
	return 0;
}

int value_plan_show_as(struct value_plan *p, const char *path, const struct value_format *format,
		       const void *arg, struct err *err)
{
	struct value_field field;
	struct value_as as;
	uint32_t i;

	if (value_field_find_each(p, path, &field, err))
		return -1;
	i = field.step;
	/* Only elements of lists are tried in place of the whole. */
	while (!fits(p, i, format, &as) && p->steps[i].op == VALUE_LIST)
		i++;
	if (!fits(p, i, format, &as))
		return refuse_size(p, field.step, format, err);
	if (step_as(p, i))
		return err_usage(err, "two formats for one part");
	as.arg = arg;
	return add(p, &as, err);
}

bool value_as_is_number(const struct value_plan *p, const struct value_as *as)
{
	return as->format->print_number && (as->format->is_swapped || is_integer(&p->steps[as->step]));
}

bool value_as_number(const struct value_plan *p, const struct value_as *as, const struct value_field *field,
		     const void *data, struct number *ret_number)
{
	const uint8_t *from = (const uint8_t *)data + field->offset;
	uint64_t v = 0;

	if (!value_as_is_number(p, as))
		return false;
	if (!as->format->is_swapped)
		return number_read(&p->steps[as->step], from + p->steps[as->step].offset, ret_number);
	for (uint64_t i = 0; i < as->size; i++)
		v = v << 8 | from[as->at + i];
	*ret_number = (struct number){.magnitude = v};
	return true;
}

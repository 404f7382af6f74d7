/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Running a filter: no memory, no recursion, no text but that of the element. */
#include "mapdump/filter.h"

#include <stdlib.h>
#include <string.h>

static bool operand_read(const struct operand *op, const struct entry *e, size_t row,
			 struct column_value *ret_value)
{
	switch (op->kind) {
	case OPERAND_COLUMN:
		return column_read(&op->column, e, row, ret_value);
	case OPERAND_NUMBER:
		*ret_value = (struct column_value){.number = op->number};
		return true;
	default:
		*ret_value = (struct column_value){.is_text = true, .text = op->text, .len = op->len};
		return true;
	}
}

static bool is_true(const struct column_value *v)
{
	static const struct value_number zero;

	return v->is_text ? v->len > 0 : value_number_compare(&v->number, &zero) != 0;
}

static bool is_nan(const struct column_value *v)
{
	return !v->is_text && v->number.is_real && v->number.real != v->number.real;
}

/* What cannot be read is neither equal nor different. */
static bool test(const struct filter_step *s, const struct entry *e, size_t row)
{
	struct column_value a, b;
	int diff;

	if (!operand_read(&s->left, e, row, &a))
		return false;
	if (s->compare == COMPARE_TRUTH)
		return is_true(&a);
	if (!operand_read(&s->right, e, row, &b) || a.is_text != b.is_text)
		return false;
	if (is_nan(&a) || is_nan(&b))
		return s->compare == COMPARE_NE;
	diff = column_compare(&a, &b);
	switch (s->compare) {
	case COMPARE_EQ:
		return diff == 0;
	case COMPARE_NE:
		return diff != 0;
	case COMPARE_LT:
		return diff < 0;
	case COMPARE_LE:
		return diff <= 0;
	case COMPARE_GT:
		return diff > 0;
	default:
		return diff >= 0;
	}
}

bool filter_accepts_row(const struct filter *f, const struct entry *e, size_t row)
{
	bool answer = true;

	for (uint32_t i = 0; i < f->count; i++) {
		const struct filter_step *s = &f->steps[i];

		if (s->op == FILTER_TEST)
			answer = test(s, e, row);
		else if (s->op == FILTER_NOT)
			answer = !answer;
		else if (answer == (s->op == FILTER_IF))
			i = s->target - 1;
	}
	return answer;
}

bool filter_accepts(const struct filter *f, const struct entry *e)
{
	size_t rows = f->has_value ? column_rows(e) : 1;

	for (size_t row = 0; row < rows; row++)
		if (filter_accepts_row(f, e, row))
			return true;
	return false;
}

static void operand_free(struct operand *op)
{
	column_free(&op->column);
	free(op->text);
}

void filter_free(struct filter *f)
{
	for (uint32_t i = 0; i < f->count; i++) {
		operand_free(&f->steps[i].left);
		operand_free(&f->steps[i].right);
	}
	free(f->steps);
	*f = (struct filter){0};
}

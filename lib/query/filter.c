/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Running a filter: no allocation, no recursion, no text except that of the record. */
#include "lib/query/filter.h"

#include <stdlib.h>
#include <string.h>

static bool operand_read(const struct filter *f, const struct operand *op, const void *rec, size_t row,
			 struct query_cell *ret_value)
{
	switch (op->kind) {
	case OPERAND_COLUMN:
		return f->of.source->read(&op->column, rec, row, ret_value);
	case OPERAND_NUMBER:
		*ret_value = (struct query_cell){.number = op->number};
		return true;
	default:
		*ret_value = (struct query_cell){.is_text = true, .text = op->text, .len = op->len};
		return true;
	}
}

static bool is_true(const struct query_cell *v)
{
	static const struct number zero;

	return v->is_text ? v->len > 0 : number_compare(&v->number, &zero) != 0;
}

static bool is_nan(const struct query_cell *v)
{
	return !v->is_text && v->number.is_real && v->number.real != v->number.real;
}

/* An unreadable value is neither equal nor different. */
static bool test(const struct filter *f, const struct filter_step *s, const void *rec, size_t row)
{
	struct query_cell a, b;
	int diff;

	if (!operand_read(f, &s->left, rec, row, &a))
		return false;
	if (s->compare == COMPARE_TRUTH)
		return is_true(&a);
	if (!operand_read(f, &s->right, rec, row, &b) || a.is_text != b.is_text)
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

bool filter_accepts_row(const struct filter *f, const void *rec, size_t row)
{
	bool answer = true;

	for (uint32_t i = 0; i < f->count; i++) {
		const struct filter_step *s = &f->steps[i];

		if (s->op == FILTER_TEST)
			answer = test(f, s, rec, row);
		else if (s->op == FILTER_NOT)
			answer = !answer;
		else if (answer == (s->op == FILTER_IF))
			i = s->target - 1;
	}
	return answer;
}

bool filter_accepts(const struct filter *f, const void *rec)
{
	size_t rows = f->differs_by_row ? column_rows(&f->of, rec) : 1;

	for (size_t row = 0; row < rows; row++)
		if (filter_accepts_row(f, rec, row))
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

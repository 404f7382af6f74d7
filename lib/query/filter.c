/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Running a filter: no allocation, no recursion, no text except that of the record. */
#include "lib/query/filter.h"

#include <fnmatch.h>
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

/* The beginning of a text that is longer. */
static bool is_like(const struct query_cell *text, const char *glob)
{
	char copy[4096];
	const size_t len = text->len < sizeof(copy) ? text->len : sizeof(copy) - 1;

	memcpy(copy, text->text, len);
	copy[len] = '\0';
	return !fnmatch(glob, copy, 0);
}

static bool is_in_network(const struct query_cell *address, const struct operand *network)
{
	const uint32_t whole = network->bits / 8, rest = network->bits % 8;
	const char *a = address->text, *b = network->text;

	if (address->len != network->len || memcmp(a, b, whole) != 0)
		return false;
	return !rest || !(((unsigned char)a[whole] ^ (unsigned char)b[whole]) >> (8 - rest));
}

static bool compare(const struct filter_step *s, const struct query_cell *a, const struct query_cell *b)
{
	int diff;

	if (a->is_text != b->is_text)
		return false;
	if (is_nan(a) || is_nan(b))
		return s->compare == COMPARE_NE;
	if (s->compare == COMPARE_LIKE || s->compare == COMPARE_UNLIKE)
		return is_like(a, s->right.text) == (s->compare == COMPARE_LIKE);
	if (s->right.bits)
		return is_in_network(a, &s->right) == (s->compare == COMPARE_EQ);
	diff = column_compare(a, b);
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

/* An unreadable value is neither equal nor different. */
static bool test_right(const struct filter *f, const struct filter_step *s, const struct query_cell *left,
		       const void *rec, size_t row)
{
	const bool is_many = s->right.kind == OPERAND_COLUMN && s->right.column.is_many;
	struct query_cell right;

	if (!is_many)
		return operand_read(f, &s->right, rec, row, &right) && compare(s, left, &right);
	for (row = 0; operand_read(f, &s->right, rec, row, &right); row++)
		if (compare(s, left, &right))
			return true;
	return false;
}

static bool test_left(const struct filter *f, const struct filter_step *s, const struct query_cell *left,
		      const void *rec, size_t row)
{
	return s->compare == COMPARE_TRUTH ? is_true(left) : test_right(f, s, left, rec, row);
}

static bool test(const struct filter *f, const struct filter_step *s, const void *rec, size_t row)
{
	const bool is_many = s->left.kind == OPERAND_COLUMN && s->left.column.is_many;
	struct query_cell left;

	if (!is_many)
		return operand_read(f, &s->left, rec, row, &left) && test_left(f, s, &left, rec, row);
	for (size_t i = 0; operand_read(f, &s->left, rec, i, &left); i++)
		if (test_left(f, s, &left, rec, row))
			return true;
	return false;
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

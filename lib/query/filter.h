/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which records are wanted: "value.packets > 1000 && key.proto == 6", made into a list of steps once, run
 * over each record.
 *
 *   expression = both {"||" both}        both = one {"&&" one}
 *   one        = "!" one | "(" expression ")" | operand [("==" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~")
 * operand]
 *   "~" compares a text with a glob. Where plain words are texts, the right side of a text is one up to a
 * blank. operand    = a part of the record | number | "text" | name of an enumerator | true | false
 *                | address | network | date
 */
#ifndef BPFI_LIB_QUERY_FILTER_H
#define BPFI_LIB_QUERY_FILTER_H

#include "lib/query/column.h"

enum operand_kind {
	OPERAND_NONE,
	OPERAND_COLUMN,
	OPERAND_NUMBER,
	OPERAND_TEXT,
	OPERAND_WORD,
	OPERAND_LITERAL
};

struct operand {
	enum operand_kind kind;
	struct query_column column;
	struct number number;
	char *text; /* of a text, or of a word whose meaning depends on the other side */
	size_t len;
	uint32_t bits; /* of a network that the other side is in; 0: none */
	size_t at;     /* position in the expression */
};

enum compare {
	COMPARE_TRUTH,
	COMPARE_EQ,
	COMPARE_NE,
	COMPARE_LT,
	COMPARE_LE,
	COMPARE_GT,
	COMPARE_GE,
	COMPARE_LIKE,
	COMPARE_UNLIKE
};

enum filter_op {
	FILTER_TEST,   /* the result is that of the test */
	FILTER_NOT,    /* the negated result */
	FILTER_IF_NOT, /* jump to .target if the result is false */
	FILTER_IF,     /* jump to .target if the result is true */
};

struct filter_step {
	enum filter_op op;
	enum compare compare;
	uint32_t target;
	struct operand left, right;
};

struct filter {
	struct query_records of;
	struct filter_step *steps;
	uint32_t count;
	bool differs_by_row;
};

/* A usage error gives the character position. */
int filter_make(const struct query_records *of, const char *text, struct filter *ret_filter, struct err *err);
void filter_free(struct filter *f);

/* For a record with several rows: true if it holds for at least one of them. */
bool filter_accepts(const struct filter *f, const void *rec);
bool filter_accepts_row(const struct filter *f, const void *rec, size_t row);

#endif

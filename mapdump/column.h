/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A part of an element by its path, "key.proto" or "value.stats[3].count": found once, then read from any
 * number of elements, straight from their bytes.
 */
#ifndef BPFI_MAPDUMP_COLUMN_H
#define BPFI_MAPDUMP_COLUMN_H

#include "mapdump/view.h"

enum column_part { COLUMN_KEY, COLUMN_VALUE, COLUMN_CPU };

struct column {
	char *path; /* as it was given */
	enum column_part part;
	const struct value_plan *plan; /* the view's */
	struct value_field field;
	uint32_t size; /* of the part's bytes */
};

/* The first @len characters of @path. */
int column_find(const struct view *v, const char *path, size_t len, struct column *ret_column,
		struct err *err);
void column_free(struct column *c);

/* What is read: a number, or text as the bytes have it. */
struct column_value {
	bool is_text;
	struct value_number number;
	const char *text;
	size_t len;
};

/* How many rows an element makes: one for each CPU where its values differ by CPU and are not put together.
 */
size_t column_rows(const struct entry *e);
/* False for what was not to be read, or is neither number nor text. @row: below column_rows(). */
bool column_read(const struct column *c, const struct entry *e, size_t row, struct column_value *ret_value);
/* Of the same kind: numbers by size, texts byte by byte. */
int column_compare(const struct column_value *a, const struct column_value *b);
/* Prints the part; @f as for value_print(). */
void column_print(struct out *o, const struct field *f, const struct column *c, const struct entry *e,
		  size_t row);

#endif

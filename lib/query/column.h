/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Columns: one found by its path, several of them, lines of them. Internal to this folder. */
#ifndef BPFI_LIB_QUERY_COLUMN_H
#define BPFI_LIB_QUERY_COLUMN_H

#include "lib/query/query.h"

/* The first @len characters of @path. */
int column_find(const struct query_records *of, const char *path, size_t len, struct query_column *ret_column,
		struct err *err);
void column_free(struct query_column *c);

size_t column_rows(const struct query_records *of, const void *rec);
/* Of the same kind: numbers by size, texts byte by byte. */
int column_compare(const struct query_cell *a, const struct query_cell *b);

struct columns {
	struct query_records of;
	struct query_column *list;
	size_t count;
};

/* @paths: separated by commas; NULL: all parts without nested parts. */
int columns_open(struct columns *cs, const struct query_records *of, const char *paths, struct err *err);
void columns_close(struct columns *cs);

/* A table whose columns are as wide as its beginning needs, or comma-separated values. */
struct table;

struct table *table_new(struct out *o, const struct columns *columns, bool is_csv, struct err *err);
void table_free(struct table *t);
int table_add(struct table *t, const void *rec, size_t row, struct err *err);
/* The header is printed even without lines. */
int table_end(struct table *t, struct err *err);
/* Ends it; what is added then is a table of its own. */
int table_next(struct table *t, struct err *err);

#endif

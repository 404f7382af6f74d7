/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Elements as lines: a table whose columns are as wide as its beginning needs, or comma-separated values. */
#ifndef BPFI_MAPDUMP_TABLE_H
#define BPFI_MAPDUMP_TABLE_H

#include "mapdump/column.h"

struct columns {
	struct column *list;
	size_t count;
};

/* @paths: separated by commas; NULL: all parts that have no parts of their own. */
int columns_open(struct columns *cs, const struct view *v, const char *paths, struct err *err);
void columns_close(struct columns *cs);

struct table;

struct table *table_new(struct out *o, const struct columns *columns, bool is_csv, struct err *err);
void table_free(struct table *t);
int table_add(struct table *t, const struct entry *e, size_t row, struct err *err);
/* The header is there even if no line is. */
int table_end(struct table *t, struct err *err);

#endif

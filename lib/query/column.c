/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The set of columns: those that were named, or all. */
#include "lib/query/column.h"

#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"

enum { COLUMNS_MOST = 1024 };

int column_find(const struct query_records *of, const char *path, size_t len, struct query_column *ret_column,
		struct err *err)
{
	struct query_column c = {.path = strndup(path, len)};

	if (!c.path)
		return err_no_memory(err);
	if (of->source->find(of->over, &c, err)) {
		column_free(&c);
		return -1;
	}
	*ret_column = c;
	return 0;
}

void column_free(struct query_column *c)
{
	free(c->path);
	free(c->place);
	*c = (struct query_column){0};
}

size_t column_rows(const struct query_records *of, const void *rec)
{
	return of->source->count_rows ? of->source->count_rows(rec) : 1;
}

int column_compare(const struct query_cell *a, const struct query_cell *b)
{
	size_t len;
	int diff;

	if (!a->is_text)
		return number_compare(&a->number, &b->number);
	len = a->len < b->len ? a->len : b->len;
	diff = len ? memcmp(a->text, b->text, len) : 0;
	return diff ? diff : (a->len > b->len) - (a->len < b->len);
}

static int add(struct columns *cs, const char *path, size_t len, struct err *err)
{
	struct query_column *more;

	if (cs->count == COLUMNS_MOST)
		return err_set(err, 0, "too many columns (at most %d)", COLUMNS_MOST);
	for (size_t i = 0; i < cs->count; i++)
		if (strlen(cs->list[i].path) == len && !memcmp(cs->list[i].path, path, len))
			return err_usage(err, "column %s is given twice", cs->list[i].path);
	more = reallocarray(cs->list, cs->count + 1, sizeof(*more));
	if (!more)
		return err_no_memory(err);
	cs->list = more;
	if (column_find(&cs->of, path, len, &cs->list[cs->count], err))
		return -1;
	cs->count++;
	return 0;
}

static int add_named(struct columns *cs, const char *paths, struct err *err)
{
	for (const char *at = paths;; at++) {
		size_t len = strcspn(at, ",");

		if (!len)
			return err_usage(err, "--fields '%s': empty name", paths);
		if (add(cs, at, len, err))
			return err_wrap(err, "--fields");
		at += len;
		if (!*at)
			return 0;
	}
}

static int add_path(void *arg, const char *path, struct err *err)
{
	return add(arg, path, strlen(path), err);
}

int columns_open(struct columns *cs, const struct query_records *of, const char *paths, struct err *err)
{
	*cs = (struct columns){.of = *of};
	return paths ? add_named(cs, paths, err) : of->source->each_path(of->over, add_path, cs, err);
}

void columns_close(struct columns *cs)
{
	for (size_t i = 0; i < cs->count; i++)
		column_free(&cs->list[i]);
	free(cs->list);
	*cs = (struct columns){0};
}

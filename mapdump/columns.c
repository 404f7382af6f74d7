/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which columns there are: those that were named, or all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapdump/table.h"

enum { COLUMNS_MOST = 1024 };

static int add(struct columns *cs, const struct view *v, const char *path, size_t len, struct err *err)
{
	struct column *more;

	if (cs->count == COLUMNS_MOST)
		return err_set(err, 0, "more than %d columns", COLUMNS_MOST);
	for (size_t i = 0; i < cs->count; i++)
		if (strlen(cs->list[i].path) == len && !memcmp(cs->list[i].path, path, len))
			return err_usage(err, "%s is named twice", cs->list[i].path);
	more = reallocarray(cs->list, cs->count + 1, sizeof(*more));
	if (!more)
		return err_no_memory(err);
	cs->list = more;
	if (column_find(v, path, len, &cs->list[cs->count], err))
		return -1;
	cs->count++;
	return 0;
}

static int add_named(struct columns *cs, const struct view *v, const char *paths, struct err *err)
{
	for (const char *at = paths;; at++) {
		size_t len = strcspn(at, ",");

		if (!len)
			return err_usage(err, "--fields: a name is missing in '%s'", paths);
		if (add(cs, v, at, len, err))
			return err_wrap(err, "--fields");
		at += len;
		if (!*at)
			return 0;
	}
}

struct leaf {
	struct columns *cs;
	const struct view *v;
	const char *part;
};

static int add_leaf(void *arg, const char *path, struct err *err)
{
	const struct leaf *l = arg;
	auto_buf whole = {0};

	buf_add_str(&whole, l->part);
	if (*path)
		buf_add_char(&whole, '.');
	buf_add_str(&whole, path);
	return add(l->cs, l->v, buf_str(&whole), whole.len, err);
}

static int add_all(struct columns *cs, const struct view *v, struct err *err)
{
	struct leaf l = {cs, v, "key"};

	if (view_key_size(v) && value_leaves(view_plan(v, true), add_leaf, &l, err))
		return -1;
	if (v->row->is_percpu && !v->agg && add(cs, v, "cpu", strlen("cpu"), err))
		return -1;
	l.part = "value";
	return value_leaves(view_plan(v, false), add_leaf, &l, err);
}

int columns_open(struct columns *cs, const struct view *v, const char *paths, struct err *err)
{
	return paths ? add_named(cs, v, paths, err) : add_all(cs, v, err);
}

void columns_close(struct columns *cs)
{
	for (size_t i = 0; i < cs->count; i++)
		column_free(&cs->list[i]);
	free(cs->list);
	*cs = (struct columns){0};
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parts of elements. Maps without types have plans as well: of numbers, or of bytes. */
#include "mapdump/column.h"

#include <stdlib.h>
#include <string.h>

/* Is @word the first one of the path? What is behind it, as value_field_find() wants it. */
static const char *behind(const char *path, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(path, word, len) || (path[len] && path[len] != '.' && path[len] != '['))
		return NULL;
	return path + len + (path[len] == '.');
}

static int no_such_part(const struct view *v, const char *path, struct err *err)
{
	struct value_field ignored;
	struct err no = {0};

	err_usage(err, "%s: a part of an element begins with key or value", path);
	if (!value_field_find(view_plan(v, false), path, &ignored, &no))
		err_hint(err, "did you mean 'value.%s'?", path);
	else if (view_plan(v, true) && !value_field_find(view_plan(v, true), path, &ignored, &no))
		err_hint(err, "did you mean 'key.%s'?", path);
	return -1;
}

/* The error names the member as if it were the whole path. */
static int find_member(struct column *c, const char *part, const char *path, struct err *err)
{
	struct err why = {0};

	if (!value_field_find(c->plan, path, &c->field, &why))
		return 0;
	err_usage(err, "%s%s%s", part, *path == '[' ? "" : ".", why.text);
	if (*why.hint)
		err_hint(err, "%s", why.hint);
	return -1;
}

static int find(const struct view *v, struct column *c, struct err *err)
{
	const char *in_key = behind(c->path, "key"), *in_value = behind(c->path, "value");
	const bool is_key = in_key != NULL;

	if (v->row->is_percpu && !v->agg && !strcmp(c->path, "cpu")) {
		c->part = COLUMN_CPU;
		return 0;
	}
	if (!in_key && !in_value)
		return no_such_part(v, c->path, err);
	if (is_key && !view_key_size(v))
		return err_usage(err, "%s: this map has no keys", c->path);
	c->part = is_key ? COLUMN_KEY : COLUMN_VALUE;
	c->plan = view_plan(v, is_key);
	c->size = is_key ? view_key_size(v) : view_info(v)->value_size;
	return find_member(c, is_key ? "key" : "value", is_key ? in_key : in_value, err);
}

int column_find(const struct view *v, const char *path, size_t len, struct column *ret_column,
		struct err *err)
{
	struct column c = {.path = strndup(path, len)};

	if (!c.path)
		return err_no_memory(err);
	if (find(v, &c, err)) {
		column_free(&c);
		return -1;
	}
	*ret_column = c;
	return 0;
}

void column_free(struct column *c)
{
	free(c->path);
	*c = (struct column){0};
}

size_t column_rows(const struct entry *e)
{
	const struct view *v = e->v;

	if (!v->row->is_percpu || v->agg || !e->value)
		return 1;
	return e->value_size / elements_stride(view_info(v)->value_size);
}

static const unsigned char *data_of(const struct column *c, const struct entry *e, size_t row)
{
	if (c->part == COLUMN_KEY)
		return e->key;
	return e->value ? e->value + row * elements_stride(view_info(e->v)->value_size) : NULL;
}

static bool is_put_together(const struct column *c, const struct entry *e)
{
	return c->part == COLUMN_VALUE && e->v->row->is_percpu && e->v->agg;
}

bool column_read(const struct column *c, const struct entry *e, size_t row, struct column_value *ret_value)
{
	const unsigned char *data = data_of(c, e, row);

	ret_value->is_text = false;
	if (c->part == COLUMN_CPU) {
		ret_value->number = (struct value_number){.low = cpus_at(&e->v->cpus, row).id};
		return true;
	}
	if (!data)
		return false;
	if (is_put_together(c, e)) {
		const struct value_copies copies = entry_copies(e);

		return value_field_agg(c->plan, &c->field, &copies, &ret_value->number);
	}
	if (value_field_number(c->plan, &c->field, data, c->size, &ret_value->number))
		return true;
	ret_value->is_text = value_field_text(c->plan, &c->field, data, &ret_value->text, &ret_value->len);
	return ret_value->is_text;
}

int column_compare(const struct column_value *a, const struct column_value *b)
{
	size_t len = a->len < b->len ? a->len : b->len;
	int diff;

	if (!a->is_text)
		return value_number_compare(&a->number, &b->number);
	diff = len ? memcmp(a->text, b->text, len) : 0;
	return diff ? diff : (a->len > b->len) - (a->len < b->len);
}

void column_print(struct out *o, const struct field *f, const struct column *c, const struct entry *e,
		  size_t row)
{
	const unsigned char *data = data_of(c, e, row);
	struct err ignored; /* not cleared: this runs for every value */
	int r = -1;

	if (c->part == COLUMN_CPU) {
		out_uint(o, f, cpus_at(&e->v->cpus, row).id);
		return;
	}
	if (data && is_put_together(c, e)) {
		const struct value_copies copies = entry_copies(e);

		r = value_print_agg(o, f, c->plan, &c->field, &copies, &ignored);
	} else if (data) {
		r = value_field_print(o, f, c->plan, &c->field, data, c->size, &ignored);
	}
	if (r)
		out_null(o, f);
}

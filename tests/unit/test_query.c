/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A query over rows of a listing: nothing of maps is needed. */
#include "lib/query/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"

struct row {
	uint32_t id;
	char type[16];
};

static int failures;

static void check_equal(const char *is, const char *should, const char *what)
{
	if (!strcmp(is, should))
		return;
	printf("not ok: %s: '%s', not '%s'\n", what, is, should);
	failures++;
}

static int find(const void *over, struct query_column *c, struct err *err)
{
	(void)over;
	c->class = !strcmp(c->path, "id")     ? QUERY_NUMBER
		   : !strcmp(c->path, "type") ? QUERY_TEXT
					      : QUERY_NEITHER;
	return c->class == QUERY_NEITHER ? err_usage(err, "no field '%s'", c->path) : 0;
}

static bool has_word(const void *over, const char *word, size_t len)
{
	(void)over;
	return (len == 2 && !memcmp(word, "id", 2)) || (len == 4 && !memcmp(word, "type", 4));
}

static int each_path(const void *over, query_path_fn *fn, void *arg, struct err *err)
{
	(void)over;
	return fn(arg, "id", err) ? -1 : fn(arg, "type", err);
}

static bool read_row(const struct query_column *c, const void *rec, size_t row, struct query_cell *ret_cell)
{
	const struct row *r = rec;

	(void)row;
	*ret_cell = (struct query_cell){.number.magnitude = r->id};
	if (c->class == QUERY_TEXT)
		*ret_cell = (struct query_cell){.is_text = true, .text = r->type, .len = strlen(r->type)};
	return true;
}

static void print_row(struct out *o, const struct field *f, const struct query_column *c, const void *rec,
		      size_t row)
{
	const struct row *r = rec;

	(void)row;
	if (c->class == QUERY_TEXT)
		out_str(o, f, r->type);
	else
		out_uint(o, f, r->id);
}

static size_t stored_size(const void *rec)
{
	(void)rec;
	return sizeof(struct row);
}

static void store(const void *rec, void *to)
{
	memcpy(to, rec, sizeof(struct row));
}

static void restore(const void *over, const void *from, void *ret_rec)
{
	(void)over;
	memcpy(ret_rec, from, sizeof(struct row));
}

static const struct query_source source = {
	.find = find,
	.has_word = has_word,
	.each_path = each_path,
	.read = read_row,
	.print = print_row,
	.stored_size = stored_size,
	.store = store,
	.restore = restore,
};

static int keep_text(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

static void show(void *arg, const void *rec)
{
	(void)arg;
	(void)rec;
}

static int ask(const struct query_options *opt, struct out *o, struct err *err)
{
	static const struct row rows[] = {{3, "xdp"}, {1, "kprobe"}, {2, "xdp"}, {40, "a,b"}};
	static const struct field f_lines = {.layout = LAYOUT_SECTION};
	const struct query_records of = {&source, NULL};
	struct query *q;
	int r;

	if (query_open(&q, o, &of, opt, show, NULL, err))
		return -1;
	out_list(o, &f_lines);
	r = 0;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) && !r; i++)
		r = query_take(q, &rows[i], err);
	if (r >= 0)
		r = query_finish(q, err);
	out_end(o);
	query_close(q);
	return r;
}

static void check(const struct query_options *opt, enum out_format format, const char *should,
		  const char *what)
{
	struct err err = {0};
	auto_buf text = {0};
	struct out *o = out_new_writer(keep_text, &text, format);

	if (ask(opt, o, &err))
		buf_printf(&text, "%s", err.text);
	else
		out_finish(o, &err);
	out_free(o);
	check_equal(buf_str(&text), should, what);
}

int main(void)
{
	check(&(struct query_options){.where = "type == \"xdp\" && id > 1", .sort = {"id"}, .fields = "id"},
	      OUT_JSON, "[{\"fields\":{\"id\":2}},{\"fields\":{\"id\":3}}]\n", "where, sort, fields");
	check(&(struct query_options){.sort = {"-id"}, .limit = "2", .fields = "type,id"}, OUT_JSON,
	      "[{\"fields\":{\"type\":\"a,b\",\"id\":40}},{\"fields\":{\"type\":\"xdp\",\"id\":3}}]\n",
	      "limit");
	check(&(struct query_options){.is_table = true}, OUT_TEXT,
	      "id  type\n 3  xdp\n 1  kprobe\n 2  xdp\n40  a,b\n", "table");
	check(&(struct query_options){.is_csv = true, .limit = "1", .sort = {"-id"}}, OUT_TEXT,
	      "id,type\n40,\"a,b\"\n", "csv");
	check(&(struct query_options){.where = "kind == 1"}, OUT_JSON,
	      "--where, character 1: unknown name 'kind'", "no such field");
	check(&(struct query_options){.where = "type == 1"}, OUT_JSON,
	      "--where, character 9: a number cannot be compared with a string", "unlike");
	check(&(struct query_options){.sort = {"size"}}, OUT_JSON, "--sort: no field 'size'",
	      "no such order");
	check(&(struct query_options){.is_table = true, .is_csv = true}, OUT_JSON,
	      "--table and --csv are mutually exclusive", "both");
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Filter, then order, then limit, then print. */
#include "mapdump/query.h"

#include <string.h>

#include "lib/num.h"

static const struct field f_fields = {.name = "fields", .flags = FIELD_JSON_ONLY};
static const struct field f_entry = {.lead = ""};

static bool wants_columns(const struct map_dump_options *opt)
{
	return opt->fields || opt->is_table || opt->is_csv;
}

int query_refuse(const struct map_dump_options *opt, const char *what, struct err *err)
{
	const struct {
		const char *name;
		bool is_given;
	} options[] = {
		{"where", opt->where},   {"sort", opt->sort},      {"limit", opt->limit},
		{"fields", opt->fields}, {"table", opt->is_table}, {"csv", opt->is_csv},
		{"agg", opt->agg},
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i].is_given)
			return err_usage(err, "--%s is for elements of maps, not for %s", options[i].name,
					 what);
	return 0;
}

static int read_limit(struct query *q, const char *word, struct err *err)
{
	if (!word)
		return 0;
	if (num_parse_u64(word, UINT64_MAX, "--limit", &q->limit, err))
		return -1;
	return q->limit ? 0 : err_usage(err, "--limit 0: at least 1");
}

static int open_columns(struct query *q, const struct map_dump_options *opt, struct err *err)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};

	if (!wants_columns(opt))
		return 0;
	if (columns_open(&q->columns, q->v, opt->fields, err))
		return -1;
	if (!(opt->is_table || opt->is_csv) || !out_shows(q->o, &f_text))
		return 0;
	q->table = table_new(q->o, &q->columns, opt->is_csv, err);
	return q->table ? 0 : -1;
}

int query_open(struct query *q, struct out *o, const struct view *v, struct err *err)
{
	const struct map_dump_options *opt = v->opt;

	*q = (struct query){.v = v, .o = o, .is_ranked = opt->sort};
	if (opt->is_table && opt->is_csv)
		return err_usage(err, "--table and --csv: one of them");
	if (read_limit(q, opt->limit, err))
		return -1;
	if (opt->where && filter_make(v, opt->where, &q->filter, err))
		return -1;
	if (opt->sort && ranking_open(&q->ranking, v, opt->sort, q->limit, err))
		return -1;
	return open_columns(q, opt, err);
}

void query_close(struct query *q)
{
	filter_free(&q->filter);
	ranking_close(&q->ranking);
	columns_close(&q->columns);
	table_free(q->table);
}

bool query_has_lines(const struct query *q)
{
	return q->table;
}

/* Only the columns: flat, by their paths. */
static void print_columns(struct query *q, const struct entry *e, size_t row)
{
	static const struct field f_plain;

	out_object(q->o, &f_entry);
	if (out_shows(q->o, &f_fields))
		out_object(q->o, &f_fields);
	for (size_t i = 0; i < q->columns.count; i++) {
		out_key(q->o, q->columns.list[i].path);
		column_print(q->o, &f_plain, &q->columns.list[i], e, row);
	}
	if (out_shows(q->o, &f_fields))
		out_end(q->o);
	out_end(q->o);
}

static int print_rows(struct query *q, const struct entry *e, struct err *err)
{
	for (size_t row = 0; row < column_rows(e); row++) {
		if (q->filter.count && !filter_accepts_row(&q->filter, e, row))
			continue;
		if (!q->table)
			print_columns(q, e, row);
		else if (table_add(q->table, e, row, err))
			return -1;
	}
	return 0;
}

static void note_inner(struct query *q, const struct entry *e)
{
	if (q->inner && e->v->kind->has_other_value && e->value && e->value_size == sizeof(uint32_t))
		buf_add(q->inner, e->value, e->value_size);
}

static int print(void *arg, const struct entry *e, struct err *err)
{
	struct query *q = arg;

	if (!q->columns.count)
		entry_print(q->o, e, NULL);
	else if (print_rows(q, e, err))
		return -1;
	note_inner(q, e);
	q->shown++;
	q->found += e->value != NULL;
	return out_is_dead(q->o) || q->shown == q->limit ? KERN_NONE : 0;
}

int query_take(struct query *q, const struct entry *e, struct err *err)
{
	if (q->filter.count && !filter_accepts(&q->filter, e))
		return 0;
	return q->is_ranked ? ranking_add(&q->ranking, e, err) : print(q, e, err);
}

int query_finish(struct query *q, struct err *err)
{
	if (q->is_ranked && ranking_walk(&q->ranking, print, q, err) < 0)
		return -1;
	return q->table ? table_end(q->table, err) : 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Filter, then order, then limit, then print. */
#include "lib/query/query.h"

#include <stdlib.h>
#include <string.h>

#include "lib/num.h"
#include "lib/query/filter.h"
#include "lib/query/ranking.h"

struct query {
	struct query_records of;
	struct out *o;
	struct filter filter;
	struct ranking ranking;
	bool is_ranked, is_filtered;
	bool has_match;
	uint64_t limit; /* 0: none */
	uint64_t shown;
	struct columns columns; /* none: whole records */
	struct table *table;    /* NULL: no lines of columns */
	query_show_fn *show;
	void *arg;
};

static const struct field f_fields = {.name = "fields", .flags = FIELD_JSON_ONLY};
static const struct field f_record = {.lead = ""};

static int read_limit(struct query *q, const char *word, struct err *err)
{
	if (!word)
		return 0;
	if (num_parse_u64(word, UINT64_MAX, "--limit", &q->limit, err))
		return -1;
	return q->limit ? 0 : err_usage(err, "--limit 0: must be at least 1");
}

static int open_columns(struct query *q, const struct query_options *opt, struct err *err)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};

	if (!opt->fields && !opt->is_table && !opt->is_csv)
		return 0;
	if (columns_open(&q->columns, &q->of, opt->fields, err))
		return -1;
	if (!(opt->is_table || opt->is_csv) || !out_shows(q->o, &f_text))
		return 0;
	q->table = table_new(q->o, &q->columns, opt->is_csv, err);
	return q->table ? 0 : -1;
}

static int open_parts(struct query *q, const struct query_options *opt, struct err *err)
{
	if (opt->is_table && opt->is_csv)
		return err_usage(err, "--table and --csv are mutually exclusive");
	if (read_limit(q, opt->limit, err))
		return -1;
	if (opt->where && filter_make(&q->of, opt->where, &q->filter, err))
		return -1;
	if (*opt->sort && ranking_open(&q->ranking, &q->of, opt->sort, q->limit, err))
		return -1;
	return open_columns(q, opt, err);
}

int query_open(struct query **ret_query, struct out *o, const struct query_records *of,
	       const struct query_options *opt, query_show_fn *show, void *arg, struct err *err)
{
	struct query *q = calloc(1, sizeof(*q));

	if (!q)
		return err_no_memory(err);
	q->of = *of;
	q->o = o;
	q->is_ranked = *opt->sort;
	q->is_filtered = opt->where;
	q->show = show;
	q->arg = arg;
	if (open_parts(q, opt, err)) {
		query_close(q);
		return -1;
	}
	*ret_query = q;
	return 0;
}

void query_close(struct query *q)
{
	if (!q)
		return;
	filter_free(&q->filter);
	ranking_close(&q->ranking);
	columns_close(&q->columns);
	table_free(q->table);
	free(q);
}

bool query_has_columns(const struct query *q)
{
	return q->columns.count;
}

bool query_has_lines(const struct query *q)
{
	return q->table;
}

/* Only the columns: flat, keyed by their paths. */
static void print_columns(struct query *q, const void *rec, size_t row)
{
	static const struct field f_plain;
	const bool has_object = out_shows(q->o, &f_fields) && !q->of.source->is_flat;

	out_object(q->o, &f_record);
	if (has_object)
		out_object(q->o, &f_fields);
	for (size_t i = 0; i < q->columns.count; i++) {
		out_key(q->o, q->columns.list[i].path);
		q->of.source->print(q->o, &f_plain, &q->columns.list[i], rec, row);
	}
	if (has_object)
		out_end(q->o);
	out_end(q->o);
}

static int print_rows(struct query *q, const void *rec, struct err *err)
{
	const size_t rows = column_rows(&q->of, rec);

	for (size_t row = 0; row < rows; row++) {
		if (q->filter.count && !filter_accepts_row(&q->filter, rec, row))
			continue;
		if (!q->table)
			print_columns(q, rec, row);
		else if (table_add(q->table, rec, row, err))
			return -1;
	}
	return 0;
}

static int print(void *arg, const void *rec, struct err *err)
{
	struct query *q = arg;

	if (q->columns.count && print_rows(q, rec, err))
		return -1;
	q->show(q->arg, rec);
	q->shown++;
	return out_is_dead(q->o) || q->shown == q->limit ? QUERY_ENOUGH : 0;
}

bool query_accepts(struct query *q, const void *rec)
{
	if (q->filter.count && !filter_accepts(&q->filter, rec))
		return false;
	q->has_match = true;
	return true;
}

int query_take(struct query *q, const void *rec, struct err *err)
{
	if (!query_accepts(q, rec))
		return 0;
	return q->is_ranked ? ranking_add(&q->ranking, rec, err) : print(q, rec, err);
}

int query_flush(struct query *q, struct err *err)
{
	return q->table ? table_next(q->table, err) : 0;
}

int query_finish(struct query *q, struct err *err)
{
	if (q->is_ranked && ranking_walk(&q->ranking, print, q, err) < 0)
		return -1;
	if (q->table && table_end(q->table, err))
		return -1;
	return q->is_filtered && !q->has_match ? err_answer_no(err) : 0;
}

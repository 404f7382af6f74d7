/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Options of listings: rows, columns and order of whatever a command lists. No command knows of them. */
#include "cmd/listing.h"

#include <stdio.h>
#include <string.h>

#define QUERY(member) .off = offsetof(struct query_options, member)

const struct opt listing_opts[] = {
	{.name = "where",
	 .token = "EXPRESSION",
	 .help = "Show only what EXPRESSION is true for, such as 'type == xdp && !pids'",
	 .type = OPT_STRING,
	 QUERY(where)},
	{.name = "sort",
	 .token = "FIELD",
	 .help = "Sort by FIELD, smallest first; largest first if FIELD starts with '-'. Given again, it orders what is equal",
	 .type = OPT_LIST,
	 QUERY(sort)},
	{.name = "limit", .token = "N", .help = "Show at most N", .type = OPT_STRING, QUERY(limit)},
	{.name = "fields",
	 .token = "FIELD[,FIELD...]",
	 .help = "Show only these fields; in text, as a table",
	 .type = OPT_STRING,
	 QUERY(fields)},
	{.name = "table", .help = "Show one line for each, in columns", .type = OPT_BOOL, QUERY(is_table)},
	{.name = "csv",
	 .help = "Show one line of comma-separated values for each",
	 .type = OPT_BOOL,
	 QUERY(is_csv)},
	{0},
};

static bool is_asked(const struct query_options *q)
{
	return q->where || *q->sort || q->limit || q->fields || q->is_table || q->is_csv;
}

static int refuse_watch(const struct query_options *q, const struct opt *watch, struct err *err)
{
	const char *name = *q->sort      ? "sort"
			   : q->limit    ? "limit"
			   : q->fields   ? "fields"
			   : q->is_table ? "table"
			   : q->is_csv   ? "csv"
					 : NULL;

	return name ? err_usage(err, "--%s cannot be combined with --%s", name, watch->name) : 0;
}

/* What is printed, with the options that are given. */
static int find_rows(const struct ctx *c, const struct cmd *cmd, struct query_options *q,
		     struct listing_rows *ret_rows, struct err *err)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};

	*ret_rows = (struct listing_rows){cmd->record ? cmd->record->fields : NULL, cmd->columns};
	for (unsigned int i = 0; i < c->hits.count; i++) {
		const struct opt *own = opt_in(cmd->opts, c->hits.list[i].opt);

		if (own && own->is_watch && refuse_watch(q, own, err))
			return -1;
		if (own && own->record)
			ret_rows->fields = own->record->fields;
		if (own && own->columns) {
			ret_rows->columns = own->columns;
			q->is_table = out_shows(c->out, &f_text);
		}
	}
	return 0;
}

/* A field that is only there with an option. */
static void imply_options(const struct listing *l, const struct opt *opts, void *dst)
{
	for (const struct opt *opt = opts; opt && opt->name; opt++)
		if (opt->field && listing_asks(l, opt->field))
			*((bool *)((char *)dst + opt->off)) = true;
}

int listing_run(struct ctx *c, const struct cmd *cmd, void *args, struct query_options *query,
		struct err *err)
{
	const struct globals globals = c->opts;
	struct listing_rows rows;
	struct out *to = c->out;
	struct listing *l;
	int r;

	if (find_rows(c, cmd, query, &rows, err))
		return -1;
	if (!is_asked(query))
		return cmd->run(c, args, err);
	if (listing_open(&l, to, &rows, query, err))
		return -1;
	imply_options(l, global_opts, &c->opts);
	imply_options(l, cmd->opts, args);
	c->out = listing_out(l);
	r = cmd->run(c, args, err);
	c->out = to;
	c->opts = globals;
	return listing_close(l, r, err);
}

/* What stands in front of the name that is being typed: "id,", "-", "type == xdp && ". */
struct candidates {
	struct complete *c;
	size_t before;
};

static void add_word(const struct candidates *all, const char *name, size_t len, const char *about)
{
	char word[1024];

	snprintf(word, sizeof(word), "%.*s%.*s", (int)all->before, all->c->begun, (int)len, name);
	complete_add(all->c, word, about);
}

static void add_field(void *arg, const char *path, const struct field *f)
{
	add_word(arg, path, strlen(path), f->help);
}

/* Columns that are not called as their field. */
static void add_columns(const struct candidates *all, const char *columns)
{
	for (const char *at = columns; *at; at += strcspn(at, ","), at += *at == ',') {
		const size_t len = strcspn(at, "=,");

		if (at[len] == '=')
			add_word(all, at, len, "Column of the table");
	}
}

bool listing_has_paths(const struct opt *opt, const char *begun, size_t *ret_before)
{
	static const struct {
		const char *option, *ends;
	} names[] = {{"fields", ","}, {"sort", "-"}, {"where", " (!&|"}};
	size_t len = strlen(begun);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].option, opt->name) != 0)
			continue;
		while (len && !strchr(names[i].ends, begun[len - 1]))
			len--;
		*ret_before = len;
		return true;
	}
	return false;
}

void listing_complete(struct complete *c, const struct cmd *cmd, const struct opt *opt)
{
	struct candidates all = {.c = c};

	if (!listing_has_paths(opt, c->begun, &all.before))
		return;
	add_columns(&all, cmd->columns);
	listing_each_path(cmd->record->fields, add_field, &all);
}

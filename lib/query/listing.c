/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A command's listing under a query. Records are caught one by one, asked, and shown again or kept; a record
 * costs no allocation unless it is sorted.
 */
#include "lib/query/listing.h"

#include <stdlib.h>
#include <string.h>

#include "lib/num.h"

static bool shows(void *arg, const struct field *f, unsigned int depth)
{
	const struct listing *l = arg;

	if (!f)
		return true;
	if (!l->has_columns && out_shows(l->to, f))
		return true;
	if (f->name && depth && listing_has_asked(l, f->name))
		return true;
	if (!l->has_columns)
		return false;
	/* Of the rest nothing is shown: it need not be described. */
	if (!f->name || !depth)
		return !(f->flags & FIELD_TEXT_ONLY);
	if (depth == 1 && f->layout != LAYOUT_SECTION && !(f->flags & FIELD_ROWS))
		return false;
	return out_shows(l->to, f);
}

static void begin_list(void *arg, const struct field *f)
{
	static const struct field f_lines = {.layout = LAYOUT_SECTION};
	struct listing *l = arg;

	out_list(l->to, l->has_lines ? &f_lines : f);
	l->has_begun = true;
}

static void keep_error(struct listing *l, const struct err *err)
{
	if (!l->err.kind)
		l->err = *err;
}

static void finish(struct listing *l)
{
	struct err err = {0};

	l->has_ended = true;
	if (query_finish(l->q, &err))
		keep_error(l, &err);
}

static void end_list(void *arg)
{
	struct listing *l = arg;

	finish(l);
	out_end(l->to);
}

/* A line of text above the records. */
struct listing_head {
	uint32_t count, texts_len; /* its cells and texts follow */
};

static void keep_head(struct listing *l, const struct caught *c)
{
	const struct listing_head head = {c->count, c->texts_len};

	buf_add(&l->heads, &head, sizeof(head));
	buf_add(&l->heads, c->cells, c->count * sizeof(*c->cells));
	buf_add(&l->heads, c->texts, (c->texts_len + 7) & ~(size_t)7);
}

/* The cells are aligned: the buffer's sizes are multiples of eight. */
static void show_heads(struct listing *l)
{
	size_t at = 0;

	while (at < l->heads.len && !l->heads.failed) {
		const char *from = l->heads.data + at;
		const struct listing_head *head = (const struct listing_head *)(const void *)from;
		const struct caught_cell *cells = (const struct caught_cell *)(const void *)(head + 1);
		const struct caught c = {.cells = cells,
					 .count = head->count,
					 .texts = (const char *)(cells + head->count),
					 .texts_len = head->texts_len};

		out_caught(l->to, &c, 0, NULL, NULL);
		at += sizeof(*head) + c.count * sizeof(*cells) + ((c.texts_len + 7) & ~(size_t)7);
	}
	buf_reset(&l->heads);
}

static void show_record(void *arg, const void *rec)
{
	const struct listing_rec *r = rec;
	struct listing *l = arg;

	if (!l->has_columns) {
		show_heads(l);
		out_caught(l->to, &r->caught, 0, NULL, NULL);
	}
	l->has_shown = true;
}

static bool take(struct listing *l, const struct listing_rec *r)
{
	struct err err = {0};
	int ret = query_take(l->q, r, &err);

	if (ret < 0)
		keep_error(l, &err);
	return ret != 0 || out_is_dead(l->to);
}

static bool is_row_list(const struct caught *c, uint32_t cell)
{
	const struct field *f = c->cells[cell].field;

	return f && f->flags & FIELD_ROWS && c->cells[cell].kind == CAUGHT_LIST;
}

/* Each row is asked for itself; a record without rows makes no line. */
static bool take_rows(struct listing *l, const struct caught *c)
{
	bool is_over = false;

	for (uint32_t i = 1; i < c->count && !is_over; i = c->cells[i].next) {
		if (!is_row_list(c, i))
			continue;
		for (uint32_t row = i + 1; row < c->cells[i].next && !is_over; row = c->cells[row].next)
			is_over = take(l, &(struct listing_rec){*c, i, row});
	}
	return is_over;
}

/* A record with those of its rows that are wanted. */
struct shown_rows {
	struct listing *l;
	const struct caught *caught;
	uint32_t list, end; /* the list whose rows are being described */
	uint64_t wanted;
};

static bool wants(void *arg, uint32_t cell)
{
	struct shown_rows *s = arg;
	struct listing *l = s->l;
	const bool is_row = cell > s->list && cell < s->end;
	const struct listing_rec r = {*s->caught, s->list, cell};

	if (is_row_list(s->caught, cell)) {
		s->list = cell;
		s->end = s->caught->cells[cell].next;
	}
	/* What is inside of a row that is shown. */
	if (!is_row || s->caught->cells[cell].kind != CAUGHT_OBJECT)
		return true;
	if ((l->limit && l->shown + s->wanted == l->limit) || !query_accepts(l->q, &r))
		return false;
	s->wanted++;
	return true;
}

static bool show_rows(struct listing *l, const struct caught *c)
{
	struct shown_rows s = {.l = l, .caught = c};

	for (uint32_t i = 1; i < c->count && l->is_filtered; i = c->cells[i].next) {
		if (!is_row_list(c, i))
			continue;
		for (uint32_t row = i + 1; row < c->cells[i].next; row = c->cells[row].next)
			s.wanted += query_accepts(l->q, &(struct listing_rec){*c, i, row});
	}
	if (l->is_filtered && !s.wanted)
		return false;
	s.wanted = 0;
	show_heads(l);
	out_caught(l->to, c, 0, wants, &s);
	l->has_shown = true;
	l->shown += s.wanted;
	return out_is_dead(l->to) || (l->limit && l->shown == l->limit);
}

static bool record(void *arg, const struct caught *c)
{
	struct listing *l = arg;

	if (c->cells[0].field && c->cells[0].field->flags & FIELD_TEXT_ONLY) {
		keep_head(l, c);
		return false;
	}
	/* Not every walk ends early. */
	if (l->is_over)
		return true;
	if (!l->has_rows)
		l->is_over = take(l, &(struct listing_rec){.caught = *c});
	else
		l->is_over = l->has_columns ? take_rows(l, c) : show_rows(l, c);
	return l->is_over;
}

static void flush(void *arg)
{
	struct listing *l = arg;
	struct err err = {0};

	if (query_flush(l->q, &err))
		keep_error(l, &err);
}

static void lost(void *arg)
{
	struct listing *l = arg;

	err_no_memory(&l->err);
}

static int open_query(struct listing *l, const struct query_options *opt, struct err *err)
{
	const struct query_records of = {&parts_of_listing, l};
	struct query_options full = *opt;

	/* For people a choice of fields is a table. */
	l->has_columns = opt->fields || opt->is_table || opt->is_csv;
	full.is_table |= l->has_columns && !opt->is_csv;
	if (l->has_columns && !opt->fields)
		full.fields = l->rows->columns;
	if (l->has_rows && !l->has_columns && *opt->sort)
		return err_usage(err, "--sort sorts lines here: it requires --table or --fields");
	if (query_open(&l->q, l->to, &of, &full, show_record, l, err))
		return -1;
	if (opt->limit && num_parse_u64(opt->limit, UINT64_MAX, "--limit", &l->limit, err))
		return -1;
	l->is_filtered = opt->where;
	l->has_lines = query_has_lines(l->q);
	return 0;
}

static int keep_text(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

static void listing_free(struct listing *l)
{
	query_close(l->q);
	out_free(l->catching);
	out_free(l->words);
	for (unsigned int i = 0; l->asked && i < l->asked->count; i++)
		free(l->asked->names[i]);
	if (l->text)
		buf_free(l->text);
	for (unsigned int i = 0; l->digits && i < 2; i++)
		buf_free(&l->digits[i]);
	buf_free(&l->heads);
	free(l->asked);
	free(l->text);
	free(l->digits);
	free(l);
}

static bool open_memory(struct listing *l)
{
	l->asked = calloc(1, sizeof(*l->asked));
	l->text = calloc(1, sizeof(*l->text));
	l->digits = calloc(2, sizeof(*l->digits));
	l->words = l->text ? out_new_writer(keep_text, l->text, OUT_TEXT) : NULL;
	l->catching = out_new_catching(l->to, &l->catcher);
	return l->asked && l->digits && l->words && l->catching;
}

int listing_open(struct listing **ret_listing, struct out *o, const struct listing_rows *rows,
		 const struct query_options *opt, struct err *err)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};
	struct listing *l = calloc(1, sizeof(*l));

	if (!l)
		return err_no_memory(err);
	l->rows = rows;
	l->to = o;
	l->catcher = (struct catcher){shows, begin_list, end_list, record, flush, lost, l};
	l->is_text = out_shows(o, &f_text);
	l->has_rows = listing_has_rows(rows->fields);
	if (!open_memory(l) ? err_no_memory(err) : open_query(l, opt, err)) {
		listing_free(l);
		return -1;
	}
	*ret_listing = l;
	return 0;
}

struct out *listing_out(struct listing *l)
{
	return l->catching;
}

bool listing_asks(const struct listing *l, const char *name)
{
	return listing_has_asked(l, name);
}

int listing_close(struct listing *l, int r, struct err *err)
{
	/* One record alone, or a list that broke off: what was kept is shown. */
	if (!l->has_ended && (!r || l->has_begun || err->kind == ERR_PARTIAL))
		finish(l);
	/* The one record did not match. */
	if (!r && !l->has_begun && !l->has_shown && !l->has_lines) {
		out_list(l->to, NULL);
		out_end(l->to);
	}
	if (l->err.kind && (!r || (err->kind == ERR_PARTIAL && l->err.kind != ERR_NO))) {
		*err = l->err;
		r = -1;
	}
	listing_free(l);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Lines of cells. The first lines of a table are held until the column widths are known; on a terminal a line
 * is as wide as that, and a text that is cut ends with an ellipsis.
 */
#include "lib/query/column.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"
#include "lib/query/fit.h"

enum { HELD_LINES = 500 };

static const char ellipsis[] = "\xe2\x80\xa6", color_end[] = "\033[0m";

struct table {
	struct out *o;
	const struct columns *columns;
	bool is_csv, is_flowing;
	bool is_next;           /* nothing was added after another table */
	struct fit_column *fit; /* by column */
	size_t count;           /* of the columns that are shown */
	size_t most;            /* characters of a line; 0: no limit */
	struct buf held;        /* cells, each with its NUL */
	unsigned int lines;
	struct buf line, cell;
	size_t blanks;    /* between the line and the next cell that is not empty */
	struct out *json; /* writes a cell that is not just a number or a text */
};

static int keep_cell(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	free(t->fit);
	buf_free(&t->held);
	buf_free(&t->line);
	buf_free(&t->cell);
	out_free(t->json);
	free(t);
}

static void write_line(struct table *t)
{
	buf_add_char(&t->line, '\n');
	out_text_open(t->o, NULL);
	out_text_add(t->o, t->line.data, t->line.failed ? 0 : t->line.len);
	out_text_close(t->o);
	buf_reset(&t->line);
	t->blanks = 0;
}

/* A cell with a comma, a quote or a line break is quoted, with inner quotes doubled. */
static void add_csv(struct buf *line, const char *cell)
{
	if (!cell[strcspn(cell, ",\"\r\n")]) {
		buf_add_str(line, cell);
		return;
	}
	buf_add_char(line, '"');
	for (; *cell; cell++) {
		if (*cell == '"')
			buf_add_char(line, '"');
		buf_add_char(line, *cell);
	}
	buf_add_char(line, '"');
}

static void add_blanks(struct table *t)
{
	for (; t->blanks; t->blanks--)
		buf_add_char(&t->line, ' ');
}

static bool is_inside_character(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Characters of UTF-8: control characters are escaped by now. */
static size_t width_of(const char *cell)
{
	size_t n = 0;

	for (; *cell; cell++)
		n += !is_inside_character(*cell);
	return n;
}

/* Bytes of the first @width characters. */
static size_t bytes_of(const char *cell, size_t width)
{
	size_t n = 0;

	while (cell[n] && width--)
		do
			n++;
		while (is_inside_character(cell[n]));
	return n;
}

/* In as many characters as its column has. */
static void add_cut(struct table *t, size_t i, const char *cell, size_t width)
{
	const bool is_cut = t->most && t->fit[i].is_text && width > t->fit[i].width;

	buf_add(&t->line, cell, is_cut ? bytes_of(cell, t->fit[i].width - 1) : strlen(cell));
	if (is_cut)
		buf_add_str(&t->line, ellipsis);
}

/* Appends one cell to the line. */
static void add_cell(struct table *t, size_t i, const char *cell, uint8_t style)
{
	const size_t len = width_of(cell), pad = t->fit[i].width > len ? t->fit[i].width - len : 0;
	const char *color;

	if (t->is_csv) {
		if (i)
			buf_add_char(&t->line, ',');
		add_csv(&t->line, cell);
		return;
	}
	color = out_color(t->o, style);
	t->blanks += (i ? FIT_GAP : 0) + (t->fit[i].is_text ? 0 : pad);
	if (len) {
		add_blanks(t);
		buf_add_str(&t->line, color ? color : "");
		add_cut(t, i, cell, len);
		buf_add_str(&t->line, color ? color_end : "");
	}
	t->blanks += t->fit[i].is_text ? pad : 0;
}

/* Columns that have no room are reported, not passed over. */
static void add_mark(struct table *t)
{
	if (t->count == t->columns->count)
		return;
	t->blanks += FIT_GAP;
	add_blanks(t);
	buf_add_str(&t->line, ellipsis);
}

static void note_missing(struct table *t)
{
	char text[128];

	if (t->count == t->columns->count)
		return;
	snprintf(text, sizeof(text),
		 "%zu of %zu columns fit the terminal; choose columns with --fields, or use --csv", t->count,
		 t->columns->count);
	out_note(t->o, text);
}

static void write_header(struct table *t)
{
	t->count = fit_columns(t->fit, t->columns->count, t->is_csv ? 0 : t->most);
	note_missing(t);
	for (size_t i = 0; i < t->count; i++)
		add_cell(t, i, t->is_csv ? t->columns->list[i].path : t->fit[i].title, STYLE_TITLE);
	add_mark(t);
	write_line(t);
}

static void write_held(struct table *t)
{
	const char *at = t->held.data, *end = at + t->held.len;

	t->is_flowing = true;
	write_header(t);
	while (!t->held.failed && at < end) {
		for (size_t i = 0; i < t->columns->count; i++, at += strlen(at) + 1)
			if (i < t->count)
				add_cell(t, i, at, t->columns->list[i].style);
		add_mark(t);
		write_line(t);
	}
	buf_free(&t->held);
}

struct table *table_new(struct out *o, const struct columns *columns, bool is_csv, struct err *err)
{
	struct table *t = calloc(1, sizeof(*t));

	if (!t) {
		err_no_memory(err);
		return NULL;
	}
	t->o = o;
	t->columns = columns;
	t->is_csv = is_csv;
	t->count = columns->count;
	t->most = is_csv ? 0 : out_width(o);
	t->fit = calloc(columns->count, sizeof(*t->fit));
	t->json = out_new_writer(keep_cell, &t->cell, OUT_JSON);
	if (!t->fit || !t->json) {
		table_free(t);
		err_no_memory(err);
		return NULL;
	}
	for (size_t i = 0; i < columns->count; i++)
		t->fit[i].title = columns->list[i].path;
	return t;
}

/* Words lose their quotes: names and numbers contain no escapes. */
static const char *cell_json(struct table *t, const struct query_column *c, const void *rec, size_t row,
			     bool *ret_is_text)
{
	struct err ignored = {0};
	char *text;

	t->columns->of.source->print(t->json, NULL, c, rec, row);
	out_flush(t->json, &ignored);
	text = t->cell.failed ? NULL : (char *)(uintptr_t)buf_str(&t->cell);
	if (!text)
		return "";
	text[strcspn(text, "\n")] = '\0';
	*ret_is_text = text[0] == '"' || text[0] == '[' || text[0] == '{';
	if (!strcmp(text, "null"))
		return "";
	if (text[0] != '"' || strchr(text, '\\'))
		return text;
	text[strlen(text) - 1] = '\0';
	return text + 1;
}

/* Valid until the next one. */
static const char *cell_text(struct table *t, const struct query_column *c, const void *rec, size_t row,
			     bool *ret_is_text)
{
	struct query_cell v;

	buf_reset(&t->cell);
	if (t->columns->of.source->write) {
		*ret_is_text = t->columns->of.source->write(&t->cell, c, rec, row);
		return buf_str(&t->cell);
	}
	if (c->is_formatted || !t->columns->of.source->read(c, rec, row, &v) || !v.is_text)
		return cell_json(t, c, rec, row, ret_is_text);
	*ret_is_text = true;
	for (size_t i = 0; i < v.len; i++)
		if (v.text[i] < 0x20 || v.text[i] > 0x7e)
			return cell_json(t, c, rec, row, ret_is_text);
	buf_add(&t->cell, v.text, v.len);
	return buf_str(&t->cell);
}

static void hold(struct table *t, size_t i, const char *cell, bool is_text)
{
	size_t len = width_of(cell);

	buf_add(&t->held, cell, strlen(cell) + 1);
	if (len > t->fit[i].width)
		t->fit[i].width = len;
	t->fit[i].is_text |= is_text;
}

int table_add(struct table *t, const void *rec, size_t row, struct err *err)
{
	t->is_next = false;
	if (t->is_csv && !t->is_flowing)
		write_held(t);
	for (size_t i = 0; i < t->count; i++) {
		const struct query_column *c = &t->columns->list[i];
		bool is_text = false;
		const char *cell = cell_text(t, c, rec, row, &is_text);

		if (t->is_flowing)
			add_cell(t, i, cell, c->style);
		else
			hold(t, i, cell, is_text);
	}
	if (t->held.failed || t->line.failed || t->cell.failed)
		return err_no_memory(err);
	if (t->is_flowing) {
		add_mark(t);
		write_line(t);
	} else if (++t->lines == HELD_LINES) {
		write_held(t);
	}
	return 0;
}

int table_end(struct table *t, struct err *err)
{
	if (t->held.failed)
		return err_no_memory(err);
	if (!t->is_flowing && !t->is_next)
		write_held(t);
	return 0;
}

int table_next(struct table *t, struct err *err)
{
	if (!t->is_flowing)
		write_held(t);
	t->is_flowing = false;
	t->is_next = true;
	t->lines = 0;
	for (size_t i = 0; i < t->columns->count; i++)
		t->fit[i] = (struct fit_column){.title = t->columns->list[i].path};
	return t->held.failed ? err_no_memory(err) : 0;
}

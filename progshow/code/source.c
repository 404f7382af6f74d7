/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The source that a program carries, in the order of its files, function by function. One line of C is often
 * several runs of instructions, and compilers mix them: each line is shown once, with all of its runs.
 */
#include <stdlib.h>
#include <string.h>

#include "progshow/code/code.h"
#include "progshow/code/dump.h"
#include "progshow/headline.h"

/* Instructions in a row that belong to one line. */
struct run {
	const struct code_line *line;
	uint32_t first, last;
};

enum { FUNC_NAME, FUNC_PROTO, FUNC_FIRST, FUNC_LAST, FUNC_LINES, FUNC_ROWS };
enum { LINE_FILE, LINE_NUM, LINE_RUNS, LINE_TEXT, LINE_ROWS };

enum { TEXT_FILE, TEXT_LINE };

static const struct field run_fields[] = {
	{.name = "first", .help = "First instruction", .type = FIELD_U32},
	{.name = "last", .help = "Last instruction", .type = FIELD_U32},
	{0},
};

static const struct field line_fields[] = {
	[LINE_FILE] = {.name = "file",
		       .help = "Source file",
		       .type = FIELD_STR,
		       .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[LINE_NUM] = {.name = "line_num",
		      .help = "Line number",
		      .type = FIELD_U32,
		      .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[LINE_RUNS] = {.name = "insns",
		       .help = "Ranges of instructions compiled from the line",
		       .type = FIELD_LIST,
		       .flags = FIELD_JSON_ONLY,
		       .sub = run_fields},
	[LINE_TEXT] = {.name = "src",
		       .help = "Text of the line",
		       .label = "",
		       .line = TEXT_LINE,
		       .style = STYLE_CODE,
		       .type = FIELD_STR},
	[LINE_ROWS] = {0},
};

static const struct field func_fields[] = {
	[FUNC_NAME] = {.name = "name",
		       .help = "Name of the function",
		       .type = FIELD_STR,
		       .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[FUNC_PROTO] = {.name = "proto",
			.help = "Prototype of the function",
			.label = "",
			.tail = ":",
			.type = FIELD_STR,
			.flags = FIELD_OPTIONAL},
	[FUNC_FIRST] = {.name = "first",
			.help = "Index of the first instruction",
			.type = FIELD_U32,
			.flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	[FUNC_LAST] = {.name = "last",
		       .help = "Index of the last instruction",
		       .type = FIELD_U32,
		       .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	[FUNC_LINES] = {.name = "lines",
			.help = "Source lines of the function, each once, in file order",
			.type = FIELD_LIST,
			.flags = FIELD_OPTIONAL,
			.sub = line_fields},
	[FUNC_ROWS] = {0},
};

static const struct field source_fields[] = {
	{.name = "functions", .layout = LAYOUT_SECTION, .sub = func_fields},
	{.name = "several programs", .layout = LAYOUT_SECTION, .sub = prog_headline_fields},
	{.name = "funcs",
	 .help = "If several programs match: the functions of one of them",
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = func_fields},
	{0},
};

const struct record prog_source_record = {.name = "prog_source", .fields = source_fields};

/* Files by name, except for the one that the function begins in: @arg. */
static int compare_lines(const struct code_line *a, const struct code_line *b, const char *first_file)
{
	int by_file = strcmp(a->file, b->file);

	if (by_file && !strcmp(a->file, first_file))
		return -1;
	if (by_file && !strcmp(b->file, first_file))
		return 1;
	if (by_file)
		return by_file;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->text, b->text);
}

static int compare_runs(const void *a, const void *b, void *first_file)
{
	const struct run *x = a, *y = b;
	int by_line = compare_lines(x->line, y->line, first_file);

	return by_line ? by_line : (x->first > y->first) - (x->first < y->first);
}

/* The runs of one function, sorted by line. */
static uint32_t collect_runs(const struct code *c, uint32_t func, struct run *runs)
{
	uint32_t start = c->funcs[func].start, end = code_func_end(c, func), count = 0;
	const char *first_file = NULL;

	for (uint32_t i = 0; i < c->line_count; i++) {
		const struct code_line *line = &c->lines[i];
		uint32_t next = i + 1 < c->line_count ? c->lines[i + 1].at : c->insn_count;

		if (line->at < start || line->at >= end || (!line->line && !*line->text))
			continue;
		if (!first_file)
			first_file = line->file;
		runs[count++] = (struct run){line, line->at, (next < end ? next : end) - 1};
	}
	if (count)
		qsort_r(runs, count, sizeof(*runs), compare_runs, (void *)(uintptr_t)first_file);
	return count;
}

static bool is_same_line(const struct code_line *a, const struct code_line *b)
{
	return a->line == b->line && !strcmp(a->file, b->file) && !strcmp(a->text, b->text);
}

/* Merges runs that follow each other; returns how many are left. */
static uint32_t join_runs(struct run *runs, uint32_t count)
{
	uint32_t kept = 0;

	for (uint32_t i = 1; i < count; i++) {
		if (runs[kept].last + 1 == runs[i].first)
			runs[kept].last = runs[i].last;
		else
			runs[++kept] = runs[i];
	}
	return kept + 1;
}

static void put_runs(struct out *o, const struct run *runs, uint32_t count)
{
	static const struct field f_runs = {.label = "",
					    .width = 16,
					    .line = TEXT_LINE,
					    .flags = FIELD_TEXT_ONLY};
	auto_buf text = {0};

	out_list(o, &line_fields[LINE_RUNS]);
	for (uint32_t i = 0; i < count; i++) {
		out_object(o, NULL);
		out_uint(o, &run_fields[0], runs[i].first);
		out_uint(o, &run_fields[1], runs[i].last);
		out_end(o);
		buf_printf(&text, i ? ",%u" : "%u", runs[i].first);
		if (runs[i].last > runs[i].first)
			buf_printf(&text, "-%u", runs[i].last);
	}
	out_end(o);
	out_str(o, &f_runs, buf_str(&text));
}

/* @is_new_file: in text the file comes first. */
static void put_line(struct out *o, const struct run *runs, uint32_t count, bool is_new_file)
{
	static const struct field f_record = {.lead = ""};
	static const struct field f_file = {.label = ";",
					    .line = TEXT_FILE,
					    .style = STYLE_PATH,
					    .flags = FIELD_TEXT_ONLY};
	static const struct field f_number = {.label = "", .line = TEXT_LINE, .flags = FIELD_TEXT_ONLY};
	const struct code_line *line = runs->line;
	auto_buf number = {0};

	out_object(o, &f_record);
	if (is_new_file && *line->file)
		out_str(o, &f_file, line->file);
	if (*line->file)
		out_str(o, &line_fields[LINE_FILE], line->file);
	if (line->line)
		out_uint(o, &line_fields[LINE_NUM], line->line);
	buf_printf(&number, line->line ? "%6u" : "     -", line->line);
	out_str(o, &f_number, buf_str(&number));
	put_runs(o, runs, count);
	out_str(o, &line_fields[LINE_TEXT], line->text);
	out_end(o);
}

static void put_lines(struct out *o, struct run *runs, uint32_t count)
{
	const char *file = NULL;
	uint32_t same;

	out_list(o, &func_fields[FUNC_LINES]);
	for (uint32_t i = 0; i < count && !out_is_dead(o); i += same) {
		for (same = 1; i + same < count && is_same_line(runs[i].line, runs[i + same].line);)
			same++;
		put_line(o, &runs[i], join_runs(&runs[i], same),
			 !file || strcmp(file, runs[i].line->file) != 0);
		file = runs[i].line->file;
	}
	out_end(o);
}

static void put_func(struct out *o, const struct code *c, uint32_t func, struct run *runs)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	static const struct field f_blank = {.label = "", .flags = FIELD_TEXT_ONLY};
	const char *name = code_func_name(c, func);
	auto_buf proto = {0};

	out_object(o, &f_section);
	if (func)
		out_str(o, &f_blank, "");
	if (name)
		out_str(o, &func_fields[FUNC_NAME], name);
	if (code_proto(c, func, &proto))
		out_str(o, &func_fields[FUNC_PROTO], buf_str(&proto));
	out_uint(o, &func_fields[FUNC_FIRST], c->funcs[func].start);
	out_uint(o, &func_fields[FUNC_LAST], code_func_end(c, func) - 1);
	put_lines(o, runs, collect_runs(c, func, runs));
	out_end(o);
}

static int put_source(struct out *o, struct code *c, const void *opt, const struct field *list,
		      struct err *err)
{
	struct run *runs;

	(void)opt;
	if (c->no_types.kind) {
		*err = c->no_types;
		return err_wrap(err, "prog %u: reading its BTF", c->id);
	}
	if (!c->line_count) {
		err_set(err, 0, "prog %u has no source lines", c->id);
		if (!c->types)
			err_hint(err, "it was loaded without BTF (compile with -g)");
		return -1;
	}
	runs = calloc(c->line_count, sizeof(*runs));
	if (!runs)
		return err_no_memory(err);
	out_list(o, list);
	for (uint32_t i = 0; i < c->func_count && !out_is_dead(o); i++)
		put_func(o, c, i, runs);
	out_end(o);
	free(runs);
	return 0;
}

int prog_source(struct kern *k, struct out *o, const struct ref *ref, struct err *err)
{
	static const struct field f_alone = {.layout = LAYOUT_SECTION};
	static const struct field f_funcs = {.name = "funcs", .layout = LAYOUT_SECTION};
	const struct code_view v = {.rows = ROWS_XLATED,
				    .show = put_source,
				    .list_alone = &f_alone,
				    .list = &f_funcs};

	return code_view_run(&v, k, o, ref, err);
}

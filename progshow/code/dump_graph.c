/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The graph of basic blocks: in the language of Graphviz, drawn by its dot, or as rows. Numbers of
 * instructions, prototypes and source lines are those of the whole program; text is as long as it is.
 */
#include <string.h>

#include "progshow/code/code.h"
#include "progshow/code/dump.h"
#include "progshow/code/graph.h"
#include "progshow/code/svg.h"
#include "progshow/code/xlated.h"

enum { PATH_SHOWN = 32 };

enum { FUNC_NAME, FUNC_FIRST, FUNC_LAST, FUNC_BLOCKS, FUNC_ROWS };
enum { BLOCK_NUMBER, BLOCK_FIRST_INSN, BLOCK_LAST_INSN, BLOCK_INSNS, BLOCK_NEXTS, BLOCK_ROWS };

static const struct field block_fields[] = {
	[BLOCK_NUMBER] = {.name = "block",
			  .help = "Number of the block in the function, starting at 2",
			  .type = FIELD_U32},
	[BLOCK_FIRST_INSN] = {.name = "first", .help = "Index of the first instruction", .type = FIELD_U32},
	[BLOCK_LAST_INSN] = {.name = "last", .help = "Index of the last slot of 8 bytes", .type = FIELD_U32},
	[BLOCK_INSNS] = {.name = "insns",
			 .help = "Instructions of the block",
			 .type = FIELD_LIST,
			 .sub = dump_xlated_fields},
	[BLOCK_NEXTS] =
		{.name = "next",
		 .help = "Numbers of the blocks that can follow: the next one and the jump target; 1 is the exit of the function",
		 .type = FIELD_LIST,
		 .sub_type = FIELD_U32},
	[BLOCK_ROWS] = {0},
};

const struct field dump_graph_fields[] = {
	[FUNC_NAME] = {.name = "name",
		       .help = "Name of the function",
		       .type = FIELD_STR,
		       .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[FUNC_FIRST] = {.name = "first",
			.help = "With visual: index of the first instruction",
			.type = FIELD_U32,
			.flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[FUNC_LAST] = {.name = "last",
		       .help = "With visual: index of the last slot of 8 bytes",
		       .type = FIELD_U32,
		       .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	[FUNC_BLOCKS] = {.name = "blocks",
			 .help = "With visual: basic blocks",
			 .type = FIELD_LIST,
			 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
			 .sub = block_fields},
	[FUNC_ROWS] = {0},
};

/* A DOT document in progress. */
struct dot {
	const struct graph *g;
	struct xlated *x;
	struct out *o; /* where each finished function is written; NULL: all stays in the text */
	struct buf text, word;
};

/* Characters that would end or begin a string, a field or a line of a record's label. */
static void put_escaped(struct dot *d, const char *text, const char *escaped)
{
	buf_reset(&d->word);
	out_escape_source(&d->word, text);
	for (const char *p = buf_str(&d->word); *p; p++) {
		if (strchr(escaped, *p))
			buf_add_char(&d->text, '\\');
		buf_add_char(&d->text, *p);
	}
}

static const char in_source[] = "\\\"{}<>| ", in_insn[] = "\\\"{}<>|&";
static const char end_of_line[] = "\\l\\\n";

static void put_comment(struct dot *d, const char *text, const char *escaped, const char *tail)
{
	buf_add_str(&d->text, "; ");
	put_escaped(d, text, escaped);
	buf_add_str(&d->text, tail);
	buf_add_str(&d->text, end_of_line);
}

/* The end of a long path, from a slash on. */
static void put_place(struct dot *d, const struct code_line *line)
{
	const char *path = line->file;
	size_t len = strlen(path);

	buf_add_str(&d->text, "; [");
	if (len > PATH_SHOWN) {
		path += len - PATH_SHOWN;
		path = strchr(path, '/') ? strchr(path, '/') : path;
		buf_add_str(&d->text, "...");
	}
	put_escaped(d, path, in_source);
	buf_printf(&d->text, " line:%u col:%u]%s", line->line, line->column, end_of_line);
}

static void put_insn(struct dot *d, uint32_t at)
{
	const struct xlated *x = d->x;
	uint32_t places = disasm_places(&x->c->disasm, at);
	const struct code_line *line = code_lines_step(&d->x->lines, at, places);
	const char *target = x->opt->has_names ? call_names_of_load(&d->x->names, at) : NULL;
	auto_buf text = {0};

	if (line && x->opt->has_linum)
		put_place(d, line);
	if (line)
		put_comment(d, line->text, in_source, "");
	buf_printf(&text, "%u: ", at);
	disasm_insn(&x->c->disasm, at, &text);
	if (target)
		buf_printf(&text, " <%s>", target);
	put_escaped(d, buf_str(&text), in_insn);
	buf_add_str(&d->text, end_of_line);
	if (!x->opt->has_opcodes)
		return;
	buf_add_str(&d->text, "\\ \\ \\ \\ ");
	dump_hex(&d->text, &x->c->disasm.insns[at], places * sizeof(struct bpf_insn));
	buf_add_str(&d->text, end_of_line);
}

static void put_block(struct dot *d, uint32_t func, uint32_t number)
{
	const struct graph_func *f = &d->g->funcs[func];
	const struct graph_block *b = &d->g->blocks[f->block + number];
	const struct code *c = d->x->c;
	auto_buf proto = {0};

	buf_printf(&d->text, "\tfn_%u_bb_%u [shape=record,style=filled,label=\"{\\\n", func,
		   BLOCK_FIRST + number);
	if (!number && f->known < c->func_count && code_proto(c, f->known, &proto))
		put_comment(d, buf_str(&proto), in_insn, ":");
	for (uint32_t at = b->first; at < b->end; at += disasm_places(&c->disasm, at)) {
		if (at > b->first)
			buf_add_str(&d->text, "| ");
		put_insn(d, at);
	}
	buf_add_str(&d->text, "}\"];\n\n");
}

static void put_edge(struct dot *d, uint32_t func, uint32_t from, uint32_t to)
{
	buf_printf(&d->text,
		   "\tfn_%u_bb_%u:s -> fn_%u_bb_%u:n [style=\"solid,bold\", color=black, weight=10, "
		   "constraint=true];\n",
		   func, from, func, to);
}

static void put_label(struct dot *d, uint32_t func)
{
	const char *name = code_func_name(d->x->c, d->g->funcs[func].known);

	buf_printf(&d->text, "subgraph \"cluster_%u\" {\n\tstyle=\"dashed\";\n\tcolor=\"black\";\n\tlabel=\"",
		   func);
	if (name)
		put_escaped(d, name, "\\\"");
	else
		buf_printf(&d->text, "func_%u", func);
	buf_printf(&d->text, " ()\";\n\tfn_%u_bb_%u [shape=Mdiamond,style=filled,label=\"ENTRY\"];\n\n", func,
		   BLOCK_ENTRY);
}

static void put_func(struct dot *d, uint32_t func)
{
	const struct graph_func *f = &d->g->funcs[func];
	const struct graph_block *blocks = &d->g->blocks[f->block];

	put_label(d, func);
	for (uint32_t i = 0; i < f->block_count; i++)
		put_block(d, func, i);
	buf_printf(&d->text, "\tfn_%u_bb_%u [shape=Mdiamond,style=filled,label=\"EXIT\"];\n\n", func,
		   BLOCK_EXIT);
	put_edge(d, func, BLOCK_ENTRY, BLOCK_FIRST);
	for (uint32_t i = 0; i < f->block_count; i++)
		for (uint32_t j = 0; j < blocks[i].next_count; j++)
			put_edge(d, func, BLOCK_FIRST + i, blocks[i].next[j]);
	buf_printf(&d->text, "\tfn_%u_bb_%u:s -> fn_%u_bb_%u:n [style=\"invis\", constraint=true];\n}\n",
		   func, BLOCK_ENTRY, func, BLOCK_EXIT);
}

static void flush(struct dot *d)
{
	if (!d->o)
		return;
	out_text_add(d->o, d->text.data, d->text.len);
	buf_reset(&d->text);
}

static void put_dot(struct dot *d)
{
	buf_add_str(&d->text, "digraph \"DOT graph for eBPF program\" {\n");
	for (uint32_t i = 0; i < d->g->func_count && !(d->o && out_is_dead(d->o)); i++) {
		put_func(d, i);
		flush(d);
	}
	buf_add_str(&d->text, "}\n");
	flush(d);
}

static const struct field f_section = {.layout = LAYOUT_SECTION};
static const struct field f_text = {.name = "dot", .flags = FIELD_TEXT_ONLY};

static int show_text(struct out *o, const struct graph *g, struct xlated *x, struct err *err)
{
	struct dot d = {.g = g, .x = x, .o = o};
	bool failed;

	out_object(o, &f_section);
	out_text_open(o, &f_text);
	put_dot(&d);
	out_text_close(o);
	out_end(o);
	failed = d.text.failed || d.word.failed;
	buf_free(&d.text);
	buf_free(&d.word);
	return failed ? err_no_memory(err) : 0;
}

static int show_svg(struct out *o, const struct graph *g, struct xlated *x, struct err *err)
{
	struct dot d = {.g = g, .x = x};
	auto_buf svg = {0};
	int r;

	put_dot(&d);
	r = d.text.failed || d.word.failed ? err_no_memory(err) : svg_draw(&d.text, &svg, err);
	buf_free(&d.text);
	buf_free(&d.word);
	if (r)
		return -1;
	out_object(o, &f_section);
	out_text_open(o, &f_text);
	out_text_add(o, svg.data, svg.len);
	out_text_close(o);
	out_end(o);
	return 0;
}

static void show_block(struct out *o, const struct graph_block *b, uint32_t number, struct xlated *x)
{
	out_object(o, NULL);
	out_uint(o, &block_fields[BLOCK_NUMBER], number);
	out_uint(o, &block_fields[BLOCK_FIRST_INSN], b->first);
	out_uint(o, &block_fields[BLOCK_LAST_INSN], b->end - 1);
	out_list(o, &block_fields[BLOCK_INSNS]);
	for (uint32_t at = b->first; at < b->end;)
		at += xlated_insn(x, at);
	out_end(o);
	out_list(o, &block_fields[BLOCK_NEXTS]);
	for (uint32_t i = 0; i < b->next_count; i++)
		out_uint(o, NULL, b->next[i]);
	out_end(o);
	out_end(o);
}

static void show_rows(struct out *o, const struct graph *g, struct xlated *x, const struct field *list)
{
	out_list(o, list);
	for (uint32_t i = 0; i < g->func_count && !out_is_dead(o); i++) {
		const struct graph_func *f = &g->funcs[i];
		const char *name = code_func_name(x->c, f->known);

		out_object(o, NULL);
		if (name)
			out_str(o, &dump_graph_fields[FUNC_NAME], name);
		out_uint(o, &dump_graph_fields[FUNC_FIRST], f->first);
		out_uint(o, &dump_graph_fields[FUNC_LAST], f->end - 1);
		out_list(o, &dump_graph_fields[FUNC_BLOCKS]);
		for (uint32_t j = 0; j < f->block_count; j++)
			show_block(o, &g->blocks[f->block + j], BLOCK_FIRST + j, x);
		out_end(o);
		out_end(o);
	}
	out_end(o);
}

int dump_graph(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list,
	       struct err *err)
{
	auto_xlated x;
	auto_graph g = {0};

	xlated_open(&x, o, c, opt);
	if (graph_build(&g, c, err))
		return -1;
	if (opt->is_svg)
		return show_svg(o, &g, &x, err);
	if (out_shows(o, &f_text))
		return show_text(o, &g, &x, err);
	show_rows(o, &g, &x, list);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Basic blocks of every function as a graph for dot of Graphviz. Numbers of instructions, prototypes and
 * source lines are those of the whole program; text is as long as it is.
 */
#include <stdlib.h>
#include <string.h>

#include "progshow/callname.h"
#include "progshow/dump.h"

enum { MARK_FUNC = 1, MARK_BLOCK = 2 };
enum { BLOCK_ENTRY, BLOCK_EXIT, BLOCK_FIRST };
enum { PATH_SHOWN = 32 };

enum {
	CODE_GOTO = 0x05,
	CODE_GOTOL = 0x06,
	CODE_GOTOX = 0x0d,
	CODE_EXIT = 0x95,
	CLASS_JMP = 5,
	CLASS_JMP32 = 6,
};

struct graph {
	const struct code *c;
	const struct prog_dump_options *opt;
	uint8_t *marks;   /* of each instruction: what begins there */
	uint32_t *blocks; /* the number of the block that begins there */
	struct code_lines lines;
	uint32_t known; /* the next function that types know */
	struct buf text, word;
};

static bool is_jump(const struct bpf_insn *insn)
{
	unsigned int class = insn->code & 7;

	return (class == CLASS_JMP || class == CLASS_JMP32) && insn->code != CODE_CALL &&
	       insn->code != CODE_EXIT;
}

/* Where a jump goes; false where that is only known at run time, or is no instruction. */
static bool jump_target(const struct code *c, uint32_t at, uint32_t *ret_to)
{
	const struct bpf_insn *insn = &c->disasm.insns[at];
	int64_t to = (int64_t)at + 1 + (insn->code == CODE_GOTOL ? insn->imm : insn->off);

	if (insn->code == CODE_GOTOX || to < 0 || to >= c->disasm.count)
		return false;
	*ret_to = (uint32_t)to;
	return true;
}

static bool can_fall_through(const struct bpf_insn *insn)
{
	return insn->code != CODE_GOTO && insn->code != CODE_GOTOL && insn->code != CODE_GOTOX &&
	       insn->code != CODE_EXIT;
}

/* Without types functions are known by those who call them or take their address. */
static void mark_func(struct graph *g, uint32_t at)
{
	const struct bpf_insn *insn = &g->c->disasm.insns[at];
	struct disasm_target t = {.pc = insn->imm};
	int64_t to;

	if (insn->code == CODE_CALL && insn->src_reg == PSEUDO_CALL)
		g->c->disasm.find_target(g->c->disasm.arg, at, &t);
	else if (insn->code != CODE_WIDE || insn->src_reg != PSEUDO_FUNC)
		return;
	to = (int64_t)at + 1 + t.pc;
	if (to >= 0 && to < g->c->disasm.count)
		g->marks[to] |= MARK_FUNC;
}

static void mark_all(struct graph *g)
{
	const struct code *c = g->c;
	uint32_t to;

	g->marks[0] |= MARK_FUNC;
	for (uint32_t i = 0; i < c->func_count; i++)
		g->marks[c->funcs[i].start] |= MARK_FUNC;
	for (uint32_t at = 0; at < c->disasm.count; at += disasm_places(&c->disasm, at)) {
		mark_func(g, at);
		if (!is_jump(&c->disasm.insns[at]))
			continue;
		if (jump_target(c, at, &to))
			g->marks[to] |= MARK_BLOCK;
		if (at + 1 < c->disasm.count)
			g->marks[at + 1] |= MARK_BLOCK;
	}
}

/* What would end a string, a field or a line of a record's label, or begin one. */
static void put_escaped(struct graph *g, const char *text, const char *escaped)
{
	buf_reset(&g->word);
	out_escape(&g->word, text);
	for (const char *p = buf_str(&g->word); *p; p++) {
		if (strchr(escaped, *p))
			buf_add_char(&g->text, '\\');
		buf_add_char(&g->text, *p);
	}
}

static const char in_source[] = "\\\"{}<>| ", in_insn[] = "\\\"{}<>|&";
static const char end_of_line[] = "\\l\\\n";

static void put_comment(struct graph *g, const char *text, const char *escaped, const char *tail)
{
	buf_add_str(&g->text, "; ");
	put_escaped(g, text, escaped);
	buf_add_str(&g->text, tail);
	buf_add_str(&g->text, end_of_line);
}

/* Of a long path the end, from a slash on. */
static void put_place(struct graph *g, const struct code_line *line)
{
	const char *path = line->file;
	size_t len = strlen(path);

	buf_add_str(&g->text, "; [");
	if (len > PATH_SHOWN) {
		path += len - PATH_SHOWN;
		path = strchr(path, '/') ? strchr(path, '/') : path;
		buf_add_str(&g->text, "...");
	}
	put_escaped(g, path, in_source);
	buf_printf(&g->text, " line:%u col:%u]%s", line->line, line->column, end_of_line);
}

static void put_insn(struct graph *g, uint32_t at)
{
	const struct code *c = g->c;
	uint32_t places = disasm_places(&c->disasm, at);
	const struct code_line *line = code_lines_step(&g->lines, at, places);
	auto_buf text = {0};

	if (line && g->opt->has_linum)
		put_place(g, line);
	if (line)
		put_comment(g, line->text, in_source, "");
	buf_printf(&text, "%u: ", at);
	disasm_insn(&c->disasm, at, &text);
	put_escaped(g, buf_str(&text), in_insn);
	buf_add_str(&g->text, end_of_line);
	if (!g->opt->has_opcodes)
		return;
	buf_add_str(&g->text, "\\ \\ \\ \\ ");
	dump_hex(&g->text, &c->disasm.insns[at], places * sizeof(struct bpf_insn));
	buf_add_str(&g->text, end_of_line);
}

/* One past the last instruction of what begins at @at. */
static uint32_t end_of(const struct graph *g, uint32_t at, unsigned int marks)
{
	for (at++; at < g->c->disasm.count && !(g->marks[at] & (marks | MARK_FUNC));)
		at++;
	return at;
}

static void put_block(struct graph *g, uint32_t func, uint32_t start, bool has_proto)
{
	const struct code *c = g->c;
	uint32_t end = end_of(g, start, MARK_BLOCK);
	auto_buf proto = {0};

	buf_printf(&g->text, "\tfn_%u_bb_%u [shape=record,style=filled,label=\"{\\\n", func,
		   g->blocks[start]);
	if (has_proto && code_proto(c, g->known, &proto))
		put_comment(g, buf_str(&proto), in_insn, ":");
	for (uint32_t at = start; at < end; at += disasm_places(&c->disasm, at)) {
		if (at > start)
			buf_add_str(&g->text, "| ");
		put_insn(g, at);
	}
	buf_add_str(&g->text, "}\"];\n\n");
}

static void put_edge(struct graph *g, uint32_t func, uint32_t from, uint32_t to)
{
	buf_printf(&g->text,
		   "\tfn_%u_bb_%u:s -> fn_%u_bb_%u:n [style=\"solid,bold\", color=black, weight=10, "
		   "constraint=true];\n",
		   func, from, func, to);
}

/* From the block that begins at @start, in the function that goes from @first to before @end. */
static void put_edges(struct graph *g, uint32_t func, uint32_t start, uint32_t first, uint32_t end)
{
	const struct code *c = g->c;
	uint32_t next = end_of(g, start, MARK_BLOCK), last = start, to;
	const struct bpf_insn *insn;

	while (last + disasm_places(&c->disasm, last) < next)
		last += disasm_places(&c->disasm, last);
	insn = &c->disasm.insns[last];
	if (insn->code == CODE_EXIT)
		put_edge(g, func, g->blocks[start], BLOCK_EXIT);
	if (can_fall_through(insn) && next < end)
		put_edge(g, func, g->blocks[start], g->blocks[next]);
	if (is_jump(insn) && jump_target(c, last, &to) && to >= first && to < end && g->blocks[to] &&
	    (to != next || !can_fall_through(insn)))
		put_edge(g, func, g->blocks[start], g->blocks[to]);
}

static void put_label(struct graph *g, uint32_t func, bool is_known)
{
	const char *name = is_known ? code_func_name(g->c, g->known) : NULL;

	buf_printf(&g->text, "subgraph \"cluster_%u\" {\n\tstyle=\"dashed\";\n\tcolor=\"black\";\n\tlabel=\"",
		   func);
	if (name)
		put_escaped(g, name, "\\\"");
	else
		buf_printf(&g->text, "func_%u", func);
	buf_printf(&g->text, " ()\";\n\tfn_%u_bb_%u [shape=Mdiamond,style=filled,label=\"ENTRY\"];\n\n", func,
		   BLOCK_ENTRY);
}

static uint32_t put_func(struct graph *g, uint32_t func, uint32_t first)
{
	const struct code *c = g->c;
	uint32_t end = end_of(g, first, 0), number = BLOCK_FIRST;
	bool is_known;

	while (g->known < c->func_count && c->funcs[g->known].start < first)
		g->known++;
	is_known = g->known < c->func_count && c->funcs[g->known].start == first;
	put_label(g, func, is_known);
	for (uint32_t at = first; at < end; at = end_of(g, at, MARK_BLOCK)) {
		g->blocks[at] = number++;
		put_block(g, func, at, is_known && at == first);
	}
	buf_printf(&g->text, "\tfn_%u_bb_%u [shape=Mdiamond,style=filled,label=\"EXIT\"];\n\n", func,
		   BLOCK_EXIT);
	put_edge(g, func, BLOCK_ENTRY, BLOCK_FIRST);
	for (uint32_t at = first; at < end; at = end_of(g, at, MARK_BLOCK))
		put_edges(g, func, at, first, end);
	buf_printf(&g->text, "\tfn_%u_bb_%u:s -> fn_%u_bb_%u:n [style=\"invis\", constraint=true];\n}\n",
		   func, BLOCK_ENTRY, func, BLOCK_EXIT);
	return end;
}

static int put_graph(struct graph *g, struct out *o, struct err *err)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	static const struct field f_text = {.name = "dot"};

	mark_all(g);
	out_object(o, &f_section);
	out_text_open(o, &f_text);
	buf_add_str(&g->text, "digraph \"DOT graph for eBPF program\" {\n");
	for (uint32_t at = 0, func = 0; at < g->c->disasm.count && !out_is_dead(o); func++) {
		at = put_func(g, func, at);
		out_text_add(o, g->text.data, g->text.len);
		buf_reset(&g->text);
	}
	buf_add_str(&g->text, "}\n");
	out_text_add(o, g->text.data, g->text.len);
	out_text_close(o);
	out_end(o);
	return g->text.failed ? err_no_memory(err) : 0;
}

int dump_graph(struct out *o, struct code *c, const struct prog_dump_options *opt, struct err *err)
{
	struct graph g = {.c = c, .opt = opt, .lines = {.c = c}};
	auto_call_names names;
	int r;

	call_names_open(&names, c);
	g.marks = calloc(c->disasm.count, sizeof(*g.marks));
	g.blocks = calloc(c->disasm.count, sizeof(*g.blocks));
	if (!g.marks || !g.blocks)
		r = err_no_memory(err);
	else
		r = put_graph(&g, o, err);
	free(g.marks);
	free(g.blocks);
	buf_free(&g.text);
	buf_free(&g.word);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Marks where functions and blocks begin, then goes through the marks. */
#include "progshow/code/graph.h"

#include <stdlib.h>

enum { MARK_FUNC = 1, MARK_BLOCK = 2 };

enum {
	CODE_GOTO = 0x05,
	CODE_GOTOL = 0x06,
	CODE_GOTOX = 0x0d,
	CODE_EXIT = 0x95,
	CLASS_JMP = 5,
	CLASS_JMP32 = 6,
};

struct marking {
	const struct code *c;
	uint8_t *marks;    /* of each instruction: what begins there */
	uint32_t *numbers; /* of the block that begins there */
};

static bool is_jump(const struct bpf_insn *insn)
{
	unsigned int class = insn->code & 7;

	return (class == CLASS_JMP || class == CLASS_JMP32) && insn->code != CODE_CALL &&
	       insn->code != CODE_EXIT;
}

/* Where a jump goes; false if that is only known at run time, or is not an instruction. */
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

/* Without types functions are found by the calls to them and the loads of their address. */
static void mark_func(const struct marking *m, uint32_t at)
{
	const struct disasm *d = &m->c->disasm;
	const struct bpf_insn *insn = &d->insns[at];
	struct disasm_target t = {.pc = insn->imm};
	int64_t to;

	if (insn->code == CODE_CALL && insn->src_reg == PSEUDO_CALL) {
		if (d->find_target)
			d->find_target(d->arg, at, &t);
	} else if (insn->code != CODE_WIDE || insn->src_reg != PSEUDO_FUNC) {
		return;
	}
	to = (int64_t)at + 1 + t.pc;
	if (to >= 0 && to < d->count)
		m->marks[to] |= MARK_FUNC;
}

static void mark_all(const struct marking *m)
{
	const struct code *c = m->c;
	uint32_t to;

	m->marks[0] |= MARK_FUNC;
	for (uint32_t i = 0; i < c->func_count; i++)
		m->marks[c->funcs[i].start] |= MARK_FUNC;
	for (uint32_t at = 0; at < c->disasm.count; at += disasm_places(&c->disasm, at)) {
		mark_func(m, at);
		if (!is_jump(&c->disasm.insns[at]))
			continue;
		if (jump_target(c, at, &to))
			m->marks[to] |= MARK_BLOCK;
		if (at + 1 < c->disasm.count)
			m->marks[at + 1] |= MARK_BLOCK;
	}
}

static int make_room(struct graph *g, const struct marking *m, struct err *err)
{
	uint32_t funcs = 0, blocks = 0;

	for (uint32_t at = 0; at < m->c->disasm.count; at++) {
		funcs += m->marks[at] & MARK_FUNC ? 1 : 0;
		blocks += m->marks[at] ? 1 : 0;
	}
	/* Without instructions there are none, which is different from out of memory. */
	g->funcs = calloc(funcs + 1, sizeof(*g->funcs));
	g->blocks = calloc(blocks + 1, sizeof(*g->blocks));
	return g->funcs && g->blocks ? 0 : err_no_memory(err);
}

static void find_blocks(struct graph *g, const struct marking *m)
{
	const struct code *c = m->c;
	struct graph_func *f = NULL;
	uint32_t known = 0;

	for (uint32_t at = 0; at < c->disasm.count; at++) {
		if (m->marks[at] & MARK_FUNC) {
			while (known < c->func_count && c->funcs[known].start < at)
				known++;
			f = &g->funcs[g->func_count++];
			*f = (struct graph_func){.first = at,
						 .known = c->func_count,
						 .block = g->block_count};
			if (known < c->func_count && c->funcs[known].start == at)
				f->known = known;
		}
		if (m->marks[at]) {
			m->numbers[at] = BLOCK_FIRST + f->block_count++;
			g->blocks[g->block_count++].first = at;
		}
		f->end = at + 1;
		g->blocks[g->block_count - 1].end = at + 1;
	}
}

static void find_next(const struct marking *m, const struct graph_func *f, struct graph_block *b)
{
	const struct code *c = m->c;
	const struct bpf_insn *insn;
	uint32_t last = b->first, to;
	bool falls;

	while (last + disasm_places(&c->disasm, last) < b->end)
		last += disasm_places(&c->disasm, last);
	insn = &c->disasm.insns[last];
	falls = can_fall_through(insn) && b->end < f->end;
	if (insn->code == CODE_EXIT)
		b->next[b->next_count++] = BLOCK_EXIT;
	if (falls)
		b->next[b->next_count++] = m->numbers[b->end];
	if (is_jump(insn) && jump_target(c, last, &to) && to >= f->first && to < f->end && m->numbers[to] &&
	    (to != b->end || !falls))
		b->next[b->next_count++] = m->numbers[to];
}

static int build(struct graph *g, const struct marking *m, struct err *err)
{
	if (!m->marks || !m->numbers)
		return err_no_memory(err);
	mark_all(m);
	if (make_room(g, m, err))
		return -1;
	find_blocks(g, m);
	for (uint32_t i = 0; i < g->func_count; i++)
		for (uint32_t j = 0; j < g->funcs[i].block_count; j++)
			find_next(m, &g->funcs[i], &g->blocks[g->funcs[i].block + j]);
	return 0;
}

int graph_build(struct graph *g, const struct code *c, struct err *err)
{
	struct marking m = {.c = c};
	int r;

	*g = (struct graph){0};
	m.marks = calloc(c->disasm.count, sizeof(*m.marks));
	m.numbers = calloc(c->disasm.count, sizeof(*m.numbers));
	r = build(g, &m, err);
	free(m.marks);
	free(m.numbers);
	return r;
}

void graph_free(struct graph *g)
{
	free(g->funcs);
	free(g->blocks);
	*g = (struct graph){0};
}

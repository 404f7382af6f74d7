/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Any bytes as instructions: each has one printable line that begins with its opcode or says it is none, and
 * lies in one basic block.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "progshow/code/graph.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void find_target(void *arg, uint32_t at, struct disasm_target *t)
{
	(void)arg;
	if (at & 1)
		t->name = "name";
}

static void check_line(const char *line, uint8_t code)
{
	static const char hex[] = "0123456789abcdef";
	char digits[] = {hex[code >> 4], hex[code & 15], '\0'};
	size_t len = strlen(line);

	if (len < 6 || len > 128)
		abort();
	for (size_t i = 0; i < len; i++)
		if (line[i] < ' ' || line[i] > '~')
			abort();
	if (line[0] == '(' ? strncmp(line + 1, digits, 2) || line[3] != ')'
			   : strncmp(line, "BUG_", 4) || strcmp(line + len - 2, digits))
		abort();
}

/* Blocks of a function follow each other without gaps, and go on in it or leave it. */
static uint32_t check_func(const struct graph *g, const struct graph_func *f, uint32_t at)
{
	for (uint32_t i = 0; i < f->block_count; i++) {
		const struct graph_block *b = &g->blocks[f->block + i];

		if (b->first != at || b->end <= at || b->next_count > BLOCK_NEXT)
			abort();
		for (uint32_t j = 0; j < b->next_count; j++)
			if (b->next[j] == BLOCK_ENTRY || b->next[j] >= BLOCK_FIRST + f->block_count)
				abort();
		at = b->end;
	}
	return at;
}

static void check_graph(const struct disasm *d)
{
	struct code_func func = {0};
	const struct code c = {.disasm = *d, .insn_count = d->count, .funcs = &func, .func_count = 1};
	struct err err = {0};
	auto_graph g = {0};
	uint32_t at = 0;

	if (!d->count || graph_build(&g, &c, &err))
		return;
	for (uint32_t i = 0; i < g.func_count; i++)
		at = check_func(&g, &g.funcs[i], at);
	if (at != d->count)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t count = (uint32_t)(size / sizeof(struct bpf_insn));
	struct bpf_insn *insns = malloc(count ? count * sizeof(*insns) : 1);
	struct disasm d = {insns, count, size & 1 ? find_target : NULL, NULL};
	auto_buf text = {0};

	if (!insns)
		return 0;
	memcpy(insns, data, count * sizeof(*insns));
	for (uint32_t at = 0; at < count;) {
		uint8_t code = insns[at].code;

		buf_reset(&text);
		at += disasm_insn(&d, at, &text);
		check_line(buf_str(&text), code);
	}
	if (text.failed)
		abort();
	check_graph(&d);
	free(insns);
	return 0;
}

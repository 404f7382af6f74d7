/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Basic blocks of a program, function by function, and the successors of each. Blocks are numbered from
 * BLOCK_FIRST in each function; the first two numbers are its entry and its exit.
 */
#ifndef BPFI_PROGSHOW_CODE_GRAPH_H
#define BPFI_PROGSHOW_CODE_GRAPH_H

#include "progshow/code/program.h"

enum { BLOCK_ENTRY, BLOCK_EXIT, BLOCK_FIRST };
enum { BLOCK_NEXT = 2 };

struct graph_block {
	uint32_t first, end;       /* instructions, one past the last */
	uint32_t next[BLOCK_NEXT]; /* numbers of blocks: the next one, then the jump target */
	uint32_t next_count;
};

struct graph_func {
	uint32_t first, end;
	uint32_t known; /* index of the function in the code; func_count: not in the types */
	uint32_t block, block_count;
};

struct graph {
	struct graph_func *funcs;
	struct graph_block *blocks;
	uint32_t func_count, block_count;
};

int graph_build(struct graph *g, const struct code *c, struct err *err);
void graph_free(struct graph *g);
#define auto_graph __attribute__((cleanup(graph_free))) struct graph

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The code of one program with its functions, source lines and types. Data from the kernel or a recording is
 * checked here: offsets of functions and lines are in range and ascending.
 */
#ifndef BPFI_PROGSHOW_CODE_PROGRAM_H
#define BPFI_PROGSHOW_CODE_PROGRAM_H

#include "kern/arrays.h"
#include "loaded/fullname.h"
#include "progshow/code/disasm.h"
#include "wire/types.h"

struct code_func {
	uint32_t start;   /* its first instruction */
	uint32_t type_id; /* of its FUNC */
};

struct code_line {
	uint32_t at;
	uint32_t line, column;
	uint64_t addr;           /* of its native code; 0: not known */
	const char *file, *text; /* never NULL; text without leading blanks */
};

struct code {
	struct kern *k;
	uint32_t id;
	char name[FULLNAME_LEN];
	struct info_full info;
	struct types *types;  /* NULL: none */
	struct err no_types;  /* why there are none where expected */
	struct disasm disasm; /* instructions; none if the kernel does not report them */
	uint32_t insn_count;  /* how many there are, reported or not */

	struct code_func *funcs; /* at least one where there are instructions: the program itself */
	uint32_t func_count;
	struct code_line *lines;
	uint32_t line_count;
};

/* @rows as for info_full_read_rows(). KERN_NONE: the program no longer exists. */
int code_load(struct code *c, struct kern *k, uint32_t id, uint64_t rows, struct err *err);
void code_free(struct code *c);
#define auto_code __attribute__((cleanup(code_free))) struct code

/* One past the last instruction of a function. */
uint32_t code_func_end(const struct code *c, uint32_t func);

/* The function that begins with instruction @at; func_count: none. */
uint32_t code_func_at(const struct code *c, int64_t at);

/* "int f(struct xdp_md * ctx)"; false if the types do not have it. */
bool code_proto(const struct code *c, uint32_t func, struct buf *to);
/* Its name without arguments, NULL if there is none. */
const char *code_func_name(const struct code *c, uint32_t func);
/* The kernel's symbol of the native code of a function: "bpf_prog_TAG_NAME". False: it has none. */
bool code_symbol(const struct code *c, uint32_t func, struct buf *to);

/* Goes through lines along with instructions. */
struct code_lines {
	const struct code *c;
	uint32_t next;
};

/* The line that begins at one of the @places instructions from @at on; NULL: none. */
const struct code_line *code_lines_step(struct code_lines *l, uint32_t at, uint32_t places);

#endif

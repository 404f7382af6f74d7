/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What each opcode is: its form of text and the words in it. */
#ifndef BPFI_PROGSHOW_CODE_DISASM_ROWS_H
#define BPFI_PROGSHOW_CODE_DISASM_ROWS_H

#include <stdbool.h>

#include "progshow/code/disasm.h"

struct insn_row;

struct form_arg {
	const struct disasm *d;
	uint32_t at;
	const struct bpf_insn *insn;
	const struct insn_row *row;
};

typedef void insn_form(const struct form_arg *a, struct buf *to);

struct insn_row {
	insn_form *form; /* NULL: no such instruction */
	const char *op;
	const char *alt;  /* the operator where the offset is 1: signed */
	const char *size; /* of memory: "u32" */
	char reg;         /* 'r' or 'w'; packet loads: not 0 where a register is added */
	bool is_wide;     /* memory of 64 bits */
	bool is_narrow;   /* less than 32 */
};

extern const struct insn_row insn_rows[256];

enum atomic_kind { ATOMIC_LOCK, ATOMIC_FETCH, ATOMIC_COMPARE, ATOMIC_LOAD, ATOMIC_STORE };

struct atomic_row {
	uint32_t imm;
	uint8_t kind; /* enum atomic_kind */
	const char *word;
};

/* By the constant of the instruction; NULL: no such operation. */
const struct atomic_row *atomic_row_find(uint32_t imm);

insn_form form_alu_imm, form_alu_reg, form_mov, form_neg, form_swap, form_load, form_store_imm,
	form_store_reg, form_packet, form_atomic, form_jump, form_jump_far, form_jump_reg, form_if_imm,
	form_if_reg, form_word, form_call, form_wide, form_bug;

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text of BPF instructions, as the kernel's verifier and bpftool write them. All bytes have a text: unknown
 * opcodes are "BUG_" and the opcode.
 */
#ifndef BPFI_PROGSHOW_CODE_DISASM_H
#define BPFI_PROGSHOW_CODE_DISASM_H

#include <linux/bpf.h>
#include <stdint.h>

#include "lib/buf.h"

/* Values of src_reg in wide loads and calls. */
enum disasm_pseudo {
	PSEUDO_NONE,
	PSEUDO_MAP_ID, /* the kernel shows ids where the loader wrote descriptors */
	PSEUDO_MAP_VALUE,
	PSEUDO_BTF_ADDRESS,
	PSEUDO_FUNC,
	PSEUDO_MAP_INDEX,
	PSEUDO_MAP_INDEX_VALUE,

	PSEUDO_CALL = 1,
	PSEUDO_KFUNC_CALL = 2,
};

enum {
	CODE_CALL = 0x85,
	CODE_WIDE = 0x18,
};

/* What a call calls. */
struct disasm_target {
	int32_t pc;       /* of the program's own functions: relative to the next instruction */
	const char *name; /* NULL: not known. Valid until the next question */
};

struct disasm {
	const struct bpf_insn *insns;
	uint32_t count;
	/* Fills @t, preset to what the instruction itself says. NULL: no further information. */
	void (*find_target)(void *arg, uint32_t at, struct disasm_target *t);
	void *arg;
};

/* Appends the text of instruction @at; returns how many places it takes: 2 for a wide load. */
uint32_t disasm_insn(const struct disasm *d, uint32_t at, struct buf *to);

/* The same number without the text. */
static inline uint32_t disasm_places(const struct disasm *d, uint32_t at)
{
	return d->insns[at].code == CODE_WIDE && at + 1 < d->count ? 2 : 1;
}

#endif

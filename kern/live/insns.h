/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Instructions of programs that bpfi writes itself, as initialisers. */
#ifndef BPFI_KERN_LIVE_INSNS_H
#define BPFI_KERN_LIVE_INSNS_H

#include <linux/bpf.h>

#define INSN(c, d, s, o, i)                                                                \
	{                                                                                  \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (short)(o), .imm = (i) \
	}
#define LOAD64(d, s, o)       INSN(BPF_LDX | BPF_MEM | BPF_DW, d, s, o, 0)
#define LOAD32(d, s, o)       INSN(BPF_LDX | BPF_MEM | BPF_W, d, s, o, 0)
#define STORE64(d, o, s)      INSN(BPF_STX | BPF_MEM | BPF_DW, d, s, o, 0)
#define STORE32(d, o, s)      INSN(BPF_STX | BPF_MEM | BPF_W, d, s, o, 0)
#define STORE32_ZERO(d, o)    INSN(BPF_ST | BPF_MEM | BPF_W, d, 0, o, 0)
#define MOVE(d, s)            INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define SET(d, i)             INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define ADD(d, i)             INSN(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)
#define SHIFT_DOWN(d, i)      INSN(BPF_ALU64 | BPF_RSH | BPF_K, d, 0, 0, i)
#define IF_ZERO(d, where)     INSN(BPF_JMP | BPF_JEQ | BPF_K, d, 0, where, 0)
#define IF_SAME(d, s, where)  INSN(BPF_JMP | BPF_JEQ | BPF_X, d, s, where, 0)
#define IF_OTHER(d, s, where) INSN(BPF_JMP | BPF_JNE | BPF_X, d, s, where, 0)
#define CALL(helper)          INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)
#define EXIT()                INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
#define SET64(d, v)                                                   \
	INSN(BPF_LD | BPF_IMM | BPF_DW, d, 0, 0, (int)(uint32_t)(v)), \
		INSN(0, 0, 0, 0, (int)(uint32_t)((v) >> 32))

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The opcodes up to Linux 7.3. The low three bits are the class; arithmetic and jumps have the operation in
 * the high four and register or constant between, memory has its mode in the high three and the size between.
 */
#include "progshow/code/disasm_rows.h"

#include <stddef.h>

/* 32 and 64 bits, constant and register. */
#define ALU(code, ...)                                                     \
	[0x04 | (code)] = {form_alu_imm, __VA_ARGS__, .reg = 'w'},         \
		[0x0c | (code)] = {form_alu_reg, __VA_ARGS__, .reg = 'w'}, \
		[0x07 | (code)] = {form_alu_imm, __VA_ARGS__, .reg = 'r'}, \
		[0x0f | (code)] = {form_alu_reg, __VA_ARGS__, .reg = 'r'}
#define IF(code, word)                                             \
	[0x05 | (code)] = {form_if_imm, word, .reg = 'r'},         \
		[0x0d | (code)] = {form_if_reg, word, .reg = 'r'}, \
		[0x06 | (code)] = {form_if_imm, word, .reg = 'w'}, \
		[0x0e | (code)] = {form_if_reg, word, .reg = 'w'}
#define SIZES(code, form)                                                                                    \
	[0x00 | (code)] = {form, .size = "u32"}, [0x08 | (code)] = {form, .size = "u16", .is_narrow = true}, \
		[0x10 | (code)] = {form, .size = "u8", .is_narrow = true},                                   \
		[0x18 | (code)] = {form, .size = "u64", .is_wide = true}
#define SIGNED_SIZES(code)                                                                          \
	[0x00 | (code)] = {form_load, .size = "s32"}, [0x08 | (code)] = {form_load, .size = "s16"}, \
		[0x10 | (code)] = {form_load, .size = "s8"}
#define PACKET(code, add)                                                     \
	[0x00 | (code)] = {form_packet, .size = "u32", .reg = (add)},         \
		[0x08 | (code)] = {form_packet, .size = "u16", .reg = (add)}, \
		[0x10 | (code)] = {form_packet, .size = "u8", .reg = (add)}

const struct insn_row insn_rows[256] = {
	ALU(0x00, "+="),
	ALU(0x10, "-="),
	ALU(0x20, "*="),
	ALU(0x30, "/=", "s/="),
	ALU(0x40, "|="),
	ALU(0x50, "&="),
	ALU(0x60, "<<="),
	ALU(0x70, ">>="),
	ALU(0x90, "%=", "s%="),
	ALU(0xa0, "^="),
	ALU(0xc0, "s>>="),
	[0xb4] = {.form = form_alu_imm, .op = "=", .reg = 'w'},
	[0xb7] = {.form = form_alu_imm, .op = "=", .reg = 'r'},
	[0xbc] = {.form = form_mov, .op = "=", .reg = 'w'},
	[0xbf] = {.form = form_mov, .op = "=", .reg = 'r'},
	[0x84] = {.form = form_neg, .op = "=", .reg = 'w'},
	[0x87] = {.form = form_neg, .op = "=", .reg = 'r'},
	[0xd4] = {.form = form_swap, .op = "le"},
	[0xdc] = {.form = form_swap, .op = "be"},
	[0xd7] = {.form = form_swap, .op = "bswap"},

	IF(0x10, "=="),
	IF(0x20, ">"),
	IF(0x30, ">="),
	IF(0x40, "&"),
	IF(0x50, "!="),
	IF(0x60, "s>"),
	IF(0x70, "s>="),
	IF(0xa0, "<"),
	IF(0xb0, "<="),
	IF(0xc0, "s<"),
	IF(0xd0, "s<="),
	[0x05] = {.form = form_jump, .op = "goto"},
	[0x06] = {.form = form_jump_far, .op = "gotol"},
	[0x0d] = {.form = form_jump_reg, .op = "gotox"},
	[0xe5] = {.form = form_jump, .op = "may_goto"},
	[CODE_CALL] = {.form = form_call},
	[0x8d] = {.form = form_jump_reg, .op = "callx"},
	[0x95] = {.form = form_word, .op = "exit"},

	[CODE_WIDE] = {.form = form_wide},
	PACKET(0x20, 0),
	PACKET(0x40, 'r'),
	SIZES(0x61, form_load),
	SIGNED_SIZES(0x81),
	SIZES(0x62, form_store_imm),
	SIZES(0x63, form_store_reg),
	SIZES(0xc3, form_atomic),
	[0xc2] = {.form = form_word, .op = "nospec"},

	/* The same with fault handling: the verifier inserts them, and some kernels show them. */
	SIZES(0x21, form_load),
	SIGNED_SIZES(0x41),
	SIZES(0xa1, form_load),
	SIGNED_SIZES(0xc1),
	SIZES(0xa2, form_store_imm),
	SIZES(0xa3, form_store_reg),
	SIZES(0xe3, form_atomic),
};

static const struct atomic_row atomic_rows[] = {
	{0x00, ATOMIC_LOCK, "+="},
	{0x40, ATOMIC_LOCK, "|="},
	{0x50, ATOMIC_LOCK, "&="},
	{0xa0, ATOMIC_LOCK, "^="},
	{0x01, ATOMIC_FETCH, "fetch_add"},
	{0x41, ATOMIC_FETCH, "fetch_or"},
	{0x51, ATOMIC_FETCH, "fetch_and"},
	{0xa1, ATOMIC_FETCH, "fetch_xor"},
	{0xe1, ATOMIC_FETCH, "xchg"},
	{0xf1, ATOMIC_COMPARE, "cmpxchg"},
	{0x100, ATOMIC_LOAD, "load_acquire"},
	{0x110, ATOMIC_STORE, "store_release"},
};

const struct atomic_row *atomic_row_find(uint32_t imm)
{
	for (size_t i = 0; i < sizeof(atomic_rows) / sizeof(atomic_rows[0]); i++)
		if (atomic_rows[i].imm == imm)
			return &atomic_rows[i];
	return NULL;
}

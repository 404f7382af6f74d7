/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One row an opcode (disasm_rows.c), one function a form of text. No printf: programs have up to a million
 * instructions.
 */
#include "progshow/code/disasm.h"

#include "progshow/code/disasm_rows.h"

static const char hex_digits[] = "0123456789abcdef";

static void put_uint(struct buf *to, uint32_t v)
{
	char digits[10], *p = digits + sizeof(digits);

	do {
		*--p = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	buf_add(to, p, (size_t)(digits + sizeof(digits) - p));
}

static void put_int(struct buf *to, int32_t v)
{
	if (v < 0)
		buf_add_char(to, '-');
	put_uint(to, v < 0 ? -(uint32_t)v : (uint32_t)v);
}

/* With its sign, always. */
static void put_offset(struct buf *to, int32_t v)
{
	if (v >= 0)
		buf_add_char(to, '+');
	put_int(to, v);
}

static void put_hex(struct buf *to, uint64_t v)
{
	char digits[16], *p = digits + sizeof(digits);

	do {
		*--p = hex_digits[v & 15];
		v >>= 4;
	} while (v);
	buf_add(to, "0x", 2);
	buf_add(to, p, (size_t)(digits + sizeof(digits) - p));
}

static void put_byte(struct buf *to, uint8_t v)
{
	buf_add_char(to, hex_digits[v >> 4]);
	buf_add_char(to, hex_digits[v & 15]);
}

static void put_reg(struct buf *to, char letter, unsigned int reg)
{
	buf_add_char(to, letter);
	put_uint(to, reg);
}

static void put_code(struct buf *to, const struct bpf_insn *insn)
{
	buf_add_char(to, '(');
	put_byte(to, insn->code);
	buf_add(to, ") ", 2);
}

/* "(u64 *)(r6 +8)" */
static void put_place(struct buf *to, const struct insn_row *row, unsigned int reg, int16_t off)
{
	buf_add_char(to, '(');
	buf_add_str(to, row->size);
	buf_add(to, " *)(", 4);
	put_reg(to, 'r', reg);
	buf_add_char(to, ' ');
	put_offset(to, off);
	buf_add_char(to, ')');
}

void form_bug(const struct form_arg *a, struct buf *to)
{
	static const char *const words[] = {"BUG_ld_", "BUG_ldx_", "BUG_st_", "BUG_",
					    "BUG_",    "BUG_",     "BUG_",    "BUG_"};

	buf_add_str(to, words[a->insn->code & 7]);
	put_byte(to, a->insn->code);
}

/* "r1 += " */
static void put_operation(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	put_reg(to, a->row->reg, a->insn->dst_reg);
	buf_add_char(to, ' ');
	buf_add_str(to, a->row->alt && a->insn->off == 1 ? a->row->alt : a->row->op);
	buf_add_char(to, ' ');
}

void form_alu_imm(const struct form_arg *a, struct buf *to)
{
	put_operation(a, to);
	put_int(to, a->insn->imm);
}

void form_alu_reg(const struct form_arg *a, struct buf *to)
{
	put_operation(a, to);
	put_reg(to, a->row->reg, a->insn->src_reg);
}

enum { OFF_ADDR_SPACE_CAST = 1, OFF_ADDR_PERCPU = -1 };

/* The offset selects the conversion. */
void form_mov(const struct form_arg *a, struct buf *to)
{
	const struct bpf_insn *insn = a->insn;
	bool is_64 = a->row->reg == 'r';

	put_operation(a, to);
	if (is_64 && insn->off == OFF_ADDR_SPACE_CAST) {
		buf_add_str(to, "addr_space_cast(");
		put_reg(to, 'r', insn->src_reg);
		buf_add(to, ", ", 2);
		put_uint(to, (uint32_t)insn->imm >> 16);
		buf_add(to, ", ", 2);
		put_uint(to, (uint32_t)insn->imm & 0xffff);
		buf_add_char(to, ')');
		return;
	}
	if (is_64 && insn->off == OFF_ADDR_PERCPU) {
		buf_add_str(to, "&(void __percpu *)(");
		put_reg(to, 'r', insn->src_reg);
		buf_add_char(to, ')');
		return;
	}
	if (insn->off == 8 || insn->off == 16 || insn->off == 32) {
		buf_add(to, "(s", 2);
		put_int(to, insn->off);
		buf_add_char(to, ')');
	}
	put_reg(to, a->row->reg, insn->src_reg);
}

void form_neg(const struct form_arg *a, struct buf *to)
{
	put_operation(a, to);
	buf_add_char(to, '-');
	put_reg(to, a->row->reg, a->insn->dst_reg);
}

/* "r1 = be16 r1": the constant is the width. */
void form_swap(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	put_reg(to, 'r', a->insn->dst_reg);
	buf_add(to, " = ", 3);
	buf_add_str(to, a->row->op);
	put_int(to, a->insn->imm);
	buf_add_char(to, ' ');
	put_reg(to, 'r', a->insn->dst_reg);
}

void form_load(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	put_reg(to, 'r', a->insn->dst_reg);
	buf_add(to, " = *", 4);
	put_place(to, a->row, a->insn->src_reg, a->insn->off);
}

static void put_store(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	buf_add_char(to, '*');
	put_place(to, a->row, a->insn->dst_reg, a->insn->off);
	buf_add(to, " = ", 3);
}

void form_store_imm(const struct form_arg *a, struct buf *to)
{
	put_store(a, to);
	put_int(to, a->insn->imm);
}

void form_store_reg(const struct form_arg *a, struct buf *to)
{
	put_store(a, to);
	put_reg(to, 'r', a->insn->src_reg);
}

void form_packet(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	buf_add_str(to, "r0 = *(");
	buf_add_str(to, a->row->size);
	buf_add_str(to, " *)skb[");
	if (a->row->reg) {
		put_reg(to, 'r', a->insn->src_reg);
		buf_add(to, " + ", 3);
	}
	put_int(to, a->insn->imm);
	buf_add_char(to, ']');
}

static void put_atomic_lock(const struct form_arg *a, const struct atomic_row *atomic, struct buf *to)
{
	buf_add_str(to, "lock *");
	put_place(to, a->row, a->insn->dst_reg, a->insn->off);
	buf_add_char(to, ' ');
	buf_add_str(to, atomic->word);
	buf_add_char(to, ' ');
	put_reg(to, 'r', a->insn->src_reg);
}

/* "r1 = atomic64_fetch_add((u64 *)(r0 +0), r1)"; a compare has its r0 in the middle. */
static void put_atomic_fetch(const struct form_arg *a, const struct atomic_row *atomic, struct buf *to)
{
	bool is_compare = atomic->kind == ATOMIC_COMPARE;

	put_reg(to, 'r', is_compare ? 0 : a->insn->src_reg);
	buf_add_str(to, a->row->is_wide ? " = atomic64_" : " = atomic_");
	buf_add_str(to, atomic->word);
	buf_add_char(to, '(');
	put_place(to, a->row, a->insn->dst_reg, a->insn->off);
	buf_add_str(to, is_compare ? ", r0, " : ", ");
	put_reg(to, 'r', a->insn->src_reg);
	buf_add_char(to, ')');
}

static void put_atomic_order(const struct form_arg *a, const struct atomic_row *atomic, struct buf *to)
{
	bool is_load = atomic->kind == ATOMIC_LOAD;

	if (is_load) {
		put_reg(to, 'r', a->insn->dst_reg);
		buf_add(to, " = ", 3);
	}
	buf_add_str(to, atomic->word);
	buf_add_char(to, '(');
	put_place(to, a->row, is_load ? a->insn->src_reg : a->insn->dst_reg, a->insn->off);
	if (!is_load) {
		buf_add(to, ", ", 2);
		put_reg(to, 'r', a->insn->src_reg);
	}
	buf_add_char(to, ')');
}

void form_atomic(const struct form_arg *a, struct buf *to)
{
	const struct atomic_row *atomic = atomic_row_find((uint32_t)a->insn->imm);

	if (!atomic || (a->row->is_narrow && atomic->kind < ATOMIC_LOAD)) {
		form_bug(a, to);
		return;
	}
	put_code(to, a->insn);
	if (atomic->kind == ATOMIC_LOCK)
		put_atomic_lock(a, atomic, to);
	else if (atomic->kind < ATOMIC_LOAD)
		put_atomic_fetch(a, atomic, to);
	else
		put_atomic_order(a, atomic, to);
}

static void put_goto(struct buf *to, const char *word, int32_t off)
{
	buf_add_str(to, word);
	buf_add(to, " pc", 3);
	put_offset(to, off);
}

void form_jump(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	put_goto(to, a->row->op, a->insn->off);
}

void form_jump_far(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	put_goto(to, a->row->op, a->insn->imm);
}

void form_jump_reg(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	buf_add_str(to, a->row->op);
	buf_add_char(to, ' ');
	put_reg(to, 'r', a->insn->dst_reg);
}

static void put_condition(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	buf_add(to, "if ", 3);
	put_reg(to, a->row->reg, a->insn->dst_reg);
	buf_add_char(to, ' ');
	buf_add_str(to, a->row->op);
	buf_add_char(to, ' ');
}

void form_if_imm(const struct form_arg *a, struct buf *to)
{
	put_condition(a, to);
	put_hex(to, (uint32_t)a->insn->imm);
	put_goto(to, " goto", a->insn->off);
}

void form_if_reg(const struct form_arg *a, struct buf *to)
{
	put_condition(a, to);
	put_reg(to, a->row->reg, a->insn->src_reg);
	put_goto(to, " goto", a->insn->off);
}

void form_word(const struct form_arg *a, struct buf *to)
{
	put_code(to, a->insn);
	buf_add_str(to, a->row->op);
}

void form_call(const struct form_arg *a, struct buf *to)
{
	struct disasm_target t = {.pc = a->insn->imm};

	if (a->d->find_target)
		a->d->find_target(a->d->arg, a->at, &t);
	put_code(to, a->insn);
	if (a->insn->src_reg == PSEUDO_CALL) {
		put_goto(to, "call", t.pc);
		if (!t.name)
			return;
		buf_add_char(to, '#');
		buf_add_str(to, t.name);
		return;
	}
	buf_add(to, "call ", 5);
	buf_add_str(to, t.name ? t.name : "unknown");
	buf_add_char(to, '#');
	put_int(to, a->insn->imm);
}

static void put_map(struct buf *to, const char *word, int32_t id, const char *tail)
{
	buf_add_str(to, word);
	put_uint(to, (uint32_t)id);
	buf_add_str(to, tail);
}

void form_wide(const struct form_arg *a, struct buf *to)
{
	const struct bpf_insn *insn = a->insn;

	if (a->at + 1 >= a->d->count) {
		form_bug(a, to);
		return;
	}
	put_code(to, insn);
	put_reg(to, 'r', insn->dst_reg);
	buf_add(to, " = ", 3);
	switch (insn->src_reg) {
	case PSEUDO_MAP_ID:
		put_map(to, "map[id:", insn->imm, "]");
		break;
	case PSEUDO_MAP_VALUE:
		put_map(to, "map[id:", insn->imm, "][0]+");
		put_uint(to, (uint32_t)insn[1].imm);
		break;
	case PSEUDO_MAP_INDEX:
		put_map(to, "map[idx:", insn->imm, "]");
		break;
	case PSEUDO_MAP_INDEX_VALUE:
		put_map(to, "map[idx:", insn->imm, "]+");
		put_uint(to, (uint32_t)insn[1].imm);
		break;
	case PSEUDO_FUNC:
		buf_add_str(to, "subprog[");
		put_offset(to, insn->imm);
		buf_add_char(to, ']');
		break;
	default:
		put_hex(to, (uint64_t)(uint32_t)insn[1].imm << 32 | (uint32_t)insn->imm);
	}
}

uint32_t disasm_insn(const struct disasm *d, uint32_t at, struct buf *to)
{
	const struct bpf_insn *insn = &d->insns[at];
	const struct insn_row *row = &insn_rows[insn->code];
	const struct form_arg a = {d, at, insn, row};

	if (row->form)
		row->form(&a, to);
	else
		form_bug(&a, to);
	return disasm_places(d, at);
}

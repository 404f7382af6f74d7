/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The two programs that read counters, instruction by instruction: no compiler is needed for them. */
#include "progshow/profile.h"

#include <linux/bpf.h>

enum {
	KEY_AT = -8,      /* on the stack */
	READINGS_AT = -8, /* they grow down from there: a reading and the helper's result each */
	READING_ROOM = sizeof(struct reading) + 8,
	CALL_LOOKUP = BPF_FUNC_map_lookup_elem,
	CALL_READ = BPF_FUNC_perf_event_read_value,
};

struct code {
	struct bpf_insn *insns;
	unsigned int count;
};

static void add(struct code *c, uint8_t op, uint8_t dst, uint8_t src, int off, int imm)
{
	c->insns[c->count++] = (struct bpf_insn){
		.code = op, .dst_reg = dst, .src_reg = src, .off = (int16_t)off, .imm = imm};
}

static void set(struct code *c, uint8_t dst, int number)
{
	add(c, BPF_ALU64 | BPF_MOV | BPF_K, dst, 0, 0, number);
}

static void copy(struct code *c, uint8_t dst, uint8_t src)
{
	add(c, BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0);
}

static void add_number(struct code *c, uint8_t dst, int number)
{
	/* BPF_ADD and BPF_K are both 0. */
	add(c, BPF_ALU64, dst, 0, 0, number);
}

static void load(struct code *c, uint8_t dst, uint8_t base, size_t off)
{
	add(c, BPF_LDX | BPF_MEM | BPF_DW, dst, base, (int)off, 0);
}

static void store(struct code *c, uint8_t base, size_t off, uint8_t src)
{
	add(c, BPF_STX | BPF_MEM | BPF_DW, base, src, (int)off, 0);
}

static void store_number(struct code *c, uint8_t base, size_t off, int number)
{
	add(c, BPF_ST | BPF_MEM | BPF_DW, base, 0, (int)off, number);
}

static void call(struct code *c, int helper)
{
	add(c, BPF_JMP | BPF_CALL, 0, 0, 0, helper);
}

static void set_map(struct code *c, uint8_t dst, int map)
{
	add(c, BPF_LD | BPF_IMM | BPF_DW, dst, BPF_PSEUDO_MAP_FD, 0, map);
	add(c, 0, 0, 0, 0, 0);
}

/* A jump whose target is set later. */
static unsigned int jump(struct code *c, uint8_t op, uint8_t reg)
{
	add(c, BPF_JMP | op | BPF_K, reg, 0, 0, 0);
	return c->count - 1;
}

static void land(struct code *c, unsigned int at)
{
	c->insns[at].off = (int16_t)(c->count - at - 1);
}

/* r6 = the slot of counter @index; jumps if there is none. */
static unsigned int look_up(struct code *c, int slots, unsigned int index)
{
	unsigned int none;

	add(c, BPF_ST | BPF_MEM | BPF_W, BPF_REG_10, 0, KEY_AT, (int)index);
	set_map(c, BPF_REG_1, slots);
	copy(c, BPF_REG_2, BPF_REG_10);
	add_number(c, BPF_REG_2, KEY_AT);
	call(c, CALL_LOOKUP);
	none = jump(c, BPF_JEQ, BPF_REG_0);
	copy(c, BPF_REG_6, BPF_REG_0);
	return none;
}

/* Reads this CPU's counter to @base + @off. */
static void read_counter(struct code *c, int events, uint8_t base, int off)
{
	set_map(c, BPF_REG_1, events);
	/* 32 ones: this CPU */
	add(c, BPF_ALU | BPF_MOV | BPF_K, BPF_REG_2, 0, 0, -1);
	copy(c, BPF_REG_3, base);
	add_number(c, BPF_REG_3, off);
	set(c, BPF_REG_4, sizeof(struct reading));
	call(c, CALL_READ);
}

static void write_entry(struct code *c, int slots, const int *events, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		unsigned int none = look_up(c, slots, i), failed;

		read_counter(c, events[i], BPF_REG_6, offsetof(struct profile_slot, start));
		failed = jump(c, BPF_JNE, BPF_REG_0);
		store_number(c, BPF_REG_6, offsetof(struct profile_slot, is_started), 1);
		land(c, none);
		land(c, failed);
	}
}

static int reading_at(unsigned int index)
{
	return READINGS_AT - (int)(index + 1) * READING_ROOM;
}

/* sum += what was read - start, member by member; run is one more. */
static void add_up(struct code *c, unsigned int index)
{
	for (size_t off = 0; off < sizeof(struct reading); off += sizeof(uint64_t)) {
		size_t sum = offsetof(struct profile_slot, sum) + off;

		add(c, BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_1, BPF_REG_10, reading_at(index) + (int)off, 0);
		load(c, BPF_REG_2, BPF_REG_6, offsetof(struct profile_slot, start) + off);
		add(c, BPF_ALU64 | BPF_SUB | BPF_X, BPF_REG_1, BPF_REG_2, 0, 0);
		load(c, BPF_REG_2, BPF_REG_6, sum);
		add(c, BPF_ALU64 | BPF_ADD | BPF_X, BPF_REG_2, BPF_REG_1, 0, 0);
		store(c, BPF_REG_6, sum, BPF_REG_2);
	}
	load(c, BPF_REG_1, BPF_REG_6, offsetof(struct profile_slot, runs));
	add_number(c, BPF_REG_1, 1);
	store(c, BPF_REG_6, offsetof(struct profile_slot, runs), BPF_REG_1);
}

/*
 * All counters first: the additions must not be counted. A run that began before the entry was watched is
 * ignored.
 */
static void write_exit(struct code *c, int slots, const int *events, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		read_counter(c, events[i], BPF_REG_10, reading_at(i));
		add(c, BPF_STX | BPF_MEM | BPF_DW, BPF_REG_10, BPF_REG_0,
		    reading_at(i) + (int)sizeof(struct reading), 0);
	}
	for (unsigned int i = 0; i < count; i++) {
		unsigned int none = look_up(c, slots, i), not_started, failed;

		load(c, BPF_REG_1, BPF_REG_6, offsetof(struct profile_slot, is_started));
		not_started = jump(c, BPF_JEQ, BPF_REG_1);
		store_number(c, BPF_REG_6, offsetof(struct profile_slot, is_started), 0);
		add(c, BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_1, BPF_REG_10,
		    reading_at(i) + (int)sizeof(struct reading), 0);
		failed = jump(c, BPF_JNE, BPF_REG_1);
		add_up(c, i);
		land(c, none);
		land(c, not_started);
		land(c, failed);
	}
}

unsigned int profile_code(struct bpf_insn ret_code[PROFILE_CODE], bool is_exit, int slots, const int *events,
			  unsigned int count)
{
	struct code c = {.insns = ret_code};

	if (is_exit)
		write_exit(&c, slots, events, count);
	else
		write_entry(&c, slots, events, count);
	set(&c, BPF_REG_0, 0);
	add(&c, BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	return c.count;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whether another process has a perf event in a map. User space cannot look it up, a program can by reading
 * its count. That fails for events which send records, but differently from an empty place.
 */
#include <errno.h>
#include <string.h>

#include "kern/events.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { CONTEXT_WORDS = 12, COUNT_BYTES = 24 };

#define INSN(c, dst, src, o, i)                                                         \
	{                                                                               \
		.code = (c), .dst_reg = (dst), .src_reg = (src), .off = (o), .imm = (i) \
	}

/* return bpf_perf_event_read_value(map, context[0], &counts on the stack, 24) */
static int load_asker(int map, struct err *err)
{
	const struct bpf_insn insns[] = {
		INSN(BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_2, BPF_REG_1, 0, 0),
		INSN(BPF_LD | BPF_DW | BPF_IMM, BPF_REG_1, BPF_PSEUDO_MAP_FD, 0, map),
		INSN(0, 0, 0, 0, 0),
		INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_3, BPF_REG_10, 0, 0),
		INSN(BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_3, 0, 0, -COUNT_BYTES),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_4, 0, 0, COUNT_BYTES),
		INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_perf_event_read_value),
		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
	};
	union bpf_attr attr;
	int fd;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_RAW_TRACEPOINT;
	attr.insns = (uintptr_t)insns;
	attr.insn_cnt = sizeof(insns) / sizeof(insns[0]);
	attr.license = (uintptr_t) "Dual BSD/GPL";
	memcpy(attr.prog_name, "bpfi_ask", sizeof("bpfi_ask"));
	fd = sys_bpf(BPF_PROG_LOAD, &attr, ATTR_SIZE(prog_name));
	if (fd >= 0)
		return fd;
	err_set(err, -fd, "loading the program that looks for perf events");
	return rights_explain(err, RIGHTS_TRACE);
}

static int ask(int prog, uint32_t index, int *ret_answer, struct err *err)
{
	const uint64_t context[CONTEXT_WORDS] = {index};
	union bpf_attr attr;
	int r;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)prog;
	attr.test.ctx_in = (uintptr_t)context;
	attr.test.ctx_size_in = sizeof(context);
	r = sys_bpf(BPF_PROG_TEST_RUN, &attr, sizeof(attr.test));
	if (r) {
		err_set(err, -r, "running the program that looks for perf events");
		return rights_explain(err, RIGHTS_TRACE);
	}
	*ret_answer = (int)attr.test.retval;
	return 0;
}

int live_find_perf_event(struct kern *k, int handle, const struct events_attrs *attrs, uint32_t *ret_index,
			 struct err *err)
{
	auto_close prog = load_asker(handle, err);
	int answer;

	(void)k;
	if (prog < 0)
		return -1;
	for (size_t i = 0; i < attrs->place_count; i++) {
		if (ask(prog, attrs->places[i].index, &answer, err))
			return -1;
		if (answer == -ENOENT)
			continue;
		*ret_index = attrs->places[i].index;
		return 0;
	}
	return KERN_NONE;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sender perf|ring PATH: pins a perf event array or a ring buffer, and obeys the lines of its input, with
 * "ok" for each: a number sends so many events, which are numbered on; "read" becomes their reader.
 */
#include <bpf/bpf.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { RING_BYTES = 4096, PERF_PLACES = 64, CONTEXT_WORDS = 12 };

#define INSN(c, dst, src, o, i)                                                         \
	{                                                                               \
		.code = (c), .dst_reg = (dst), .src_reg = (src), .off = (o), .imm = (i) \
	}
#define MAP(reg, fd) INSN(BPF_LD | BPF_DW | BPF_IMM, reg, BPF_PSEUDO_MAP_FD, 0, fd), INSN(0, 0, 0, 0, 0)
#define SET(reg, n)  INSN(BPF_ALU64 | BPF_MOV | BPF_K, reg, 0, 0, n)
#define DATA(reg)                                                 \
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, reg, BPF_REG_10, 0, 0), \
		INSN(BPF_ALU64 | BPF_ADD | BPF_K, reg, 0, 0, -8)
#define CALL(helper) INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)
#define EXIT         SET(BPF_REG_0, 0), INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
/* The number of the event, from the context to the stack. */
#define NUMBER                                                        \
	INSN(BPF_LDX | BPF_MEM | BPF_DW, BPF_REG_2, BPF_REG_1, 0, 0), \
		INSN(BPF_STX | BPF_MEM | BPF_DW, BPF_REG_10, BPF_REG_2, -8, 0)

static int load(int map, int is_perf)
{
	const struct bpf_insn perf[] = {
		NUMBER,
		MAP(BPF_REG_2, map),
		INSN(BPF_ALU | BPF_MOV | BPF_K, BPF_REG_3, 0, 0, -1),
		DATA(BPF_REG_4),
		SET(BPF_REG_5, 8),
		CALL(BPF_FUNC_perf_event_output),
		EXIT,
	};
	const struct bpf_insn ring[] = {
		NUMBER,
		MAP(BPF_REG_1, map),
		DATA(BPF_REG_2),
		SET(BPF_REG_3, 8),
		SET(BPF_REG_4, 0),
		CALL(BPF_FUNC_ringbuf_output),
		EXIT,
	};

	if (is_perf)
		return bpf_prog_load(BPF_PROG_TYPE_RAW_TRACEPOINT, "sender", "GPL", perf,
				     sizeof(perf) / sizeof(perf[0]), NULL);
	return bpf_prog_load(BPF_PROG_TYPE_RAW_TRACEPOINT, "sender", "GPL", ring,
			     sizeof(ring) / sizeof(ring[0]), NULL);
}

static int send_event(int prog, uint64_t number)
{
	const uint64_t context[CONTEXT_WORDS] = {number};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = context, .ctx_size_in = sizeof(context),
		    .flags = BPF_F_TEST_RUN_ON_CPU, .cpu = 0);

	return bpf_prog_test_run_opts(prog, &opts);
}

static int read_perf(int map)
{
	struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE,
				       .size = sizeof(attr),
				       .config = PERF_COUNT_SW_BPF_OUTPUT};
	int fd = (int)syscall(__NR_perf_event_open, &attr, -1, 0, -1, 0);

	return fd < 0 || bpf_map_update_elem(map, &(uint32_t){0}, &fd, 0);
}

static int read_ring(int map)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return mmap(NULL, page + 2 * RING_BYTES, PROT_READ, MAP_SHARED, map, (off_t)page) == MAP_FAILED;
}

int main(int argc, char **argv)
{
	int is_perf = argc == 3 && !strcmp(argv[1], "perf"), map, prog;
	char line[64];
	uint64_t next = 1;

	if (argc != 3) {
		fprintf(stderr, "usage: sender perf|ring PATH\n");
		return 2;
	}
	map = is_perf ? bpf_map_create(BPF_MAP_TYPE_PERF_EVENT_ARRAY, "sender", 4, 4, PERF_PLACES, NULL)
		      : bpf_map_create(BPF_MAP_TYPE_RINGBUF, "sender", 0, 0, RING_BYTES, NULL);
	prog = load(map, is_perf);
	if (prog < 0 || bpf_obj_pin(map, argv[2])) {
		perror("sender");
		return 1;
	}
	puts("ok");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		int r = 0;

		if (!strcmp(line, "read\n"))
			r = is_perf ? read_perf(map) : read_ring(map);
		for (unsigned long n = strtoul(line, NULL, 10); n && !r; n--)
			r = send_event(prog, next++);
		puts(r ? "failed" : "ok");
		fflush(stdout);
	}
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is done with programs: the forms of kern/change.h that run, attach, count and listen. Handles that
 * come back end what they stand for when they are closed, also when the process dies.
 */
#ifndef BPFI_KERN_CHANGE_PROG_H
#define BPFI_KERN_CHANGE_PROG_H

#include "kern/change.h"

/* A test run. The ret_ members are filled also where an output did not fit (ENOSPC). */
struct prog_run {
	const void *data_in, *ctx_in;
	void *data_out, *ctx_out; /* NULL: not wanted */
	uint32_t data_size_in, data_size_out, ctx_size_in, ctx_size_out;
	uint32_t repeat;
	uint32_t ret_value, ret_duration; /* of one run, in ns */
	uint32_t ret_data_size, ret_ctx_size;
};
int kern_run_prog(struct kern *k, int handle, struct prog_run *run, struct err *err);

/* @target is a map; 0: the network namespace that bpfi is in. */
int kern_attach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err);
int kern_detach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err);

/* A program that loads others, made by libbpf. Descriptors that it opens are in @ctx, as libbpf lays it out.
 */
struct loader_run {
	const void *data, *insns;
	uint32_t data_size, insns_size;
	void *ctx;
	uint32_t log_level;
	char *log; /* of the verifier */
	uint32_t log_size;
};
int kern_run_loader(struct kern *k, struct loader_run *run, struct err *err);

/* fentry or fexit of a function of a loaded program. */
struct tracing_attrs {
	const struct bpf_insn *insns;
	uint32_t insn_count;
	bool is_exit;
	int target;
	uint32_t target_type_id; /* its FUNC */
	const char *name;
};
int kern_load_tracing(struct kern *k, const struct tracing_attrs *attrs, int *ret_handle, struct err *err);
int kern_link_tracing(struct kern *k, int handle, int *ret_handle, struct err *err);

/* What perf events can count. */
enum counter {
	COUNTER_CYCLES,
	COUNTER_INSTRUCTIONS,
	COUNTER_L1D_LOADS,
	COUNTER_LLC_MISSES,
	COUNTER_ITLB_MISSES,
	COUNTER_DTLB_MISSES,
	COUNTER_CPU_CLOCK, /* the kernel's own, in ns */
	COUNTER_COUNT,
};

/* On one CPU, of what the kernel does there. */
struct counter_attrs {
	enum counter counter;
	uint32_t cpu;
};
/* KERN_NONE: the CPU is offline. */
int kern_open_counter(struct kern *k, const struct counter_attrs *attrs, int *ret_handle, struct err *err);

/* Run time statistics of all programs. */
int kern_enable_stats(struct kern *k, int *ret_handle, struct err *err);

/* Lines of bpf_printk() and of all else that traces; what is read is taken from other readers. */
int kern_open_trace_pipe(struct kern *k, bool may_mount, int *ret_handle, struct err *err);
/* One read, behind what is in the buffer; nothing there yet is no error. KERN_NONE: the end. */
int kern_read(struct kern *k, int handle, struct buf *ret_text, struct err *err);

enum prog_stream { STREAM_STDOUT = 1, STREAM_STDERR = 2 };
/* All that a program wrote and nobody has read. */
int kern_read_stream(struct kern *k, int handle, enum prog_stream stream, struct buf *ret_text,
		     struct err *err);

#endif

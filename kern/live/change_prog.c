/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs on this machine: run once for a test, loaders run. */
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* After the others: it defines what it needs of them. */
#include <bpf/skel_internal.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

int live_run_prog(struct kern *k, int handle, struct prog_run *run, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (uint32_t)handle;
	attr.test.data_in = (uintptr_t)run->data_in;
	attr.test.data_size_in = run->data_size_in;
	attr.test.data_out = (uintptr_t)run->data_out;
	attr.test.data_size_out = run->data_size_out;
	attr.test.ctx_in = (uintptr_t)run->ctx_in;
	attr.test.ctx_size_in = run->ctx_size_in;
	attr.test.ctx_out = (uintptr_t)run->ctx_out;
	attr.test.ctx_size_out = run->ctx_size_out;
	attr.test.repeat = run->repeat;
	r = sys_bpf(BPF_PROG_TEST_RUN, &attr, ATTR_SIZE(test));
	run->ret_value = attr.test.retval;
	run->ret_duration = attr.test.duration;
	run->ret_data_size = attr.test.data_size_out;
	run->ret_ctx_size = attr.test.ctx_size_out;
	if (!r)
		return 0;
	err_set(err, -r, "running");
	return rights_explain(err, RIGHTS_LOAD_NET);
}

int live_run_loader(struct kern *k, struct loader_run *run, struct err *err)
{
	struct bpf_loader_ctx *ctx = run->ctx;
	struct bpf_load_and_run_opts opts = {
		.ctx = ctx,
		.data = run->data,
		.data_sz = run->data_size,
		.insns = run->insns,
		.insns_sz = run->insns_size,
	};
	int r;

	(void)k;
	ctx->log_level = run->log_level;
	ctx->log_buf = (uintptr_t)run->log;
	ctx->log_size = run->log_size;
	r = bpf_load_and_run(&opts);
	if (r >= 0)
		return 0;
	err_set(err, -r, "loader program: %s", opts.errstr ? opts.errstr : "failed");
	return rights_explain(err, RIGHTS_LOAD);
}

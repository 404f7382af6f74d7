/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs on this machine: run once for a test, attached to maps and to the network namespace. */
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Behind the others: it defines what it needs of them. */
#include <bpf/skel_internal.h>

#include "kern/live/machine.h"
#include "kern/rights.h"
#include "kern/sys.h"

static void fill_attach(int handle, int target, uint32_t attach_type, union bpf_attr *attr)
{
	memset(attr, 0, sizeof(*attr));
	attr->target_fd = (uint32_t)target;
	attr->attach_bpf_fd = (uint32_t)handle;
	attr->attach_type = attach_type;
}

int live_attach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	fill_attach(handle, target, attach_type, &attr);
	r = sys_bpf(BPF_PROG_ATTACH, &attr, ATTR_SIZE(attach_flags));
	if (!r)
		return 0;
	err_set(err, -r, "attaching");
	return rights_explain(err, RIGHTS_LOAD_NET);
}

int live_detach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	fill_attach(handle, target, attach_type, &attr);
	r = sys_bpf(BPF_PROG_DETACH, &attr, ATTR_SIZE(attach_type));
	if (!r)
		return 0;
	err_set(err, -r, "detaching");
	return rights_explain(err, RIGHTS_LOAD_NET);
}

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
	err_set(err, -r, "the loader: %s", opts.errstr ? opts.errstr : "failed");
	return rights_explain(err, RIGHTS_LOAD);
}

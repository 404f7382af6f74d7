/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs of every kind that a light skeleton attaches, and one that it does not. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("raw_tp/sched_switch")
int on_switch(void *ctx)
{
	return 0;
}

SEC("tp_btf/sched_switch")
int on_typed_switch(void *ctx)
{
	return 0;
}

SEC("iter/task")
int each_task(void *ctx)
{
	return 0;
}

SEC("?kprobe/x*/ y")
int on_call(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";

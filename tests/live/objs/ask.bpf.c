/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A program that is only run by user space (Linux 5.14), and writes a line to the trace pipe. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("syscall")
int ask(__u32 *ctx)
{
	*ctx += 1;
	bpf_printk("asked %d", *ctx);
	return 5;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

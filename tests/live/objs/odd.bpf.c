/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A section that tells no type, and no license: libbpf and the verifier have something to say. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("somewhere")
int unlicensed(void *ctx)
{
	char line[] = "x";

	bpf_trace_printk(line, sizeof(line));
	return 0;
}

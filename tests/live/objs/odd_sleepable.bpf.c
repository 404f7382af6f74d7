// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// An operation that may sleep: libbpf knows its section from 1.2 on.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("struct_ops.s/sleeps")
int sleeps(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";

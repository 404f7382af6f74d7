// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// A program that runs at the entry and the exit of all functions of a pattern.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("kprobe.session/vfs_read*")
int reads(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "GPL";

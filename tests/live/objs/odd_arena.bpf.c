// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// A variable in an arena: libbpf knows its section from 1.4 on.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC(".addr_space.1")
int in_arena;

SEC("xdp")
int uses_arena(void *ctx)
{
	return ++in_arena;
}

char LICENSE[] SEC("license") = "GPL";

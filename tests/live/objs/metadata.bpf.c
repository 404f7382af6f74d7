// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What a program tells of itself: constants of a name that listings look for.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

const volatile char bpf_metadata_author[] SEC(".rodata") = "whoever tells it";
const volatile int bpf_metadata_release SEC(".rodata") = 3;

SEC("cgroup_skb/egress")
int tells(void *ctx)
{
	return bpf_metadata_release > 0;
}

char LICENSE[] SEC("license") = "GPL";

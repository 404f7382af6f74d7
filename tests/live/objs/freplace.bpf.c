/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Replaces a function of traffic.bpf.c. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("freplace/is_admitted")
int admit_all(struct xdp_md *ctx)
{
	return 1;
}

char LICENSE[] SEC("license") = "GPL";

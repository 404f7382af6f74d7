/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A loop that the verifier walks round by round: its log has some megabytes. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("xdp")
int adds_up(struct xdp_md *ctx)
{
	__u64 sum = 0;

	for (int i = 0; i < 10000; i++) {
		sum += bpf_get_prandom_u32();
		asm volatile("" : "+r"(sum));
	}
	return (int)sum;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

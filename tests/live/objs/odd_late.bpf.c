/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The verifier takes the first program; the second is not even shown to it. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("xdp")
int taken(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("tp_btf/nobody_traces_this")
int nowhere(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

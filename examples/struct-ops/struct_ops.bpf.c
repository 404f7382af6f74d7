/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A TCP congestion control for which user space says how many packets may be under way. */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u32 window = 16;
__u64 acknowledged, losses;

SEC("struct_ops/constant_ssthresh")
__u32 BPF_PROG(constant_ssthresh, struct sock *sk)
{
	__sync_fetch_and_add(&losses, 1);
	return window;
}

SEC("struct_ops/constant_cong_avoid")
void BPF_PROG(constant_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	((struct tcp_sock *)sk)->snd_cwnd = window;
	__sync_fetch_and_add(&acknowledged, acked);
}

SEC("struct_ops/constant_undo_cwnd")
__u32 BPF_PROG(constant_undo_cwnd, struct sock *sk)
{
	return window;
}

SEC(".struct_ops")
struct tcp_congestion_ops constant = {
	.ssthresh = (void *)constant_ssthresh,
	.cong_avoid = (void *)constant_cong_avoid,
	.undo_cwnd = (void *)constant_undo_cwnd,
	.name = "constant",
};

char LICENSE[] SEC("license") = "GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A TCP congestion control for which user space says how many packets may be under way. */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

__u32 window = 16;
__u64 acknowledged, losses;

SEC("struct_ops/steady_ssthresh")
__u32 BPF_PROG(steady_ssthresh, struct sock *sk)
{
	__sync_fetch_and_add(&losses, 1);
	return window;
}

SEC("struct_ops/steady_cong_avoid")
void BPF_PROG(steady_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
	((struct tcp_sock *)sk)->snd_cwnd = window;
	__sync_fetch_and_add(&acknowledged, acked);
}

SEC("struct_ops/steady_undo_cwnd")
__u32 BPF_PROG(steady_undo_cwnd, struct sock *sk)
{
	return window;
}

SEC(".struct_ops")
struct tcp_congestion_ops steady = {
	.ssthresh = (void *)steady_ssthresh,
	.cong_avoid = (void *)steady_cong_avoid,
	.undo_cwnd = (void *)steady_undo_cwnd,
	.name = "steady",
};

char LICENSE[] SEC("license") = "GPL";

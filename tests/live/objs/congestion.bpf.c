/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A congestion control that never changes its mind, registered once for good and once through a link. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct sock;

/* The members used; the loader finds them in the kernel's structure by name. */
struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
};

SEC("struct_ops/steady_ssthresh")
__u32 BPF_PROG(steady_ssthresh, struct sock *sk)
{
	return 10;
}

SEC("struct_ops/steady_cong_avoid")
void BPF_PROG(steady_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
}

SEC("struct_ops/steady_undo_cwnd")
__u32 BPF_PROG(steady_undo_cwnd, struct sock *sk)
{
	return 10;
}

SEC(".struct_ops")
struct tcp_congestion_ops steady = {
	.ssthresh = (void *)steady_ssthresh,
	.cong_avoid = (void *)steady_cong_avoid,
	.undo_cwnd = (void *)steady_undo_cwnd,
	.name = "bpf_steady",
};

SEC(".struct_ops")
struct tcp_congestion_ops steady_link = {
	.ssthresh = (void *)steady_ssthresh,
	.cong_avoid = (void *)steady_cong_avoid,
	.undo_cwnd = (void *)steady_undo_cwnd,
	.name = "bpf_steady_link",
};

char LICENSE[] SEC("license") = "GPL";

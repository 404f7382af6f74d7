/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A congestion control nine times: each is told of. */
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

SEC("struct_ops/nine_ssthresh")
__u32 BPF_PROG(nine_ssthresh, struct sock *sk)
{
	return 10;
}

SEC("struct_ops/nine_cong_avoid")
void BPF_PROG(nine_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
}

SEC("struct_ops/nine_undo_cwnd")
__u32 BPF_PROG(nine_undo_cwnd, struct sock *sk)
{
	return 10;
}

#define TABLE(number)                                  \
	SEC(".struct_ops")                             \
	struct tcp_congestion_ops nine_##number = {    \
		.ssthresh = (void *)nine_ssthresh,     \
		.cong_avoid = (void *)nine_cong_avoid, \
		.undo_cwnd = (void *)nine_undo_cwnd,   \
		.name = "bpf_nine_" #number,           \
	}

TABLE(1);
TABLE(2);
TABLE(3);
TABLE(4);
TABLE(5);
TABLE(6);
TABLE(7);
TABLE(8);
TABLE(9);

char LICENSE[] SEC("license") = "GPL";

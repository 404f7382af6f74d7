// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// A congestion control that is registered through a link: its section is newer than libbpf 1.1.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct sock;

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	char name[16];
};

SEC("struct_ops/linked_ssthresh")
__u32 BPF_PROG(linked_ssthresh, struct sock *sk)
{
	return 10;
}

SEC("struct_ops/linked_cong_avoid")
void BPF_PROG(linked_cong_avoid, struct sock *sk, __u32 ack, __u32 acked)
{
}

SEC("struct_ops/linked_undo_cwnd")
__u32 BPF_PROG(linked_undo_cwnd, struct sock *sk)
{
	return 10;
}

SEC(".struct_ops.link")
struct tcp_congestion_ops linked = {
	.ssthresh = (void *)linked_ssthresh,
	.cong_avoid = (void *)linked_cong_avoid,
	.undo_cwnd = (void *)linked_undo_cwnd,
	.name = "bpf_linked",
};

char LICENSE[] SEC("license") = "GPL";

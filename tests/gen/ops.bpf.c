/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Structures of operations of both kinds, and variables in an arena. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct sock;
typedef __u32 known_here_only;

struct tcp_congestion_ops {
	__u32 (*ssthresh)(struct sock *sk);
	void (*cong_avoid)(struct sock *sk, __u32 ack, __u32 acked);
	__u32 (*undo_cwnd)(struct sock *sk);
	known_here_only flags;
	char name[16];
	void *owner;
};

struct {
	__uint(type, 33); /* arena */
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 10);
} shared SEC(".maps");

int in_arena SEC(".addr_space.1") = 7;
long last_in_arena SEC(".addr_space.1") = 1;

SEC("struct_ops/undo")
__u32 BPF_PROG(undo, struct sock *sk)
{
	return 10;
}

SEC(".struct_ops")
struct tcp_congestion_ops plain_ops = {
	.undo_cwnd = (void *)undo,
	.name = "plain",
};

SEC(".struct_ops.link")
struct tcp_congestion_ops linked_ops = {
	.undo_cwnd = (void *)undo,
	.name = "linked",
};

SEC("?.struct_ops")
struct tcp_congestion_ops optional_ops = {
	.name = "optional",
};

SEC("xdp")
int touch(void *ctx)
{
	return in_arena + last_in_arena + (&shared == ctx);
}

char LICENSE[] SEC("license") = "GPL";

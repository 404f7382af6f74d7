/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A table of programs that the object fills itself, beside a program that the verifier refuses. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

int behind(struct xdp_md *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__array(values, int(struct xdp_md *));
} next SEC(".maps") = {.values = {behind}};

SEC("xdp")
int jumps(struct xdp_md *ctx)
{
	bpf_tail_call(ctx, &next, 0);
	return XDP_DROP;
}

SEC("xdp")
int behind(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int reads_wrong(struct xdp_md *ctx)
{
	return *(volatile __u32 *)((char *)ctx + 500);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

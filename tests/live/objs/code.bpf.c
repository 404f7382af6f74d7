/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Functions of all kinds: global, static, a callback; helpers; maps by name and by value. Linux 5.17. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} counters SEC(".maps");

struct sum {
	__u64 total;
	const char *label;
};

__u64 spare[4];
__u64 rounds;

static long add_round(__u32 index, void *ctx)
{
	struct sum *sum = ctx;

	sum->total += index;
	return 0;
}

static __attribute__((noinline)) int length_of(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data;
}

__attribute__((noinline)) int add_rounds(__u32 count)
{
	struct sum sum = {.total = 0};

	bpf_loop(count & 15, add_round, &sum, 0);
	rounds += sum.total;
	return (int)sum.total;
}

SEC("xdp")
int walk_rounds(struct xdp_md *ctx)
{
	__u32 key = 1;
	__u64 *count = bpf_map_lookup_elem(&counters, &key);

	if (count)
		__sync_fetch_and_add(count, 1);
	if (length_of(ctx) < 14)
		return XDP_DROP;
	spare[2] = bpf_ktime_get_ns();
	bpf_printk("%d rounds", add_rounds(ctx->ingress_ifindex));
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

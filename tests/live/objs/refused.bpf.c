/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The verifier takes the first program and not the second. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} seen SEC(".maps");

SEC("xdp")
int taken(struct xdp_md *ctx)
{
	return XDP_PASS;
}

SEC("xdp")
int forgets_null(struct xdp_md *ctx)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&seen, &key);

	*value = 1;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

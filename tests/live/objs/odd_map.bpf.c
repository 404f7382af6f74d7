/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A map with a member in its definition that libbpf does not know. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(colour, 3);
	__type(key, __u32);
	__type(value, __u64);
} painted SEC(".maps");

SEC("xdp")
int look(struct xdp_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&painted, &key) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

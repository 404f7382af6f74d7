/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counts packets by their protocol and lets them pass. Every CPU has counters of its own: no locks. */
#include "vmlinux.h"

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#include "xdp_count.h"

/* Macros of the kernel are not in its types. */
enum { ETHERTYPE_IPV4 = 0x0800, ETHERTYPE_IPV6 = 0x86dd, ETHERTYPE_ARP = 0x0806 };

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, COUNTS);
	__type(key, __u32);
	__type(value, struct count);
} counts SEC(".maps");

static __always_inline __u32 place_of(__u16 type)
{
	switch (type) {
	case bpf_htons(ETHERTYPE_IPV4):
		return COUNT_IPV4;
	case bpf_htons(ETHERTYPE_IPV6):
		return COUNT_IPV6;
	case bpf_htons(ETHERTYPE_ARP):
		return COUNT_ARP;
	default:
		return COUNT_OTHER;
	}
}

SEC("xdp")
int count_packets(struct xdp_md *ctx)
{
	void *data = (void *)(long)ctx->data, *data_end = (void *)(long)ctx->data_end;
	struct ethhdr *head = data;
	struct count *c;
	__u32 place;

	if (data + sizeof(*head) > data_end)
		return XDP_PASS;
	place = place_of(head->h_proto);
	c = bpf_map_lookup_elem(&counts, &place);
	if (c) {
		c->packets++;
		c->bytes += data_end - data;
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

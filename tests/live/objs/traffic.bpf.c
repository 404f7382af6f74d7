/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Long names, all sections of global data, metadata, subprograms, a tail call, maps in maps. Loads
 * everywhere. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct source {
	__u32 address;
	__u16 port;
	__u16 flags;
};

struct traffic {
	__u64 packets;
	__u64 bytes;
	char label[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 128);
	__type(key, struct source);
	__type(value, struct traffic);
} connections_by_source_address SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} jump_table_of_programs SEC(".maps");

struct tenant {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} first_tenant SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 3);
	__type(key, __u32);
	__array(values, struct tenant);
} maps_per_tenant SEC(".maps") = {.values = {[1] = &first_tenant}};

const char bpf_metadata_author[] SEC(".rodata") = "somebody";
const int bpf_metadata_version SEC(".rodata") = 7;
const volatile __u32 limit = 100;
__u64 seen = 0;
__u32 budget = 50;
__s32 tunable SEC(".data.tunables") = -3;

__attribute__((noinline)) int is_admitted(struct xdp_md *ctx)
{
	return ctx->data_end - ctx->data > 60;
}

SEC("xdp")
int count_packets_per_source_address(struct xdp_md *ctx)
{
	struct source key = {};
	struct traffic *t = bpf_map_lookup_elem(&connections_by_source_address, &key);

	seen++;
	if (t)
		t->packets += limit + budget;
	if (!is_admitted(ctx))
		bpf_tail_call(ctx, &jump_table_of_programs, 1);
	return XDP_PASS;
}

SEC("xdp")
int drop_or_pass(struct xdp_md *ctx)
{
	return tunable < 0 ? XDP_PASS : XDP_DROP;
}

SEC("tracepoint/sched/sched_switch")
int count_context_switches(void *ctx)
{
	seen++;
	return 0;
}

SEC("tc")
int watch_egress(struct __sk_buff *skb)
{
	__u32 key = skb->len & 1;
	void *inner = bpf_map_lookup_elem(&maps_per_tenant, &key);

	return inner ? 0 : -1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

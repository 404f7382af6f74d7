/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* For loading: programs of several types, a map to be shared, one that is changed. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} shared_counter SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} sockets SEC(".maps");

__u32 offset_by = 0;

static __always_inline void count(void)
{
	__u32 key = 0;
	__u64 *seen = bpf_map_lookup_elem(&shared_counter, &key);

	if (seen)
		__sync_fetch_and_add(seen, 1);
}

SEC("xdp")
int mark_packet(struct xdp_md *ctx)
{
	unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

	count();
	if (data + 14 > end)
		return XDP_ABORTED;
	data[0] = 0xab;
	return XDP_PASS;
}

SEC("tc")
int drop_large(struct __sk_buff *skb)
{
	skb->mark = 7;
	return skb->len > 1000 ? 2 : 0;
}

SEC("tracepoint/sched/sched_switch")
int on_switch(void *ctx)
{
	count();
	return 0;
}

SEC("sk_msg")
int on_message(struct sk_msg_md *msg)
{
	return SK_PASS;
}

SEC("sk_skb/stream_verdict")
int on_stream(struct __sk_buff *skb)
{
	return SK_PASS;
}

SEC("flow_dissector")
int dissect(struct __sk_buff *skb)
{
	return BPF_OK;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

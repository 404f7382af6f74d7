/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Packets and sockets: constants from enums with and without a name. */
#include <vmlinux.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__type(key, u32);
	__type(value, u64);
	__uint(max_entries, IPPROTO_MAX);
} counters SEC(".maps");

SEC("xdp")
int count(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	struct ethhdr *eth = (void *)(long)ctx->data;
	struct iphdr *ip = (void *)(eth + 1);
	u64 *counter;
	u32 key;

	if ((void *)(ip + 1) > end || eth->h_proto != bpf_htons(0x0800))
		return XDP_PASS;
	key = ip->protocol;
	if (key == IPPROTO_UDP && ((struct udphdr *)(ip + 1) + 1) > (struct udphdr *)end)
		return XDP_DROP;
	counter = bpf_map_lookup_elem(&counters, &key);
	if (counter)
		++*counter;
	return XDP_PASS;
}

SEC("kprobe/tcp_connect")
int connecting(struct pt_regs *ctx)
{
	struct sock *sk = (struct sock *)bpf_get_current_task();
	struct inet_sock *inet = (struct inet_sock *)sk;
	u16 state = BPF_CORE_READ(sk, __sk_common.skc_state);

	if (state == TCP_SYN_SENT || BPF_CORE_READ(inet, inet_sport))
		return 1;
	return BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum);
}

char _license[] SEC("license") = "GPL";

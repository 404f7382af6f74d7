// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Records with a struct that only the program has, and addresses in all the places that formats apply to. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct event {
	__be32 saddr;
	__be16 port;
	char comm[10];
	struct {
		__be32 list[2];
		struct {
			union {
				unsigned char bytes[16];
				__u32 words[4];
			};
		} six;
		unsigned char mac[6];
		__u16 low : 4, high : 12;
	} more;
};

const struct event *unused;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, sizeof(__u32));
} by_perf SEC(".maps");

#define EVENT                                                                                    \
	{                                                                                        \
		.saddr = 0x0100000a, .port = 0xbb01, .comm = "sender",                           \
		.more.list = {0x0200000a, 0x0300000a}, .more.six.bytes = {0xfe, 0x80, [15] = 1}, \
		.more.mac = {2, 0, 0, 0, 0, 1}, .more.low = 3, .more.high = 0xabc,               \
	}

SEC("raw_tp/sys_enter")
int send(void *ctx)
{
	struct event e = EVENT;

	bpf_ringbuf_output(&events, &e, sizeof(e), 0);
	return 0;
}

SEC("raw_tp/sys_enter")
int send_perf(void *ctx)
{
	struct event e = EVENT;

	bpf_perf_event_output(ctx, &by_perf, BPF_F_CURRENT_CPU, &e, sizeof(e));
	return 0;
}

SEC("raw_tp/sys_exit")
int send_short(void *ctx)
{
	__u32 number = 7;

	bpf_ringbuf_output(&events, &number, sizeof(number), 0);
	return 0;
}

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 127 * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __s32);
	__type(value, __u64);
} by_stack SEC(".maps");

SEC("raw_tp/sched_switch")
int trace(void *ctx)
{
	__s32 id = bpf_get_stackid(ctx, &stacks, 0);
	__u64 one = 1;

	bpf_map_update_elem(&by_stack, &id, &one, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

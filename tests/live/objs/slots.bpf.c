// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counters in the forms that tools keep them in: lists in values, elements numbered by their keys. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct latency {
	__u64 total;
	__u32 slots[26];
};

struct where {
	__be32 address;
	__u32 slot;
};

struct two {
	__u32 reads[4], writes[4];
};

#define MAP(NAME, TYPE, KEY, VALUE, MOST)  \
	struct {                           \
		__uint(type, TYPE);        \
		__uint(max_entries, MOST); \
		__type(key, KEY);          \
		__type(value, VALUE);      \
	} NAME SEC(".maps")

MAP(by_disk, BPF_MAP_TYPE_HASH, __u32, struct latency, 16);
MAP(by_bucket, BPF_MAP_TYPE_PERCPU_ARRAY, __u32, __u64, 20);
MAP(by_place, BPF_MAP_TYPE_HASH, struct where, __u64, 64);
MAP(by_kind, BPF_MAP_TYPE_ARRAY, __u32, struct two, 1);

SEC("raw_tp/sys_enter")
int count(void *ctx)
{
	static const __u32 zero;

	bpf_map_lookup_elem(&by_disk, &zero);
	bpf_map_lookup_elem(&by_bucket, &zero);
	bpf_map_lookup_elem(&by_place, &(struct where){0});
	bpf_map_lookup_elem(&by_kind, &zero);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A value with a lock in it, and every kind of number that has a range. Only its types are used. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum mood { GOOD = 1, BAD = 2 };

struct ranges {
	__u8 small;
	__s8 sign;
	__u16 bits : 3;
	enum mood mood;
	_Bool is_set;
	__u8 mac[6];
	__u32 address;
	struct {
		__u64 list[2];
	} in;
};

struct locked {
	struct bpf_spin_lock lock;
	__u32 count;
	struct ranges ranges;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, struct locked);
} locked_values SEC(".maps");

char LICENSE[] SEC("license") = "Dual BSD/GPL";

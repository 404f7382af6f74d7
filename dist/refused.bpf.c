// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What `make demo` shows the verifier's answer to: the element may not be there. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

SEC("raw_tp/sys_enter")
int forgetful(void *ctx)
{
	__u32 key = bpf_get_current_pid_tgid() >> 32;
	__u64 *count = bpf_map_lookup_elem(&counts, &key);

	*count += 1;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

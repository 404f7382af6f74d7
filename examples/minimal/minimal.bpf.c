/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counts the system calls of one process, which user space sets before loading. */
#include "vmlinux.h"

#include <bpf/bpf_helpers.h>

/* Constant once loaded: the verifier removes code that its value makes unreachable. */
const volatile __u32 watched_pid;

__u64 calls;

SEC("tp/raw_syscalls/sys_enter")
int count_calls(struct trace_event_raw_sys_enter *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == watched_pid)
		__sync_fetch_and_add(&calls, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

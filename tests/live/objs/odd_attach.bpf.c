/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Can be loaded, and the second not attached. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

SEC("raw_tp/sched_switch")
int somewhere(void *ctx)
{
	return 0;
}

SEC("tracepoint/nobody/traces_this")
int nowhere(void *ctx)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reads a member that no kernel has. */
#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct task_struct {
	int member_of_the_future;
} __attribute__((preserve_access_index));

SEC("raw_tp/sched_switch")
int read_future(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	return BPF_CORE_READ(task, member_of_the_future);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

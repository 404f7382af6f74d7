/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Calls of functions of the kernel that are no helpers, and the address of one. Linux 6.2. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct task_struct {
	int pid;
} __attribute__((preserve_access_index));

extern struct task_struct *bpf_task_acquire(struct task_struct *task) __ksym;
extern void bpf_task_release(struct task_struct *task) __ksym;
extern const void schedule __ksym;

__u64 where;

SEC("tp_btf/task_newtask")
int BPF_PROG(hold_task, struct task_struct *task)
{
	struct task_struct *held = bpf_task_acquire(task);

	where = (__u64)&schedule;
	if (held)
		bpf_task_release(held);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

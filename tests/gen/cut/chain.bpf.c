/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Structs that are only reached through members; struct net_device is only a comment. */
#include "vmlinux.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#include "shared.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

/* The kernel's older name of a member. */
struct task_struct___before {
	long state;
} __attribute__((preserve_access_index));

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *before, struct task_struct *after)
{
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return 0;
	e->pid = after->group_leader->pid;
	e->kind = PIDTYPE_TGID;
	e->cgroup = event_cgroup(after);
	if (bpf_core_field_exists(((struct task_struct___before *)before)->state))
		e->kind = PIDTYPE_PID;
	bpf_probe_read_kernel_str(e->file, sizeof(e->file), after->mm->exe_file->f_path.dentry->d_name.name);
	bpf_ringbuf_submit(e, BPF_RB_NO_WAKEUP);
	return 0;
}

char _license[] SEC("license") = "GPL";

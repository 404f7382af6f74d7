/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reports programs that are started, and processes that end after at least least_ns. */
#include "vmlinux.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#include "bootstrap.h"

const volatile __u64 least_ns;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, int);
	__type(value, __u64);
} started_at SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static __always_inline struct event *event_new(int pid)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return NULL;
	__builtin_memset(e, 0, sizeof(*e));
	e->pid = pid;
	e->parent = BPF_CORE_READ(task, real_parent, tgid);
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	return e;
}

SEC("tp/sched/sched_process_exec")
int on_exec(struct trace_event_raw_sched_process_exec *ctx)
{
	int pid = (int)(bpf_get_current_pid_tgid() >> 32);
	__u64 now = bpf_ktime_get_ns();
	struct event *e;

	bpf_map_update_elem(&started_at, &pid, &now, BPF_ANY);
	/* Starts are not known to last, yet. */
	if (least_ns)
		return 0;
	e = event_new(pid);
	if (!e)
		return 0;
	bpf_probe_read_kernel_str(e->file, sizeof(e->file),
				  (void *)ctx + (ctx->__data_loc_filename & 0xffff));
	bpf_ringbuf_submit(e, 0);
	return 0;
}

SEC("tp/sched/sched_process_exit")
int on_exit(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid(), *start, lived = 0;
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	int pid = (int)(id >> 32);
	struct event *e;

	/* A thread that ends is not its process. */
	if ((__u32)id != id >> 32)
		return 0;
	start = bpf_map_lookup_elem(&started_at, &pid);
	if (start)
		lived = bpf_ktime_get_ns() - *start;
	bpf_map_delete_elem(&started_at, &pid);
	if (least_ns && lived < least_ns)
		return 0;
	e = event_new(pid);
	if (!e)
		return 0;
	e->is_exit = 1;
	e->lived_ns = lived;
	e->exit_code = (__u32)BPF_CORE_READ(task, exit_code) >> 8 & 0xff;
	bpf_ringbuf_submit(e, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

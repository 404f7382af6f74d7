// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Iterators over tasks, programs and cgroups, one of them without an end.
#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/* An argument, since older kernels only take printable characters in formats, and no %c. */
static const char escape[] = "\x1b";

struct seq_file;
struct task_struct {
	int pid, tgid;
	char comm[16];
} __attribute__((preserve_access_index));
struct cgroup {
	int level;
} __attribute__((preserve_access_index));
struct bpf_prog;
struct bpf_map;

struct bpf_iter_meta {
	struct seq_file *seq;
	__u64 session_id, seq_num;
} __attribute__((preserve_access_index));
struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));
struct bpf_iter__cgroup {
	struct bpf_iter_meta *meta;
	struct cgroup *cgroup;
} __attribute__((preserve_access_index));
struct bpf_iter__bpf_map {
	struct bpf_iter_meta *meta;
	struct bpf_map *map;
} __attribute__((preserve_access_index));

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (task)
		BPF_SEQ_PRINTF(ctx->meta->seq, "%d\t%d\t%s%s\n", task->tgid, task->pid, escape, task->comm);
	return 0;
}

SEC("iter/cgroup")
int cgroups(struct bpf_iter__cgroup *ctx)
{
	struct cgroup *cgroup = ctx->cgroup;

	if (cgroup)
		BPF_SEQ_PRINTF(ctx->meta->seq, "cgroup %d\n", cgroup->level);
	return 0;
}

/* Asks for every map again and again. */
SEC("iter/bpf_map")
int endless(struct bpf_iter__bpf_map *ctx)
{
	BPF_SEQ_PRINTF(ctx->meta->seq, "again\n");
	return 1;
}

char LICENSE[] SEC("license") = "GPL";

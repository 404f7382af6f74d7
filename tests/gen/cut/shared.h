/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Included in quotes: its names count as the source's own. */
#ifndef CUT_SHARED_H
#define CUT_SHARED_H

struct event {
	u64 cgroup;
	pid_t pid;
	enum pid_type kind;
	char file[16];
};

static inline u64 event_cgroup(struct task_struct *task)
{
	return BPF_CORE_READ(task, cgroups, dfl_cgrp, kn, id);
}

#endif

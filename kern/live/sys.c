/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Bare BPF system calls. */
#include "kern/live/sys.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EAGAIN_TRIES = 5 }; /* the verifier gives way to pending signals */

static int call(enum bpf_cmd cmd, union bpf_attr *attr, unsigned int size)
{
	long r = syscall(__NR_bpf, cmd, attr, size);

	return r < 0 ? -errno : (int)r;
}

/* Before 5.11 the memory of maps, programs and types counts as locked memory. */
static bool raise_memlock(void)
{
	const struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
	struct rlimit now;

	return !getrlimit(RLIMIT_MEMLOCK, &now) && now.rlim_cur != RLIM_INFINITY &&
	       !setrlimit(RLIMIT_MEMLOCK, &all);
}

int sys_bpf(enum bpf_cmd cmd, union bpf_attr *attr, unsigned int size)
{
	const bool takes_memory = cmd == BPF_MAP_CREATE || cmd == BPF_PROG_LOAD || cmd == BPF_BTF_LOAD;
	int r = call(cmd, attr, size);

	return r == -EPERM && takes_memory && raise_memlock() ? call(cmd, attr, size) : r;
}

int sys_prog_load_iter(const struct bpf_insn *insns, unsigned int count, uint32_t target_btf_id,
		       const char *name)
{
	union bpf_attr attr;
	int fd = -EAGAIN;

	for (int tries = 0; tries < EAGAIN_TRIES && fd == -EAGAIN; tries++) {
		memset(&attr, 0, sizeof(attr));
		attr.prog_type = BPF_PROG_TYPE_TRACING;
		attr.expected_attach_type = BPF_TRACE_ITER;
		attr.attach_btf_id = target_btf_id;
		attr.insns = (uintptr_t)insns;
		attr.insn_cnt = count;
		attr.license = (uintptr_t) "Dual BSD/GPL";
		snprintf(attr.prog_name, sizeof(attr.prog_name), "%s", name);
		fd = sys_bpf(BPF_PROG_LOAD, &attr, ATTR_SIZE(attach_prog_fd));
	}
	return fd;
}

/* @target NULL: everything there is. */
static int link_create_iter(int prog, const union bpf_iter_link_info *target)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.link_create.prog_fd = (uint32_t)prog;
	attr.link_create.attach_type = BPF_TRACE_ITER;
	if (target) {
		attr.link_create.iter_info = (uintptr_t)target;
		attr.link_create.iter_info_len = sizeof(*target);
	}
	return sys_bpf(BPF_LINK_CREATE, &attr, ATTR_SIZE(link_create.iter_info_len));
}

int sys_link_create_iter(int prog, uint32_t pid)
{
	union bpf_iter_link_info target;

	memset(&target, 0, sizeof(target));
	target.task.pid = pid;
	return link_create_iter(prog, pid ? &target : NULL);
}

int sys_link_create_iter_map(int prog, int map)
{
	union bpf_iter_link_info target;

	memset(&target, 0, sizeof(target));
	target.map.map_fd = (uint32_t)map;
	return link_create_iter(prog, &target);
}

int sys_iter_create(int link)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.iter_create.link_fd = (uint32_t)link;
	return sys_bpf(BPF_ITER_CREATE, &attr, ATTR_SIZE(iter_create));
}

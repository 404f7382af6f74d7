/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The BPF system calls for which the library would do more than call: probe features, raise limits, retry
 * with other flags. Each returns what the kernel does, or -errno.
 */
#ifndef BPFI_KERN_LIVE_SYS_H
#define BPFI_KERN_LIVE_SYS_H

#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/file.h"

/* Only as much of the union as the call knows: older kernels refuse set bytes, not absent ones. */
#define ATTR_SIZE(last) (offsetof(union bpf_attr, last) + sizeof(((union bpf_attr *)0)->last))

/* @attr must be cleared as far as it is not used. */
int sys_bpf(enum bpf_cmd cmd, union bpf_attr *attr, unsigned int size);

/* A tracing program of the iterator kind; its target is the BTF id of bpf_iter_NAME in vmlinux. */
int sys_prog_load_iter(const struct bpf_insn *insns, unsigned int count, uint32_t target_btf_id,
		       const char *name);

/* @pid: only over this process's tasks (6.1 and newer), 0: over all. */
int sys_link_create_iter(int prog, uint32_t pid);
/* Over the elements of a map, or what is stored for it. */
int sys_link_create_iter_map(int prog, int map);
int sys_iter_create(int link);

#endif

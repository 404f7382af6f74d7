/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A security module that lets nobody write to the map "guarded". */
#include <linux/bpf.h>
#include <linux/errno.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

enum { FMODE_WRITE = 2 };

struct bpf_map {
	char name[16];
} __attribute__((preserve_access_index));

SEC("lsm/bpf_map")
int BPF_PROG(keep_guarded, struct bpf_map *map, unsigned int fmode)
{
	static const char guarded[] = "guarded";
	char name[16];

	BPF_CORE_READ_STR_INTO(&name, map, name);
	for (unsigned int i = 0; i < sizeof(guarded); i++)
		if (name[i] != guarded[i])
			return 0;
	return fmode & FMODE_WRITE ? -EACCES : 0;
}

char LICENSE[] SEC("license") = "GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Operations that no kernel has. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct nowhere_ops {
	__u32 (*find)(void *what);
};

SEC("struct_ops/find_nowhere")
__u32 BPF_PROG(find_nowhere, void *what)
{
	return 0;
}

SEC(".struct_ops")
struct nowhere_ops nowhere = {.find = (void *)find_nowhere};

char LICENSE[] SEC("license") = "GPL";

// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Programs that are attached once it is known where: to a device, in netfilter, to a function of a file.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#define PROGRAM(name, section, result) \
	SEC(section)                   \
	int name(void *ctx)            \
	{                              \
		return result;         \
	}

PROGRAM(at_device, "tcx/egress", 0)
PROGRAM(in_netfilter, "netfilter", 1)
PROGRAM(in_uprobes, "uprobe.multi//bin/bash:main", 0)

char LICENSE[] SEC("license") = "GPL";

// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Sections that libbpf 1.1 does not know.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#define PROGRAM(name, section, result) \
	SEC(section)                   \
	int name(void *ctx)            \
	{                              \
		return result;         \
	}

PROGRAM(in_tc, "tc/ingress", 0)
PROGRAM(in_tcx, "tcx/egress", 0)
PROGRAM(in_netkit, "netkit/peer", 0)
PROGRAM(in_netfilter, "netfilter", 1)
PROGRAM(in_sockmap, "sk_skb/verdict", 1)
PROGRAM(in_unix, "cgroup/connect_unix", 1)
PROGRAM(in_kprobes, "kprobe.session/bpf_fentry_test*", 0)
PROGRAM(in_uprobes, "uprobe.multi//bin/bash:main", 0)
PROGRAM(in_sleepable, "uretprobe.multi.s", 0)
PROGRAM(in_session, "uprobe.session", 0)

char LICENSE[] SEC("license") = "GPL";

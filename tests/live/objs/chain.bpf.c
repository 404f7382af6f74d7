/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Several programs for one place each: for order, and for what is replaced. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#define PROGRAM(section, name, gives) \
	SEC(section)                  \
	int name(void *ctx)           \
	{                             \
		(void)ctx;            \
		return (gives);       \
	}

PROGRAM("xdp", xdp_first, XDP_PASS)
PROGRAM("xdp", xdp_second, XDP_PASS)
PROGRAM("tc", tc_first, -1)
PROGRAM("tc", tc_second, -1)
PROGRAM("tc", tc_third, -1)
PROGRAM("cgroup_skb/egress", skb_first, 1)
PROGRAM("cgroup_skb/egress", skb_second, 1)

char LICENSE[] SEC("license") = "Dual BSD/GPL";

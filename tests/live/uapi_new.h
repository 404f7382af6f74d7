/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Numbers of the kernel's interface that a build host's <linux/bpf.h> may be too old for. They never change.
 */
#ifndef BPFI_TESTS_LIVE_UAPI_NEW_H
#define BPFI_TESTS_LIVE_UAPI_NEW_H

enum { NEW_PROG_NETFILTER = 32 };

enum { NEW_MAP_CGRP_STORAGE = 32, NEW_MAP_ARENA = 33, NEW_MAP_INSN_ARRAY = 34, NEW_MAP_RHASH = 35 };

enum {
	NEW_AT_STRUCT_OPS = 44,
	NEW_AT_NETFILTER = 45,
	NEW_AT_TCX_INGRESS = 46,
	NEW_AT_TCX_EGRESS = 47,
	NEW_AT_UPROBE_MULTI = 48,
	NEW_AT_UNIX_CONNECT = 49,
	NEW_AT_NETKIT_PRIMARY = 54,
	NEW_AT_NETKIT_PEER = 55,
	NEW_AT_KPROBE_SESSION = 56,
	NEW_AT_UPROBE_SESSION = 57,
	NEW_AT_FENTRY_MULTI = 59,
};

/* Map flags. */
enum { NEW_F_LINK = 1 << 13, NEW_F_MMAPABLE = 1 << 10 };

#endif

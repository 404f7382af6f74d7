/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* BPF_PROG_QUERY: which programs are at one hook of a device, a cgroup, a namespace or a map, in their order.
 */
#ifndef BPFI_KERN_LIVE_QUERY_H
#define BPFI_KERN_LIVE_QUERY_H

#include "kern/attach.h"

enum query_details {
	QUERY_EFFECTIVE = 1 << 0,  /* cgroups: with what is inherited */
	QUERY_EACH_FLAGS = 1 << 1, /* a hook where each program has its own flags: LSM of cgroups */
	QUERY_LINKS = 1 << 2,      /* devices: links, flags of each program */
};

/*
 * Calls @fn for each program: @about, with what the query returned. 0, KERN_NONE without the hook or if
 * @target does not exist, -1 with an error.
 */
int query_programs(uint32_t target, uint32_t attach_type, unsigned int details,
		   const struct kern_attachment *about, kern_attach_fn fn, void *arg, struct err *err);

#endif

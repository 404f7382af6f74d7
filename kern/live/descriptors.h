/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The open descriptors of all processes, from the links in /proc/PID/fd, and in /proc/PID/task/TID/fd of
 * threads with a separate table. bpfi's own are left out.
 */
#ifndef BPFI_KERN_LIVE_DESCRIPTORS_H
#define BPFI_KERN_LIVE_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "kern/kern.h"

struct descriptor {
	uint32_t pid, tid; /* tid is pid except for threads with a separate table */
	int process;       /* the folder /proc/PID */
	int task;          /* the same, or that of the thread */
	const char *number;
	const char *link; /* what it is: "anon_inode:bpf-map"; NULL: not read */
};

/* Returns 0, or an errno: what made this one unreadable. */
typedef int (*descriptor_fn)(void *arg, const struct descriptor *d);

/*
 * @only: of this process, 0: of all. @has_links: what each is, which takes most of the time.
 * *ret_is_complete: no process was left out because of missing rights.
 */
int descriptors_walk(uint32_t only, bool has_links, descriptor_fn fn, void *arg, bool *ret_is_complete,
		     struct err *err);

/* The name of the process. */
void descriptors_comm(int process, char ret_comm[KERN_COMM_LEN]);

#endif

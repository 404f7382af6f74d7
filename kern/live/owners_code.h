/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The BPF program that the kernel runs for every open file, put together from the members' places. */
#ifndef BPFI_KERN_LIVE_OWNERS_CODE_H
#define BPFI_KERN_LIVE_OWNERS_CODE_H

#include <linux/bpf.h>
#include <stdint.h>

#include "kern/kern.h"

/* What the program writes for a file; bytes 0 to 39 of its stack frame, from the lower end. */
struct owners_record {
	uint64_t mark; /* of our own files what they are known by, of others' the file itself */
	uint32_t fd;
	uint32_t id;
	uint32_t pid;
	char comm[KERN_COMM_LEN];
	uint32_t tid;
};

/* Member offsets in the running kernel. */
struct owners_layout {
	uint32_t target; /* BTF id of the iterator */
	uint32_t file_f_op, file_private_data;
	uint32_t fops_release;
	uint32_t task_tgid, task_pid, task_leader, task_comm;
	uint32_t object_aux; /* programs only: the id lies one pointer further */
	uint32_t object_id;  /* 0: files have no id of interest, records have that of no object */
	bool is_one; /* files are known by the object that they are of, not by the function that ends them */
};

enum { OWNERS_CODE_MAX = 80, OWNERS_RELEASES_MAX = 2 };

struct owners_code {
	struct bpf_insn insns[OWNERS_CODE_MAX];
	unsigned int count;
};

/* What files are known by: functions that end them, or objects; at least one. */
struct owners_releases {
	uint64_t list[OWNERS_RELEASES_MAX];
	unsigned int count;
};

/*
 * A program that writes a record for every file of bpfi itself (@releases NULL), or for every file of others
 * that is known by one of these.
 */
void owners_code_make(const struct owners_layout *at, const struct owners_releases *releases,
		      struct owners_code *ret_code);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A struct kern around another one that fails its Nth question: with every N in turn, every error path of
 * whoever asks is walked once.
 */
#ifndef BPFI_TESTS_UNIT_FAULT_H
#define BPFI_TESTS_UNIT_FAULT_H

#include "kern/ops.h"

struct fault {
	unsigned long fail_at; /* 1 is the first question; 0: none fails */
	int no;                /* the errno it fails with */
	bool is_none;          /* it says KERN_NONE instead */

	const char **trail; /* takes the names of the first questions; NULL: not wanted */
	unsigned long trail_room;

	/* Told by the wrapper. Giving a handle back is no question. */
	unsigned long asked;
	const char *failed; /* which question it was; NULL: none yet */
	long open_handles;

	struct kern inner;
	struct kern_ops ops;
};

/* Takes @inner over: freeing the wrapper frees it. @fault is the caller's and outlives the wrapper. */
void fault_wrap(struct fault *fault, struct kern inner, struct kern *ret_kern);

#endif

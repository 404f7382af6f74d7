/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Progress of a long walk, on standard error and for people only: nothing if that is not a terminal, if the
 * output itself goes to one, or within the first second.
 */
#ifndef BPFI_LIB_PROGRESS_H
#define BPFI_LIB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what; /* "elements" */
	uint64_t done, total;
	int64_t next; /* when to print next, in ns */
	bool is_wanted, is_shown;
};

/* @total 0: unknown. */
void progress_start(struct progress *p, const char *what, uint64_t total);
/* Reads the clock each time: not for every single element. */
void progress_add(struct progress *p, uint64_t count);
/* Removes the line from the terminal. */
void progress_end(struct progress *p);

#endif

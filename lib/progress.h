/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Progress of a long walk, on standard error and for people only: nothing if that is not a terminal, if
 * records go to one meanwhile, or within the first second.
 */
#ifndef BPFI_LIB_PROGRESS_H
#define BPFI_LIB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what; /* "elements" */
	uint64_t done, total;
	int64_t next; /* when to print next, in ns */
	bool is_most; /* there may be fewer than the total; to be set after the start */
	bool is_wanted, is_shown;
};

/* Is standard output written to meanwhile? */
enum progress_output { PROGRESS_BESIDE, PROGRESS_ALONE };

/* @total 0: unknown. */
void progress_start(struct progress *p, const char *what, uint64_t total, enum progress_output output);
/* Reads the clock each time: not for every single element. */
void progress_add(struct progress *p, uint64_t count);
/* Removes the line from the terminal. */
void progress_end(struct progress *p);

#endif

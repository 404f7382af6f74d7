/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How far a long walk is, on standard error and for people only: nothing where that is no terminal, where the
 * output itself goes to one, or within the first second.
 */
#ifndef BPFI_LIB_PROGRESS_H
#define BPFI_LIB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what; /* "elements" */
	uint64_t done, total;
	int64_t next; /* when to say something, in ns */
	bool is_wanted, is_shown;
};

/* @total 0: nobody knows. */
void progress_start(struct progress *p, const char *what, uint64_t total);
/* Costs a look at the clock: not for every single thing. */
void progress_add(struct progress *p, uint64_t count);
/* Takes the line off the terminal. */
void progress_end(struct progress *p);

#endif

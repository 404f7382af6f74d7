/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Candidates for the word under the cursor, printed a line each for the shells to read. */
#ifndef BPFI_LIB_COMPLETE_H
#define BPFI_LIB_COMPLETE_H

#include <stdbool.h>

struct kern;
struct out;

struct complete {
	struct out *out;
	struct kern *kern; /* NULL: none to ask */
	const char *begun; /* what is typed of the word so far */
};

/* Printed if it begins with what was typed: the word, a tab, what it is (may be NULL). */
void complete_add(struct complete *c, const char *word, const char *about);
/* The shell shall offer file names. */
void complete_files(struct complete *c);

#endif

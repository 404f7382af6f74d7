/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The words of a command line, and candidates for the one under the cursor, printed one per line for shells.
 */
#ifndef BPFI_LIB_COMPLETE_H
#define BPFI_LIB_COMPLETE_H

struct kern;
struct out;

/* The words of a command line that are not yet used. */
struct argv_rest {
	char **at;
	unsigned int left;
};

struct complete {
	struct out *out;
	struct kern *kern; /* NULL: nothing to query */
	const char *begun; /* the word as typed so far */
	const void *args;  /* the arguments of the command so far, as its row lays them out */
};

/* Printed if it begins with what was typed: the word, a tab, its description (may be NULL). */
void complete_add(struct complete *c, const char *word, const char *about);
/* The shell completes file names: only those that end in @suffix, and directories; NULL: all. */
void complete_files(struct complete *c, const char *suffix);

#endif

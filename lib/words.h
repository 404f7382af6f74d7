/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Finding a word in a list: exact, then an abbreviation as the incumbent resolves it, then an unambiguous
 * one, then an error with suggestions.
 */
#ifndef BPFI_LIB_WORDS_H
#define BPFI_LIB_WORDS_H

#include <stdbool.h>

#include "lib/err.h"

/* One candidate; those with the same meaning (aliases) never make an abbreviation ambiguous. */
struct word {
	const char *text; /* NULL ends a list */
	int meaning;
	/* Position in the incumbent's list, from 1: the lowest match wins. 0: a word that only bpfi has. */
	unsigned int rank;
};

/* Returns 0 with the meaning, -1 with a usage error: "what 'X': ..." and the candidates or a guess. */
int words_find(const struct word *list, const char *text, const char *what, int *ret_meaning,
	       struct err *err);

/* True if @text is close enough to @known for "did you mean". */
bool words_are_close(const char *text, const char *known);

/* The closest to a mistyped word of all that were offered; at first all zero: none. */
struct guess {
	char word[128];
	unsigned int distance;
};
void guess_offer(struct guess *g, const char *text, const char *known);
/* "did you mean 'WORD'?", if there is one. */
void guess_hint(const struct guess *g, struct err *err);

/* The words of the NULL-terminated list, joined by @sep, in @buf (truncated if too long). */
void words_join(const char *const *list, const char *sep, char *buf, unsigned long size);

#endif

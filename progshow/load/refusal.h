/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A verifier's log read for a person: the lines that matter, the source line, what to do. */
#ifndef BPFI_PROGSHOW_LOAD_REFUSAL_H
#define BPFI_PROGSHOW_LOAD_REFUSAL_H

#include <stddef.h>

#include "lib/err.h"

/* The part of a log that gives the reason. */
struct refusal {
	const char *source; /* the line of source, as the log has it: "; x++; @ a.c:7"; NULL: none */
	size_t source_len;
	const char *lines; /* the last instructions after it with the comments on them, no statistics */
	size_t len;
	const char *messages; /* the message, from here on */
	const char *reason;   /* the last of these lines */
	size_t reason_len;
	const char *why, *advice; /* indented lines of the kernel's own report; NULL: none */
	size_t why_len, advice_len;
};

/* False if the log has no reason. */
bool refusal_find(const char *log, struct refusal *ret_refusal);

/* Puts the lines and what can be done into @err. */
void refusal_tell(const struct refusal *r, struct err *err);

/* What the user can do about it; NULL if no row matches. Messages of libbpf are known too. */
const char *refusal_hint(const char *text, size_t len);

#endif

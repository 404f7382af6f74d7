/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A verifier's log read for a person: the lines that matter, the source line they belong to, what to do. */
#ifndef BPFI_PROGSHOW_REFUSAL_H
#define BPFI_PROGSHOW_REFUSAL_H

#include <stddef.h>

#include "lib/err.h"

/* The part of a log that tells why: the last source line and what follows it, without statistics. */
struct refusal {
	const char *lines;
	size_t len;
	const char *reason; /* the last of these lines */
	size_t reason_len;
};

/* False when the log does not say anything. */
bool refusal_find(const char *log, struct refusal *ret_refusal);

/* What a person can do about it; NULL when no row knows. Messages of libbpf are known too. */
const char *refusal_hint(const char *text, size_t len);

#endif

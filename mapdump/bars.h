/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counts of buckets, and how they are drawn. */
#ifndef BPFI_MAPDUMP_BARS_H
#define BPFI_MAPDUMP_BARS_H

#include "lib/out.h"

enum { BARS_MOST = 4096, BARS_LOG2_MOST = 64 };

struct bars {
	uint64_t *counts;
	size_t room;
};

/* Adds to a bucket; -1 if its number is too large. */
int bars_add(struct bars *b, uint64_t bucket, uint64_t count, struct err *err);
void bars_free(struct bars *b);
/* Up to the last bucket that counted anything. */
size_t bars_used(const struct bars *b);

/* Rows low, high, count. */
extern const struct field bar_fields[];
/* Those that counted anything and all between them: lines with bars in text, the list @f in JSON. */
void bars_print(struct out *o, const struct field *f, const struct bars *b, bool is_linear);

#endif

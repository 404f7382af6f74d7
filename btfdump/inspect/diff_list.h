/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The named types of one BTF in an order that makes two of them comparable. */
#ifndef BPFI_BTFDUMP_DIFF_LIST_H
#define BPFI_BTFDUMP_DIFF_LIST_H

#include "wire/types.h"

struct diff_entry {
	const char *name;
	uint32_t id;
	uint32_t kind; /* ENUM for ENUM64 too: which of them is a matter of the compiler */
};

struct diff_list {
	struct diff_entry *entries;
	uint32_t count;
};

/* Own types whose name matches the glob (NULL: all), by kind and name. */
int diff_list_make(const struct types *t, const char *pattern, struct diff_list *ret_list, struct err *err);
void diff_list_free(struct diff_list *l);
int diff_entry_compare(const struct diff_entry *a, const struct diff_entry *b);

#endif

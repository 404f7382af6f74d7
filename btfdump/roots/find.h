/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From names to types. */
#ifndef BPFI_BTFDUMP_ROOTS_FIND_H
#define BPFI_BTFDUMP_ROOTS_FIND_H

#include "btfdump/roots/names.h"
#include "btfdump/roots/roots.h"

/* Adds the types that have one of the names, and constants for BPF programs; how many of them were wanted. */
int find_types(const struct types *t, const struct names *n, struct roots *roots, uint32_t *ret_wanted,
	       struct err *err);
/* Adds what is reached from these through members that @n has. */
int find_reached(const struct types *t, const struct names *n, struct roots *roots, struct err *err);
void roots_add(struct roots *roots, uint32_t id);

#endif

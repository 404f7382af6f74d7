/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Queries on types: the raw listing, a search, layouts, users, differences, figures. */
#ifndef BPFI_BTFDUMP_INSPECT_INSPECT_H
#define BPFI_BTFDUMP_INSPECT_INSPECT_H

#include "lib/err.h"
#include "lib/record.h"
#include "wire/types.h"

/* Types chosen by id; NULL or none: all of the BTF's own, without those of the base. */
struct types_choice {
	const uint32_t *ids;
	uint32_t count;
};

/*
 * The raw listing: every type as it is recorded, those chosen without what they refer to. The other row of
 * the record is for a header printed instead.
 */
extern const struct record types_raw_record;
enum { TYPES_RAW_LIST, TYPES_RAW_C };
int types_dump_raw(struct out *o, const struct types *t, const struct types_choice *choice, struct err *err);

/* Types and enumerators whose name matches the glob; an error if none matches. */
extern const struct record types_find_record;
int types_print_found(struct out *o, const struct types *t, const char *pattern, struct err *err);

/*
 * In the following @type is a name, with struct, union, enum or typedef before it where it is ambiguous, or
 * "#" and an id.
 */

/* Members of a struct or union with their offsets, the holes, the cache lines. */
extern const struct record types_layout_record;
int types_print_layout(struct out *o, const struct types *t, const char *type, struct err *err);

/* Types that hold a type or point to it, functions that take or return it; an error if there are none. */
extern const struct record types_users_record;
int types_print_users(struct out *o, const struct types *t, const char *type, struct err *err);

/*
 * Named types added, removed and changed from @a to @b, excluding those of bases; @pattern is a glob or NULL.
 */
extern const struct record types_diff_record;
int types_print_diff(struct out *o, const struct types *a, const struct types *b, const char *pattern,
		     bool *ret_is_different, struct err *err);

extern const struct record types_stats_record;
int types_print_stats(struct out *o, const struct types *t, struct err *err);

#endif

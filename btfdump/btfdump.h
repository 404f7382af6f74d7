/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types: load them from anywhere, list, search and compare them. The one header that others include. */
#ifndef BPFI_BTFDUMP_BTFDUMP_H
#define BPFI_BTFDUMP_BTFDUMP_H

#include "btfdump/cgen/cgen.h"
#include "btfdump/source.h"
#include "btfdump/types.h"
#include "btfdump/value/value.h"
#include "lib/buf.h"
#include "lib/err.h"
#include "lib/record.h"

struct kern;
struct ref;

extern const struct record btf_record;
/* Loaded BTF objects, or the one that @ref names (NULL: all). */
int btf_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

/*
 * From a file: raw BTF, ELF, module, kernel image, compressed or not. @base is used where the BTF continues
 * another one and does not bring it along; NULL: found by itself where it is a module's. A given base must
 * live on until types_free().
 */
int types_load_file(const char *path, const struct types *base, struct types **ret_types, struct err *err);
/* From bytes as the kernel returned them; takes the buffer over, whatever comes of it. */
int types_load_bytes(struct buf *bytes, const struct types *base, struct types **ret_types, struct err *err);

/* Types chosen by id; NULL or none: all of the BTF's own, without those of the base. */
struct types_choice {
	const uint32_t *ids;
	uint32_t count;
};

/* Types that a BPF object's CO-RE relocations refer to, found in other types by name and kind. */
struct types_needed {
	uint32_t *ids;
	uint32_t count;
	struct buf missing; /* those that are not there: "struct a, enum b" */
};

/* An error where @object needs none, or none is there. */
int types_find_needed(const struct types *t, const struct types *object, struct types_needed *ret_needed,
		      struct err *err);
void types_needed_free(struct types_needed *needed);

/*
 * The raw listing: every type as it is recorded, those chosen without what they refer to. The record's other
 * row is for a header in its place.
 */
extern const struct record types_raw_record;
enum { TYPES_RAW_LIST, TYPES_RAW_C };
int types_dump_raw(struct out *o, const struct types *t, const struct types_choice *choice, struct err *err);

/* Types and enumerators whose name matches the glob; an error where there is none. */
extern const struct record types_find_record;
int types_print_found(struct out *o, const struct types *t, const char *pattern, struct err *err);

/*
 * In the following @type is a name, with struct, union, enum or typedef in front where that is needed to
 * tell, or "#" and an id.
 */

/* Members of a struct or union with their offsets, the holes, the cache lines. */
extern const struct record types_layout_record;
int types_print_layout(struct out *o, const struct types *t, const char *type, struct err *err);

/* Types that hold a type or point to it, functions that take or return it; an error where there are none. */
extern const struct record types_users_record;
int types_print_users(struct out *o, const struct types *t, const char *type, struct err *err);

/*
 * Named types added, removed and changed from @a to @b, without those of bases; @pattern is a glob or NULL.
 */
extern const struct record types_diff_record;
int types_print_diff(struct out *o, const struct types *a, const struct types *b, const char *pattern,
		     bool *ret_is_different, struct err *err);

extern const struct record types_stats_record;
int types_print_stats(struct out *o, const struct types *t, struct err *err);

#endif

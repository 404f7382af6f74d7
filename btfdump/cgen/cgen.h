/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C header from BTF: sizes, offsets and enumerators as the BTF has them, whichever C or C++ compiler reads
 * it.
 *
 * Nothing is printed unless the whole header could be made. Same bytes in, same header out.
 */
#ifndef BPFI_BTFDUMP_CGEN_H
#define BPFI_BTFDUMP_CGEN_H

#include "lib/buf.h"
#include "wire/types.h"

struct field;
struct out;

/* With types, kfuncs or roots only these are printed, and what they need; otherwise all. */
struct cgen_options {
	const char *origin; /* for the first line: "Linux 6.18.44"; NULL: not known */
	const char *note;   /* one more line there; NULL: none */
	bool has_asserts;   /* adds a static assertion for every size, offset and enumerator */
	bool is_unsorted;   /* by id, as far as dependencies allow */
	const char *const *types;
	uint32_t type_count; /* names or globs, of structs, unions, enums and typedefs */
	const char *const *kfuncs;
	uint32_t kfunc_count; /* names or globs */
	const uint32_t *roots;
	uint32_t root_count; /* type ids */
};

/* What the header could not say; the same numbers stand in its last comment. */
struct cgen_report {
	uint32_t types;       /* printed definitions */
	uint32_t kfuncs;      /* printed prototypes */
	uint32_t lost;        /* members that C cannot place there: shown as comments */
	uint32_t asserts;     /* printed assertions */
	uint32_t not_asserts; /* bit-fields: C cannot ask where they are */
};

int cgen_print(const struct types *t, const struct cgen_options *opt, struct out *o, const struct field *f,
	       struct err *err);

/* The same into two buffers, to be read one after the other; @ret_report may be NULL. */
int cgen_build(const struct types *t, const struct cgen_options *opt, struct buf *ret_head,
	       struct buf *ret_body, struct cgen_report *ret_report, struct err *err);

#endif

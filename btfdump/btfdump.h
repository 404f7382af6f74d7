/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The loaded BTF objects, and which types of a kernel a BPF object needs. */
#ifndef BPFI_BTFDUMP_BTFDUMP_H
#define BPFI_BTFDUMP_BTFDUMP_H

#include "lib/buf.h"
#include "lib/err.h"
#include "lib/record.h"
#include "wire/types.h"

struct kern;
struct ref;

extern const struct record btf_record;
/* Loaded BTF objects, or the one that @ref names (NULL: all). */
int btf_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

/* Types that a BPF object's CO-RE relocations refer to, found in other types by name and kind. */
struct types_needed {
	uint32_t *ids;
	uint32_t count;
	struct buf missing; /* those not found: "struct a, enum b" */
};

/* An error where @object needs no types, or none is found. */
int types_find_needed(const struct types *t, const struct types *object, struct types_needed *ret_needed,
		      struct err *err);
void types_needed_free(struct types_needed *needed);

#endif

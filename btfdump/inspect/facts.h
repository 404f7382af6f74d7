/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A type as a list of facts, for comparing: its size, each member's place and type, each enumerator's value,
 * a signature. Facts of the same key are compared; ids never occur in them.
 */
#ifndef BPFI_BTFDUMP_INSPECT_FACTS_H
#define BPFI_BTFDUMP_INSPECT_FACTS_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "wire/types.h"

struct fact {
	const char *what; /* "size", "member", "enumerator", "type" */
	const char *name; /* of the member; "" where there is only one of its sort */
	size_t value;     /* where its text starts in text */
};

struct facts {
	struct fact *list;
	uint32_t count, room;
	struct buf text; /* values, each ends with NUL */
	struct arena paths;
	uint32_t *sorted; /* by what and name; made by the first facts_find() */
	uint64_t *budget; /* set by the owner: bytes of types that may still be written, see decl_write() */
};

int facts_collect(struct facts *f, const struct types *t, uint32_t id, struct err *err);
void facts_reset(struct facts *f);
void facts_free(struct facts *f);

bool facts_are_equal(const struct facts *a, const struct facts *b);
const char *facts_value(const struct facts *f, const struct fact *fact);
/* The fact in @f with the same key as @like, NULL: none. */
const struct fact *facts_find(struct facts *f, const struct fact *like);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where the members of a struct are: anonymous ones opened, holes and padding as rows of their own. */
#ifndef BPFI_BTFDUMP_INSPECT_PLACES_H
#define BPFI_BTFDUMP_INSPECT_PLACES_H

#include "wire/types.h"

enum place_what { PLACE_MEMBER, PLACE_HOLE, PLACE_PADDING };

struct place {
	enum place_what what;
	unsigned int depth; /* of anonymous structs around it */
	uint64_t bit;       /* from the start of the outermost struct */
	uint64_t bits;
	bool is_bitfield;
	uint32_t name_off, type;
	uint32_t outer; /* number, from 1, of the row of the named member around it; 0: none */
};

struct places {
	struct place *rows;
	uint32_t count, room;
	uint32_t hole_count;
	uint64_t hole_bits, padding_bits;
};

/* Of the struct or union @id. */
int places_build(const struct types *t, uint32_t id, struct places *ret_places, struct err *err);
void places_free(struct places *l);

/* The bits of a member; false where its type has no size. Handles both encodings of bit-fields. */
bool place_has_bits(const struct types *t, const struct wire_type *w, const struct wire_member *m,
		    uint64_t *ret_bit, uint64_t *ret_bits, bool *ret_is_bitfield);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Relocations as they are looked for in a kernel: half of skelgen/core/core.h; not included elsewhere. */
#ifndef BPFI_SKELGEN_CORE_NEEDS_H
#define BPFI_SKELGEN_CORE_NEEDS_H

#include "wire/ext.h"

/* What a relocation asks about the type that it names. */
enum core_kind {
	CORE_FIELD_OFFSET,
	CORE_FIELD_SIZE,
	CORE_FIELD_EXISTS,
	CORE_FIELD_SIGNED,
	CORE_FIELD_LSHIFT,
	CORE_FIELD_RSHIFT,
	CORE_TYPE_ID_LOCAL,
	CORE_TYPE_ID,
	CORE_TYPE_EXISTS,
	CORE_TYPE_SIZE,
	CORE_ENUMERATOR_EXISTS,
	CORE_ENUMERATOR_VALUE,
	CORE_TYPE_MATCHES,
	CORE_KINDS,
};

/* One step into a type: a member by its name, or an element of an array. */
struct core_step {
	const char *name; /* NULL: an element */
	uint32_t index;   /* of the element */
	uint32_t type;    /* of the member, among the object's types */
};

enum { CORE_STEPS = 64 }; /* longer ways are refused by loaders too */

struct core_need {
	const struct types *local; /* the object's types */
	uint32_t type;             /* the root, among these */
	enum core_kind kind;
	struct core_step *steps; /* of fields, from the root's second step on */
	uint32_t step_count;
	uint32_t next; /* with the same name, one more than its number; 0: none */
};

enum { CORE_BEGINNINGS = 4096 };

/* All relocations, and which of them ask for a name, without its flavour. */
struct core_needs {
	struct core_need *list;
	uint32_t count, room;
	struct core_name {
		const char *name;
		uint32_t length;
		uint32_t first; /* one more than the number of a need; 0: this place is free */
	} * names;
	uint32_t name_room;                  /* a power of two, more than half of it free; 0: not made yet */
	uint8_t beginnings[CORE_BEGINNINGS]; /* not 0 for the first three characters of names */
};

/* Length of a name without its flavour: 4 of "task___v2"; the whole of others. */
uint32_t core_name_length(const char *name);

/* Adds one relocation. Errors tell where it is. */
int core_needs_add(struct core_needs *needs, const struct types *local, const struct ext_record *record,
		   struct err *err);
/* After the last one: makes the names. */
int core_needs_index(struct core_needs *needs, struct err *err);
/* One more than the number of the first need for that name, 0: there is none. */
uint32_t core_needs_find(const struct core_needs *needs, const char *name);

static inline uint32_t core_beginning(const char *name)
{
	const unsigned char *c = (const unsigned char *)name;
	const uint32_t second = c[0] ? c[1] : 0, third = second ? c[2] : 0;

	return (c[0] ^ second << 3 ^ third << 6) % CORE_BEGINNINGS;
}

/* False: no need is for that name. One in 40 of the types that could have it is hashed then. */
static inline bool core_needs_may_have(const struct core_needs *needs, const char *name)
{
	return needs->beginnings[core_beginning(name)];
}
void core_needs_free(struct core_needs *needs);

/* Marks what a need looks at in one candidate. */
struct cut;
int core_mark(struct cut *c, const struct core_need *need, uint32_t id, struct err *err);

#endif

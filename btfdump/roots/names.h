/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A set of names, each with what it can be the name of. */
#ifndef BPFI_BTFDUMP_ROOTS_NAMES_H
#define BPFI_BTFDUMP_ROOTS_NAMES_H

#include "lib/buf.h"
#include "wire/types.h"

enum name_flags {
	NAME_STRUCT = 1 << 0,
	NAME_UNION = 1 << 1,
	NAME_ENUM = 1 << 2,
	NAME_TYPEDEF = 1 << 3,
	NAME_VALUE = 1 << 4, /* an enumerator */
	NAME_FUNC = 1 << 5,
	NAME_MEMBER = 1 << 6,
	NAME_DECLARED = 1 << 7, /* of a struct or union: need not be complete */
	NAME_WANTED = 1 << 8,   /* from a file, not only for libbpf */
	NAME_NEEDED = 1 << 9,   /* by a relocation: the user is told what is missing */
	/* What an identifier in a source can be. */
	NAME_ANY = NAME_STRUCT | NAME_UNION | NAME_ENUM | NAME_TYPEDEF | NAME_VALUE | NAME_FUNC | NAME_MEMBER,
};

struct name {
	uint32_t hash;
	uint32_t at;     /* of the text, which ends with NUL */
	uint16_t flags;  /* enum name_flags; 0: the slot is free */
	uint16_t needed; /* those of them that relocations need */
	uint16_t found;  /* those of them that exist */
};

struct names {
	struct name *slots;
	uint32_t count, size; /* a power of two */
	struct buf text;
	uint64_t first[256][4]; /* by the first character: the second ones that occur */
	bool is_failed;         /* out of memory once */
};

void names_add(struct names *n, const char *text, size_t len, unsigned int flags);
/* NULL: not there. */
struct name *names_find_slow(const struct names *n, const char *text);
void names_free(struct names *n);

/* Most names of a kernel's types do not even begin like one of a program's. */
static inline struct name *names_find(const struct names *n, const char *text)
{
	unsigned char a = (unsigned char)text[0], b = a ? (unsigned char)text[1] : 0;

	return n->first[a][b / 64] >> b % 64 & 1 ? names_find_slow(n, text) : NULL;
}

/* The flag of types of that kind: 0 for those that have no name in C; both kinds of enum are one. */
unsigned int names_flag(const struct wire_type *w);
/* Length without "___flavour". */
size_t names_plain_len(const char *name);

#endif

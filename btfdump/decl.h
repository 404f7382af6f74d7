/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types by the words of a user ("task_struct", "struct page", "u64", "#17") and as the words of C. The C here
 * is for people and for comparing; headers that compile are the C printer's business.
 */
#ifndef BPFI_BTFDUMP_DECL_H
#define BPFI_BTFDUMP_DECL_H

#include "lib/buf.h"
#include "wire/types.h"

/* Words of listings. */
enum { DECL_WORD = 16 };

/* "INT"; "kind#25" in @buf for a kind that is not known. DECL_WORD bytes can be read, as of the linkage. */
const char *decl_kind_word(const struct wire_type *w, char buf[DECL_WORD]);
const char *decl_linkage_word(uint32_t linkage);
const char *decl_encoding_word(unsigned int encoding);

/* The tag word of C: "struct ", "union ", "enum "; "" for other kinds. */
const char *decl_tag(const struct wire_type *w);

/*
 * The id that @word means: "#N" is id N, a tag word in front chooses the kind, otherwise structs and unions
 * go before typedefs, enums, integers, functions and variables.
 */
int decl_find_type(const struct types *t, const char *word, uint32_t *ret_id, struct err *err);

/*
 * Appends "const char *name[4]"; an empty @name gives the type alone. Cut off with "..." at about 1 KiB.
 * Types can be recorded so that each of many declarations is that long: @budget, counted down, is how many
 * bytes there may be in all; when it is used up the declaration is "..." and the name.
 */
void decl_write(struct buf *b, const struct types *t, uint32_t id, const char *name, uint64_t *budget);
/* A budget that is enough for all types that a compiler makes. */
uint64_t decl_budget(const struct types *t);

#endif

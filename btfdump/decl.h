/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types as a user names them ("task_struct", "struct page", "u64", "#17") and as C declarations. The C here
 * is for reading and comparing; cgen/ makes headers that compile.
 */
#ifndef BPFI_BTFDUMP_DECL_H
#define BPFI_BTFDUMP_DECL_H

#include "lib/buf.h"
#include "wire/types.h"

/* Words of listings. */
enum { DECL_WORD = 16 };

/* "INT"; "kind#25" in @buf for an unknown kind. DECL_WORD bytes are readable, as for the linkage. */
const char *decl_kind_word(const struct wire_type *w, char buf[DECL_WORD]);
const char *decl_linkage_word(uint32_t linkage);
const char *decl_encoding_word(unsigned int encoding);

/* The tag keyword of C: "struct ", "union ", "enum "; "" for other kinds. */
const char *decl_tag(const struct wire_type *w);

/*
 * The id that @word means: "#N" is id N, a tag keyword before it selects the kind, otherwise structs and
 * unions take precedence over typedefs, enums, integers, functions and variables.
 */
int decl_find_type(const struct types *t, const char *word, uint32_t *ret_id, struct err *err);

/*
 * Appends "const char *name[4]"; an empty @name gives the type alone. Cut off with "..." at about 1 KiB.
 * Types can be recorded so that each of many declarations is that long: @budget, counted down, is how many
 * bytes are left for all of them; when it is used up the declaration is "..." and the name.
 */
void decl_write(struct buf *b, const struct types *t, uint32_t id, const char *name, uint64_t *budget);
/* A budget that suffices for any types that a compiler produces. */
uint64_t decl_budget(const struct types *t);

#endif

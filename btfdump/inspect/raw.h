/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The raw listing's two halves (text, values) and the words that both use. */
#ifndef BPFI_BTFDUMP_RAW_H
#define BPFI_BTFDUMP_RAW_H

#include "lib/buf.h"
#include "lib/field.h"
#include "wire/types.h"

struct row;

enum { RAW_WORD = 16 };

/* "INT"; "kind#25" in @buf for a kind that is not known. RAW_WORD bytes can be read, as of the linkage. */
const char *raw_kind_word(const struct wire_type *w, char buf[RAW_WORD]);
const char *raw_linkage_word(uint32_t linkage);
const char *raw_encoding_word(unsigned int encoding);

/* One type, with its line end, behind what is in @b. */
void raw_text_add(struct buf *b, const struct types *t, uint32_t id);
/* One type as an object of values. */
void raw_values_row(struct row *r, const struct types *t, uint32_t id);

extern const struct field raw_fields[];

#endif

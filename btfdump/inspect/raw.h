/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The raw listing's two halves (text, values) and the words that both use. */
#ifndef BPFI_BTFDUMP_INSPECT_RAW_H
#define BPFI_BTFDUMP_INSPECT_RAW_H

#include "lib/buf.h"
#include "lib/field.h"
#include "wire/types.h"

struct row;

/* One type, with its line end, appended to @b. */
void raw_text_add(struct buf *b, const struct types *t, uint32_t id);
/* Types as objects of values: rows_close() ends them. */
void raw_values_open(struct row *r, struct out *o);
void raw_values_row(struct row *r, const struct types *t, uint32_t id);

extern const struct field raw_fields[];

#endif

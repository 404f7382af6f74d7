/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Printing a record through its rows. A field the kernel did not return is absent, in every format.
 */
#ifndef BPFI_LIB_RECORD_H
#define BPFI_LIB_RECORD_H

#include "lib/field.h"
#include "lib/mem.h"

struct out;

struct record {
	const char *name;
	const struct field *fields; /* ends with name NULL */
	uint16_t len_off;         /* where the record stores how many bytes the kernel returned (uint32_t) */
	const struct field *root; /* row of the object itself: text indentation; may be NULL */
};

/* The whole object; the caller opens a list around several. */
void record_print(struct out *o, const struct record *r, const void *rec);
/* Only the fields, into the object that is open. */
void record_print_fields(struct out *o, const struct field *fields, uint16_t len_off, const void *rec);

/* The member that the row is about. */
static inline uint32_t record_u32(const struct field *f, const void *rec)
{
	return mem_u32((const char *)rec + f->off);
}

static inline uint64_t record_u64(const struct field *f, const void *rec)
{
	return mem_u64((const char *)rec + f->off);
}

#endif

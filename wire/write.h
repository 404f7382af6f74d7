/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Writing BTF: records of other BTFs with new type ids and string offsets, in either byte order. */
#ifndef BPFI_WIRE_WRITE_H
#define BPFI_WIRE_WRITE_H

#include "lib/buf.h"
#include "wire/types.h"

/* The new values of ids and offsets of a record. */
struct wire_map {
	uint32_t (*id)(void *arg, uint32_t id);
	uint32_t (*string)(void *arg, uint32_t off);
	void *arg;
};

/* Header first; records follow, then the strings, then wire_write_end(). */
void wire_write_begin(struct buf *to, bool is_foreign);
/* @w is of a known kind, with its data after it. */
void wire_write_record(struct buf *to, bool is_foreign, const struct wire_type *w,
		       const struct wire_map *map);
/* The strings begin at @strings_at of @to, which contains only this BTF. Fails if it is too large. */
int wire_write_end(struct buf *to, bool is_foreign, size_t strings_at, struct err *err);

/* Split BTF and its base as one, with the same ids and in this machine's byte order. */
int wire_write_flat(const struct types *t, struct buf *ret_btf, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where compilers would put members, and what is needed to have them where the BTF has them.
 *
 * The rules are those that gcc and clang share on all machines that run BPF. Types whose alignment is not the
 * same everywhere (128-bit integers, long double; 64-bit scalars on 32-bit machines) always get theirs by
 * attribute. Gaps are filled with bytes or with unnamed bit-fields of char: neither moves anything else.
 */
#ifndef BPFI_BTFDUMP_CGEN_LAYOUT_H
#define BPFI_BTFDUMP_CGEN_LAYOUT_H

#include "btfdump/cgen/state.h"

struct cgen_field {
	const struct wire_member *member;
	const struct cgen_fact *fact; /* of its type */
	uint64_t bit;
	unsigned int width; /* 0: not a bit-field */
};

/* What precedes a member, and its attributes. */
struct cgen_step {
	uint64_t pad_bytes;
	uint8_t pad_before, pad_after; /* bits, before and after the bytes */
	uint8_t align;                 /* aligned attribute, as a power of two */
	bool has_align, has_packed;
	bool is_lost; /* C cannot place it there */
};

struct cgen_layout {
	struct cgen *g;
	const struct wire_type *w;
	bool is_union, is_packed;
	bool is_open; /* a root of a part: what comes after its last member does not matter */
	bool is_bad;  /* a member's offset is not possible without packing */
	uint8_t bound;
	uint8_t align; /* so far */
	uint64_t end;  /* bits so far */
};

const struct cgen_fact *cgen_fact(struct cgen *g, uint32_t id);
/* The facts of a struct or union itself, from its members. */
void cgen_lay_out(struct cgen *g, uint32_t id);

/* One member as read from the BTF. */
void cgen_layout_field(const struct cgen_layout *l, uint32_t index, struct cgen_field *ret_field);
void cgen_layout_begin(struct cgen *g, uint32_t id, bool is_packed, struct cgen_layout *ret_layout);
struct cgen_step cgen_layout_next(struct cgen_layout *l, uint32_t index, struct cgen_field *ret_field);
/* Bytes missing at the end that no attribute gives; *ret_align: of the whole, 0: none needed. */
uint64_t cgen_layout_end(struct cgen_layout *l, uint8_t *ret_align);

#endif

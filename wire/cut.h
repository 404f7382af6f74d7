/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A part of a BTF: wanted types are marked, the types they refer to are added, and all of it becomes a new
 * BTF, in the byte order of the first, or records that keep their ids.
 *
 * Types after a pointer, and those of functions, are only wanted by name; otherwise a part would be nearly
 * the whole.
 */
#ifndef BPFI_WIRE_CUT_H
#define BPFI_WIRE_CUT_H

#include "lib/buf.h"
#include "wire/types.h"

/* Each includes those before it. */
enum cut_want {
	CUT_NOT,
	CUT_NAME,    /* a struct or union: without its members; all others: whole */
	CUT_MEMBERS, /* a struct or union: those members that cut_want_member() names */
	CUT_WHOLE,
};

/* What replaces a struct or union of which no members are wanted. */
enum cut_empty {
	CUT_FORWARD, /* a forward declaration */
	CUT_SHELL,   /* itself, with its size and without members */
};

/* Types of a base stay where they are, with their ids. */
struct cut {
	const struct types *t;
	enum cut_empty empty;
	uint8_t *wants;     /* enum cut_want of each own type */
	uint8_t *members;   /* for each word of the type section: a wanted member begins here; NULL: none
			       requested */
	struct buf queue;   /* ids to be looked at: uint32_t each */
	struct buf strings; /* offsets: uint32_t each; sorted, each once, after cut_follow() */
	struct buf places;  /* of the strings in the new BTF, in the same order */
	uint32_t *ids;      /* of each own type in the new BTF */
};

/* @t stays open until cut_free(). */
int cut_open(struct cut *ret_cut, const struct types *t, enum cut_empty empty, struct err *err);
void cut_free(struct cut *c);

void cut_want_type(struct cut *c, uint32_t id, enum cut_want want);
/* A struct or union with this member, and the member's type, to which the same applies. */
void cut_want_member(struct cut *c, uint32_t id, uint32_t index);
/*
 * Everything a record refers to, including its name; the record may be from a BTF that has this one as its
 * base.
 */
void cut_want_refs(struct cut *c, const struct wire_type *w, enum cut_want want);

/* Marks everything referred to. Call this before the functions below. */
int cut_follow(struct cut *c, struct err *err);

/* Is it part of the cut? Types of unknown kinds never are. */
bool cut_has(const struct cut *c, uint32_t id);
/* The record in its new form, with its old ids and string offsets; its data follows it. */
int cut_record(const struct cut *c, uint32_t id, struct buf *ret_record, struct err *err);
const uint32_t *cut_strings(const struct cut *c, size_t *ret_count);

/* The new BTF, its types in the same order. */
int cut_write(struct cut *c, struct buf *ret_btf, struct err *err);
/* After cut_write(): the new id; 0 for types that are not part of it. */
uint32_t cut_id(const struct cut *c, uint32_t id);

#endif

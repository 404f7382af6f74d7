/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the parts of the C header generator share. Phases: survey (one look at every type), order (what is
 * printed, dependencies first; finds cycles), names (no two alike), body (declarations with their layout).
 *
 * Only what the order phase went through may be printed: it is known not to contain itself.
 */
#ifndef BPFI_BTFDUMP_CGEN_STATE_H
#define BPFI_BTFDUMP_CGEN_STATE_H

#include <string.h>

#include "btfdump/cgen.h"
#include "btfdump/cgen_words.h"

/* By type id. */
enum cgen_flags {
	CG_WALKED = 1 << 0,  /* all that its text mentions has been ordered */
	CG_OPEN = 1 << 1,    /* being walked: who meets it again has found a cycle */
	CG_DEFINED = 1 << 2, /* in the order */
	CG_DECLARED = 1 << 3,
	CG_USED = 1 << 4,    /* anonymous enum that something other than a typedef refers to */
	CG_FAST = 1 << 5,    /* kfunc tagged bpf_fastcall */
	CG_TAGGED = 1 << 6,  /* has declaration tags */
	CG_RENAMED = 1 << 7, /* itself, or some of its enumerators: see struct cgen_rename */
	CG_PRINTED = 1 << 8,
	CG_CLASHES = 1 << 9, /* typedef named as a tag or as a member that uses it: C++ wants another name */
	CG_C_ONLY = 1 << 10, /* typedef that C++ cannot have by its own name even beside the other one */
	CG_PACKED = 1 << 11,
	CG_SIZED = 1 << 12, /* cgen_fact is filled in */
	CG_BOUND = 1 << 14, /* its members know how it may be aligned */
	CG_AS_IS = 1 << 13, /* integer that C knows by the name it has */
};

enum { CG_FORWARD = 1u << 31, CG_ALIGN_ANY = 12 };

/* By type id: how the printed type behaves in C. */
struct cgen_fact {
	uint64_t size;       /* bytes; UINT64_MAX: none */
	uint8_t align;       /* power of two */
	uint8_t tight;       /* how much less than CG_ALIGN_ANY the places allow where it is embedded */
	uint8_t own_align;   /* of the aligned attribute behind the brace; 0: none */
	bool varies : 1;     /* its alignment is not the same on all machines */
	bool is_scalar : 1;  /* may be a bit-field */
	bool is_partial : 1; /* an integer of fewer bits than its bytes have: old bit-fields */
};

struct cgen_rename {
	uint32_t id, index; /* index UINT32_MAX: the type itself */
	uint32_t number;
};

struct cgen_tag {
	uint32_t on, id;
	int32_t component;
};

/* A list that grows; elements are words. */
struct cgen_list {
	uint32_t *at;
	uint32_t count, cap;
};

struct cgen {
	const struct types *t;
	const struct cgen_options *opt;
	struct err *err;
	bool is_failed;
	bool has_old_enums; /* the writer did not tell signed enums: see cgen_enum_value() */
	bool is_selective;

	uint16_t *flags;
	struct cgen_fact *facts;
	uint32_t *owner; /* typedef that carries an anonymous type's body, by id of the type; 0: none */
	struct cgen_list roots, kfuncs, order;
	uint32_t depth;
	uint32_t inside;      /* the struct whose text is being walked */
	uint32_t member_name; /* and the member */

	struct cgen_tag *tags;
	uint32_t tag_count, tag_cap;
	struct cgen_rename *renames;
	uint32_t rename_count, rename_cap;

	struct buf *to;
	size_t limit;
	uint32_t pads; /* numbered through one definition */
	const struct cgen_words *words;
	uint64_t words_used[CGEN_WORD_SETS]; /* as names of types and constants */
	uint32_t outer_name;                 /* of the struct that is being printed */
	bool has_records, uses_type_tag, uses_type_attr, uses_decl_tag, uses_wide_float, uses_empty,
		uses_bool;
	bool uses_cxx_name, uses_c23_name;
	struct cgen_report report;
};

/* The first failure counts; phases end soon after it. */
void cgen_fail(struct cgen *g, const char *what, uint32_t id);
void cgen_no_memory(struct cgen *g);
void cgen_list_add(struct cgen *g, struct cgen_list *l, uint32_t value);

void cgen_survey(struct cgen *g);
void cgen_select(struct cgen *g);
void cgen_sort(struct cgen *g, uint32_t *ids, uint32_t count, const uint8_t *ranks);
void cgen_order(struct cgen *g);
void cgen_name_all(struct cgen *g);

/* The member or type @id's number behind its name, 0: none. */
uint32_t cgen_renamed(const struct cgen *g, uint32_t id, uint32_t index);

static inline bool cgen_is_anonymous(const struct wire_type *w)
{
	return !w->name_off;
}

/* Highest power of two that a struct can be aligned to, by its size and by the places where it stands. */
static inline uint8_t cgen_bound(const struct cgen *g, uint32_t id)
{
	uint32_t size = types_at(g->t, id)->size;
	uint8_t places = (uint8_t)(CG_ALIGN_ANY - g->facts[id].tight);

	return size && __builtin_ctz(size) < places ? (uint8_t)__builtin_ctz(size) : places;
}

/* Not every writer of BTF keeps a string only once. */
static inline bool cgen_is_same_name(const struct cgen *g, uint32_t a, uint32_t b)
{
	const char *x, *y;

	if (a == b || !a || !b)
		return a == b;
	x = types_string(g->t, a);
	y = types_string(g->t, b);
	return *x == *y && !strcmp(x, y);
}

/* typedef _Bool bool: a keyword in other dialects. */
static inline bool cgen_is_bool(const struct cgen *g, const struct wire_type *w)
{
	const struct wire_type *target = types_at(g->t, w->size);

	return type_kind(target) == BK_INT && target->size == 1 && type_int_encoding(target) & INT_BOOL &&
	       !strcmp(types_string(g->t, w->name_off), "bool");
}

/* An enumerator's value as C shall see it. */
static inline uint64_t cgen_enum_value(const struct cgen *g, const struct wire_type *w, uint32_t i)
{
	uint64_t v = type_enum_value(w, i);

	return g->has_old_enums && type_kind(w) == BK_ENUM ? (uint64_t)(int64_t)(int32_t)v : v;
}

static inline bool cgen_is_signed(const struct cgen *g, const struct wire_type *w)
{
	return type_has_flag(w) || (g->has_old_enums && type_kind(w) == BK_ENUM);
}

#endif

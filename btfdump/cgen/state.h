/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the parts of the C header generator share. Phases: survey (one pass over all types), order (what is
 * printed, dependencies first; finds cycles), names (no two alike), body (declarations with their layout).
 *
 * Only what the order phase went through may be printed: it is known not to contain itself.
 */
#ifndef BPFI_BTFDUMP_CGEN_STATE_H
#define BPFI_BTFDUMP_CGEN_STATE_H

#include <string.h>

#include "btfdump/cgen/cgen.h"
#include "btfdump/cgen/type.h"
#include "btfdump/cgen/words.h"

_Static_assert((unsigned int)CG_FORWARD == (unsigned int)CGEN_DECLARED, "roots are taken over as they are");

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
	bool has_old_enums; /* the writer did not mark signed enums: see cgen_enum_value() */
	bool is_selective;

	struct cgen_type *by_id;
	struct cgen_list roots, kfuncs, order;
	uint32_t base_order, base_kfuncs; /* of these the header of the base has so many, from the first on */
	struct cgen_list places;          /* of structs by value: the outer one, the inner one, the byte */
	uint32_t depth;
	uint32_t inside;      /* the struct whose text is being walked */
	uint32_t member_name; /* and the member */

	struct cgen_tag *tags; /* sorted once all are known */
	uint32_t tag_count, tag_cap;
	struct cgen_rename *renames;
	uint32_t rename_count, rename_cap;

	struct buf *to;
	size_t limit;
	uint64_t hash; /* of the BTF */
	char guard[40];
	bool is_of_kernel;
	uint32_t pads; /* numbered through one definition */
	const struct cgen_words *words;
	uint64_t words_used[CGEN_WORD_SETS]; /* as names of types and constants */
	uint32_t outer_name;                 /* of the struct that is being printed */
	bool has_records, uses_type_tag, uses_type_attr, uses_decl_tag, uses_wide_float, uses_empty,
		uses_bool;
	bool uses_cxx_name, uses_c23_name;
	bool is_part;   /* see struct cgen_part */
	bool has_quals; /* of a part: keeps const and volatile */
	bool is_narrow; /* of a part: as hosts with 32-bit pointers need it */
	bool has_pointers,
		is_pointed;      /* of a part: the members of the root are pointers; those being printed */
	uint32_t part_id;        /* the root that is being printed */
	const char *narrow_text; /* their replacement for the type being printed; NULL: the same */
	struct cgen_report report;
};

/* Fills all but the request. */
void cgen_prepare(struct cgen *g);
void cgen_free(struct cgen *g);
/* The first failure is kept; phases end soon after it. */
void cgen_fail(struct cgen *g, const char *what, uint32_t id);
void cgen_no_memory(struct cgen *g);
void cgen_list_add(struct cgen *g, struct cgen_list *l, uint32_t value);

void cgen_survey(struct cgen *g);
void cgen_select(struct cgen *g);
void cgen_sort(struct cgen *g, uint32_t *ids, uint32_t count, const uint8_t *ranks);
void cgen_order(struct cgen *g);
void cgen_name_all(struct cgen *g);

/* The number after the name of the member or type @id, 0: none. */
uint32_t cgen_renamed(const struct cgen *g, uint32_t id, uint32_t index);

static inline bool cgen_is_anonymous(const struct wire_type *w)
{
	return !w->name_off;
}

/* Highest power of two that a struct can be aligned to, by its size and the places where it is used. */
static inline uint8_t cgen_bound(const struct cgen *g, uint32_t id)
{
	uint32_t size = types_at(g->t, id)->size;
	uint8_t places = (uint8_t)(CG_ALIGN_ANY - g->by_id[id].tight);

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

static inline bool cgen_is_signed(const struct cgen *g, const struct wire_type *w)
{
	return type_has_flag(w) || (g->has_old_enums && type_kind(w) == BK_ENUM);
}

/* An enumerator's value as it must appear in C: what its enum has no room for is cut off. */
static inline uint64_t cgen_enum_value(const struct cgen *g, const struct wire_type *w, uint32_t i)
{
	const unsigned int above = w->size && w->size < 8 ? 64 - w->size * 8 : 0;
	uint64_t v = type_enum_value(w, i);

	if (g->has_old_enums && type_kind(w) == BK_ENUM)
		v = (uint64_t)(int64_t)(int32_t)v;
	return cgen_is_signed(g, w) ? (uint64_t)((int64_t)(v << above) >> above) : v << above >> above;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * BTF in memory, checked once when it is opened: the accessors below can be used without checks of their own.
 *
 * What types_open() promises of every type: its record, names and type ids lie inside; bit ranges of integers
 * and members lie inside their size; a chain of pointers, typedefs, qualifiers, tags, arrays, functions and
 * variables ends after at most TYPES_DEPTH steps. Not promised: that a reference has a sensible kind (a
 * qualified function, a section entry that is not a variable), that names are identifiers or unique, that a
 * member's type fits, that a struct does not contain itself: whoever follows members counts the steps.
 */
#ifndef BPFI_WIRE_TYPES_H
#define BPFI_WIRE_TYPES_H

#include "lib/err.h"
#include "wire/type.h"

/* The words of a record of a known kind after its info word, and what each of them means. */
struct type_words {
	const uint32_t *at;
	uint32_t count;
	uint32_t period; /* of facts->words */
	const struct wire_kind_facts *facts;
};

static inline struct type_words type_words(const struct wire_type *w)
{
	const struct wire_kind_facts *facts = wire_kind_facts(type_kind(w));

	return (struct type_words){.at = &w->size,
				   .count = 1 + (facts->fixed + facts->elem * type_vlen(w)) / 4,
				   .period = (uint32_t)__builtin_strlen(facts->words),
				   .facts = facts};
}

/* 'n': offset of a string, 'r': type id, 'p': neither. */
static inline char type_word_class(const struct type_words *words, uint32_t i)
{
	if (!i)
		return words->facts->has_ref ? 'r' : 'p';
	return words->facts->words[(i - 1) % words->period];
}

enum { TYPES_DEPTH = 128 };

/* Ids continue those of the base. Id 0 is void. Records are in native byte order. */
struct types {
	const struct types *base; /* NULL: no base */
	uint32_t first_id;        /* first id that does not belong to the base, at least 1 */
	uint32_t count;           /* one more than the highest id */
	uint8_t ptr_size;         /* of the target: 4 or 8 */
	bool is_big_endian;       /* the target's data, not the records here */
	bool is_foreign;          /* the file is not in this machine's byte order */

	const uint32_t *words; /* type section */
	uint32_t word_count;
	uint32_t *offsets;       /* of each own id's record, in words */
	const char *strings;     /* own strings, ends with NUL */
	uint32_t str_first;      /* offset of the first own string: the base's come before */
	uint32_t str_end;        /* one more than the highest string offset */
	bool has_long_names;     /* more than the kernel would allow */
	uint32_t *private_words; /* copy of the type section, if it could not be used in place */

	const struct wire_layout *layouts; /* the file's description of kinds, by number */
	uint32_t layout_count;

	const void *raw; /* the bytes it was opened from */
	size_t raw_size;
	const void *ext; /* .BTF.ext, in the file's byte order; NULL: none */
	size_t ext_size;

	void (*release)(void *backing); /* frees the memory of the bytes, if this owns it */
	void *backing;
};

/*
 * Opens BTF from memory that the caller keeps until types_free(); likewise the base (NULL: none). Own memory
 * is one third of the input, or one and a third where the byte order is foreign.
 */
int types_open(const void *data, size_t size, const struct types *base, struct types **ret_types,
	       struct err *err);
/* True if the strings show that this BTF has a base. */
bool types_needs_base(const void *data, size_t size);
/* Size of the BTF that begins here, as its header says; 0: none begins here. */
size_t types_extent(const void *data, size_t size);
void types_free(struct types *t);
void types_cleanup(struct types **t);
#define auto_types __attribute__((cleanup(types_cleanup))) struct types

/* The slow half of types_at(): ids that belong to the base. */
const struct wire_type *types_at_base(const struct types *t, uint32_t id);

/* The record of any id; void for 0 and for ids that do not exist. */
static inline const struct wire_type *types_at(const struct types *t, uint32_t id)
{
	uint32_t own = id - t->first_id;

	if (own >= t->count - t->first_id)
		return types_at_base(t, id);
	return (const struct wire_type *)(const void *)(t->words + t->offsets[own]);
}

/* Never NULL; "" at offset 0 and for offsets out of range. */
static inline const char *types_string(const struct types *t, uint32_t off)
{
	while (off < t->str_first)
		t = t->base;
	return off < t->str_end ? t->strings + (off - t->str_first) : "";
}

static inline unsigned int types_kind(const struct types *t, uint32_t id)
{
	return type_kind(types_at(t, id));
}

static inline const char *types_name(const struct types *t, uint32_t id)
{
	return types_string(t, types_at(t, id)->name_off);
}

/* What a pointer, modifier, typedef, function, variable or tag refers to; the result of a FUNC_PROTO. */
static inline uint32_t types_ref(const struct types *t, uint32_t id)
{
	return types_at(t, id)->size;
}

/* Skips qualifiers and type tags; types_resolve() also typedefs. */
uint32_t types_skip_modifiers(const struct types *t, uint32_t id);
uint32_t types_resolve(const struct types *t, uint32_t id);

/* Size in bytes; false for void, functions, forward declarations, unknown kinds and where 2^63 is exceeded.
 */
bool types_has_size(const struct types *t, uint32_t id, uint64_t *ret_size);
int types_size(const struct types *t, uint32_t id, uint64_t *ret_size, struct err *err);

/* Lowest id from @from on of that name and of a kind whose bit is in @kinds (1u << BK_STRUCT); 0: none. */
uint32_t types_find(const struct types *t, const char *name, uint32_t kinds, uint32_t from);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The plan of a value: a flat array of steps. A container's step is followed by its children and a VALUE_END.
 *
 * Offsets count from the start of the innermost list's element (or of the whole). All that a step reads is
 * within the plan's size: checked when the plan is made, not again later.
 */
#ifndef BPFI_BTFDUMP_VALUE_PLAN_H
#define BPFI_BTFDUMP_VALUE_PLAN_H

#include "btfdump/value/bits.h"
#include "btfdump/value/value.h"

enum value_op {
	VALUE_NULL, /* nothing that can be shown: void, functions, what lies outside */
	VALUE_INT,
	VALUE_BOOL,
	VALUE_CHAR,
	VALUE_ENUM,
	VALUE_POINTER,
	VALUE_FLOAT,
	VALUE_TEXT,    /* array of char */
	VALUE_LIST,    /* one child, @count times */
	VALUE_OBJECT,  /* anonymous structs and unions are opened in place */
	VALUE_SECTION, /* list of one-member objects: the variables of a data section */
	VALUE_END,
};

struct value_step {
	uint8_t op; /* enum value_op */
	bool is_signed;
	bool is_alternative; /* in a union, not the first branch: positions skip it */
	struct bit_place at;
	uint32_t end;     /* containers: the VALUE_END's index plus one */
	uint32_t table;   /* VALUE_ENUM: index of its names */
	const char *name; /* NULL: the whole, and what is in a list */
	const char *symbol_key;
	uint64_t offset;
	uint64_t count;  /* VALUE_LIST: elements; VALUE_TEXT: bytes */
	uint64_t stride; /* VALUE_LIST */
};

/* Enumerators of one enum for one width; first those that printing prefers among equals. */
struct value_name {
	uint64_t bits;
	const char *name;
	uint32_t index;
	bool is_second; /* only if the enum is signed, which is unknown */
};

struct value_table {
	uint32_t type_id;
	uint8_t bits;
	bool is_flags; /* values can be put together with '|' */
	uint32_t count;
	struct value_name *names; /* by bits */
};

struct value_text {
	struct value_text *next;
	char text[];
};

struct value_plan {
	struct value_step *steps;
	uint32_t count, room;
	struct value_table *tables;
	uint32_t table_count;
	uint64_t name_count; /* of all tables */
	uint64_t size;
	struct value_options opt;
	struct value_as *as; /* parts that are shown otherwise */
	uint32_t as_count;
	struct value_text *texts; /* names that differ from the BTF's */
	uint32_t renamed;
};

/* Room for a name, valid as long as the plan. */
char *value_plan_text(struct value_plan *p, size_t size);
/* The name with everything but plain text replaced; NULL when out of memory. */
const char *value_plan_clean(struct value_plan *p, const char *name);

/* How the step is shown; NULL: by its type. */
static inline const struct value_as *step_as(const struct value_plan *p, uint32_t i)
{
	for (uint32_t n = 0; n < p->as_count; n++)
		if (p->as[n].step == i)
			return &p->as[n];
	return NULL;
}

static inline bool step_is_container(const struct value_step *s)
{
	return s->op == VALUE_LIST || s->op == VALUE_OBJECT || s->op == VALUE_SECTION;
}

/* The step after this one and its children. */
static inline uint32_t step_next(const struct value_plan *p, uint32_t i)
{
	return step_is_container(&p->steps[i]) ? p->steps[i].end : i + 1;
}

/* value_field.c: the part itself and not one of its elements; lists are entered. */
int value_field_find_each(const struct value_plan *p, const char *path, struct value_field *ret_field,
			  struct err *err);

/* value_print.c: length of the string that an array of char holds; false where it holds none. */
bool value_is_string(const uint8_t *from, size_t size, bool is_exact, size_t *ret_len);

/* value_names.c: every child of the object at @i gets a key that no other one has. */
int value_plan_name_children(struct value_plan *p, uint32_t i, struct err *err);

/* A pointer's second key, where symbols are requested. */
int value_plan_add_symbol(struct value_plan *p, uint32_t i, struct err *err);

/* value_enum.c */
int value_table_make(struct value_plan *p, const struct types *t, uint32_t type_id, unsigned int bits,
		     uint32_t *ret_table, struct err *err);
/* NULL: no enumerator has these bits. */
const char *value_table_name(const struct value_table *table, uint64_t bits);
/* "A|B"; false where flags do not cover all. */
bool value_table_flags(const struct value_table *table, uint64_t bits, char *ret_text, size_t size);
bool value_table_find(const struct value_table *table, const char *name, size_t len, uint64_t *ret_bits);

#endif

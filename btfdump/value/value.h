/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values by their types, in both directions: bytes to output, JSON or a C initialiser to bytes.
 *
 * A type is walked once, into a plan; printing and parsing run the plan and do not use types. Printed values
 * parse back to the same bytes, except for padding and, unless is_exact, what follows the end of a string.
 */
#ifndef BPFI_BTFDUMP_VALUE_VALUE_H
#define BPFI_BTFDUMP_VALUE_VALUE_H

#include "lib/number.h"
#include "lib/out.h"
#include "wire/types.h"

/* True where the address has a name. */
typedef bool value_symbol_fn(void *arg, uint64_t addr, char *ret_name, size_t size);

struct value_options {
	bool is_numeric;         /* enums as numbers */
	bool is_exact;           /* a char array is a string only where all after its end is zero */
	uint64_t size;           /* bytes of data, 0: the size of the type; more fill a flexible array */
	value_symbol_fn *symbol; /* NULL: pointers are only addresses */
	void *symbol_arg;
};
struct value_plan;

/* @t must stay valid as long as the plan. @opt may be NULL. */
int value_plan_make(const struct types *t, uint32_t type_id, const struct value_options *opt,
		    struct value_plan **ret_plan, struct err *err);
/* Without a type: an unsigned integer where requested and one of that size exists, else a list of bytes. */
int value_plan_make_bytes(uint32_t size, bool is_number, struct value_plan **ret_plan, struct err *err);
void value_plan_free(struct value_plan *p);
void value_plan_cleanup(struct value_plan **p);
#define auto_value_plan __attribute__((cleanup(value_plan_cleanup))) struct value_plan
uint64_t value_plan_size(const struct value_plan *p); /* bytes that a value has */

/* One value, as JSON data where the row @f is (or NULL); text: in a LAYOUT_TREE. Too few bytes: nothing is
 * printed. */
int value_print(struct out *o, const struct field *f, const struct value_plan *p, const void *data,
		size_t size, struct err *err);

/* What value_print() leaves out: padding, and what follows a string's end. @p must stay valid as long. */
struct value_hidden;
int value_hidden_make(const struct value_plan *p, struct value_hidden **ret_hidden, struct err *err);
void value_hidden_free(struct value_hidden *h);
bool value_hidden_has(const struct value_hidden *h, const void *data); /* of the plan's size: any not zero? */

/*
 * JSON or a C initialiser. Members that are not named become zero; everything that does not fit is refused,
 * and so are members of a union that contradict each other, with the path, starting at @what ("value").
 * @ret_bytes has value_plan_size() bytes; @ret_is_whole (may be NULL): all members were given.
 */
int value_parse(const struct value_plan *p, const char *what, const char *text, void *ret_bytes,
		bool *ret_is_whole, struct err *err);

/* A part of a value: "pid", "stats[3].count", "" (the whole), a variable's name in a data section. */
struct value_field {
	uint32_t step;
	uint64_t offset; /* of the bytes that it is counted from */
};

/* The variables of a data section, in order; nothing if it is not a data section. */
typedef void (*value_variable_fn)(void *arg, const char *name, const struct value_field *field);
void value_variables(const struct value_plan *p, value_variable_fn fn, void *arg);

int value_field_find(const struct value_plan *p, const char *path, struct value_field *ret_field,
		     struct err *err);
/* As value_print() and value_parse(); parsing leaves the other parts of @bytes as they are. */
int value_field_print(struct out *o, const struct field *f, const struct value_plan *p,
		      const struct value_field *field, const void *data, size_t size, struct err *err);
int value_field_parse(const struct value_plan *p, const struct value_field *field, const char *what,
		      const char *text, void *bytes, size_t size, struct err *err);

/* A part that is shown by a format: which bytes, from where the field's offset is counted. */
struct value_as {
	const struct value_format *format; /* NULL: by its type */
	const void *arg;                   /* the format's */
	uint32_t step;
	uint64_t at, size;
};

/* How bytes or numbers are read by people. The rows belong to the callers. */
struct value_format {
	const char *name, *help;
	const char *sizes; /* of the bytes that it applies to, as characters "\4\10"; NULL: any */
	bool is_swapped;   /* a number in network byte order, also where the type is bytes */
	bool ends_at_nul;
	/* Integers, of a list one by one, and everything else; NULL: not shown by this format. */
	void (*print_number)(struct out *o, const struct field *f, const struct value_as *as,
			     const struct number *n);
	void (*print)(struct out *o, const struct field *f, const struct value_as *as, const uint8_t *from);
	/* What a filter compares it with; false: not of this form. */
	bool (*read_number)(const struct value_as *as, const char *text, struct number *ret_number);
	bool (*read)(const char *text, struct buf *ret_bytes);
};

/* Without indexes a path enters every list on its way: all that it means is shown so. */
int value_plan_show_as(struct value_plan *p, const char *path, const struct value_format *format,
		       const void *arg, struct err *err);
/* How a part is shown: as it was set, or, not NULL, by @format; false if that does not fit it. */
bool value_field_as(const struct value_plan *p, const struct value_field *field,
		    const struct value_format *format, struct value_as *ret_as);
bool value_as_is_number(const struct value_plan *p, const struct value_as *as);
bool value_as_number(const struct value_plan *p, const struct value_as *as, const struct value_field *field,
		     const void *data, struct number *ret_number);

/* For comparing, sorting and adding up. */
enum value_class { VALUE_IS_NEITHER, VALUE_IS_NUMBER, VALUE_IS_TEXT };

enum value_class value_field_class(const struct value_plan *p, const struct value_field *field);
/* A number of one byte: it may be a character. */
bool value_field_is_char(const struct value_plan *p, const struct value_field *field);
/* False for non-numbers, and floats that this machine has no type for. */
bool value_field_number(const struct value_plan *p, const struct value_field *field, const void *data,
			size_t size, struct number *ret_number);
/* Of an array of char: up to its end or its NUL. @data has the plan's size. */
bool value_field_text(const struct value_plan *p, const struct value_field *field, const void *data,
		      const char **ret_text, size_t *ret_len);
/* The number that an enumerator's name stands for; of an enum. */
bool value_field_named(const struct value_plan *p, const struct value_field *field, const char *name,
		       size_t len, struct number *ret_number);
/* The enumerator that was probably meant; NULL: none. */
const char *value_field_near_name(const struct value_plan *p, const struct value_field *field,
				  const char *word);
enum { VALUE_NUMBER_LEN = 64 };
/* Decimal; true where it is a JSON number (not "nan"). */
bool value_number_write(const struct number *n, char buf[VALUE_NUMBER_LEN]);

/* Values of one type, one of each CPU, to be put together. */
enum value_agg { VALUE_AGG_NONE, VALUE_AGG_SUM, VALUE_AGG_MIN, VALUE_AGG_MAX, VALUE_AGG_AVG };

struct value_copies {
	const void *data;
	size_t stride; /* from one to the next, at least the plan's size */
	uint32_t count;
	enum value_agg agg;
};

/* False for what is not an integer or a float. */
bool value_field_agg(const struct value_plan *p, const struct value_field *field,
		     const struct value_copies *copies, struct number *ret_number);
/* Numbers put together; anything else as it is where all copies agree, null where they do not. */
int value_print_agg(struct out *o, const struct field *f, const struct value_plan *p,
		    const struct value_field *field, const struct value_copies *copies, struct err *err);

/* Every part without members, by its path ("" if that is the whole). A result other than 0 ends the walk. */
typedef int value_leaf_fn(void *arg, const char *path, struct err *err);
int value_leaves(const struct value_plan *p, value_leaf_fn *fn, void *arg, struct err *err);

#endif

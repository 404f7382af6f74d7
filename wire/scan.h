/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A few facts from BTF bytes in place: no index, no allocation, one walk per question. For the running
 * kernel's own types and for names of programs and maps; whole type graphs are left to btfdump.
 *
 * The bytes may be hostile: every offset is checked before use, loops are bounded by the number of bytes.
 * Only the byte order of this machine. Types of a module continue those of the kernel, their base.
 */
#ifndef BPFI_WIRE_SCAN_H
#define BPFI_WIRE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"

/* Points into the caller's bytes. */
struct wire_scan {
	const char *types;
	uint32_t types_len;
	const char *strings; /* ends with a NUL */
	uint32_t strings_len;
	const char *layout; /* sizes of kinds; NULL if there is no such section */
	uint32_t layout_len;
	const struct wire_scan *base; /* NULL: none */
	uint32_t base_types;          /* how many types it has: the first id is one more */
	uint32_t count;               /* of its own types, once they were counted */
};

/* One type record. */
struct wire_scan_type {
	uint32_t id;
	uint32_t kind; /* enum wire_kind, or a newer one */
	uint32_t vlen;
	bool has_flag;
	uint32_t name_off;
	uint32_t size;     /* or the type referred to */
	const char *elems; /* vlen elements, inside the bytes */
};

/* Position of a walk; all zero at the start. */
struct wire_scan_pos {
	uint32_t off, id;
};

/* A named type to be found; ret_type.id stays 0 if it is not found. */
struct wire_scan_want {
	const char *name;
	uint32_t kind;
	struct wire_scan_type ret_type;
	uint32_t name_off; /* of the scan itself */
};

/* Fails if the bytes are not BTF that can be walked. */
int wire_scan_open(struct wire_scan *ret_scan, const void *data, size_t len, struct err *err);
/* Makes the other the base, which must stay. Its types are counted once. */
void wire_scan_continue(struct wire_scan *scan, struct wire_scan *base);

/* The next record, not those of the base; false at the end, or at a kind whose size is not known. */
bool wire_scan_next(const struct wire_scan *scan, struct wire_scan_pos *pos, struct wire_scan_type *ret_type);
/* The next one that has one of two names, each an offset; others are only passed over. */
bool wire_scan_next_named(const struct wire_scan *scan, struct wire_scan_pos *pos, const uint32_t names[2],
			  struct wire_scan_type *ret_type);
/* Where a walk continues that has come to the record. */
struct wire_scan_pos wire_scan_at(const struct wire_scan *scan, const struct wire_scan_type *type);
bool wire_scan_type(const struct wire_scan *scan, uint32_t id, struct wire_scan_type *ret_type);

/* NULL outside the string section; "" for no name. */
const char *wire_scan_string(const struct wire_scan *scan, uint32_t off);
/* The offset that types of this name have; 0: there is none. */
uint32_t wire_scan_string_offset(const struct wire_scan *scan, const char *name);
/* The same, but not in the strings of the base; false: there is none. */
bool wire_scan_own_string(const struct wire_scan *scan, const char *name, uint32_t *ret_off);

/*
 * Finds all wanted types in one walk, the first of each name and kind, not those of the base. Returns how
 * many were found.
 */
unsigned int wire_scan_find(const struct wire_scan *scan, struct wire_scan_want *wants, unsigned int count);

/*
 * Bytes from the start of a struct or union to a member, also inside anonymous ones. False: not found, or a
 * bit-field.
 */
bool wire_scan_member(const struct wire_scan *scan, const struct wire_scan_type *type, const char *name,
		      uint32_t *ret_offset);

/* The first enumerator with that value in a named enum, or NULL. */
const char *wire_scan_enumerator(const struct wire_scan *scan, const char *enum_name, uint64_t value);

/* The name of a type, NULL if it has none. */
const char *wire_scan_type_name(const struct wire_scan *scan, uint32_t id);
/* The same for data sections only: the full name of the map that holds such data. */
const char *wire_scan_section_name(const struct wire_scan *scan, uint32_t id);

/*
 * The full name of the map that the kernel knows as @cut: the only variable of the section of map
 * declarations with that prefix. NULL if none or several have it.
 */
const char *wire_scan_map_var(const struct wire_scan *scan, const char *cut);

#endif

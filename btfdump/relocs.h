/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * CO-RE relocations of a BPF object: which types of the running kernel its instructions depend on. They are
 * in .BTF.ext, after the function and line information, and name types of the object's own BTF.
 */
#ifndef BPFI_BTFDUMP_RELOCS_H
#define BPFI_BTFDUMP_RELOCS_H

#include "wire/types.h"

/* What the loader puts into the instruction; see struct reloc. */
enum reloc_kind {
	RELOC_FIELD_OFFSET,
	RELOC_FIELD_SIZE,
	RELOC_FIELD_EXISTS,
	RELOC_FIELD_SIGNED,
	RELOC_FIELD_LEFT_SHIFT,
	RELOC_FIELD_RIGHT_SHIFT,
	RELOC_TYPE_ID_LOCAL,
	RELOC_TYPE_ID,
	RELOC_TYPE_EXISTS,
	RELOC_TYPE_SIZE,
	RELOC_VALUE_EXISTS,
	RELOC_VALUE,
	RELOC_TYPE_MATCHES,
};

struct reloc {
	uint32_t offset; /* of the instruction, bytes into its section */
	uint32_t type;   /* checked to exist */
	uint32_t access; /* string: "0:1:4", indexes of elements, members or enumerators from the type on */
	uint32_t kind;   /* enum reloc_kind; newer ones may appear */
};

struct relocs {
	struct reloc *list;
	uint32_t count;
};

/* Finding none is not an error. Sections follow each other without saying which one a relocation is in. */
int relocs_read(const struct types *t, struct relocs *ret_relocs, struct err *err);
void relocs_free(struct relocs *relocs);
#define auto_relocs __attribute__((cleanup(relocs_free))) struct relocs

#endif

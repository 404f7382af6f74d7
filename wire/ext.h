/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * .BTF.ext as it lies in an object: three lists of records, by section. Every record that is handed out is of
 * an instruction and a type that exist; numbers are in native byte order.
 */
#ifndef BPFI_WIRE_EXT_H
#define BPFI_WIRE_EXT_H

#include "wire/elf.h"
#include "wire/types.h"

enum ext_list { EXT_FUNCTIONS, EXT_LINES, EXT_RELOCATIONS, EXT_LISTS };

enum { EXT_WORDS = 4 };

struct ext_record {
	const struct elf_section *section; /* of the instruction */
	uint32_t insn;                     /* byte offset in it */
	uint32_t words[EXT_WORDS];         /* from the instruction on; fewer in the list of functions */
};

typedef int (*ext_record_fn)(void *arg, const struct ext_record *record, struct err *err);

/* Calls @each, which may be NULL, for every record of a list; ends with its first error. */
int ext_read(const struct elf *elf, const struct types *t, const struct elf_section *ext, enum ext_list list,
	     ext_record_fn each, void *arg, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whether all of an object's parts are where it states, before libbpf reads any of it: that takes sizes,
 * offsets and ids of files on trust in places, and crashes on false ones.
 */
#ifndef BPFI_OBJFILE_CHECK_H
#define BPFI_OBJFILE_CHECK_H

#include "wire/elf.h"
#include "wire/types.h"

/* Compilers make hundreds at most; each is looked for by name now and then. */
enum { CHECK_SECTIONS_MAX = 8192 };

/* Everything: sections, symbols, code, relocations, .BTF and .BTF.ext. The error does not name the file. */
int check_object(const struct elf *elf, struct err *err);

/* The part about types; does nothing without .BTF. */
int check_types(const struct elf *elf, const struct elf_table *symbols, struct err *err);
/* A struct or union that contains itself would be followed without end. */
int check_containment(const struct types *t, struct err *err);

#endif

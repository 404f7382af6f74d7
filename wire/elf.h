/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ELF objects as they lie in memory, 64-bit, in either byte order: sections, symbols, relocations.
 *
 * Nothing is copied and nothing allocated: what is returned points into the caller's bytes, which may be
 * hostile and lie at any address. elf_parse() promises of every section that its content and its name lie
 * inside of the file; tables of symbols and relocations are checked when they are opened, their elements
 * when they are read. Not promised: that names are unique or identifiers, or that sections do not overlap.
 */
#ifndef BPFI_WIRE_ELF_H
#define BPFI_WIRE_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"

struct elf_section {
	uint32_t index;
	uint32_t type, link, info;
	uint64_t flags, size, align, entry_size;
	const char *name;          /* never NULL */
	const unsigned char *data; /* @size bytes; NULL: SHT_NOBITS, @size is what it has in memory */
};

struct elf {
	const unsigned char *data;
	size_t size;
	bool is_big_endian;
	bool is_foreign; /* not in this machine's byte order */
	uint16_t type, machine;
	uint32_t section_count; /* the empty section 0 counts */
	uint64_t headers, header_size;
	struct elf_section names; /* of sections */
};

/* Places of symbols that are not sections; sections are numbers below elf.section_count. */
enum { ELF_UNDEFINED = 0, ELF_ABSOLUTE = 0xfffffff1u, ELF_COMMON = 0xfffffff2u, ELF_NOWHERE = 0xffffffffu };

struct elf_symbol {
	const char *name; /* of a section's symbol often "" */
	uint64_t value, size;
	uint32_t section;                  /* or one of the places above */
	uint8_t type, binding, visibility; /* STT_, STB_, STV_ */
};

struct elf_reloc {
	uint64_t offset;
	int64_t addend;
	bool has_addend; /* SHT_RELA; otherwise it is in the bytes that are relocated */
	uint32_t symbol; /* checked only by elf_symbol_at() */
	uint32_t type;
};

/* A section read as a table; for symbols also their names, and section numbers that do not fit a symbol. */
struct elf_table {
	const struct elf *elf;
	struct elf_section section, strings, places;
	uint32_t count;
};

/* The caller keeps the bytes. */
int elf_parse(const void *data, size_t size, struct elf *ret_elf, struct err *err);

/* False if the section does not exist. */
bool elf_section_at(const struct elf *elf, uint32_t index, struct elf_section *ret_section);
/* The first section of that name. */
bool elf_find(const struct elf *elf, const char *name, struct elf_section *ret_section);
/* The first section of that type (SHT_SYMTAB) from @from on. */
bool elf_find_type(const struct elf *elf, uint32_t type, uint32_t from, struct elf_section *ret_section);

/* The table of symbols; without one it has no elements. */
int elf_symbols(const struct elf *elf, struct elf_table *ret_symbols, struct err *err);
/* False if the symbol, its section or its name does not exist. Symbol 0 means no symbol. */
bool elf_symbol_at(const struct elf_table *symbols, uint32_t index, struct elf_symbol *ret_symbol);

/* Relocations, of a section of type SHT_REL or SHT_RELA; @section->info is what they change. */
int elf_relocs(const struct elf *elf, const struct elf_section *section, struct elf_table *ret_relocs,
	       struct err *err);
bool elf_reloc_at(const struct elf_table *relocs, uint32_t index, struct elf_reloc *ret_reloc);

/* Numbers of 1 to 8 bytes in the object's byte order. */
uint64_t elf_number(const struct elf *elf, const void *at, size_t width);
/* The string that begins @off bytes into a section; false if there is none, or no NUL ends it.
 */
bool elf_string(const struct elf_section *strings, uint64_t off, const char **ret_string);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sections, symbols, code and relocations. Sums are made in 64 bits, of values that were compared first. */
#include "objfile/check.h"

#include <elf.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { INSN_SIZE = 8, LOAD_WIDE = 0x18 /* two instructions long; the second one has no code */ };

/* All sections: they are read once, and asked for by every symbol. */
struct sections {
	struct elf_section *list;
	uint32_t count;
};

static void sections_free(struct sections *s)
{
	free(s->list);
}

static bool is_code(const struct elf_section *s)
{
	return s->type == SHT_PROGBITS && s->flags & SHF_EXECINSTR;
}

/* What libbpf takes the first or the last of, as it comes: the bit that says which it is; 0: it is none of
 * it. */
static unsigned int single_bit(const struct elf_section *s)
{
	static const char *const single[] = {".BTF", ".BTF.ext", ".maps", "license", "version"};

	if (s->type == SHT_SYMTAB)
		return 1;
	for (unsigned int i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (s->name[0] == single[i][0] && s->name[1] == single[i][1] && !strcmp(s->name, single[i]))
			return 2u << i;
	return 0;
}

static int check_single(const struct elf_section *s, unsigned int *seen, struct err *err)
{
	unsigned int bit = single_bit(s);

	if (*seen & bit)
		return s->type == SHT_SYMTAB ? err_set(err, 0, "duplicate symbol table")
					     : err_set(err, 0, "duplicate section %s", s->name);
	*seen |= bit;
	return 0;
}

static int check_section(const struct elf_section *s, struct err *err)
{
	if (s->size > INT_MAX)
		return err_set(err, 0, "section %u (%.64s) is larger than two gigabytes", s->index, s->name);
	if (s->flags & SHF_COMPRESSED)
		return err_set(err, 0, "section %u (%.64s) is compressed", s->index, s->name);
	if (is_code(s) && s->size % INSN_SIZE)
		return err_set(err, 0, "section %u (%.64s) ends in the middle of an instruction", s->index,
			       s->name);
	return 0;
}

static int check_sections(const struct elf *elf, struct sections *to, struct err *err)
{
	unsigned int seen = 0;

	if (elf->section_count > CHECK_SECTIONS_MAX)
		return err_set(err, 0, "%u sections are too many (at most %d)", elf->section_count,
			       CHECK_SECTIONS_MAX);
	to->list = calloc(elf->section_count + (size_t)1, sizeof(*to->list));
	if (!to->list)
		return err_no_memory(err);
	to->count = elf->section_count;
	for (uint32_t i = 1; i < to->count; i++) {
		struct elf_section *s = &to->list[i];

		if (!elf_section_at(elf, i, s))
			return err_set(err, 0, "section %u cannot be read", i);
		if (check_section(s, err) || check_single(s, &seen, err))
			return -1;
	}
	return 0;
}

/* From instruction to instruction: a wide one must not be cut off, nor look like two. */
static int check_code(const struct elf_section *s, const struct elf_symbol *f, struct err *err)
{
	uint64_t at = f->value, end = f->value + f->size;

	if (at % INSN_SIZE || f->size % INSN_SIZE)
		return err_set(err, 0, "function %.64s is not made of whole instructions", f->name);
	for (; at < end; at += INSN_SIZE) {
		if (s->data[at] != LOAD_WIDE)
			continue;
		at += INSN_SIZE;
		if (at >= end || s->data[at])
			return err_set(err, 0, "function %.64s: half of an instruction at byte %llu", f->name,
				       (unsigned long long)(at - f->value - INSN_SIZE));
	}
	return 0;
}

static int check_symbol(const struct sections *sections, const struct elf_symbol *symbol, struct err *err)
{
	const struct elf_section *s;

	if (symbol->section == ELF_UNDEFINED || symbol->section == ELF_ABSOLUTE ||
	    symbol->section == ELF_COMMON)
		return 0;
	if (symbol->section >= sections->count)
		return err_set(err, 0, "symbol %.64s is in a section that does not exist", symbol->name);
	s = &sections->list[symbol->section];
	if (symbol->value > s->size || symbol->size > s->size - symbol->value)
		return err_set(err, 0, "symbol %.64s lies outside its section %.64s", symbol->name, s->name);
	return symbol->type == STT_FUNC && is_code(s) ? check_code(s, symbol, err) : 0;
}

static int check_symbols(const struct elf *elf, const struct sections *sections,
			 struct elf_table *ret_symbols, struct err *err)
{
	struct elf_symbol symbol;

	if (elf_symbols(elf, ret_symbols, err))
		return -1;
	if (ret_symbols->count && ret_symbols->section.entry_size != sizeof(Elf64_Sym))
		return err_set(err, 0, "unknown symbol table format");
	for (uint32_t i = 0; i < ret_symbols->count; i++) {
		if (!elf_symbol_at(ret_symbols, i, &symbol))
			return err_set(err, 0, "symbol %u has no section or no name", i);
		if (check_symbol(sections, &symbol, err))
			return -1;
	}
	return 0;
}

/* Addresses of data have 4 or 8 bytes; what is in code begins with an instruction. */
static bool is_in_place(const struct elf_section *target, uint64_t offset)
{
	uint64_t least = is_code(target) ? INSN_SIZE : sizeof(uint32_t);

	return target->data && least <= target->size && offset <= target->size - least &&
	       !(is_code(target) && offset % INSN_SIZE);
}

static int check_relocs(const struct elf_table *symbols, const struct sections *sections,
			const struct elf_section *s, struct err *err)
{
	const struct elf_section *target;
	struct elf_symbol symbol;
	struct elf_table relocs;
	struct elf_reloc r;

	if (elf_relocs(symbols->elf, s, &relocs, err))
		return -1;
	if (relocs.count && s->entry_size != (s->type == SHT_REL ? sizeof(Elf64_Rel) : sizeof(Elf64_Rela)))
		return err_set(err, 0, "section %u (%.64s): unknown relocation format", s->index, s->name);
	if (!s->info || s->info >= sections->count)
		return err_set(err, 0, "section %u (%.64s): relocations of a section that does not exist",
			       s->index, s->name);
	target = &sections->list[s->info];
	for (uint32_t i = 0; i < relocs.count; i++) {
		if (!elf_reloc_at(&relocs, i, &r) || !elf_symbol_at(symbols, r.symbol, &symbol))
			return err_set(err, 0, "section %u (%.64s): relocation %u names no symbol", s->index,
				       s->name, i);
		if (!is_in_place(target, r.offset))
			return err_set(err, 0, "section %u (%.64s): relocation %u lies outside %.64s",
				       s->index, s->name, i, target->name);
	}
	return 0;
}

static int check_all_relocs(const struct elf_table *symbols, const struct sections *sections, struct err *err)
{
	for (uint32_t i = 1; i < sections->count; i++) {
		const struct elf_section *s = &sections->list[i];

		if ((s->type == SHT_REL || s->type == SHT_RELA) && check_relocs(symbols, sections, s, err))
			return -1;
	}
	return 0;
}

int check_object(const struct elf *elf, struct err *err)
{
	__attribute__((cleanup(sections_free))) struct sections sections = {0};
	struct elf_table symbols;

	if (check_sections(elf, &sections, err) || check_symbols(elf, &sections, &symbols, err) ||
	    check_all_relocs(&symbols, &sections, err))
		return -1;
	return check_types(elf, &symbols, err);
}

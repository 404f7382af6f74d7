/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Headers are read field by field, so that byte order and alignment of the bytes do not matter. */
#include "wire/elf.h"

#include <elf.h>
#include <string.h>

uint64_t elf_number(const struct elf *elf, const void *at, size_t width)
{
	uint64_t v = 0;
	uint32_t v4;
	uint16_t v2;

	switch (width) {
	case 8:
		memcpy(&v, at, 8);
		return elf->is_foreign ? __builtin_bswap64(v) : v;
	case 4:
		memcpy(&v4, at, 4);
		return elf->is_foreign ? __builtin_bswap32(v4) : v4;
	case 2:
		memcpy(&v2, at, 2);
		return elf->is_foreign ? __builtin_bswap16(v2) : v2;
	default:
		for (size_t i = 0; i < width; i++)
			v = v << 8 | ((const unsigned char *)at)[elf->is_big_endian ? i : width - 1 - i];
		return v;
	}
}

#define FIELD(elf, at, type, field) \
	elf_number(elf, (at) + offsetof(Elf64_##type, field), sizeof(((Elf64_##type *)0)->field))

static bool is_inside(uint64_t all, uint64_t off, uint64_t size)
{
	return off <= all && size <= all - off;
}

bool elf_string(const struct elf_section *strings, uint64_t off, const char **ret_string)
{
	if (!strings->data || off >= strings->size || strings->data[strings->size - 1])
		return false;
	*ret_string = (const char *)strings->data + off;
	return true;
}

static const unsigned char *header_at(const struct elf *elf, uint32_t index)
{
	return elf->data + elf->headers + index * elf->header_size;
}

/* All but the name; false where the content lies outside of the file. */
static bool section_read(const struct elf *elf, uint32_t index, struct elf_section *ret_section)
{
	const unsigned char *h = header_at(elf, index);
	uint64_t off = FIELD(elf, h, Shdr, sh_offset);
	struct elf_section s = {
		.index = index,
		.type = (uint32_t)FIELD(elf, h, Shdr, sh_type),
		.link = (uint32_t)FIELD(elf, h, Shdr, sh_link),
		.info = (uint32_t)FIELD(elf, h, Shdr, sh_info),
		.flags = FIELD(elf, h, Shdr, sh_flags),
		.size = FIELD(elf, h, Shdr, sh_size),
		.align = FIELD(elf, h, Shdr, sh_addralign),
		.entry_size = FIELD(elf, h, Shdr, sh_entsize),
		.name = "",
	};

	/* The first header holds counts that are too large for the file's header. */
	if (!index)
		s.size = 0;
	if (s.type != SHT_NOBITS && s.type != SHT_NULL) {
		if (!is_inside(elf->size, off, s.size))
			return false;
		s.data = elf->data + off;
	}
	*ret_section = s;
	return true;
}

bool elf_section_at(const struct elf *elf, uint32_t index, struct elf_section *ret_section)
{
	struct elf_section s;

	if (index >= elf->section_count || !section_read(elf, index, &s))
		return false;
	if (index && !elf_string(&elf->names, FIELD(elf, header_at(elf, index), Shdr, sh_name), &s.name))
		return false;
	*ret_section = s;
	return true;
}

static int headers_find(struct elf *elf, struct err *err)
{
	uint64_t count = FIELD(elf, elf->data, Ehdr, e_shnum);

	elf->headers = FIELD(elf, elf->data, Ehdr, e_shoff);
	elf->header_size = FIELD(elf, elf->data, Ehdr, e_shentsize);
	if (!elf->headers)
		return err_set(err, 0, "no section header table");
	if (elf->header_size < sizeof(Elf64_Shdr) || !is_inside(elf->size, elf->headers, elf->header_size))
		return err_set(err, 0, "section header table lies outside the file");
	/* Where the numbers do not fit 16 bits, they are in the first section's header. */
	if (!count)
		count = FIELD(elf, header_at(elf, 0), Shdr, sh_size);
	if (count >= SHN_LORESERVE && count > elf->size / elf->header_size)
		return err_set(err, 0, "section header table lies outside the file");
	if (!is_inside(elf->size, elf->headers, count * elf->header_size))
		return err_set(err, 0, "section header table lies outside the file");
	elf->section_count = (uint32_t)count;
	return 0;
}

static int sections_check(struct elf *elf, struct err *err)
{
	uint64_t names = FIELD(elf, elf->data, Ehdr, e_shstrndx);
	struct elf_section s;

	if (names == SHN_XINDEX)
		names = FIELD(elf, header_at(elf, 0), Shdr, sh_link);
	if (names >= elf->section_count || !section_read(elf, (uint32_t)names, &elf->names) ||
	    !elf->names.data)
		return err_set(err, 0, "no section name table");
	for (uint32_t i = 1; i < elf->section_count; i++) {
		if (elf_section_at(elf, i, &s))
			continue;
		if (!section_read(elf, i, &s))
			return err_set(err, 0, "section %u extends past the end of the file", i);
		return err_set(err, 0, "name of section %u lies outside the string table", i);
	}
	return 0;
}

int elf_parse(const void *data, size_t size, struct elf *ret_elf, struct err *err)
{
	const unsigned char *bytes = data;
	struct elf elf = {.data = bytes, .size = size};

	if (size < EI_NIDENT || memcmp(bytes, ELFMAG, SELFMAG))
		return err_set(err, 0, "not an ELF object");
	if (bytes[EI_CLASS] != ELFCLASS64)
		return err_set(err, 0, "not a 64-bit object");
	if (bytes[EI_DATA] != ELFDATA2LSB && bytes[EI_DATA] != ELFDATA2MSB)
		return err_set(err, 0, "unknown ELF byte order");
	if (size < sizeof(Elf64_Ehdr))
		return err_set(err, 0, "truncated ELF header");
	elf.is_big_endian = bytes[EI_DATA] == ELFDATA2MSB;
	elf.is_foreign = elf.is_big_endian != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
	elf.type = (uint16_t)FIELD(&elf, bytes, Ehdr, e_type);
	elf.machine = (uint16_t)FIELD(&elf, bytes, Ehdr, e_machine);
	if (headers_find(&elf, err) || sections_check(&elf, err))
		return -1;
	*ret_elf = elf;
	return 0;
}

bool elf_find(const struct elf *elf, const char *name, struct elf_section *ret_section)
{
	const char *own;

	for (uint32_t i = 1; i < elf->section_count; i++)
		if (elf_string(&elf->names, FIELD(elf, header_at(elf, i), Shdr, sh_name), &own) &&
		    !strcmp(own, name))
			return elf_section_at(elf, i, ret_section);
	return false;
}

bool elf_find_type(const struct elf *elf, uint32_t type, uint32_t from, struct elf_section *ret_section)
{
	for (uint32_t i = from ? from : 1; i < elf->section_count; i++)
		if (FIELD(elf, header_at(elf, i), Shdr, sh_type) == type)
			return elf_section_at(elf, i, ret_section);
	return false;
}

/* Elements may be longer than they are known here, as section headers may. */
static int table_open(const struct elf *elf, const struct elf_section *section, size_t least,
		      struct elf_table *t, struct err *err)
{
	*t = (struct elf_table){.elf = elf, .section = *section};
	if (!section->size)
		return 0;
	if (!section->data || section->entry_size < least || section->size % section->entry_size)
		return err_set(err, 0, "section %u (%.64s): invalid entry size", section->index,
			       section->name);
	if (section->size / section->entry_size > UINT32_MAX)
		return err_set(err, 0, "section %u (%.64s): too many entries", section->index, section->name);
	t->count = (uint32_t)(section->size / section->entry_size);
	return 0;
}

static const unsigned char *element_at(const struct elf_table *t, uint32_t index)
{
	return t->section.data + index * t->section.entry_size;
}

int elf_symbols(const struct elf *elf, struct elf_table *ret_symbols, struct err *err)
{
	struct elf_table t = {.elf = elf};
	struct elf_section s;

	if (elf_find_type(elf, SHT_SYMTAB, 0, &s)) {
		if (table_open(elf, &s, sizeof(Elf64_Sym), &t, err))
			return -1;
		if (t.count && (!elf_section_at(elf, s.link, &t.strings) || !t.strings.data))
			return err_set(err, 0, "no symbol name table");
		if (!elf_find_type(elf, SHT_SYMTAB_SHNDX, 0, &t.places) || t.places.link != s.index)
			t.places = (struct elf_section){0};
	}
	*ret_symbols = t;
	return 0;
}

/* Section numbers that do not fit a symbol are in a separate table. */
static uint32_t place_extended(const struct elf_table *symbols, uint32_t index)
{
	const struct elf_section *s = &symbols->places;

	if (!s->data || !is_inside(s->size, index * UINT64_C(4), 4))
		return ELF_NOWHERE;
	return (uint32_t)elf_number(symbols->elf, s->data + index * UINT64_C(4), 4);
}

static bool has_place(const struct elf_table *symbols, uint32_t index, uint32_t place, uint32_t *ret_section)
{
	if (place == SHN_ABS || place == SHN_COMMON) {
		*ret_section = place == SHN_ABS ? ELF_ABSOLUTE : ELF_COMMON;
		return true;
	}
	if (place == SHN_XINDEX)
		place = place_extended(symbols, index);
	if (place >= symbols->elf->section_count)
		return false;
	*ret_section = place;
	return true;
}

bool elf_symbol_at(const struct elf_table *symbols, uint32_t index, struct elf_symbol *ret_symbol)
{
	const struct elf *elf = symbols->elf;
	const unsigned char *at;
	struct elf_symbol s;

	if (index >= symbols->count)
		return false;
	at = element_at(symbols, index);
	s = (struct elf_symbol){
		.value = FIELD(elf, at, Sym, st_value),
		.size = FIELD(elf, at, Sym, st_size),
		.type = ELF64_ST_TYPE(at[offsetof(Elf64_Sym, st_info)]),
		.binding = ELF64_ST_BIND(at[offsetof(Elf64_Sym, st_info)]),
		.visibility = ELF64_ST_VISIBILITY(at[offsetof(Elf64_Sym, st_other)]),
	};
	if (!has_place(symbols, index, (uint32_t)FIELD(elf, at, Sym, st_shndx), &s.section) ||
	    !elf_string(&symbols->strings, FIELD(elf, at, Sym, st_name), &s.name))
		return false;
	*ret_symbol = s;
	return true;
}

int elf_relocs(const struct elf *elf, const struct elf_section *section, struct elf_table *ret_relocs,
	       struct err *err)
{
	struct elf_table t;

	if (section->type != SHT_REL && section->type != SHT_RELA)
		return err_set(err, 0, "section %u (%.64s): not a relocation section", section->index,
			       section->name);
	if (table_open(elf, section, section->type == SHT_REL ? sizeof(Elf64_Rel) : sizeof(Elf64_Rela), &t,
		       err))
		return -1;
	*ret_relocs = t;
	return 0;
}

bool elf_reloc_at(const struct elf_table *relocs, uint32_t index, struct elf_reloc *ret_reloc)
{
	const struct elf *elf = relocs->elf;
	const unsigned char *at;
	struct elf_reloc r;
	uint64_t info;

	if (index >= relocs->count)
		return false;
	at = element_at(relocs, index);
	info = FIELD(elf, at, Rela, r_info);
	r = (struct elf_reloc){
		.offset = FIELD(elf, at, Rela, r_offset),
		.has_addend = relocs->section.type == SHT_RELA,
		.symbol = (uint32_t)ELF64_R_SYM(info),
		.type = (uint32_t)ELF64_R_TYPE(info),
	};
	if (r.has_addend)
		r.addend = (int64_t)FIELD(elf, at, Rela, r_addend);
	*ret_reloc = r;
	return true;
}

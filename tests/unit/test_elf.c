/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Objects made byte by byte in both byte orders are read back; then each byte of them says something else. */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"
#include "wire/elf.h"

static int failures;

static void check(bool is_ok, const char *what)
{
	printf("%s %s\n", is_ok ? "ok" : "not ok", what);
	failures += !is_ok;
}

/* Sections: 0 none, 1 code, 2 relocations of it, 3 symbols, 4 strings for all names, 5 zeros in memory. */
enum { CODE = 1, RELOCS, SYMBOLS, STRINGS, ZEROS, SECTIONS };
enum { CODE_SIZE = 24, ZEROS_SIZE = 4096, SYMBOL_COUNT = 4 };

static const char strings[] = "\0code\0relocs\0symbols\0strings\0zeros\0main\0limit";
static const uint32_t names[SECTIONS] = {0, 1, 6, 13, 21, 29};
enum { NAME_MAIN = 35, NAME_LIMIT = 40 };

static bool is_big;

static void put(struct buf *b, uint64_t v, size_t width)
{
	for (size_t i = 0; i < width; i++)
		buf_add_char(b, (char)(v >> 8 * (is_big ? width - 1 - i : i)));
}

static void put_symbol(struct buf *b, uint32_t name, unsigned char info, uint32_t section, uint64_t value,
		       uint64_t size)
{
	put(b, name, 4);
	put(b, info, 1);
	put(b, STV_HIDDEN, 1);
	put(b, section, 2);
	put(b, value, 8);
	put(b, size, 8);
}

struct header {
	uint32_t type, link, info;
	uint64_t offset, size, entry_size;
};

static void put_header(struct buf *b, uint32_t name, const struct header *h)
{
	put(b, name, 4);
	put(b, h->type, 4);
	put(b, SHF_ALLOC, 8);
	put(b, 0, 8);
	put(b, h->offset, 8);
	put(b, h->size, 8);
	put(b, h->link, 4);
	put(b, h->info, 4);
	put(b, 8, 8);
	put(b, h->entry_size, 8);
}

static void put_file_header(struct buf *b, uint64_t headers)
{
	const unsigned char ident[EI_NIDENT] = {ELFMAG0,   ELFMAG1,    ELFMAG2,
						ELFMAG3,   ELFCLASS64, is_big ? ELFDATA2MSB : ELFDATA2LSB,
						EV_CURRENT};

	buf_add(b, ident, sizeof(ident));
	put(b, ET_REL, 2);
	put(b, EM_BPF, 2);
	put(b, EV_CURRENT, 4);
	put(b, 0, 8);
	put(b, 0, 8);
	put(b, headers, 8);
	put(b, 0, 4);
	put(b, sizeof(Elf64_Ehdr), 2);
	put(b, 0, 2);
	put(b, 0, 2);
	put(b, sizeof(Elf64_Shdr), 2);
	put(b, SECTIONS, 2);
	put(b, STRINGS, 2);
}

static void make(struct buf *b, bool with_big_endian)
{
	struct header h[SECTIONS] = {
		[CODE] = {SHT_PROGBITS, 0, 0, sizeof(Elf64_Ehdr), CODE_SIZE, 0},
		[RELOCS] = {SHT_REL, SYMBOLS, CODE, 0, sizeof(Elf64_Rel), sizeof(Elf64_Rel)},
		[SYMBOLS] = {SHT_SYMTAB, STRINGS, 1, 0, SYMBOL_COUNT * sizeof(Elf64_Sym), sizeof(Elf64_Sym)},
		[STRINGS] = {SHT_STRTAB, 0, 0, 0, sizeof(strings), 0},
		[ZEROS] = {SHT_NOBITS, 0, 0, 0, ZEROS_SIZE, 0},
	};

	is_big = with_big_endian;
	for (int i = RELOCS; i <= ZEROS; i++)
		h[i].offset = h[i - 1].offset + h[i - 1].size;
	put_file_header(b, h[ZEROS].offset);
	buf_add(b, "0123456789abcdef01234567", CODE_SIZE);
	put(b, 8, 8);
	put(b, ELF64_R_INFO(2, 10), 8);
	put_symbol(b, 0, 0, 0, 0, 0);
	put_symbol(b, NAME_MAIN, ELF64_ST_INFO(STB_GLOBAL, STT_FUNC), CODE, 0, CODE_SIZE);
	put_symbol(b, NAME_LIMIT, ELF64_ST_INFO(STB_WEAK, STT_OBJECT), ZEROS, 16, 8);
	put_symbol(b, NAME_LIMIT, ELF64_ST_INFO(STB_LOCAL, STT_OBJECT), SHN_ABS, 7, 0);
	buf_add(b, strings, sizeof(strings));
	for (int i = 0; i < SECTIONS; i++)
		put_header(b, names[i], &h[i]);
}

static void test_sections(const struct elf *elf)
{
	struct elf_section s;

	check(elf->section_count == SECTIONS && elf->machine == EM_BPF && elf->type == ET_REL, "header");
	check(elf_section_at(elf, CODE, &s) && !strcmp(s.name, "code") && s.size == CODE_SIZE &&
		      !memcmp(s.data, "0123", 4) && s.flags == SHF_ALLOC && s.align == 8,
	      "a section by number");
	check(elf_find(elf, "zeros", &s) && s.index == ZEROS && s.size == ZEROS_SIZE && !s.data,
	      "a section without content by name");
	check(!elf_find(elf, "zero", &s) && !elf_section_at(elf, SECTIONS, &s),
	      "sections that are not there");
	check(elf_section_at(elf, 0, &s) && !s.size && !*s.name, "section 0");
	check(elf_number(elf, "\1\2\3\4", 4) == (elf->is_big_endian ? 0x01020304 : 0x04030201), "numbers");
}

static void test_tables(const struct elf *elf)
{
	struct elf_table t;
	struct elf_section s;
	struct elf_symbol y;
	struct elf_reloc r;
	struct err err = {0};

	check(!elf_symbols(elf, &t, &err) && t.count == SYMBOL_COUNT, "symbols");
	check(elf_symbol_at(&t, 1, &y) && !strcmp(y.name, "main") && y.section == CODE &&
		      y.type == STT_FUNC && y.binding == STB_GLOBAL && y.visibility == STV_HIDDEN,
	      "a function");
	check(elf_symbol_at(&t, 2, &y) && y.section == ZEROS && y.value == 16 && y.size == 8 &&
		      y.binding == STB_WEAK,
	      "a variable");
	check(elf_symbol_at(&t, 3, &y) && y.section == ELF_ABSOLUTE && y.value == 7, "a number");
	check(!elf_symbol_at(&t, SYMBOL_COUNT, &y), "no symbol after the last");
	check(elf_section_at(elf, RELOCS, &s) && !elf_relocs(elf, &s, &t, &err) && t.count == 1,
	      "relocations");
	check(elf_reloc_at(&t, 0, &r) && r.offset == 8 && r.symbol == 2 && r.type == 10 && !r.has_addend,
	      "a relocation");
	check(!elf_reloc_at(&t, 1, &r), "no relocation after the last");
	check(elf_section_at(elf, CODE, &s) && elf_relocs(elf, &s, &t, &err), "code is no relocations");
}

/* Reads all there is to read; the sanitizers judge. Returns how much was found. */
static uint64_t read_all(const struct elf *elf)
{
	struct elf_section s;
	struct elf_table t;
	struct elf_symbol y;
	struct elf_reloc r;
	struct err err = {0};
	uint64_t sum = 0;

	for (uint32_t i = 0; i < elf->section_count; i++) {
		if (!elf_section_at(elf, i, &s))
			continue;
		sum += strlen(s.name) + (s.data && s.size ? s.data[s.size - 1] : 0);
		if (elf_relocs(elf, &s, &t, &err))
			continue;
		for (uint32_t j = 0; j < t.count; j++)
			sum += elf_reloc_at(&t, j, &r);
	}
	if (!elf_symbols(elf, &t, &err))
		for (uint32_t j = 0; j < t.count; j++)
			sum += elf_symbol_at(&t, j, &y) ? 1 + strlen(y.name) : 0;
	return sum;
}

/* From a block of memory of just that size, at an odd address. */
static bool is_read(const struct buf *b, size_t size)
{
	unsigned char *copy = malloc(size + 1);
	struct err err = {0};
	struct elf elf;
	bool is_open;

	if (!copy)
		return false;
	memcpy(copy + 1, b->data, size);
	is_open = !elf_parse(copy + 1, size, &elf, &err);
	if (is_open)
		read_all(&elf);
	else if (!*err.text)
		check(false, "an error without words");
	free(copy);
	return is_open;
}

static void test_cut(const struct buf *b)
{
	size_t opened = 0;

	for (size_t size = 0; size < b->len; size++)
		opened += is_read(b, size);
	check(!opened, "cut anywhere, it is refused");
}

static void test_changed(struct buf *b)
{
	static const unsigned char bytes[] = {0, 1, 0x7f, 0x80, 0xff};
	size_t refused = 0;

	for (size_t i = 0; i < b->len; i++) {
		char was = b->data[i];

		for (size_t j = 0; j < sizeof(bytes); j++) {
			b->data[i] = (char)bytes[j];
			refused += !is_read(b, b->len);
		}
		b->data[i] = was;
	}
	check(refused > sizeof(Elf64_Shdr), "bytes that lie are found out");
	check(is_read(b, b->len), "and it is what it was");
}

static void test_refused(struct buf *b)
{
	struct elf elf;
	struct err err = {0};

	b->data[EI_CLASS] = ELFCLASS32;
	check(elf_parse(b->data, b->len, &elf, &err) && !strcmp(err.text, "not a 64-bit object"), "32 bits");
	b->data[EI_CLASS] = ELFCLASS64;
	b->data[EI_DATA] = 3;
	check(elf_parse(b->data, b->len, &elf, &err) && strstr(err.text, "byte order"), "a third byte order");
	b->data[0] = 'E';
	check(elf_parse(b->data, b->len, &elf, &err) && !strcmp(err.text, "not an ELF object"), "no ELF");
}

int main(void)
{
	for (int big = 0; big < 2; big++) {
		auto_buf b = {0};
		struct err err = {0};
		struct elf elf;

		make(&b, big);
		check(!elf_parse(b.data, b.len, &elf, &err) && elf.is_big_endian == (bool)big, "opens");
		test_sections(&elf);
		test_tables(&elf);
		test_cut(&b);
		test_changed(&b);
		test_refused(&b);
	}
	return failures != 0;
}

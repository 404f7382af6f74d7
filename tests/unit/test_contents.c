/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What an object holds, from objects that are made here in both byte orders: right ones, and each way to be
 * wrong. */
#include <elf.h>

#include "objfile/contents/contents.h"
#include "tests/unit/test_btf_make.h"

enum { CODE = 1, BSS, SECOND, BTF, SYMBOLS, STRINGS, SECTIONS };
enum { CODE_SIZE = 16, BSS_SIZE = 64 };

/* Differences from an object that is right. */
struct setting {
	uint16_t machine;         /* 0: BPF */
	const char *second;       /* name of the section after .bss; NULL: "other" */
	uint32_t place, section;  /* of variable a: 0: 16, in .bss */
	unsigned char visibility; /* of variable a */
	bool is_static;           /* the program */
	bool is_no_variable;      /* the entry of .bss in BTF */
	uint32_t linkage;         /* of variable a in BTF, one more; 0: global */
};

struct image {
	struct make btf;
	struct buf bytes, strings;
	bool is_big;
};

static void put(struct image *m, uint64_t v, size_t width)
{
	for (size_t i = 0; i < width; i++)
		buf_add_char(&m->bytes, (char)(v >> 8 * (m->is_big ? width - 1 - i : i)));
}

static uint32_t put_name(struct image *m, const char *name)
{
	uint32_t off = (uint32_t)m->strings.len;

	buf_add(&m->strings, name, strlen(name) + 1);
	return off;
}

static void put_symbol(struct image *m, const char *name, unsigned char info, unsigned char other,
		       uint32_t section, uint64_t value, uint64_t size)
{
	put(m, *name ? put_name(m, name) : 0, 4);
	put(m, info, 1);
	put(m, other, 1);
	put(m, section, 2);
	put(m, value, 8);
	put(m, size, 8);
}

static void make_types(struct image *m, const struct setting *s)
{
	const uint32_t id = make_int(&m->btf, "int", 4, INT_SIGNED);
	const uint32_t var = make_type(&m->btf, "a", BK_VAR, 0, false, id);

	make_word(&m->btf, s->linkage ? s->linkage - 1 : 1);
	make_type(&m->btf, ".bss", BK_DATASEC, 1, false, BSS_SIZE);
	make_word(&m->btf, s->is_no_variable ? id : var);
	make_word(&m->btf, 0);
	make_word(&m->btf, 4);
	make_image(&m->btf);
}

struct section {
	const char *name;
	uint32_t type, link;
	uint64_t flags, offset, size, entry_size;
};

static void put_headers(struct image *m, const struct section *list)
{
	uint32_t names[SECTIONS];

	for (int i = 0; i < SECTIONS; i++)
		names[i] = put_name(m, list[i].name);
	for (int i = 0; i < SECTIONS; i++) {
		put(m, names[i], 4);
		put(m, list[i].type, 4);
		put(m, list[i].flags, 8);
		put(m, 0, 8);
		put(m, list[i].offset, 8);
		put(m, i == STRINGS ? m->strings.len : list[i].size, 8);
		put(m, list[i].link, 4);
		put(m, 1, 4);
		put(m, 8, 8);
		put(m, list[i].entry_size, 8);
	}
}

static void put_file_header(struct image *m, const struct setting *s)
{
	const unsigned char ident[EI_NIDENT] = {ELFMAG0,   ELFMAG1,    ELFMAG2,
						ELFMAG3,   ELFCLASS64, m->is_big ? ELFDATA2MSB : ELFDATA2LSB,
						EV_CURRENT};

	buf_add(&m->bytes, ident, sizeof(ident));
	put(m, ET_REL, 2);
	put(m, s->machine ? s->machine : EM_BPF, 2);
	put(m, EV_CURRENT, 4);
	put(m, 0, 8);
	put(m, 0, 8);
	put(m, sizeof(Elf64_Ehdr), 8); /* the headers of sections come first */
	put(m, 0, 4);
	put(m, sizeof(Elf64_Ehdr), 2);
	put(m, 0, 4);
	put(m, sizeof(Elf64_Shdr), 2);
	put(m, SECTIONS, 2);
	put(m, STRINGS, 2);
}

static void make_object(struct image *m, const struct setting *s)
{
	const uint64_t at = sizeof(Elf64_Ehdr) + SECTIONS * sizeof(Elf64_Shdr);
	struct section list[SECTIONS] = {
		[0] = {.name = ""},
		[CODE] = {"xdp", SHT_PROGBITS, 0, SHF_EXECINSTR, at, CODE_SIZE, 0},
		[BSS] = {".bss", SHT_NOBITS, 0, 0, at, BSS_SIZE, 0},
		[SECOND] = {s->second ? s->second : "other", SHT_NOBITS, 0, 0, at, BSS_SIZE, 0},
		[BTF] = {".BTF", SHT_PROGBITS, 0, 0, at + CODE_SIZE, 0, 0},
		[SYMBOLS] = {".symtab", SHT_SYMTAB, STRINGS, 0, 0, 3 * sizeof(Elf64_Sym), sizeof(Elf64_Sym)},
		[STRINGS] = {".strtab", SHT_STRTAB, 0, 0, 0, 0, 0},
	};

	m->btf.is_foreign = m->is_big == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	make_types(m, s);
	buf_add_char(&m->strings, '\0');
	put_file_header(m, s);
	list[BTF].size = m->btf.image.len;
	list[SYMBOLS].offset = list[BTF].offset + list[BTF].size;
	list[STRINGS].offset = list[SYMBOLS].offset + list[SYMBOLS].size;
	{
		/* The names of symbols have to be known before the header of their section is written. */
		struct image symbols = {.is_big = m->is_big, .strings = m->strings};

		put_symbol(&symbols, "", 0, 0, 0, 0, 0);
		put_symbol(&symbols, "f", ELF64_ST_INFO(s->is_static ? STB_LOCAL : STB_GLOBAL, STT_FUNC), 0,
			   CODE, 0, CODE_SIZE);
		put_symbol(&symbols, "a", ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT), s->visibility,
			   s->section ? s->section : BSS, s->place ? s->place : 16, 4);
		m->strings = symbols.strings;
		put_headers(m, list);
		buf_add(&m->bytes, "0123456701234567", CODE_SIZE);
		buf_add(&m->bytes, m->btf.image.data, m->btf.image.len);
		buf_add(&m->bytes, symbols.bytes.data, symbols.bytes.len);
		buf_free(&symbols.bytes);
	}
	buf_add(&m->bytes, m->strings.data, m->strings.len);
}

static void image_free(struct image *m)
{
	make_free(&m->btf);
	buf_free(&m->bytes);
	buf_free(&m->strings);
}

static void test_right(bool is_big)
{
	struct image m = {.is_big = is_big};
	const struct setting right = {0};
	auto_contents c = {0};
	struct err err = {0};

	make_object(&m, &right);
	check(!contents_open(m.bytes.data, m.bytes.len, &c, &err), "an object is read");
	if (err.text[0])
		printf("# %s\n", err.text);
	check(c.prog_count == 1 && !strcmp(c.progs[0].name, "f") && !strcmp(c.progs[0].section, "xdp"),
	      "its program");
	check(c.map_count == 1 && c.maps[0].kind == CONTENT_DATA && !strcmp(c.maps[0].name, ".bss") &&
		      c.maps[0].size == BSS_SIZE,
	      "its section as a map");
	check(c.map_count == 1 && c.maps[0].var_count == 1 && c.maps[0].vars[0].offset == 16 &&
		      c.maps[0].vars[0].size == 4,
	      "a variable is where its symbol is");
	contents_close(&c);
	image_free(&m);
}

/* Left out, and without an error. */
static void test_left_out(const struct setting *s, const char *what)
{
	struct image m = {0};
	auto_contents c = {0};
	struct err err = {0};

	make_object(&m, s);
	check(!contents_open(m.bytes.data, m.bytes.len, &c, &err) && c.map_count == 1 && !c.maps[0].var_count,
	      what);
	contents_close(&c);
	image_free(&m);
}

static void test_wrong(const struct setting *s, const char *words)
{
	struct image m = {0};
	auto_contents c = {0};
	struct err err = {0};

	make_object(&m, s);
	check(contents_open(m.bytes.data, m.bytes.len, &c, &err) && strstr(err.text, words), words);
	if (!strstr(err.text, words))
		printf("# %s\n", err.text);
	image_free(&m);
}

int main(void)
{
	test_right(false);
	test_right(true);
	test_left_out(&(struct setting){.visibility = STV_HIDDEN}, "a hidden variable");
	test_left_out(&(struct setting){.linkage = 1}, "a static variable");
	test_wrong(&(struct setting){.machine = EM_X86_64}, "not for BPF");
	test_wrong(&(struct setting){.second = ".bss"}, "duplicate section name '.bss'");
	test_wrong(&(struct setting){.place = BSS_SIZE - 3}, "lies outside its section");
	test_wrong(&(struct setting){.section = SECOND}, "lies outside its section");
	test_wrong(&(struct setting){.is_no_variable = true}, "not a variable");
	test_wrong(&(struct setting){.is_static = true}, "is static");
	return failures != 0;
}

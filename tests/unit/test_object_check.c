/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Damaged objects are refused before libbpf sees them, good ones are not; and a child's death is an error. */
#include <elf.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kern/mapfile.h"
#include "lib/buf.h"
#include "objfile/check.h"
#include "objfile/child.h"

static int failures;

static void check(bool is_ok, const char *what)
{
	printf("%s %s\n", is_ok ? "ok" : "not ok", what);
	failures += !is_ok;
}

/* An object of the tests, changed. */
static unsigned char *image;
static size_t image_size;

static bool load(const char *path)
{
	const void *data;
	struct err err = {0};

	if (kern_map_file(path, &data, &image_size, &err))
		return false;
	image = malloc(image_size);
	memcpy(image, data, image_size);
	kern_unmap_file(data, image_size);
	return true;
}

static bool is_whole(const void *bytes, struct err *err)
{
	struct elf elf;

	return !elf_parse(bytes, image_size, &elf, err) && !check_object(&elf, err);
}

static Elf64_Shdr *header_of(const char *name)
{
	struct elf_section s;
	struct err err = {0};
	struct elf elf;

	if (elf_parse(image, image_size, &elf, &err) || !elf_find(&elf, name, &s))
		abort();
	return (Elf64_Shdr *)(void *)(image + elf.headers + s.index * elf.header_size);
}

static void *content_of(const char *name)
{
	return image + header_of(name)->sh_offset;
}

/* Puts back what was changed. */
static void expect_refused(void *at, uint64_t value, size_t width, const char *words)
{
	struct err err = {0};
	unsigned char old[8];
	bool is_refused;

	memcpy(old, at, width);
	memcpy(at, &value, width);
	is_refused = !is_whole(image, &err) && strstr(err.text, words);
	check(is_refused, words);
	if (!is_refused)
		printf("# %s\n", err.text);
	memcpy(at, old, width);
}

static Elf64_Sym *symbol_of(const char *name)
{
	Elf64_Shdr *h = header_of(".symtab");
	struct elf_table symbols;
	struct elf_symbol s;
	struct err err = {0};
	struct elf elf;

	if (elf_parse(image, image_size, &elf, &err) || elf_symbols(&elf, &symbols, &err))
		abort();
	for (uint32_t i = 0; elf_symbol_at(&symbols, i, &s); i++)
		if (!strcmp(s.name, name))
			return (Elf64_Sym *)(void *)(image + h->sh_offset) + i;
	abort();
}

static void test_damage(void)
{
	struct err err = {0};
	Elf64_Sym *program = symbol_of("mark_packet");
	Elf64_Rel *reloc = content_of(".relxdp");
	uint32_t *ext = content_of(".BTF.ext");

	check(is_whole(image, &err), "an object as the compiler made it");
	expect_refused(&program->st_size, UINT64_MAX - 7, 8, "lies outside its section");
	expect_refused(&program->st_value, 1 << 20, 8, "lies outside its section");
	expect_refused(&program->st_size, program->st_size - 4, 8, "whole instructions");
	expect_refused(&program->st_shndx, 0x7fff, 2, "has no section");
	expect_refused(&reloc->r_offset, 1 << 20, 8, "lies outside xdp");
	expect_refused(&reloc->r_offset, reloc->r_offset + 4, 8, "lies outside xdp");
	expect_refused(&reloc->r_info, ELF64_R_INFO(0xffffffULL, 1), 8, "names no symbol");
	expect_refused(&header_of(".relxdp")->sh_info, 4000, 4, "a section that does not exist");
	expect_refused(&header_of(".symtab")->sh_entsize, 8, 8, "invalid entry size");
	expect_refused(&header_of(".bss")->sh_size, 1ull << 40, 8, "larger than two gigabytes");
	expect_refused(&header_of(".bss")->sh_size, 0, 8, "outside");
	expect_refused(ext + 2, 1 << 20, 4, ".BTF.ext: functions");
	expect_refused(ext + ext[1] / 4 + ext[2] / 4, 3, 4, "invalid record length");
	expect_refused((char *)content_of(".BTF") + 4, 1 << 30, 4, ".BTF");
	check(is_whole(image, &err), "it is whole again");
}

/* Each byte says something else: whatever that is, nothing is read outside of the file. */
static void test_each_byte(void)
{
	unsigned int refused = 0;

	for (size_t i = 0; i < image_size; i += 3) {
		struct err err = {0};
		void *copy = malloc(image_size);

		memcpy(copy, image, image_size);
		((unsigned char *)copy)[i] ^= 0xff;
		refused += !is_whole(copy, &err);
		free(copy);
	}
	check(refused > 100, "bytes that make a difference are seen");
}

static int die(void *arg, struct buf *ret_result, struct err *err)
{
	(void)ret_result;
	(void)err;
	raise(*(int *)arg);
	return 0;
}

static int answer(void *arg, struct buf *ret_result, struct err *err)
{
	buf_add_str(ret_result, "done");
	return *(int *)arg ? err_set(err, 0, "refused") : 0;
}

static void test_child(void)
{
	int sig = SIGKILL, no = 0;
	struct err err = {0};
	auto_buf result = {0};

	check(child_run(die, &sig, &result, &err) && strstr(err.text, strsignal(SIGKILL)),
	      "a child's death is told");
	check(!child_run(answer, &no, &result, &err) && !strcmp(buf_str(&result), "done"),
	      "its result comes back");
	no = 1;
	check(child_run(answer, &no, &result, &err) && !strcmp(err.text, "refused"), "its error too");
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "build/tests/objs/load.bpf.o";

	test_child();
	if (!load(path)) {
		printf("not ok %s is not there: make test-tools\n", path);
		return 1;
	}
	test_damage();
	test_each_byte();
	free(image);
	return failures != 0;
}

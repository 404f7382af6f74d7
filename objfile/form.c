/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The form of object files: kind, class, byte order, machine, and that nothing of them is cut off. */
#include "objfile/form.h"

#include <gelf.h>
#include <libelf.h>
#include <stdio.h>

#ifndef EM_LOONGARCH
#define EM_LOONGARCH 258
#endif

static const struct {
	unsigned int machine;
	const char *name;
} machines[] = {
	{EM_386, "x86"},       {EM_X86_64, "x86-64"},       {EM_ARM, "arm"},
	{EM_AARCH64, "arm64"}, {EM_PPC, "powerpc"},         {EM_PPC64, "ppc64"},
	{EM_S390, "s390x"},    {EM_RISCV, "riscv"},         {EM_MIPS, "mips"},
	{EM_SPARCV9, "sparc"}, {EM_LOONGARCH, "loongarch"},
};

#define COMPILE "compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c"

static int refuse(const char *path, const char *hint, struct err *err, const char *what)
{
	err_set(err, 0, "%s: %s", path, what);
	err_hint(err, "%s", hint);
	return -1;
}

static int refuse_machine(const char *path, unsigned int machine, struct err *err)
{
	char what[64];

	snprintf(what, sizeof(what), "compiled for machine %u, not for BPF", machine);
	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++)
		if (machines[i].machine == machine)
			snprintf(what, sizeof(what), "compiled for %s, not for BPF", machines[i].name);
	return refuse(path, COMPILE, err, what);
}

static int check_header(const char *path, const GElf_Ehdr *header, struct err *err)
{
	const unsigned char host = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;

	/* Compilers older than the machine's number left it empty. */
	if (header->e_machine != EM_BPF && header->e_machine != EM_NONE)
		return refuse_machine(path, header->e_machine, err);
	if (header->e_ident[EI_CLASS] != ELFCLASS64)
		return refuse(path, COMPILE, err, "32-bit object (BPF objects are 64-bit)");
	if (header->e_ident[EI_DATA] != host)
		return refuse(
			path,
			"compile it on this machine, or with -target bpfel (little endian) or -target bpfeb (big endian)",
			err, "byte order differs from this machine");
	if (header->e_type != ET_REL)
		return refuse(path, "specify the .o file that the compiler wrote", err,
			      "linked file, not a relocatable object");
	return 0;
}

/* libelf opens what is cut off, and returns no section after the cut. */
static int check_sections(const char *path, Elf *elf, size_t size, struct err *err)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	size_t count;

	if (elf_getshdrnum(elf, &count) || !count)
		return refuse(path, "copy or compile it again", err,
			      "truncated: section header table is missing");
	while ((section = elf_nextscn(elf, section)))
		if (!gelf_getshdr(section, &header) ||
		    (header.sh_type != SHT_NOBITS &&
		     (header.sh_offset > size || header.sh_size > size - header.sh_offset)))
			return refuse(path, "copy or compile it again", err,
				      "truncated: sections extend past the end of the file");
	return 0;
}

static int check_elf(const char *path, Elf *elf, size_t size, struct err *err)
{
	GElf_Ehdr header;

	if (elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header))
		return refuse(path, COMPILE, err, "not an ELF object");
	return check_header(path, &header, err) ? -1 : check_sections(path, elf, size, err);
}

int form_check(const char *path, const void *data, size_t size, struct err *err)
{
	union {
		const void *given;
		char *wanted; /* libelf only reads it */
	} image = {data};
	Elf *elf;
	int r;

	if (!size)
		return refuse(path, COMPILE, err, "empty");
	elf_version(EV_CURRENT);
	elf = elf_memory(image.wanted, size);
	r = elf ? check_elf(path, elf, size, err) : refuse(path, COMPILE, err, "not an ELF object");
	elf_end(elf);
	return r;
}

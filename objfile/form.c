/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The form of object files: kind, class, byte order, machine, and that nothing of them is cut off. */
#include "objfile/form.h"

#include <elf.h>
#include <stdio.h>
#include <string.h>

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

/* Where class and byte order do not change the place: the first fields after the identification. */
static unsigned int first_field(const unsigned char *bytes, size_t off)
{
	return bytes[EI_DATA] == ELFDATA2MSB ? bytes[off] << 8 | bytes[off + 1]
					     : bytes[off + 1] << 8 | bytes[off];
}

static int check_header(const char *path, const unsigned char *bytes, struct err *err)
{
	const unsigned char host = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? ELFDATA2LSB : ELFDATA2MSB;
	const unsigned int machine = first_field(bytes, offsetof(Elf64_Ehdr, e_machine));

	/* Compilers older than the machine's number left it empty. */
	if (machine != EM_BPF && machine != EM_NONE)
		return refuse_machine(path, machine, err);
	if (bytes[EI_CLASS] != ELFCLASS64)
		return refuse(path, COMPILE, err, "32-bit object (BPF objects are 64-bit)");
	if (bytes[EI_DATA] != host)
		return refuse(
			path,
			"compile it on this machine, or with -target bpfel (little endian) or -target bpfeb (big endian)",
			err, "byte order differs from this machine");
	if (first_field(bytes, offsetof(Elf64_Ehdr, e_type)) != ET_REL)
		return refuse(path, "specify the .o file that the compiler wrote", err,
			      "linked file, not a relocatable object");
	return 0;
}

int form_check(const char *path, const void *data, size_t size, struct elf *ret_elf, struct err *err)
{
	if (!size)
		return refuse(path, COMPILE, err, "empty");
	if (size < sizeof(Elf64_Ehdr) || memcmp(data, ELFMAG, SELFMAG) != 0)
		return refuse(path, COMPILE, err, "not an ELF object");
	if (check_header(path, data, err))
		return -1;
	if (!elf_parse(data, size, ret_elf, err))
		return 0;
	err_wrap(err, "%s", path);
	err_hint(err, "copy or compile it again");
	return -1;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sections of maps, and of their programs, that are newer than the installed libbpf: it would skip them, and
 * fail later with an error that does not name them. One gets an older name, under which libbpf loads it; the
 * others are refused.
 */
#include "objfile/newer.h"

#include <bpf/libbpf.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "objfile/contents/contents.h"
#include "wire/elf.h"
#include "wire/types.h"

#define LINK_SECTION  ".struct_ops.link"
#define PLAIN_SECTION ".struct_ops"

static const struct newer {
	const char *section;
	uint32_t minor; /* of libbpf 1 */
} sections[] = {
	{LINK_SECTION, 2},        {CONTENTS_ARENA_SECTION, 4}, {"?.struct_ops", 4},
	{"?.struct_ops.link", 4}, {"struct_ops.s", 2},
};

/* The row of a section, its target aside. */
static const struct newer *find_newer(const char *name)
{
	for (unsigned int i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		const size_t len = strlen(sections[i].section);

		if (!strncmp(name, sections[i].section, len) && (!name[len] || name[len] == '/'))
			return &sections[i];
	}
	return NULL;
}

static bool is_known(const struct newer *section)
{
	return libbpf_major_version() > 1 || libbpf_minor_version() >= section->minor;
}

static int refuse(const struct newer *section, struct err *err)
{
	err_set(err, 0, "section %s requires libbpf 1.%u (this is %u.%u)", section->section, section->minor,
		libbpf_major_version(), libbpf_minor_version());
	err_hint(err, "build bpfi with a newer libbpf");
	return -1;
}

/* The name is in the string tables of ELF and of BTF, and is cut in both. */
static int cut_name(const char *name, const struct elf *elf, struct err *err)
{
	if (mprotect((void *)(uintptr_t)elf->data, elf->size, PROT_READ | PROT_WRITE))
		return err_no_memory(err);
	((char *)(uintptr_t)name)[strlen(PLAIN_SECTION)] = '\0';
	return 0;
}

static int cut_type_name(const struct elf *elf, struct err *err)
{
	auto_types *t = NULL;
	struct elf_section btf;

	if (!elf_find(elf, ".BTF", &btf) || !btf.data || types_open(btf.data, btf.size, NULL, &t, err))
		return -1;
	for (uint32_t id = t->first_id; id < t->count; id++)
		if (types_kind(t, id) == BK_DATASEC && !strcmp(types_name(t, id), LINK_SECTION))
			return cut_name(types_name(t, id), elf, err);
	return 0;
}

static int rename_links(const struct elf *elf, struct err *err)
{
	struct elf_section links, plain;

	if (!elf_find(elf, LINK_SECTION, &links))
		return 0;
	/* It looks for one section of that name only. */
	if (elf_find(elf, PLAIN_SECTION, &plain))
		return refuse(&sections[0], err);
	return cut_type_name(elf, err) ? -1 : cut_name(links.name, elf, err);
}

int newer_make_known(const void *data, size_t size, bool *ret_is_link, struct err *err)
{
	struct elf_section found;
	struct elf elf;

	*ret_is_link = false;
	if (elf_parse(data, size, &elf, err))
		return -1;
	for (uint32_t i = 0; elf_section_at(&elf, i, &found); i++) {
		const struct newer *newer = find_newer(found.name);

		if (!newer || is_known(newer))
			continue;
		if (strcmp(newer->section, LINK_SECTION) != 0)
			return refuse(newer, err);
		if (rename_links(&elf, err))
			return -1;
		*ret_is_link = true;
	}
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names that two objects define. Looked for where linking failed: the files are read again. */
#include "objfile/clash.h"

#include <elf.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kern/mapfile.h"
#include "lib/arena.h"
#include "wire/elf.h"

/* A name that may be defined once. */
struct definition {
	const char *name, *section;
	uint32_t input;
};

struct definitions {
	struct definition *list;
	size_t count, room;
	struct arena names;
};

static bool definition_add(struct definitions *l, struct definition d)
{
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 256;
		struct definition *list = realloc(l->list, room * sizeof(*list));

		if (!list)
			return false;
		l->list = list;
		l->room = room;
	}
	l->list[l->count++] = d;
	return true;
}

/* Each object may have its license. */
static bool is_definition(const struct elf *elf, const struct elf_symbol *s, struct elf_section *ret_section)
{
	return s->binding == STB_GLOBAL && s->section != ELF_UNDEFINED && *s->name &&
	       elf_section_at(elf, s->section, ret_section) && strcmp(ret_section->name, "license") &&
	       strcmp(ret_section->name, "version");
}

/* Mostly that of the definition before. */
static const char *section_name(struct definitions *l, const char *name)
{
	const char *last = l->count ? l->list[l->count - 1].section : "";

	return strcmp(last, name) ? arena_text(&l->names, name) : last;
}

static void collect(struct definitions *l, uint32_t input, const void *data, size_t size)
{
	struct elf_table symbols;
	struct err ignored = {0};
	struct elf_symbol s;
	struct elf elf;

	if (elf_parse(data, size, &elf, &ignored) || elf_symbols(&elf, &symbols, &ignored))
		return;
	for (uint32_t i = 1; i < symbols.count; i++) {
		struct definition d = {.input = input};
		struct elf_section section;

		if (!elf_symbol_at(&symbols, i, &s) || !is_definition(&elf, &s, &section))
			continue;
		d.name = arena_text(&l->names, s.name);
		d.section = section_name(l, section.name);
		if (!d.name || !d.section || !definition_add(l, d))
			return;
	}
}

/* What cannot be read again, such as a pipe, is passed over. */
static void collect_file(struct definitions *l, uint32_t input, const char *path)
{
	struct err ignored = {0};
	const void *data;
	size_t size;

	if (kern_map_regular(path, &data, &size, &ignored))
		return;
	collect(l, input, data, size);
	kern_unmap_file(data, size);
}

static int by_name(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : x->input < y->input ? -1 : x->input > y->input;
}

static bool find(struct definitions *l, const char *const *paths, struct err *err)
{
	qsort(l->list, l->count, sizeof(*l->list), by_name);
	for (size_t i = 1; i < l->count; i++) {
		const struct definition *a = &l->list[i - 1], *b = &l->list[i];

		if (strcmp(a->name, b->name))
			continue;
		err_clear(err);
		err_set(err, 0, "'%.128s' is defined in %.128s (section %.64s) and in %.128s (section %.64s)",
			a->name, paths[a->input], a->section, paths[b->input], b->section);
		err_hint(err, "make it extern in one of them, __weak in both, or static");
		return true;
	}
	return false;
}

bool clash_find(const char *const *paths, unsigned int count, struct err *err)
{
	struct definitions l = {0};
	bool is_found;

	for (unsigned int i = 0; i < count; i++)
		collect_file(&l, i, paths[i]);
	is_found = find(&l, paths, err);
	arena_free(&l.names);
	free(l.list);
	return is_found;
}

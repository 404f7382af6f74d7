/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects linked into one by libbpf, in a child process and in memory. Meanwhile all of them are checked
 * here, and names that two of them define are found: libbpf names only one of the two files. What is found
 * here comes first.
 */
#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/rights.h"
#include "lib/arena.h"
#include "lib/file.h"
#include "objfile/child.h"
#include "objfile/messages.h"
#include "objfile/objfile.h"
#include "objfile/read.h"
#include "wire/elf.h"

/* A name that may be defined once. */
struct definition {
	const char *name, *section;
	uint32_t input;
};

struct linking {
	const char *const *paths;
	unsigned int count;
	const struct objfile_listener *listener;
	int fd; /* a file in memory, which both processes have: the result is not passed on, it is there */
	struct arena names; /* of the definitions */
	struct definition *definitions;
	size_t definition_count, definition_room;
};

static int definition_add(struct linking *l, struct definition d, struct err *err)
{
	if (l->definition_count == l->definition_room) {
		size_t room = l->definition_room ? l->definition_room * 2 : 256;
		struct definition *list = realloc(l->definitions, room * sizeof(*list));

		if (!list)
			return err_no_memory(err);
		l->definitions = list;
		l->definition_room = room;
	}
	l->definitions[l->definition_count++] = d;
	return 0;
}

/* Each object may have its license. */
static bool is_definition(const struct elf *elf, const struct elf_symbol *s, struct elf_section *ret_section)
{
	return s->binding == STB_GLOBAL && s->section != ELF_UNDEFINED && *s->name &&
	       elf_section_at(elf, s->section, ret_section) && strcmp(ret_section->name, "license") &&
	       strcmp(ret_section->name, "version");
}

/* Mostly that of the definition before. */
static const char *section_name(struct linking *l, const char *name)
{
	const char *last = l->definition_count ? l->definitions[l->definition_count - 1].section : "";

	return strcmp(last, name) ? arena_text(&l->names, name) : last;
}

static int definitions_collect(struct linking *l, uint32_t input, const void *data, size_t size,
			       struct err *err)
{
	struct elf_table symbols;
	struct elf_symbol s;
	struct elf elf;

	if (elf_parse(data, size, &elf, err) || elf_symbols(&elf, &symbols, err))
		return -1;
	for (uint32_t i = 1; i < symbols.count; i++) {
		struct definition d = {.input = input};
		struct elf_section section;

		if (!elf_symbol_at(&symbols, i, &s) || !is_definition(&elf, &s, &section))
			continue;
		d.name = arena_text(&l->names, s.name);
		d.section = section_name(l, section.name);
		if (!d.name || !d.section)
			return err_no_memory(err);
		if (definition_add(l, d, err))
			return -1;
	}
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : x->input < y->input ? -1 : x->input > y->input;
}

static int check_definitions(struct linking *l, struct err *err)
{
	qsort(l->definitions, l->definition_count, sizeof(*l->definitions), by_name);
	for (size_t i = 1; i < l->definition_count; i++) {
		const struct definition *a = &l->definitions[i - 1], *b = &l->definitions[i];

		if (strcmp(a->name, b->name))
			continue;
		err_set(err, 0, "'%.128s' is defined in %.128s (section %.64s) and in %.128s (section %.64s)",
			a->name, l->paths[a->input], a->section, l->paths[b->input], b->section);
		err_hint(err, "make it extern in one of them, __weak in both, or static");
		return -1;
	}
	return 0;
}

/* One at a time: none of them is needed longer. */
static int check_inputs(struct linking *l, struct err *err)
{
	enum { OBJECT_MOST = 1 << 30 };
	auto_buf file = {0};

	for (unsigned int i = 0; i < l->count; i++) {
		buf_reset(&file);
		if (file_read(l->paths[i], OBJECT_MOST, &file, err))
			return rights_explain(err, RIGHTS_FILE);
		if (read_check(l->paths[i], file.data, file.len, err) ||
		    definitions_collect(l, i, file.data, file.len, err))
			return -1;
	}
	return check_definitions(l, err);
}

/* libbpf has its own numbers after the kernel's, and has logged what they mean. */
static int fail(const struct messages *messages, const char *path, int no, struct err *err)
{
	enum { LIBBPF_ERRORS = 4000 };

	err_set(err, no < LIBBPF_ERRORS ? no : 0, "%s%slinking", path ? path : "", path ? ": " : "");
	if (messages->warnings.len)
		err_quote(err, messages->warnings.data, messages->warnings.len);
	return -1;
}

/* By their paths: if the files changed meanwhile, only this child crashes. */
static int add_inputs(const struct linking *l, struct bpf_linker *linker, const struct messages *messages,
		      struct err *err)
{
	int no;

	for (unsigned int i = 0; i < l->count; i++) {
		no = -bpf_linker__add_file(linker, l->paths[i], NULL);
		if (no)
			return fail(messages, l->paths[i], no, err);
	}
	no = -bpf_linker__finalize(linker);
	return no ? fail(messages, NULL, no, err) : 0;
}

static int collect(int fd, struct buf *ret_object, struct err *err)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *to = size < 0 ? NULL : buf_room(ret_object, (size_t)size);

	if (!to || pread(fd, to, (size_t)size, 0) != size)
		return err_no_memory(err);
	ret_object->len += (size_t)size;
	return 0;
}

static int link_all(struct linking *l, struct messages *messages, struct err *err)
{
	struct bpf_linker *linker;
	char path[READ_PATH];
	int r;

	read_memory_path(l->fd, path);
	linker = bpf_linker__new(path, NULL);
	if (!linker)
		return fail(messages, NULL, 0, err);
	r = add_inputs(l, linker, messages, err);
	bpf_linker__free(linker);
	return r;
}

static int work(void *arg, struct buf *ret_nothing, struct err *err)
{
	struct linking *l = arg;
	struct messages messages = {0};
	int r;

	(void)ret_nothing;
	messages_begin(&messages, l->listener);
	r = link_all(l, &messages, err);
	messages_end(&messages);
	return r;
}

int objfile_link(const char *const *paths, unsigned int count, const struct objfile_listener *listener,
		 struct buf *ret_object, struct err *err)
{
	auto_close fd = memfd_create("linked", MFD_CLOEXEC);
	struct linking l = {.paths = paths, .count = count, .listener = listener, .fd = fd};
	struct buf nothing = {0};
	struct child child;
	int r;

	if (fd < 0)
		return err_no_memory(err);
	if (child_start(work, &l, &child, err))
		return -1;
	r = check_inputs(&l, err);
	if (r)
		child_stop(&child);
	else
		r = child_collect(&child, &nothing, err) || collect(fd, ret_object, err) ? -1 : 0;
	buf_free(&nothing);
	arena_free(&l.names);
	free(l.definitions);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects linked into one by libbpf, in a child process and in memory. It gets each of them as the bytes that
 * were checked, in one file that is written again for each: it reads them at once. Where it fails, names that
 * two of them define are looked for here: libbpf names only one of the two files.
 */
#include <elf.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kern/rights.h"
#include "lib/file.h"
#include "objfile/child.h"
#include "objfile/clash.h"
#include "objfile/form.h"
#include "objfile/messages.h"
#include "objfile/objfile.h"
#include "objfile/read.h"
#include "wire/elf.h"

struct linking {
	const char *const *paths;
	unsigned int count;
	const struct objfile_listener *listener;
	struct messages messages;
	int input; /* a file in memory, as the output is: libbpf reaches them by their paths */
	char output_path[READ_PATH], input_path[READ_PATH];
	struct buf object; /* what is in the second one */
};

/* libbpf has its own numbers after the kernel's, and has logged what they mean. */
static int fail(const struct linking *l, const char *path, int no, struct err *err)
{
	enum { LIBBPF_ERRORS = 4000 };
	const struct buf *warnings = &l->messages.warnings;

	err_set(err, no < LIBBPF_ERRORS ? no : 0, "%s%slinking", path ? path : "", path ? ": " : "");
	if (warnings->len)
		err_quote(err, warnings->data, warnings->len);
	return -1;
}

/* Also relocations of debug information and types, and the list of symbols whose address is taken. */
static bool is_ignored(const struct elf_section *s)
{
	enum { LLVM_ADDRSIG = 0x6fff4c03 };
	const bool is_reloc = s->type == SHT_REL && !strncmp(s->name, ".rel.", 5);
	const char *name = is_reloc ? s->name + 4 : s->name;

	return !strncmp(name, ".debug_", 7) || s->type == LLVM_ADDRSIG ||
	       (is_reloc && (!strcmp(name, ".BTF") || !strcmp(name, ".BTF.ext")));
}

/*
 * libbpf reads every section, and then ignores most of them, which takes an eighth of its time: these get no
 * content.
 */
static void empty_ignored(const struct elf *elf, char *bytes)
{
	struct elf_section s;

	for (uint32_t i = 1; i < elf->section_count; i++) {
		char *header = bytes + elf->headers + i * elf->header_size;

		if (elf_section_at(elf, i, &s) && is_ignored(&s))
			memset(header + offsetof(Elf64_Shdr, sh_size), 0, sizeof(Elf64_Xword));
	}
}

/* What an input before it had more remains after its end, where nothing refers to. */
static int put_input(const struct linking *l, struct err *err)
{
	return pwrite(l->input, l->object.data, l->object.len, 0) == (ssize_t)l->object.len
		       ? 0
		       : err_set(err, errno, "a file in memory");
}

static int read_input(struct linking *l, const char *path, struct err *err)
{
	enum { OBJECT_MOST = 1 << 30 };
	struct elf elf;

	buf_reset(&l->object);
	if (file_read(path, OBJECT_MOST, &l->object, err))
		return rights_explain(err, RIGHTS_FILE);
	if (form_check(path, l->object.data, l->object.len, &elf, err))
		return -1;
	empty_ignored(&elf, l->object.data);
	return read_check(path, &elf, err) || put_input(l, err) ? -1 : 0;
}

static int add_inputs(struct linking *l, struct bpf_linker *linker, struct err *err)
{
	int no;

	for (unsigned int i = 0; i < l->count; i++) {
		if (read_input(l, l->paths[i], err))
			return -1;
		l->messages.alias = (struct alias){l->input_path, l->paths[i]};
		no = -bpf_linker__add_file(linker, l->input_path, NULL);
		if (no && clash_find(l->paths, i + 1, err))
			return -1;
		if (no)
			return fail(l, l->paths[i], no, err);
	}
	no = -bpf_linker__finalize(linker);
	return no ? fail(l, NULL, no, err) : 0;
}

/* What the linker holds is not freed: its process ends. */
static int link_all(struct linking *l, struct err *err)
{
	struct bpf_linker *linker = bpf_linker__new(l->output_path, NULL);

	return linker ? add_inputs(l, linker, err) : fail(l, NULL, 0, err);
}

static int work(void *arg, struct buf *ret_nothing, struct err *err)
{
	struct linking *l = arg;
	int r;

	(void)ret_nothing;
	messages_begin(&l->messages, l->listener);
	r = link_all(l, err);
	messages_end(&l->messages);
	return r;
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

int objfile_link(const char *const *paths, unsigned int count, const struct objfile_listener *listener,
		 struct buf *ret_object, struct err *err)
{
	auto_close output = memfd_create("linked", MFD_CLOEXEC), input = memfd_create("input", MFD_CLOEXEC);
	struct linking l = {.paths = paths, .count = count, .listener = listener, .input = input};
	struct buf nothing = {0};
	int r;

	if (output < 0 || input < 0)
		return err_no_memory(err);
	read_memory_path(input, l.input_path);
	read_memory_path(output, l.output_path);
	r = child_run(work, &l, &nothing, err) || collect(output, ret_object, err) ? -1 : 0;
	buf_free(&nothing);
	return r;
}

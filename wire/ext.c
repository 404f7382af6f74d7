/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* .BTF.ext: three lists of records (functions, lines, relocations) by section, each with its length. */
#include "wire/ext.h"

#include <string.h>

enum {
	HEAD_LEN = 4, /* offset of the header's own length */
	HEAD_LEAST = 24,
	SECTION_HEAD = 8,
	INSN_SIZE = 8,
};

/* A list: where its place is in the header, its name, the least length of its records. */
static const struct list {
	const char *name;
	uint32_t in_header, record;
	bool has_type;
} lists[EXT_LISTS] = {
	[EXT_FUNCTIONS] = {"functions", 8, 8, true},
	[EXT_LINES] = {"lines", 16, 16, false},
	[EXT_RELOCATIONS] = {"relocations", 24, 16, true},
};

struct reader {
	const struct elf *elf;
	const struct types *t;
	const struct list *list;
	const unsigned char *at;
	size_t size;
	ext_record_fn each;
	void *arg;
};

static uint32_t word(const struct reader *r, size_t off)
{
	return (uint32_t)elf_number(r->elf, r->at + off, 4);
}

static int bad(const struct reader *r, const char *what, struct err *err)
{
	return err_set(err, 0, ".BTF.ext: %s: %s", r->list->name, what);
}

static int read_record(const struct reader *r, size_t off, const struct elf_section *s, struct err *err)
{
	struct ext_record record = {.section = s, .insn = word(r, off)};

	if (record.insn % INSN_SIZE || record.insn >= s->size)
		return bad(r, "one is of an instruction that does not exist", err);
	for (uint32_t i = 0; i < r->list->record / sizeof(uint32_t); i++)
		record.words[i] = word(r, off + i * sizeof(uint32_t));
	if (r->list->has_type && record.words[1] >= r->t->count)
		return bad(r, "one is of a type that does not exist", err);
	return r->each ? r->each(r->arg, &record, err) : 0;
}

/* The records of one section; moves on. */
static int read_section(struct reader *r, uint32_t record_size, struct err *err)
{
	struct elf_section s;
	uint64_t count;

	if (r->size < SECTION_HEAD)
		return bad(r, "truncated section", err);
	count = word(r, 4);
	if (count > (r->size - SECTION_HEAD) / record_size)
		return bad(r, "truncated section", err);
	if (!elf_find(r->elf, types_string(r->t, word(r, 0)), &s))
		return bad(r, "of a section that does not exist", err);
	for (uint64_t i = 0; i < count; i++)
		if (read_record(r, SECTION_HEAD + i * record_size, &s, err))
			return -1;
	r->at += SECTION_HEAD + count * record_size;
	r->size -= SECTION_HEAD + count * record_size;
	return 0;
}

static int read_sections(struct reader *r, struct err *err)
{
	uint32_t record_size;

	if (!r->size)
		return 0;
	if (r->size < sizeof(uint32_t))
		return bad(r, "missing length", err);
	record_size = word(r, 0);
	if (record_size < r->list->record || record_size % sizeof(uint32_t))
		return bad(r, "invalid record length", err);
	r->at += sizeof(uint32_t);
	r->size -= sizeof(uint32_t);
	for (uint32_t count = 0; r->size; count++) {
		if (count == r->elf->section_count)
			return bad(r, "of more sections than there are", err);
		if (read_section(r, record_size, err))
			return -1;
	}
	return 0;
}

int ext_read(const struct elf *elf, const struct types *t, const struct elf_section *ext, enum ext_list list,
	     ext_record_fn each, void *arg, struct err *err)
{
	struct reader r = {elf, t, &lists[list], ext->data, ext->size, each, arg};
	uint64_t head, off, size;

	if (!ext->data || ext->size < HEAD_LEAST || elf_number(elf, ext->data, 2) != WIRE_MAGIC)
		return err_set(err, 0, ".BTF.ext: missing header");
	head = word(&r, HEAD_LEN);
	if (head < HEAD_LEAST || head > ext->size)
		return err_set(err, 0, ".BTF.ext: header is larger than the section");
	if (head < r.list->in_header + SECTION_HEAD)
		return 0;
	off = head + word(&r, r.list->in_header);
	size = word(&r, r.list->in_header + 4);
	if (off % sizeof(uint32_t) || off > ext->size || size > ext->size - off)
		return bad(&r, "data outside the section", err);
	r.at += off;
	r.size = size;
	return read_sections(&r, err);
}

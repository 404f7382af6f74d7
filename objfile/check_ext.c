/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* .BTF.ext: three lists of records (functions, lines, relocations) by section, each with its length. */
#include "objfile/check.h"

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
} lists[] = {
	{"functions", 8, 8, true},
	{"lines", 16, 16, false},
	{"relocations", 24, 16, true},
};

struct reader {
	const struct elf *elf;
	const struct types *t;
	const struct list *list;
	const unsigned char *at;
	size_t size;
};

static uint32_t word(const struct reader *r, size_t off)
{
	return (uint32_t)elf_number(r->elf, r->at + off, 4);
}

static int bad(const struct reader *r, const char *what, struct err *err)
{
	return err_set(err, 0, ".BTF.ext: %s: %s", r->list->name, what);
}

static int check_record(const struct reader *r, size_t off, const struct elf_section *s, struct err *err)
{
	uint32_t insn = word(r, off);

	if (insn % INSN_SIZE || insn >= s->size)
		return bad(r, "one is of an instruction that does not exist", err);
	if (r->list->has_type && word(r, off + 4) >= r->t->count)
		return bad(r, "one is of a type that does not exist", err);
	return 0;
}

/* The records of one section; moves on. */
static int check_section(struct reader *r, uint32_t record_size, struct err *err)
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
		if (check_record(r, SECTION_HEAD + i * record_size, &s, err))
			return -1;
	r->at += SECTION_HEAD + count * record_size;
	r->size -= SECTION_HEAD + count * record_size;
	return 0;
}

static int check_list(struct reader *r, struct err *err)
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
		if (check_section(r, record_size, err))
			return -1;
	}
	return 0;
}

int check_ext(const struct elf *elf, const struct types *t, const struct elf_section *ext, struct err *err)
{
	const struct reader all = {.elf = elf, .t = t, .list = lists, .at = ext->data, .size = ext->size};
	uint64_t head;

	if (!ext->data || ext->size < HEAD_LEAST || elf_number(elf, ext->data, 2) != WIRE_MAGIC)
		return err_set(err, 0, ".BTF.ext: missing header");
	head = word(&all, HEAD_LEN);
	if (head < HEAD_LEAST || head > ext->size)
		return err_set(err, 0, ".BTF.ext: header is larger than the section");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct reader r = all;
		uint64_t off, size;

		r.list = &lists[i];
		if (head < lists[i].in_header + SECTION_HEAD)
			break;
		off = head + word(&all, lists[i].in_header);
		size = word(&all, lists[i].in_header + 4);
		if (off % sizeof(uint32_t) || off > ext->size || size > ext->size - off)
			return bad(&r, "data outside the section", err);
		r.at += off;
		r.size = size;
		if (check_list(&r, err))
			return -1;
	}
	return 0;
}

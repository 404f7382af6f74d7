/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The bytes of .BTF.ext may be unaligned, in either byte order, and hostile: words are read one by one. */
#include "btfdump/relocs.h"

#include <stdlib.h>
#include <string.h>

enum {
	EXT_LEN = 4,       /* offsets in the header: its own length, */
	EXT_RELOCS = 24,   /* where the relocations are after it, and their length */
	EXT_LEAST = 32,    /* older headers end before that */
	RECORD_LEAST = 16, /* newer records may be longer */
	SECTION_HEAD = 8,  /* its name, its number of records */
};

/* What is left to read of the relocations. */
struct rest {
	const struct types *t;
	const unsigned char *at;
	size_t size;
	bool is_foreign;
	struct err *err;
};

static uint32_t word_at(const struct rest *r, size_t off)
{
	uint32_t v;

	memcpy(&v, r->at + off, sizeof(v));
	return r->is_foreign ? __builtin_bswap32(v) : v;
}

static void skip(struct rest *r, size_t size)
{
	r->at += size;
	r->size -= size;
}

static int bad(const struct rest *r, const char *what)
{
	return err_set(r->err, 0, ".BTF.ext: %s", what);
}

/* From all of .BTF.ext to the relocations in it. */
static int relocs_find(struct rest *r)
{
	uint16_t magic;
	uint64_t len, off, size;

	if (r->size < 8)
		return bad(r, "smaller than a header");
	memcpy(&magic, r->at, sizeof(magic));
	if (magic != WIRE_MAGIC && magic != WIRE_MAGIC_FOREIGN)
		return bad(r, "wrong magic number");
	r->is_foreign = magic == WIRE_MAGIC_FOREIGN;
	len = word_at(r, EXT_LEN);
	if (len > r->size)
		return bad(r, "header is larger than the section");
	if (len < EXT_LEAST) {
		r->size = 0;
		return 0;
	}
	off = len + word_at(r, EXT_RELOCS);
	size = word_at(r, EXT_RELOCS + 4);
	if (off > r->size || size > r->size - off)
		return bad(r, "relocations lie outside the section");
	r->at += off;
	r->size = size;
	return 0;
}

static int record_read(const struct rest *r, size_t off, struct reloc *ret_reloc)
{
	struct reloc v = {.offset = word_at(r, off),
			  .type = word_at(r, off + 4),
			  .access = word_at(r, off + 8),
			  .kind = word_at(r, off + 12)};

	if (v.type >= r->t->count)
		return err_set(r->err, 0, ".BTF.ext: relocation refers to type %u, but the last one is %u",
			       v.type, r->t->count - 1);
	*ret_reloc = v;
	return 0;
}

static int sections_read(struct rest *r, uint32_t record_size, struct relocs *ret_relocs)
{
	while (r->size) {
		uint64_t count;

		if (r->size < SECTION_HEAD)
			return bad(r, "relocations are truncated");
		count = word_at(r, 4);
		skip(r, SECTION_HEAD);
		if (count > r->size / record_size)
			return bad(r, "relocations are truncated");
		for (uint64_t i = 0; i < count; i++)
			if (record_read(r, i * record_size, &ret_relocs->list[ret_relocs->count++]))
				return -1;
		skip(r, count * record_size);
	}
	return 0;
}

int relocs_read(const struct types *t, struct relocs *ret_relocs, struct err *err)
{
	struct rest r = {.t = t, .at = t->ext, .size = t->ext_size, .err = err};
	struct relocs relocs = {0};
	uint32_t record_size;

	if (r.size && relocs_find(&r))
		return -1;
	if (r.size) {
		record_size = r.size < 4 ? 0 : word_at(&r, 0);
		if (record_size < RECORD_LEAST || record_size % 4)
			return bad(&r, "invalid relocation size");
		skip(&r, 4);
		relocs.list = calloc(r.size / record_size + 1, sizeof(*relocs.list));
		if (!relocs.list)
			return err_no_memory(err);
		if (sections_read(&r, record_size, &relocs)) {
			relocs_free(&relocs);
			return -1;
		}
	}
	*ret_relocs = relocs;
	return 0;
}

void relocs_free(struct relocs *relocs)
{
	free(relocs->list);
	*relocs = (struct relocs){0};
}

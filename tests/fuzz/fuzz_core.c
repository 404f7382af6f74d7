/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Minimal BTF from arbitrary objects, whose own types are the kernel's too: an error, or BTF that can be
 * opened, is smaller, and of which the same relocations need all.
 */
#include <stdlib.h>
#include <string.h>

#include "skelgen/core/needs.h"
#include "wire/cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool is_true)
{
	if (!is_true)
		abort();
}

struct reading {
	struct core_needs needs;
	const struct types *types;
};

static int add(void *arg, const struct ext_record *record, struct err *err)
{
	struct reading *r = arg;

	return core_needs_add(&r->needs, r->types, record, err);
}

static int mark(struct cut *c, const struct core_needs *needs, struct err *err)
{
	for (uint32_t id = 1; id < c->t->count; id++)
		for (uint32_t at = core_needs_find(needs, types_name(c->t, id)); at;
		     at = needs->list[at - 1].next)
			if (core_mark(c, &needs->list[at - 1], id, err))
				return -1;
	return 0;
}

static uint32_t cut_of(const struct types *t, const struct core_needs *needs, struct buf *ret_btf,
		       struct types **ret_part)
{
	struct err err = {0};
	struct cut c;

	require(!cut_open(&c, t, CUT_SHELL, &err));
	require(!mark(&c, needs, &err) && !cut_follow(&c, &err) && !cut_write(&c, ret_btf, &err));
	cut_free(&c);
	if (types_open(ret_btf->data, ret_btf->len, NULL, ret_part, &err))
		*ret_part = NULL;
	return *ret_part ? (*ret_part)->count : 0;
}

static void cut_twice(const struct types *t, const struct core_needs *needs)
{
	struct types *part = NULL, *again = NULL;
	auto_buf btf = {0}, same = {0};
	uint32_t count = cut_of(t, needs, &btf, &part);

	require(part && count <= t->count);
	require(cut_of(part, needs, &same, &again) == count && again);
	types_free(again);
	types_free(part);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading r = {0};
	struct elf_section btf, ext;
	auto_types *t = NULL;
	struct err err = {0};
	struct elf elf;

	if (elf_parse(data, size, &elf, &err) || !elf_find(&elf, ".BTF", &btf) || !btf.data ||
	    !elf_find(&elf, ".BTF.ext", &ext) || types_open(btf.data, btf.size, NULL, &t, &err))
		return 0;
	r.types = t;
	if (ext_read(&elf, t, &ext, EXT_RELOCATIONS, add, &r, &err))
		require(err.text[0]);
	else if (!core_needs_index(&r.needs, &err))
		cut_twice(t, &r.needs);
	core_needs_free(&r.needs);
	return 0;
}

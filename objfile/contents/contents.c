/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening an object and its types, and its programs: the functions of executable sections. */
#include "objfile/contents/contents.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "objfile/contents/maps.h"

#define COMPILE "compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c"

static int check_machine(const struct elf *elf, struct err *err)
{
	/* Compilers older than the machine's number left it empty. */
	if (elf->machine == EM_BPF || elf->machine == EM_NONE)
		return 0;
	err_set(err, 0, "compiled for machine %u, not for BPF", elf->machine);
	err_hint(err, COMPILE);
	return -1;
}

static int types_find_in(const struct elf *elf, struct types **ret_types, struct err *err)
{
	struct elf_section s;

	if (!elf_find(elf, ".BTF", &s) || !s.size)
		return 0;
	if (!s.data)
		return err_set(err, 0, "its BTF has no content");
	if (types_open(s.data, (size_t)s.size, NULL, ret_types, err))
		return err_wrap(err, ".BTF");
	return 0;
}

static int prog_compare(const void *a, const void *b)
{
	const struct content_prog *x = a, *y = b;

	if (x->section_index != y->section_index)
		return x->section_index < y->section_index ? -1 : 1;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* False where the symbol is not a function that a loader takes. */
static bool is_function(const struct elf *elf, const struct elf_symbol *symbol,
			struct elf_section *ret_section)
{
	return symbol->type == STT_FUNC && symbol->section &&
	       elf_section_at(elf, symbol->section, ret_section) && ret_section->type == SHT_PROGBITS &&
	       ret_section->flags & SHF_EXECINSTR && ret_section->size;
}

static int prog_add(struct contents *c, const struct elf_section *section, const struct elf_symbol *symbol,
		    struct err *err)
{
	bool is_text = !strcmp(section->name, ".text");

	if (symbol->value > section->size || symbol->size > section->size - symbol->value)
		return err_set(err, 0, "program '%.128s' ends after its section '%.128s'", symbol->name,
			       section->name);
	if (!is_text && symbol->binding == STB_LOCAL) {
		err_set(err, 0, "program '%.128s' in section '%.128s' is static", symbol->name,
			section->name);
		err_hint(err, "remove 'static': loaders support only global functions");
		return -1;
	}
	c->progs[c->prog_count++] = (struct content_prog){.name = symbol->name,
							  .section = section->name,
							  .section_index = section->index,
							  .offset = symbol->value};
	return 0;
}

/* Functions in .text are parts of other programs, unless there is only one at all. */
static void drop_parts(struct contents *c)
{
	uint32_t kept = 0;

	if (c->prog_count < 2)
		return;
	for (uint32_t i = 0; i < c->prog_count; i++)
		if (strcmp(c->progs[i].section, ".text"))
			c->progs[kept++] = c->progs[i];
	c->prog_count = kept;
}

static int progs_find(struct contents *c, const struct elf_table *symbols, struct err *err)
{
	struct elf_section section;
	struct elf_symbol symbol;

	c->progs = calloc((size_t)symbols->count + 1, sizeof(*c->progs));
	if (!c->progs)
		return err_no_memory(err);
	for (uint32_t i = 1; i < symbols->count; i++)
		if (elf_symbol_at(symbols, i, &symbol) && is_function(&c->elf, &symbol, &section) &&
		    prog_add(c, &section, &symbol, err))
			return -1;
	qsort(c->progs, c->prog_count, sizeof(*c->progs), prog_compare);
	drop_parts(c);
	return 0;
}

static int contents_read(struct contents *c, struct err *err)
{
	struct elf_table symbols;

	if (check_machine(&c->elf, err) || elf_symbols(&c->elf, &symbols, err))
		return -1;
	if (!symbols.count) {
		err_set(err, 0, "no symbol table");
		err_hint(err, "an object that was stripped can keep it: strip with llvm-strip -g");
		return -1;
	}
	if (types_find_in(&c->elf, &c->types, err))
		return -1;
	if (c->types)
		c->types->ptr_size = 8;
	if (progs_find(c, &symbols, err))
		return -1;
	return contents_find_maps(c, &symbols, err);
}

int contents_open(const void *data, size_t size, struct contents *ret_contents, struct err *err)
{
	struct contents c = {0};

	if (elf_parse(data, size, &c.elf, err)) {
		err_hint(err, COMPILE);
		return -1;
	}
	if (contents_read(&c, err)) {
		contents_close(&c);
		return -1;
	}
	*ret_contents = c;
	return 0;
}

void contents_close(struct contents *c)
{
	for (uint32_t i = 0; i < c->map_count; i++)
		free(c->maps[i].vars);
	free(c->maps);
	free(c->progs);
	types_free(c->types);
	*c = (struct contents){0};
}

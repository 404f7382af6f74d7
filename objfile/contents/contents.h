/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a BPF object holds, as its loader will see it: programs, maps, and the variables of sections that
 * become maps. Read from ELF and BTF alone, so that it knows sections that the installed libbpf does not, and
 * objects of the other byte order.
 *
 * Compilers leave the places of variables open in BTF: they are those of the ELF symbols. Names are as they
 * are in the file and may be anything.
 */
#ifndef BPFI_OBJFILE_CONTENTS_CONTENTS_H
#define BPFI_OBJFILE_CONTENTS_CONTENTS_H

#include "wire/elf.h"
#include "wire/types.h"

struct content_prog {
	const char *name, *section;
	uint32_t section_index;
	uint64_t offset;
};

/* A variable that user space can reach; static and hidden ones are not among them. */
struct content_var {
	const char *name;
	uint32_t type; /* what the variable is of */
	uint64_t offset, size;
};

enum content_kind {
	CONTENT_DECLARED, /* by a variable in .maps */
	CONTENT_DATA,     /* .data, .rodata, .bss and their like */
	CONTENT_KCONFIG,
	CONTENT_STRUCT_OPS,
};

struct content_map {
	enum content_kind kind;
	const char *name;    /* of the variable; of data the section's */
	const char *section; /* of an arena, that of its variables; else where it was found */
	uint32_t section_index;
	uint32_t type; /* CONTENT_STRUCT_OPS: the structure; CONTENT_DECLARED: enum bpf_map_type */
	bool is_link;  /* CONTENT_STRUCT_OPS: registered through a link */
	struct content_var *vars;
	uint32_t var_count;
	uint64_t size; /* of the data */
};

struct contents {
	struct elf elf;
	struct types *types; /* NULL: the object has no types */
	struct content_prog *progs;
	uint32_t prog_count;
	struct content_map *maps; /* in the loader's order */
	uint32_t map_count;
};

enum { CONTENTS_ARENA = 33 }; /* BPF_MAP_TYPE_ARENA, Linux 6.9 */
#define CONTENTS_ARENA_SECTION ".addr_space.1"
/* The error of variables in an arena that is not declared. Always -1. */
int contents_refuse_arena(struct err *err);

/* The bytes of an object file; the caller keeps them until contents_close(). */
int contents_open(const void *data, size_t size, struct contents *ret_contents, struct err *err);
void contents_close(struct contents *c);
#define auto_contents __attribute__((cleanup(contents_close))) struct contents

#endif

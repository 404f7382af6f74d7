/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Half of objfile/contents/contents.h; not included elsewhere. */
#ifndef BPFI_OBJFILE_CONTENTS_MAPS_H
#define BPFI_OBJFILE_CONTENTS_MAPS_H

#include "objfile/contents/contents.h"

/* What they are looked up in; each sorted by name. */
struct named {
	const char *name;
	uint32_t index; /* of a symbol; or a type id */
	bool is_taken;
};

enum { CONTENTS_MAPS = 1 << 16 }; /* more are refused */

struct index {
	struct named *list;
	uint32_t count;
};

struct contents_walk {
	struct contents *c;
	const struct elf_table *symbols;
	struct index globals;  /* global and weak symbols */
	struct index datasecs; /* sections described in BTF */
	uint32_t map_room;
	struct err *err;
};

int contents_find_maps(struct contents *c, const struct elf_table *symbols, struct err *err);

int index_make(struct contents_walk *w);
void index_free(struct contents_walk *w);
/* 0: no section has that name. */
uint32_t index_find(const struct index *index, const char *name);
/* The BTF of a section, 0: none; an error where two sections have that name. */
int contents_datasec(struct contents_walk *w, const char *name, uint32_t *ret_id);

/* The variables of a section that user space can reach, sorted by their offset. */
int contents_vars(struct contents_walk *w, struct content_map *map, uint32_t datasec);
/* Those that the loader makes of the kernel's configuration: their offsets follow from their types. */
int contents_kconfig_vars(struct contents_walk *w, struct content_map *map, uint32_t datasec);

/* The symbol of variable @id, by its name. */
int contents_symbol(struct contents_walk *w, uint32_t id, const char *section, struct elf_symbol *ret_symbol);
bool contents_is_hidden(const struct elf_symbol *symbol);
/* The variable that the @i-th entry of a section is; an error where it is something else. */
int contents_var_id(struct contents_walk *w, uint32_t datasec, uint32_t i, uint32_t *ret_id);

#endif

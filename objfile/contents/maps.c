/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Maps: declared ones, those that loaders make of sections, and structures of operations. */
#include "objfile/contents/maps.h"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

/* Sections by their names; @has_more: names that go on with a dot are of this kind too. */
static const struct section_kind {
	const char *name;
	uint32_t type;
	enum content_kind kind;
	bool has_more, is_link;
} section_kinds[] = {
	{".data", SHT_PROGBITS, CONTENT_DATA, .has_more = true},
	{".rodata", SHT_PROGBITS, CONTENT_DATA, .has_more = true},
	{".bss", SHT_NOBITS, CONTENT_DATA, .has_more = true},
	{".struct_ops", SHT_PROGBITS, CONTENT_STRUCT_OPS, .is_link = false},
	{".struct_ops.link", SHT_PROGBITS, CONTENT_STRUCT_OPS, .is_link = true},
};

static const char maps_section[] = ".maps", arena_section[] = CONTENTS_ARENA_SECTION,
		  kconfig_section[] = ".kconfig";

static const struct section_kind *section_kind_of(const struct elf_section *s)
{
	/* In front of the others: not created unless asked for. */
	const char *name = s->name + (*s->name == '?');

	for (size_t i = 0; i < sizeof(section_kinds) / sizeof(section_kinds[0]); i++) {
		const struct section_kind *k = &section_kinds[i];
		size_t len = strlen(k->name);

		if (s->type == k->type && !strncmp(name, k->name, len) &&
		    (!name[len] || (k->has_more && name[len] == '.')) &&
		    (name == s->name || k->kind == CONTENT_STRUCT_OPS))
			return k;
	}
	return NULL;
}

static struct content_map *map_add(struct contents_walk *w, const struct content_map *map)
{
	struct contents *c = w->c;

	if (c->map_count == CONTENTS_MAPS) {
		err_set(w->err, 0, "more than %d maps", CONTENTS_MAPS);
		return NULL;
	}
	if (c->map_count == w->map_room) {
		uint32_t room = w->map_room ? w->map_room * 2 : 16;
		struct content_map *maps = realloc(c->maps, room * sizeof(*maps));

		if (!maps) {
			err_no_memory(w->err);
			return NULL;
		}
		c->maps = maps;
		w->map_room = room;
	}
	c->maps[c->map_count] = *map;
	return &c->maps[c->map_count++];
}

/* How declarations encode numbers: a pointer to an array of that many elements. */
static uint32_t declared_type(const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, types_resolve(t, id)), *member;

	for (uint32_t i = 0, n = type_kind(w) == BK_STRUCT ? type_vlen(w) : 0; i < n; i++) {
		if (strcmp(types_string(t, type_members(w)[i].name_off), "type"))
			continue;
		member = types_at(t, types_resolve(t, type_members(w)[i].type));
		if (type_kind(member) != BK_PTR)
			return 0;
		member = types_at(t, types_resolve(t, member->size));
		return type_kind(member) == BK_ARRAY ? type_array(member)->count : 0;
	}
	return 0;
}

static int refuse_hidden(struct contents_walk *w, const char *name)
{
	err_set(w->err, 0, "map '%.128s' is static or hidden", name);
	err_hint(
		w->err,
		"loaders support only global maps: remove 'static', or the compiler flag -fvisibility=hidden");
	return -1;
}

static int refuse_extern(struct contents_walk *w, const char *name)
{
	err_set(w->err, 0, "map '%.128s' is extern: it is defined in another object", name);
	err_hint(w->err, "link the objects first: bpfi gen object OUT.o IN.o...");
	return -1;
}

static int declared_add(struct contents_walk *w, uint32_t id, const struct elf_section *s)
{
	const struct types *t = w->c->types;
	uint32_t linkage = type_linkage(types_at(t, id));
	struct elf_symbol symbol = {0};
	struct content_map map = {.kind = CONTENT_DECLARED,
				  .name = types_name(t, id),
				  .section = s->name,
				  .section_index = s->index,
				  .type = declared_type(t, types_ref(t, id))};

	if (linkage == LINKAGE_EXTERN)
		return refuse_extern(w, map.name);
	if (linkage == LINKAGE_STATIC)
		return refuse_hidden(w, map.name);
	if (contents_symbol(w, id, s->name, &symbol))
		return -1;
	if (contents_is_hidden(&symbol))
		return refuse_hidden(w, map.name);
	/* Until they are sorted. */
	map.size = symbol.value;
	return map_add(w, &map) ? 0 : -1;
}

static int by_place(const void *a, const void *b)
{
	const struct content_map *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->name, y->name);
}

static int find_declared(struct contents_walk *w)
{
	uint32_t datasec = index_find(&w->datasecs, maps_section), id;
	struct elf_section s;

	if (elf_find(&w->c->elf, "maps", &s) && s.type == SHT_PROGBITS && s.size) {
		err_set(w->err, 0,
			"its maps are declared in section 'maps', as loaders before libbpf 1.0 had it");
		err_hint(w->err, "declare them with SEC(\".maps\"), __uint() and __type()");
		return -1;
	}
	if (!elf_find(&w->c->elf, maps_section, &s) || !s.size)
		return 0;
	if (!datasec) {
		err_set(w->err, 0, "its maps are declared in '.maps', but no BTF describes them");
		err_hint(w->err, "compile it with -g");
		return -1;
	}
	for (uint32_t i = 0, n = type_vlen(types_at(w->c->types, datasec)); i < n; i++)
		if (contents_var_id(w, datasec, i, &id) || declared_add(w, id, &s))
			return -1;
	qsort(w->c->maps, w->c->map_count, sizeof(*w->c->maps), by_place);
	for (uint32_t i = 0; i < w->c->map_count; i++)
		w->c->maps[i].size = 0;
	return 0;
}

/* Without types for it a section is still a map, but has no variables. */
static int data_add(struct contents_walk *w, const struct elf_section *s, const struct section_kind *k)
{
	const struct content_map data = {.kind = k->kind,
					 .name = s->name,
					 .section = s->name,
					 .section_index = s->index,
					 .size = s->size};
	struct content_map *map;
	uint32_t datasec;

	if (contents_datasec(w, s->name, &datasec))
		return -1;
	map = map_add(w, &data);
	if (!map)
		return -1;
	return datasec ? contents_vars(w, map, datasec) : 0;
}

static int find_kconfig(struct contents_walk *w)
{
	uint32_t datasec = index_find(&w->datasecs, kconfig_section);
	struct content_map map = {.kind = CONTENT_KCONFIG,
				  .name = kconfig_section,
				  .section = kconfig_section};

	if (!datasec)
		return 0;
	if (contents_kconfig_vars(w, &map, datasec) || (map.var_count && !map_add(w, &map))) {
		free(map.vars);
		return -1;
	}
	if (!map.var_count)
		free(map.vars);
	return 0;
}

static int operations_add(struct contents_walk *w, const struct elf_section *s, const struct section_kind *k)
{
	const struct types *t = w->c->types;
	uint32_t datasec, id;

	if (contents_datasec(w, s->name, &datasec))
		return -1;
	if (!datasec)
		return err_set(w->err, 0, "no BTF describes section '%.128s'", s->name);
	for (uint32_t i = 0, n = type_vlen(types_at(t, datasec)); i < n; i++) {
		struct content_map map = {.kind = CONTENT_STRUCT_OPS,
					  .section = s->name,
					  .section_index = s->index,
					  .is_link = k->is_link};

		if (contents_var_id(w, datasec, i, &id))
			return -1;
		map.name = types_name(t, id);
		map.type = types_resolve(t, id);
		if (types_kind(t, map.type) == BK_VAR)
			map.type = types_resolve(t, types_ref(t, map.type));
		if (types_kind(t, map.type) != BK_STRUCT || !*types_name(t, map.type))
			return err_set(w->err, 0,
				       "'%.128s' in section '%.128s' is not a structure of operations",
				       map.name, s->name);
		map.size = types_at(t, map.type)->size;
		if (!map_add(w, &map))
			return -1;
	}
	return 0;
}

typedef int section_fn(struct contents_walk *w, const struct elf_section *s, const struct section_kind *k);

static int find_sections(struct contents_walk *w, enum content_kind kind, section_fn *add)
{
	struct elf_section s;

	for (uint32_t i = 1; i < w->c->elf.section_count; i++) {
		const struct section_kind *k;

		if (!elf_section_at(&w->c->elf, i, &s) || !s.size || s.flags & SHF_EXECINSTR)
			continue;
		k = section_kind_of(&s);
		if (k && k->kind == kind && add(w, &s, k))
			return -1;
	}
	return 0;
}

int contents_refuse_arena(struct err *err)
{
	err_set(err, 0, "variables in section '%s', but no map of type arena", arena_section);
	err_hint(err,
		 "declare one; if another object has it, link them first: bpfi gen object OUT.o IN.o...");
	return -1;
}

/* Its variables live in the arena, whose map was declared. */
static int find_arena(struct contents_walk *w)
{
	uint32_t datasec = index_find(&w->datasecs, arena_section);
	struct elf_section s;

	if (!datasec || !elf_find(&w->c->elf, arena_section, &s) || !s.size)
		return 0;
	for (uint32_t i = 0; i < w->c->map_count; i++) {
		struct content_map *map = &w->c->maps[i];

		if (map->kind != CONTENT_DECLARED || map->type != CONTENTS_ARENA)
			continue;
		map->section = arena_section;
		map->section_index = s.index;
		map->size = s.size;
		return contents_vars(w, map, datasec);
	}
	return contents_refuse_arena(w->err);
}

int contents_find_maps(struct contents *c, const struct elf_table *symbols, struct err *err)
{
	struct contents_walk w = {.c = c, .symbols = symbols, .err = err};
	int r = -1;

	if (!index_make(&w) && !find_declared(&w) && !find_arena(&w) &&
	    !find_sections(&w, CONTENT_DATA, data_add) && !find_kconfig(&w) &&
	    !find_sections(&w, CONTENT_STRUCT_OPS, operations_add))
		r = 0;
	index_free(&w);
	return r;
}

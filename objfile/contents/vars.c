/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Variables: BTF has their names and types, the symbols have their places. */
#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "objfile/contents/maps.h"

static int named_compare(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : x->index < y->index ? -1 : x->index > y->index;
}

static void index_globals(struct contents_walk *w)
{
	struct elf_symbol s;

	for (uint32_t i = 1; i < w->symbols->count; i++)
		if (elf_symbol_at(w->symbols, i, &s) && s.binding != STB_LOCAL && *s.name)
			w->globals.list[w->globals.count++] = (struct named){.name = s.name, .index = i};
}

static void index_datasecs(struct contents_walk *w)
{
	const struct types *t = w->c->types;

	for (uint32_t id = 1; t && id < t->count; id++)
		if (types_kind(t, id) == BK_DATASEC)
			w->datasecs.list[w->datasecs.count++] =
				(struct named){.name = types_name(t, id), .index = id};
}

int index_make(struct contents_walk *w)
{
	uint32_t datasecs = 0;

	for (uint32_t id = 1; w->c->types && id < w->c->types->count; id++)
		datasecs += types_kind(w->c->types, id) == BK_DATASEC;
	w->globals.list = calloc((size_t)w->symbols->count + 1, sizeof(struct named));
	w->datasecs.list = calloc((size_t)datasecs + 1, sizeof(struct named));
	if (!w->globals.list || !w->datasecs.list)
		return err_no_memory(w->err);
	index_globals(w);
	index_datasecs(w);
	qsort(w->globals.list, w->globals.count, sizeof(struct named), named_compare);
	qsort(w->datasecs.list, w->datasecs.count, sizeof(struct named), named_compare);
	return 0;
}

void index_free(struct contents_walk *w)
{
	free(w->globals.list);
	free(w->datasecs.list);
}

static struct named *named_find(const struct index *index, const char *name)
{
	uint32_t low = 0, high = index->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(index->list[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < index->count && !strcmp(index->list[low].name, name) ? &index->list[low] : NULL;
}

uint32_t index_find(const struct index *index, const char *name)
{
	const struct named *found = named_find(index, name);

	return found ? found->index : 0;
}

int contents_datasec(struct contents_walk *w, const char *name, uint32_t *ret_id)
{
	struct named *found = named_find(&w->datasecs, name);

	if (found && found->is_taken)
		return err_set(w->err, 0, "duplicate section name '%.128s'", name);
	if (found)
		found->is_taken = true;
	*ret_id = found ? found->index : 0;
	return 0;
}

bool contents_is_hidden(const struct elf_symbol *symbol)
{
	return symbol->visibility == STV_HIDDEN || symbol->visibility == STV_INTERNAL;
}

int contents_var_id(struct contents_walk *w, uint32_t datasec, uint32_t i, uint32_t *ret_id)
{
	const struct types *t = w->c->types;
	uint32_t id = type_secinfos(types_at(t, datasec))[i].type;

	*ret_id = id;
	if (types_kind(t, id) == BK_VAR || types_kind(t, id) == BK_FUNC)
		return 0;
	return err_set(w->err, 0, ".BTF: section '%.128s' has type %u as its entry %u, not a variable",
		       types_name(t, datasec), id, i);
}

int contents_symbol(struct contents_walk *w, uint32_t id, const char *section, struct elf_symbol *ret_symbol)
{
	const char *name = types_name(w->c->types, id);
	uint32_t at = index_find(&w->globals, name);

	if (at && elf_symbol_at(w->symbols, at, ret_symbol))
		return 0;
	return err_set(w->err, 0, "variable '%.128s' of section '%.128s' has no symbol", name, section);
}

static int var_read(struct contents_walk *w, uint32_t id, const struct content_map *map,
		    struct content_var *ret_var)
{
	const struct types *t = w->c->types;
	struct elf_symbol symbol;
	uint64_t size;

	if (contents_symbol(w, id, map->name, &symbol))
		return -1;
	if (!types_has_size(t, id, &size))
		return err_set(w->err, 0, "variable '%.128s': its type has no size", types_name(t, id));
	if (symbol.section != map->section_index || symbol.value > map->size ||
	    size > map->size - symbol.value)
		return err_set(w->err, 0, "variable '%.128s' lies outside its section '%.128s'",
			       types_name(t, id), map->section);
	*ret_var = (struct content_var){.name = types_name(t, id),
					.type = types_ref(t, id),
					.offset = symbol.value,
					.size = size};
	/* After all checks: a hidden variable is equivalent to a static one. */
	if (contents_is_hidden(&symbol))
		ret_var->name = NULL;
	return 0;
}

static int by_offset(const void *a, const void *b)
{
	const struct content_var *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->name, y->name);
}

static int vars_alloc(struct contents_walk *w, struct content_map *map, uint32_t datasec)
{
	map->vars = calloc((size_t)type_vlen(types_at(w->c->types, datasec)) + 1, sizeof(*map->vars));
	return map->vars ? 0 : err_no_memory(w->err);
}

int contents_vars(struct contents_walk *w, struct content_map *map, uint32_t datasec)
{
	const struct types *t = w->c->types;
	uint32_t id;

	if (vars_alloc(w, map, datasec))
		return -1;
	for (uint32_t i = 0, n = type_vlen(types_at(t, datasec)); i < n; i++) {
		struct content_var var;

		if (contents_var_id(w, datasec, i, &id))
			return -1;
		if (type_linkage(types_at(t, id)) != LINKAGE_GLOBAL)
			continue;
		if (var_read(w, id, map, &var))
			return -1;
		if (var.name)
			map->vars[map->var_count++] = var;
	}
	qsort(map->vars, map->var_count, sizeof(*map->vars), by_offset);
	return 0;
}

/* Scalars and strings only: the loader refuses others. */
static uint64_t alignment_of(const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, types_resolve(t, id));

	if (type_kind(w) == BK_ARRAY)
		w = types_at(t, types_resolve(t, type_array(w)->type));
	if (type_kind(w) == BK_INT || kind_is_enum(type_kind(w)))
		return w->size && w->size < 8 ? w->size : 8;
	return 8;
}

/* The loader's order: it lays them out one after the other. */
struct kconfig_var {
	struct content_var var;
	uint64_t align;
};

static int by_alignment(const void *a, const void *b)
{
	const struct kconfig_var *x = a, *y = b;

	if (x->align != y->align)
		return x->align > y->align ? -1 : 1;
	if (x->var.size != y->var.size)
		return x->var.size < y->var.size ? -1 : 1;
	return strcmp(x->var.name, y->var.name);
}

static int kconfig_collect(struct contents_walk *w, uint32_t datasec, struct kconfig_var *list,
			   uint32_t *ret_count)
{
	const struct types *t = w->c->types;
	uint32_t count = 0, id;

	for (uint32_t i = 0, n = type_vlen(types_at(t, datasec)); i < n; i++) {
		struct kconfig_var *v = &list[count];

		if (contents_var_id(w, datasec, i, &id))
			return -1;
		/* Those that no instruction needs have lost their symbol. */
		if (!index_find(&w->globals, types_name(t, id)))
			continue;
		v->var = (struct content_var){.name = types_name(t, id), .type = types_ref(t, id)};
		v->align = alignment_of(t, types_ref(t, id));
		if (!types_has_size(t, id, &v->var.size))
			return err_set(w->err, 0, "variable '%.128s': its type has no size", v->var.name);
		count++;
	}
	*ret_count = count;
	return 0;
}

int contents_kconfig_vars(struct contents_walk *w, struct content_map *map, uint32_t datasec)
{
	struct kconfig_var *list =
		calloc((size_t)type_vlen(types_at(w->c->types, datasec)) + 1, sizeof(*list));
	uint32_t count = 0;

	if (!list)
		return err_no_memory(w->err);
	if (vars_alloc(w, map, datasec) || kconfig_collect(w, datasec, list, &count)) {
		free(list);
		return -1;
	}
	qsort(list, count, sizeof(*list), by_alignment);
	for (uint32_t i = 0; i < count; i++) {
		map->size = (map->size + list[i].align - 1) / list[i].align * list[i].align;
		list[i].var.offset = map->size;
		map->size += list[i].var.size;
		map->vars[map->var_count++] = list[i].var;
	}
	free(list);
	return 0;
}

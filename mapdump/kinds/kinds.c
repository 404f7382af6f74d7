/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kinds, and what several of them print. */
#include "mapdump/kinds/kinds.h"

#include <string.h>

#define ADDRESS(name, title) &kind_##name,

static const struct map_kind *const kinds[] = {MAP_KINDS(ADDRESS)};

const struct map_kind *map_kind(uint32_t type)
{
	static const struct map_kind plain;

	for (size_t i = 0; type && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		for (size_t j = 0; j < MAP_KIND_TYPES; j++)
			if (kinds[i]->types[j] == type)
				return kinds[i];
	return &plain;
}

#define SECTION(kind, title) {.name = (title), .layout = LAYOUT_SECTION, .sub = kind_##kind##_fields},

const struct field map_kind_fields[] = {MAP_KINDS(SECTION){0}};

bool kind_u32(const unsigned char *from, size_t size, unsigned int i, uint32_t *ret_number)
{
	if (size < (i + 1) * sizeof(*ret_number))
		return false;
	memcpy(ret_number, from + i * sizeof(*ret_number), sizeof(*ret_number));
	return true;
}

void kind_emit_number(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t number;

	if (kind_u32(e->value, e->value_size, 0, &number))
		out_uint(o, f, number);
}

void kind_emit_prog(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t number;

	if (kind_u32(e->value, e->value_size, 1, &number) && number)
		out_uint(o, f, number);
}

uint64_t kind_id(const struct entry *e)
{
	uint64_t id = 0;

	if (view_key_size(e->v) >= sizeof(id))
		memcpy(&id, e->key, sizeof(id));
	return id;
}

void kind_emit_id(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, kind_id(rec));
}

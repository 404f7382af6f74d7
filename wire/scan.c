/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Walks over BTF in place. Names are looked up in the string section first, so that a walk over a hundred
 * thousand types compares integers only.
 */
#include "wire/scan.h"

#include <errno.h>
#include <string.h>

#include "lib/mem.h"
#include "wire/btf.h"

enum {
	NAME_MAX_LEN = 250, /* longer names are never looked for */
	DEPTH_MAX = 8,      /* anonymous structs inside each other */
	LOOKUPS_MAX = 64,   /* each costs a walk: hostile types must not multiply them */
	MAP_SECTIONS_MAX = 16,
};

/* True if @len bytes at @off are inside the @room bytes after the header. */
static bool is_inside(uint32_t off, uint32_t len, size_t room)
{
	return off <= room && len <= room - off;
}

int wire_scan_open(struct wire_scan *ret_scan, const void *data, size_t len, struct err *err)
{
	struct wire_header h = {0};
	struct wire_scan scan = {0};
	const char *body;
	size_t room;

	if (len < WIRE_HEADER_LEN)
		return err_set(err, 0, "BTF: too short");
	memcpy(&h, data, WIRE_HEADER_LEN);
	if (h.magic != WIRE_MAGIC || h.version != WIRE_VERSION)
		return err_set(err, 0, "BTF: wrong byte order or unknown version");
	if (h.hdr_len < WIRE_HEADER_LEN || h.hdr_len > len)
		return err_set(err, 0, "BTF: header of %u bytes", h.hdr_len);
	if (h.hdr_len >= WIRE_HEADER_LEN_LAYOUT)
		memcpy(&h, data, WIRE_HEADER_LEN_LAYOUT);
	body = (const char *)data + h.hdr_len;
	room = len - h.hdr_len;
	if (!is_inside(h.type_off, h.type_len, room) || !is_inside(h.str_off, h.str_len, room))
		return err_set(err, 0, "BTF: section lies outside the data");
	if (!h.str_len || body[h.str_off + h.str_len - 1])
		return err_set(err, 0, "BTF: string section is not terminated");
	scan.types = body + h.type_off;
	scan.types_len = h.type_len;
	scan.strings = body + h.str_off;
	scan.strings_len = h.str_len;
	if (h.layout_len && is_inside(h.layout_off, h.layout_len, room)) {
		scan.layout = body + h.layout_off;
		scan.layout_len = h.layout_len;
	}
	*ret_scan = scan;
	return 0;
}

/* Size of the data of @kind after its three words; false for kinds without a description. */
static bool kind_sizes(const struct wire_scan *scan, uint32_t kind, uint32_t *ret_fixed, uint32_t *ret_elem)
{
	const struct wire_kind_facts *facts = wire_kind_facts(kind);
	struct wire_layout layout;

	if (facts && kind != BK_VOID) {
		*ret_fixed = facts->fixed;
		*ret_elem = facts->elem;
		return true;
	}
	if (!scan->layout || (kind + 1) * sizeof(layout) > scan->layout_len)
		return false;
	memcpy(&layout, scan->layout + kind * sizeof(layout), sizeof(layout));
	*ret_fixed = layout.fixed;
	*ret_elem = layout.elem;
	return true;
}

/* Of the whole record at @at; 0 at the end, and at a kind whose size is not known. */
static uint32_t record_size(const struct wire_scan *scan, const char *at, uint32_t *ret_fixed)
{
	const uint32_t left = (uint32_t)(scan->types + scan->types_len - at);
	uint32_t info, elem;
	uint64_t size;

	if (left < sizeof(struct wire_type))
		return 0;
	info = mem_u32(at + offsetof(struct wire_type, info));
	if (!kind_sizes(scan, info >> 24 & (WIRE_KIND_LIMIT - 1), ret_fixed, &elem))
		return 0;
	size = sizeof(struct wire_type) + *ret_fixed + (uint64_t)elem * (info & WIRE_VLEN_MAX);
	return size > left ? 0 : (uint32_t)size;
}

void wire_scan_continue(struct wire_scan *scan, struct wire_scan *base)
{
	uint32_t size, fixed, off = 0;

	for (; !base->count && (size = record_size(base, base->types + off, &fixed)); off += size)
		scan->base_types++;
	if (!base->count)
		base->count = scan->base_types;
	scan->base_types = base->count;
	scan->base = base;
}

bool wire_scan_next(const struct wire_scan *scan, struct wire_scan_pos *pos, struct wire_scan_type *ret_type)
{
	const char *at = scan->types + pos->off;
	uint32_t info, fixed, size = record_size(scan, at, &fixed);

	if (!size)
		return false;
	pos->off += size;
	pos->id++;
	info = mem_u32(at + offsetof(struct wire_type, info));
	*ret_type = (struct wire_scan_type){
		.id = scan->base_types + pos->id,
		.kind = info >> 24 & (WIRE_KIND_LIMIT - 1),
		.vlen = info & WIRE_VLEN_MAX,
		.has_flag = info >> 31,
		.name_off = mem_u32(at),
		.size = mem_u32(at + offsetof(struct wire_type, size)),
		.elems = at + sizeof(struct wire_type) + fixed,
	};
	return true;
}

bool wire_scan_next_named(const struct wire_scan *scan, struct wire_scan_pos *pos, const uint32_t names[2],
			  struct wire_scan_type *ret_type)
{
	uint32_t size, fixed, name;

	while ((size = record_size(scan, scan->types + pos->off, &fixed))) {
		name = mem_u32(scan->types + pos->off);
		if (name == names[0] || name == names[1])
			return wire_scan_next(scan, pos, ret_type);
		pos->off += size;
		pos->id++;
	}
	return false;
}

struct wire_scan_pos wire_scan_at(const struct wire_scan *scan, const struct wire_scan_type *type)
{
	uint32_t fixed = 0, elem;

	kind_sizes(scan, type->kind, &fixed, &elem);
	return (struct wire_scan_pos){.off = (uint32_t)(type->elems - scan->types - fixed -
							sizeof(struct wire_type)),
				      .id = type->id - scan->base_types - 1};
}

/* What comes before is only skipped: 25 names of a kernel's functions are 600,000 records. */
bool wire_scan_type(const struct wire_scan *scan, uint32_t id, struct wire_scan_type *ret_type)
{
	const char *at = scan->types;
	uint32_t size, fixed, before = 1;
	struct wire_scan_pos pos;

	if (id <= scan->base_types)
		return scan->base && wire_scan_type(scan->base, id, ret_type);
	id -= scan->base_types;
	for (; before < id && (size = record_size(scan, at, &fixed)); before++)
		at += size;
	pos = (struct wire_scan_pos){.off = (uint32_t)(at - scan->types), .id = before - 1};
	return before == id && wire_scan_next(scan, &pos, ret_type);
}

const char *wire_scan_string(const struct wire_scan *scan, uint32_t off)
{
	if (scan->base) {
		if (off < scan->base->strings_len)
			return wire_scan_string(scan->base, off);
		off -= scan->base->strings_len;
	}
	return off < scan->strings_len ? scan->strings + off : NULL;
}

/*
 * Writers of BTF keep each string once, in the base if it has it, and never let one begin inside another:
 * there is only one offset that a type can use. The first string is empty where there is no base.
 */
bool wire_scan_own_string(const struct wire_scan *scan, const char *name, uint32_t *ret_off)
{
	const uint32_t before = scan->base ? scan->base->strings_len : 0;
	char needle[NAME_MAX_LEN + 2] = {0};
	size_t len = strlen(name);
	const char *at;

	if (!len || len > NAME_MAX_LEN)
		return false;
	memcpy(needle + 1, name, len);
	at = len < scan->strings_len && !memcmp(scan->strings, name, len + 1)
		     ? scan->strings - 1
		     : memmem(scan->strings, scan->strings_len, needle, len + 2);
	if (at)
		*ret_off = before + (uint32_t)(at + 1 - scan->strings);
	return at;
}

uint32_t wire_scan_string_offset(const struct wire_scan *scan, const char *name)
{
	uint32_t off = scan->base ? wire_scan_string_offset(scan->base, name) : 0;

	return off || wire_scan_own_string(scan, name, &off) ? off : 0;
}

/* Names of several kinds are asked for one after the other: a search through a kernel's strings is 0.5 ms. */
static uint32_t find_name(const struct wire_scan *scan, const struct wire_scan_want *wants, unsigned int i)
{
	return i && !strcmp(wants[i].name, wants[i - 1].name) ? wants[i - 1].name_off
							      : wire_scan_string_offset(scan, wants[i].name);
}

/* How many of the wants the record is. */
static unsigned int match(struct wire_scan_want *wants, unsigned int count, const struct wire_scan_type *type)
{
	unsigned int found = 0;

	for (unsigned int i = 0; i < count; i++) {
		if (wants[i].name_off != type->name_off || !type->name_off || wants[i].kind != type->kind ||
		    wants[i].ret_type.id)
			continue;
		wants[i].ret_type = *type;
		found++;
	}
	return found;
}

/* Most records are passed over by a bit of their name's offset: a kernel's types take 25 instructions each,
 * not 100. */
unsigned int wire_scan_find(const struct wire_scan *scan, struct wire_scan_want *wants, unsigned int count)
{
	unsigned int open = 0, found = 0;
	struct wire_scan_pos pos = {0};
	struct wire_scan_type type;
	uint32_t size, fixed;
	uint64_t bits = 0;

	for (unsigned int i = 0; i < count; i++) {
		wants[i].ret_type = (struct wire_scan_type){0};
		wants[i].name_off = find_name(scan, wants, i);
		open += wants[i].name_off != 0;
		bits |= wants[i].name_off ? UINT64_C(1) << wants[i].name_off % 64 : 0;
	}
	while (found < open && (size = record_size(scan, scan->types + pos.off, &fixed))) {
		if (bits >> mem_u32(scan->types + pos.off) % 64 & 1) {
			wire_scan_next(scan, &pos, &type);
			found += match(wants, count, &type);
			continue;
		}
		pos.off += size;
		pos.id++;
	}
	return found;
}

static bool is_named(const struct wire_scan *scan, uint32_t name_off, const char *name)
{
	const char *s = wire_scan_string(scan, name_off);

	return s && !strcmp(s, name);
}

static bool is_composite(const struct wire_scan_type *type)
{
	return type->kind == BK_STRUCT || type->kind == BK_UNION;
}

static struct wire_member member_at(const struct wire_scan_type *type, uint32_t i)
{
	struct wire_member member;

	memcpy(&member, type->elems + i * sizeof(member), sizeof(member));
	return member;
}

/* Bits to the member; with the kind flag the upper byte holds the width of a bit field. */
static bool member_bits(const struct wire_scan_type *type, struct wire_member member, uint32_t *ret_bits)
{
	if (type->has_flag && member.offset >> 24)
		return false;
	*ret_bits = type->has_flag ? member.offset & 0xffffff : member.offset;
	return *ret_bits % 8 == 0;
}

/* Recursion is bounded by DEPTH_MAX, walks by *budget. */
static bool find_member(const struct wire_scan *scan, const struct wire_scan_type *type, const char *name,
			unsigned int depth, unsigned int *budget, uint32_t *ret_bits)
{
	struct wire_scan_type inner;
	uint32_t bits, inner_bits;

	for (uint32_t i = 0; i < type->vlen; i++) {
		struct wire_member member = member_at(type, i);

		if (member.name_off && is_named(scan, member.name_off, name))
			return member_bits(type, member, ret_bits);
	}
	for (uint32_t i = 0; depth < DEPTH_MAX && i < type->vlen; i++) {
		struct wire_member member = member_at(type, i);

		if (member.name_off || !member_bits(type, member, &bits) || !*budget)
			continue;
		--*budget;
		if (!wire_scan_type(scan, member.type, &inner) || !is_composite(&inner))
			continue;
		if (!find_member(scan, &inner, name, depth + 1, budget, &inner_bits))
			continue;
		*ret_bits = bits + inner_bits;
		return true;
	}
	return false;
}

bool wire_scan_member(const struct wire_scan *scan, const struct wire_scan_type *type, const char *name,
		      uint32_t *ret_offset)
{
	unsigned int budget = LOOKUPS_MAX;
	uint32_t bits;

	if (!is_composite(type) || !find_member(scan, type, name, 0, &budget, &bits))
		return false;
	*ret_offset = bits / 8;
	return true;
}

/* Enumerators of 32 bits are compared as such: negative ones are not distinguished from large ones. */
static const char *enumerator_of(const struct wire_scan *scan, const struct wire_scan_type *type,
				 uint64_t value)
{
	for (uint32_t i = 0; i < type->vlen; i++) {
		struct wire_enum64 wide = {0};
		struct wire_enum narrow;

		if (type->kind == BK_ENUM) {
			memcpy(&narrow, type->elems + i * sizeof(narrow), sizeof(narrow));
			wide = (struct wire_enum64){.name_off = narrow.name_off, .low = narrow.value};
		} else {
			memcpy(&wide, type->elems + i * sizeof(wide), sizeof(wide));
		}
		if (((uint64_t)wide.high << 32 | wide.low) == value)
			return wire_scan_string(scan, wide.name_off);
	}
	return NULL;
}

const char *wire_scan_enumerator(const struct wire_scan *scan, const char *enum_name, uint64_t value)
{
	struct wire_scan_want wants[] = {
		{.name = enum_name, .kind = BK_ENUM},
		{.name = enum_name, .kind = BK_ENUM64},
	};
	const struct wire_scan_type *type = &wants[0].ret_type;

	wire_scan_find(scan, wants, 1);
	if (!type->id) {
		wire_scan_find(scan, wants + 1, 1);
		type = &wants[1].ret_type;
	}
	return type->id ? enumerator_of(scan, type, value) : NULL;
}

const char *wire_scan_type_name(const struct wire_scan *scan, uint32_t id)
{
	struct wire_scan_type type;
	const char *name = NULL;

	if (wire_scan_type(scan, id, &type) && type.name_off)
		name = wire_scan_string(scan, type.name_off);
	return name && *name ? name : NULL;
}

const char *wire_scan_section_name(const struct wire_scan *scan, uint32_t id)
{
	struct wire_scan_type type;

	if (!wire_scan_type(scan, id, &type) || type.kind != BK_DATASEC)
		return NULL;
	return wire_scan_string(scan, type.name_off);
}

/* Variables that are declared in one of the sections; ids in DATASECs may point forward or backward. */
static bool is_declared(const struct wire_scan_type *sections, unsigned int count, uint32_t var)
{
	for (unsigned int i = 0; i < count; i++)
		for (uint32_t j = 0; j < sections[i].vlen; j++)
			if (mem_u32(sections[i].elems + j * sizeof(struct wire_secinfo)) == var)
				return true;
	return false;
}

const char *wire_scan_map_var(const struct wire_scan *scan, const char *cut)
{
	struct wire_scan_type sections[MAP_SECTIONS_MAX], type;
	struct wire_scan_pos pos = {0};
	size_t cut_len = strlen(cut);
	const char *found = NULL;
	unsigned int count = 0, budget = LOOKUPS_MAX;

	while (count < MAP_SECTIONS_MAX && wire_scan_next(scan, &pos, &type))
		if (type.kind == BK_DATASEC && is_named(scan, type.name_off, ".maps"))
			sections[count++] = type;
	pos = (struct wire_scan_pos){0};
	while (count && wire_scan_next(scan, &pos, &type)) {
		const char *name = type.kind == BK_VAR ? wire_scan_string(scan, type.name_off) : NULL;

		if (!name || strncmp(name, cut, cut_len))
			continue;
		if (!budget--)
			return NULL;
		if (!is_declared(sections, count, type.id))
			continue;
		if (found)
			return NULL;
		found = name;
	}
	return found;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Programs in tables of operations (struct_ops): a look-up returns the value as it was written, with a
 * program's id in place of each pointer to a function. Which members are such pointers is in the kernel's
 * BTF.
 */
#include <string.h>

#include "kern/live/places.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum {
	MAP_F_LINK = 1 << 13,
	STATE_IN_USE = 1, /* registered without a link */
	STATE_OFF = 4,    /* after the reference count */
	MEMBER_WORDS = 3, /* name, type, offset */
	OFFSET_BITS = 24, /* the rest is a bit-field's width */
};

struct member {
	const char *name;
	uint32_t type, off;
};

static uint32_t u32_at(const char *from)
{
	uint32_t v;

	memcpy(&v, from, sizeof(v));
	return v;
}

static struct member member_of(const struct wire_scan *scan, const struct wire_scan_type *type, uint32_t i)
{
	const char *words = type->elems + i * MEMBER_WORDS * sizeof(uint32_t);
	uint32_t bits = u32_at(words + 2 * sizeof(uint32_t)) & ((1U << OFFSET_BITS) - 1);

	return (struct member){.name = wire_scan_string(scan, u32_at(words)),
			       .type = u32_at(words + sizeof(uint32_t)),
			       .off = bits / 8};
}

static bool is_function(const struct wire_scan *scan, uint32_t id)
{
	struct wire_scan_type type;

	return wire_scan_type(scan, id, &type) && type.kind == BK_PTR &&
	       wire_scan_type(scan, type.size, &type) && type.kind == BK_FUNC_PROTO;
}

/* The operations inside the value, and where they begin. */
static bool find_operations(const struct wire_scan *scan, uint32_t value_type,
			    struct wire_scan_type *ret_type, uint32_t *ret_off)
{
	struct wire_scan_type value;

	if (!value_type || !wire_scan_type(scan, value_type, &value) || value.kind != BK_STRUCT)
		return false;
	for (uint32_t i = 0; i < value.vlen; i++) {
		const struct member m = member_of(scan, &value, i);

		if (!m.name || strcmp(m.name, "data") != 0)
			continue;
		*ret_off = m.off;
		return wire_scan_type(scan, m.type, ret_type) && ret_type->kind == BK_STRUCT;
	}
	return false;
}

/* The types that the map's value is described by: the kernel's, or those of a module on top of them. */
static int open_types(struct places *p, const struct uapi_map_info *info, struct wire_scan *kernel,
		      struct buf *bytes, struct wire_scan *ret_scan, struct err *err)
{
	struct wire_scan_type ignored;
	struct wire_scan module;
	const void *data;
	size_t size;

	if (kern_vmlinux(p->k, &data, &size, err) || wire_scan_open(kernel, data, size, err))
		return -1;
	*ret_scan = *kernel;
	if (!info->btf_vmlinux_id || wire_scan_type(kernel, info->btf_vmlinux_value_type_id, &ignored))
		return 0;
	if (kern_btf_bytes(p->k, info->btf_vmlinux_id, bytes, err) ||
	    wire_scan_open(&module, bytes->data, bytes->len, err))
		return -1;
	wire_scan_continue(&module, kernel);
	*ret_scan = module;
	return 0;
}

/* One attachment for each function that the value has. */
static int add_functions(struct places *p, const struct wire_scan *scan, const struct wire_scan_type *ops,
			 const struct buf *value, uint32_t start, struct kern_attachment *at, struct err *err)
{
	int r = 0;

	at->kind = wire_scan_string(scan, ops->name_off);
	for (uint32_t i = 0; !r && i < ops->vlen; i++) {
		const struct member m = member_of(scan, ops, i);
		uint64_t id;

		if (start + m.off + sizeof(id) > value->len)
			continue;
		memcpy(&id, value->data + start + m.off, sizeof(id));
		if (!id || id > UINT32_MAX || !is_function(scan, m.type))
			continue;
		at->prog_id = (uint32_t)id;
		at->target = m.name;
		r = p->fn(p->arg, at, err);
	}
	return r;
}

int live_places_ops(struct places *p, int handle, const struct uapi_map_info *info, struct err *err)
{
	struct kern_attachment at = {.place = PLACE_STRUCT_OPS,
				     .map_id = info->id,
				     .flags = info->map_flags & MAP_F_LINK};
	const uint32_t key = 0;
	auto_buf value = {0}, bytes = {0};
	struct wire_scan kernel, scan;
	struct wire_scan_type ops;
	uint32_t start;
	int r = kern_lookup(p->k, handle, info, &key, &value, err);

	if (r || value.len < STATE_OFF + sizeof(uint32_t))
		return r < 0 ? -1 : 0;
	if (open_types(p, info, &kernel, &bytes, &scan, err))
		return -1;
	if (!find_operations(&scan, info->btf_vmlinux_value_type_id, &ops, &start))
		return 0;
	/* Whatever it was made for: only a link could show that it is registered. */
	if (u32_at(value.data + STATE_OFF) != STATE_IN_USE)
		at.flags = MAP_F_LINK;
	return add_functions(p, &scan, &ops, &value, start, &at, err);
}

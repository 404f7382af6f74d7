/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs in maps: slots of tail calls, entries of device and CPU maps, tables of operations. */
#include "kern/elements.h"
#include "kern/live/places.h"
#include "lib/mem.h"

/* Where a value holds the id of a program. Entries of device and CPU maps have one from 5.8 and 5.9 on. */
static const struct slot_kind {
	uint32_t map_type, place;
	uint32_t value_size, id_off;
} slot_kinds[] = {
	{BPF_MAP_TYPE_PROG_ARRAY, PLACE_TAIL_CALL, 4, 0},
	{BPF_MAP_TYPE_DEVMAP, PLACE_DEVMAP, 8, 4},
	{BPF_MAP_TYPE_DEVMAP_HASH, PLACE_DEVMAP, 8, 4},
	{BPF_MAP_TYPE_CPUMAP, PLACE_CPUMAP, 8, 4},
};

struct slot_scan {
	struct places *p;
	const struct slot_kind *kind;
	uint32_t map_id;
};

static int add_slots(void *arg, const struct elements *batch, struct err *err)
{
	const struct slot_scan *scan = arg;
	struct kern_attachment at = {.place = scan->kind->place, .map_id = scan->map_id};
	int r = 0;

	if (!batch->values || batch->value_size < scan->kind->value_size ||
	    batch->key_size < sizeof(uint32_t))
		return 0;
	for (uint32_t i = 0; !r && i < batch->count; i++) {
		const unsigned char *value = batch->values + i * batch->value_size;

		at.slot = mem_u32(batch->keys + i * batch->key_size);
		at.prog_id = mem_u32(value + scan->kind->id_off);
		if (at.place == PLACE_DEVMAP)
			at.ifindex = mem_u32(value);
		if (at.prog_id)
			r = scan->p->fn(scan->p->arg, &at, err);
	}
	return r;
}

static const struct slot_kind *kind_of(const struct uapi_map_info *info)
{
	for (unsigned int i = 0; i < sizeof(slot_kinds) / sizeof(slot_kinds[0]); i++)
		if (slot_kinds[i].map_type == info->type && info->value_size >= slot_kinds[i].value_size)
			return &slot_kinds[i];
	return NULL;
}

/* A map whose elements cannot be read hides only its own slots. */
static void scan_map(struct places *p, uint32_t id)
{
	auto_handle h = {.k = p->k, .handle = -1};
	struct slot_scan scan = {.p = p, .map_id = id};
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err why = {0};
	int r = kern_open(p->k, KIND_MAP, id, &h.handle, &why);

	if (r)
		h.k = NULL;
	else
		r = kern_info(p->k, KIND_MAP, h.handle, &info, &len, &why);
	if (!r && info.type == BPF_MAP_TYPE_STRUCT_OPS && places_want(p, BPF_PROG_TYPE_STRUCT_OPS))
		r = live_places_ops(p, h.handle, &info, &why);
	scan.kind = r ? NULL : kind_of(&info);
	if (scan.kind)
		r = kern_elements(p->k, h.handle, &info, add_slots, &scan, &why);
	if (r >= 0)
		return;
	err_wrap(&why, "map %u", id);
	places_note(p, &why);
}

int live_places_slots(struct places *p, struct err *err)
{
	uint32_t id = 0;
	int r = 0;

	while (!r) {
		r = kern_next_id(p->k, KIND_MAP, id, &id, err);
		if (!r)
			scan_map(p, id);
	}
	return r == KERN_NONE ? 0 : r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What values refer to: maps, programs, and the devices and CPUs that packets go to. */
#include "mapdump/kinds/kinds.h"

const struct field kind_maps_fields[] = {
	{.name = "inner_map_id",
	 .label = "inner_map_id:",
	 .tail = " ",
	 .help = "ID of the inner map",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_number},
	{0},
};

const struct map_kind kind_maps = {
	.types = {BPF_MAP_TYPE_ARRAY_OF_MAPS, BPF_MAP_TYPE_HASH_OF_MAPS},
	.details = kind_maps_fields,
	.has_other_value = true,
};

const struct field kind_progs_fields[] = {
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "ID of the program",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_number},
	{0},
};

const struct map_kind kind_progs = {
	.types = {BPF_MAP_TYPE_PROG_ARRAY},
	.details = kind_progs_fields,
};

static void emit_ifname(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	uint32_t ifindex;
	char name[64];

	if (kind_u32(e->value, e->value_size, 0, &ifindex) && ifindex &&
	    !kern_ifname(e->v->k, ifindex, name, sizeof(name), &ignored))
		out_str(o, f, name);
}

const struct field kind_devices_fields[] = {
	{.name = "ifname",
	 .label = "ifname:",
	 .help = "Name of the device",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_ifname},
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "ID of the program that runs after redirection",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_prog},
	{0},
};

const struct map_kind kind_devices = {
	.types = {BPF_MAP_TYPE_DEVMAP, BPF_MAP_TYPE_DEVMAP_HASH},
	.details = kind_devices_fields,
};

const struct field kind_cpus_fields[] = {
	{.name = "queue_size",
	 .label = "queue_size:",
	 .help = "Queue size of the CPU in packets",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_number},
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "ID of the program that runs on the CPU",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_prog},
	{0},
};

const struct map_kind kind_cpus = {
	.types = {BPF_MAP_TYPE_CPUMAP},
	.details = kind_cpus_fields,
};

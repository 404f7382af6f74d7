/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Owners of values: cgroups and tasks. */
#include <stdio.h>
#include <string.h>

#include "kern/names.h"
#include "mapdump/kinds/kinds.h"

static void emit_cgroup(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	char path[4096];

	if (!kern_cgroup_path(e->v->k, kind_id(e), path, sizeof(path), &ignored))
		out_str(o, f, path);
}

/* The thread's name, not that of its process. */
static void emit_comm(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	auto_buf text = {0};
	char path[64];

	snprintf(path, sizeof(path), "/proc/%llu/comm", (unsigned long long)kind_id(e));
	if (kern_read_file(e->v->k, path, &text, &ignored))
		return;
	out_strn(o, f, buf_str(&text), strcspn(buf_str(&text), "\n"));
}

/* If programs of all attachment types share a cgroup's value, its id is the whole key. */
static void emit_attach_type(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t type;

	if (kind_u32(e->key, view_key_size(e->v), 2, &type))
		names_print(e->v->k, o, f, &names_attach_types, type);
}

const struct field kind_task_storage_fields[] = {
	{.name = "pid",
	 .help = "ID of the task",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_id},
	{.name = "comm",
	 .label = "comm",
	 .help = "Command name of the task",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_comm},
	{0},
};

const struct map_kind kind_task_storage = {
	.types = {BPF_MAP_TYPE_TASK_STORAGE},
	.details = kind_task_storage_fields,
};

#define ROW_CGROUP                                                                                       \
	{                                                                                                \
		.name = "cgroup", .label = "cgroup:", .help = "Path of the cgroup", .style = STYLE_PATH, \
		.type = FIELD_STR, .flags = FIELD_OPTIONAL, .emit = emit_cgroup,                         \
	}

const struct field kind_cgrp_storage_fields[] = {
	ROW_CGROUP,
	{0},
};

const struct map_kind kind_cgrp_storage = {
	.types = {UAPI_MAP_CGRP_STORAGE},
	.details = kind_cgrp_storage_fields,
};

const struct field kind_cgroup_storage_fields[] = {
	ROW_CGROUP,
	{.name = "attach_type",
	 .label = "attach_type:",
	 .help = "Attach type of the programs that share the value",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_attach_type},
	{0},
};

const struct map_kind kind_cgroup_storage = {
	.types = {BPF_MAP_TYPE_CGROUP_STORAGE, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE},
	.details = kind_cgroup_storage_fields,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Iterator links: what they iterate over, and for some targets over which part of it. */
#include <string.h>

#include "linkshow/rows.h"

static const char *const cgroup_orders[] = {
	"order_unspec", "self_only", "descendants_pre", "descendants_post", "ancestors_up",
};

static const struct names order_names = {
	.words = cgroup_orders,
	.count = sizeof(cgroup_orders) / sizeof(cgroup_orders[0]),
	.word = "cgroup order",
	.btf_enum = "bpf_cgroup_iter_order",
	.btf_prefix = "BPF_CGROUP_ITER_",
};

static const struct field map_fields[] = {
	{.name = "map_id",
	 .help = "ID of the map",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 LINK_INFO(iter.map_id)},
	ROW_MAP_NAME(0, iter.map_id),
	{0},
};

static const struct field task_fields[] = {
	{.name = "tid",
	 .help = "ID of the only thread that is walked",
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 LINK_INFO(iter.task.tid)},
	{.name = "pid",
	 .help = "ID of the only process that is walked",
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 LINK_INFO(iter.task.pid)},
	{0},
};

static const struct field cgroup_fields[] = {
	{.name = "cgroup_id",
	 .help = "ID of the cgroup at which the walk starts",
	 .style = STYLE_ID,
	 .type = FIELD_U64,
	 LINK_INFO(iter.cgroup.cgroup_id)},
	{.name = "order",
	 .help = "Order of the walk",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .emit = link_emit_named,
	 .arg = &order_names,
	 LINK_INFO(iter.cgroup.order)},
	ROW_CGROUP_PATH(1, iter.cgroup.cgroup_id),
	{0},
};

/* .arg: the targets whose links have these rows, ends with NULL. */
static void emit_target(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	const char *name = (const char *)(uintptr_t)l->info.iter.target_name;

	for (const char *const *target = f->arg; name && *target; target++)
		if (!strcmp(*target, name))
			record_print_fields(o, f->sub, LINK_LEN_OFF, rec);
}

#define TARGETS(title, rows, ...)                                                                   \
	{                                                                                           \
		.name = (title), .help = "Iterators over these targets:", .layout = LAYOUT_SECTION, \
		.flags = FIELD_OPTIONAL, .emit = emit_target, .sub = (rows),                        \
		.arg = (const char *const[]){__VA_ARGS__, NULL}, LINK_INFO(iter.target_name),       \
	}

const struct field link_iter_fields[] = {
	{.name = "target_name",
	 .help = "What the iterator walks over",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_text,
	 LINK_INFO(iter.target_name)},
	TARGETS("map", map_fields, "bpf_map_elem", "bpf_sk_storage_map"),
	TARGETS("task", task_fields, "task", "task_file", "task_vma"),
	TARGETS("cgroup", cgroup_fields, "cgroup"),
	{0},
};

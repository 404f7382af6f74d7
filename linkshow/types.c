/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of link types: for each the rows that only its links have. */
#include "linkshow/rows.h"

#define DEVICE_ROWS                                                                                           \
	{.name = "devname",                                                                                   \
	 .help = "Network device; (detached) if it is gone, (unknown) if it is in another network namespace", \
	 .label = "ifindex",                                                                                  \
	 .line = 1,                                                                                           \
	 .style = STYLE_NAME,                                                                                 \
	 .type = FIELD_STR,                                                                                   \
	 .emit = link_emit_devname,                                                                           \
	 LINK_INFO(dev.ifindex)},                                                                             \
	{                                                                                                     \
		.name = "ifindex", .help = "Index of the device; 0 if it is gone", .label = "", .lead = "(",  \
		.tail = ")", .line = 1, .type = FIELD_U32, .flags = FIELD_TEXT_NONZERO,                       \
		LINK_INFO(dev.ifindex),                                                                       \
	}

static const struct field raw_tracepoint_fields[] = {
	{.name = "tp", .label = "", .line = 1, .flags = FIELD_TEXT_ONLY, .emit = link_emit_word, .arg = "tp"},
	{.name = "tp_name",
	 .help = "Name of the tracepoint",
	 .label = "",
	 .lead = " '",
	 .tail = "'",
	 .line = 1,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_text,
	 LINK_INFO(raw_tracepoint.tp_name)},
	ROW_COOKIE(1, raw_tracepoint.cookie),
	{0},
};

static const struct field cgroup_fields[] = {
	{.name = "cgroup_id",
	 .help = "ID of the cgroup; 0 if it is gone",
	 .line = 1,
	 .style = STYLE_ID,
	 .type = FIELD_U64,
	 LINK_INFO(cgroup.cgroup_id)},
	ROW_ATTACH_TYPE(1, cgroup.attach_type),
	{.name = "target_func",
	 .help = "For programs at a security hook, the function of the hook",
	 .line = 1,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_lsm_target,
	 LINK_INFO(cgroup.attach_type)},
	ROW_CGROUP_PATH(2, cgroup.cgroup_id),
	{0},
};

static const struct field netns_fields[] = {
	{.name = "netns_ino",
	 .help = "Inode number of the network namespace; 0 if it is gone",
	 .line = 1,
	 .type = FIELD_U32,
	 LINK_INFO(netns.netns_ino)},
	ROW_ATTACH_TYPE(1, netns.attach_type),
	{0},
};

static const struct field xdp_fields[] = {DEVICE_ROWS, {0}};

/* tcx and netkit */
static const struct field device_fields[] = {DEVICE_ROWS, ROW_ATTACH_TYPE(1, dev.attach_type), {0}};

static const struct field sockmap_fields[] = {
	{.name = "map_id",
	 .help = "ID of the sockmap or sockhash",
	 .line = 1,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 LINK_INFO(map.map_id)},
	ROW_ATTACH_TYPE(1, map.attach_type),
	ROW_MAP_NAME(1, map.map_id),
	{0},
};

static const struct field struct_ops_fields[] = {
	{.name = "map_id",
	 .help = "ID of the map that holds the operations; 0 if it is gone",
	 .label = "map",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 LINK_INFO(map.map_id)},
	ROW_MAP_NAME(0, map.map_id),
	{0},
};

#define TYPE(title, value, rows) LINK_SECTION(title, "Links of this type:", type, value, rows)

const struct field link_type_sections[] = {
	TYPE("raw_tracepoint", UAPI_LINK_RAW_TRACEPOINT, raw_tracepoint_fields),
	{.name = "tracing",
	 .help = "Links of this type:",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_tracing,
	 .sub = link_tracing_fields,
	 .arg = &(const uint32_t){UAPI_LINK_TRACING},
	 LINK_INFO(type)},
	TYPE("cgroup", UAPI_LINK_CGROUP, cgroup_fields),
	TYPE("iter", UAPI_LINK_ITER, link_iter_fields),
	TYPE("netns", UAPI_LINK_NETNS, netns_fields),
	TYPE("xdp", UAPI_LINK_XDP, xdp_fields),
	TYPE("perf_event", UAPI_LINK_PERF_EVENT, link_perf_fields),
	TYPE("kprobe_multi", UAPI_LINK_KPROBE_MULTI, link_kprobe_multi_fields),
	TYPE("struct_ops", UAPI_LINK_STRUCT_OPS, struct_ops_fields),
	TYPE("netfilter", UAPI_LINK_NETFILTER, link_netfilter_fields),
	TYPE("tcx", UAPI_LINK_TCX, device_fields),
	TYPE("uprobe_multi", UAPI_LINK_UPROBE_MULTI, link_uprobe_multi_fields),
	TYPE("netkit", UAPI_LINK_NETKIT, device_fields),
	TYPE("sockmap", UAPI_LINK_SOCKMAP, sockmap_fields),
	TYPE("tracing_multi", UAPI_LINK_TRACING_MULTI, link_tracing_multi_fields),
	{0},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows of one place, of whatever kind: a line of the table of attachments, and of a program. */
#include "attach/attach.h"
#include "kern/names.h"

static const struct kern_attachment *at_of(const void *rec)
{
	return &((const struct place_rec *)rec)->at;
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, attach_place_name(at_of(rec)->place));
}

static void emit_attach_type(struct out *o, const struct field *f, const void *rec)
{
	static const uint32_t places[] = {PLACE_TCX,     PLACE_NETKIT,  PLACE_NETNS,        PLACE_CGROUP,
					  PLACE_SOCKMAP, PLACE_TRACING, PLACE_TRACING_MULTI};

	for (unsigned int i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i] == at_of(rec)->place)
			place_emit_attach_type(o, f, rec);
}

static void emit_xdp_mode(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_XDP && at_of(rec)->mode)
		place_emit_xdp_mode(o, f, rec);
}

static void emit_probe(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = at_of(rec);

	if (at->place == PLACE_TASK || (at->place == PLACE_PERF_EVENT && at->fd_type < TASK_FD_TYPES))
		names_print(NULL, o, f, &names_task_fds, at->fd_type);
}

/* If the walk did not find the device in its namespace, only its number is known. */
static void emit_ifindex(struct out *o, const struct field *f, const void *rec)
{
	static const struct field f_json = {.name = "ifindex", .flags = FIELD_JSON_ONLY};
	const struct kern_attachment *at = at_of(rec);

	if (at->ifindex && (!at->dev || out_shows(o, &f_json)))
		out_uint(o, f, at->ifindex);
}

/* The current namespace and those with a name are told by it. */
static void emit_netns_ino(struct out *o, const struct field *f, const void *rec)
{
	static const struct field f_json = {.name = "netns_ino", .flags = FIELD_JSON_ONLY};
	const struct kern_attachment *at = at_of(rec);

	if (at->netns_ino && ((!at->is_here && !at->netns) || out_shows(o, &f_json)))
		out_uint(o, f, at->netns_ino);
}

static void emit_cgroup_id(struct out *o, const struct field *f, const void *rec)
{
	static const struct field f_json = {.name = "cgroup_id", .flags = FIELD_JSON_ONLY};
	const struct kern_attachment *at = at_of(rec);

	if (at->cgroup_id && (!at->path || out_shows(o, &f_json)))
		out_uint(o, f, at->cgroup_id);
}

static void emit_cgroup_flags(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_CGROUP && at_of(rec)->flags)
		place_emit_cgroup_flags(o, f, rec);
}

static void emit_family(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_NETFILTER)
		place_emit_family(o, f, rec);
}

static void emit_hook(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_NETFILTER)
		place_emit_hook(o, f, rec);
}

static void emit_hook_priority(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_NETFILTER)
		out_int(o, f, at_of(rec)->hook_priority);
}

static void emit_slot(struct out *o, const struct field *f, const void *rec)
{
	if (attach_group_of(at_of(rec)->place) == ATTACH_SLOTS && at_of(rec)->place != PLACE_STRUCT_OPS)
		out_uint(o, f, at_of(rec)->slot);
}

static void emit_lwt_hook(struct out *o, const struct field *f, const void *rec)
{
	if (at_of(rec)->place == PLACE_LWT)
		place_emit_lwt_hook(o, f, rec);
}

/* Hooks with room for one program number it 1 too. */
static void emit_position(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = at_of(rec);

	if (at->place == PLACE_SOCKMAP || (at->place == PLACE_NETNS && at->attach_type == BPF_FLOW_DISSECTOR))
		out_null(o, f);
	else
		place_emit_known(o, f, rec);
}

#define ROW_TEXT(key, text_label, about, at_style, member)                                             \
	{                                                                                              \
		.name = (key), .help = (about), .label = (text_label), .style = (at_style),            \
		.type = FIELD_STR, .flags = FIELD_OPTIONAL, .emit = place_emit_text, PLACE_OFF(member) \
	}
#define ROW_EMIT(key, text_label, about, at_style, at_type, emitter, member)                     \
	{                                                                                        \
		.name = (key), .help = (about), .label = (text_label), .style = (at_style),      \
		.type = (at_type), .flags = FIELD_OPTIONAL, .emit = (emitter), PLACE_OFF(member) \
	}
#define ROW_NUMBER(key, text_label, about, at_style, at_type, member)                       \
	{                                                                                   \
		.name = (key), .help = (about), .label = (text_label), .style = (at_style), \
		.type = (at_type), .flags = FIELD_NONZERO, PLACE_OFF(member)                \
	}

const struct field place_fields[] = {
	{.name = "kind",
	 .help = "Kind of attach point",
	 .label = "",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .emit = emit_kind},
	ROW_EMIT("mode", "", "XDP: driver, generic or offload", STYLE_TYPE, FIELD_STR, emit_xdp_mode, mode),
	ROW_EMIT("attach_type", "", "Hook, if the kind of attach point has several", STYLE_TYPE, FIELD_STR,
		 emit_attach_type, attach_type),
	ROW_EMIT("probe", "", "Kind: raw_tracepoint, tracepoint, kprobe, kretprobe, uprobe or uretprobe",
		 STYLE_TYPE, FIELD_STR, emit_probe, fd_type),
	ROW_TEXT("target", "", "Function, tracepoint, file, operation, or target of an iterator", STYLE_NAME,
		 target),
	ROW_NUMBER("offset", NULL, "Offset in the function or file", STYLE_HEX, FIELD_U64, offset),
	ROW_TEXT("devname", "dev", "Network device", STYLE_NAME, dev),
	ROW_EMIT("ifindex", NULL,
		 "Index of the device; shown alone if the device is not in a namespace that was inspected",
		 STYLE_PLAIN, FIELD_U32, emit_ifindex, ifindex),
	ROW_TEXT(
		"at", "",
		"Filters: clsact/ingress, clsact/egress or a kind of queueing discipline; struct_ops: the structure",
		STYLE_TYPE, kind),
	ROW_NUMBER("pref", NULL, "Priority, which orders the filters", STYLE_PLAIN, FIELD_U32, priority),
	ROW_NUMBER("protocol", NULL, "Protocol number of the filter", STYLE_HEX, FIELD_U32, protocol),
	ROW_NUMBER("chain", NULL, "Chain of the filter; 0, the first one, is not shown", STYLE_PLAIN,
		   FIELD_U32, chain),
	ROW_NUMBER("handle", NULL, "Handle of the filter; of an action, its index", STYLE_HEX, FIELD_U32,
		   handle),
	ROW_NUMBER("block", NULL, "Block shared by several devices", STYLE_PLAIN, FIELD_U32, block),
	ROW_NUMBER("action", NULL, "Position among the actions of a filter", STYLE_PLAIN, FIELD_U32, action),
	ROW_TEXT("cgroup", NULL, "Path of the cgroup", STYLE_PATH, path),
	ROW_EMIT("cgroup_id", NULL, "ID of the cgroup; text shows it only if the path is unknown", STYLE_ID,
		 FIELD_U64, emit_cgroup_id, cgroup_id),
	ROW_EMIT("attach_flags", "", "Cgroups: multi or override", STYLE_PLAIN, FIELD_STR, emit_cgroup_flags,
		 flags),
	ROW_EMIT("unit", NULL, "Systemd unit derived from the path", STYLE_PLAIN, FIELD_STR, place_emit_unit,
		 path),
	ROW_EMIT("container", NULL, "Container derived from the path", STYLE_PLAIN, FIELD_STR,
		 place_emit_container, path),
	ROW_EMIT("pf_name", "", "Protocol family of a netfilter hook", STYLE_TYPE, FIELD_STR, emit_family,
		 pf),
	ROW_EMIT("hook_name", "", "Netfilter hook", STYLE_TYPE, FIELD_STR, emit_hook, hook),
	ROW_EMIT("prio", NULL, "Priority, which orders programs at a netfilter hook", STYLE_PLAIN, FIELD_S32,
		 emit_hook_priority, hook_priority),
	ROW_TEXT("route", NULL, "Destination of a route with programs", STYLE_NAME, route),
	ROW_EMIT("hook", "", "Hook of the route: in, out, xmit or seg6local", STYLE_TYPE, FIELD_STR,
		 emit_lwt_hook, mode),
	ROW_TEXT("text", NULL,
		 "Name given by the loader, for filters and routes whose program the kernel does not provide",
		 STYLE_PLAIN, name),
	ROW_NUMBER("target_prog_id", "of prog", "ID of the program that the function belongs to", STYLE_ID,
		   FIELD_U32, target_prog_id),
	ROW_NUMBER("func_cnt", NULL, "Number of functions of a multi-function link", STYLE_PLAIN, FIELD_U32,
		   count),
	ROW_NUMBER("map_id", "map", "ID of the map", STYLE_ID, FIELD_U32, map_id),
	ROW_EMIT("map_name", "", "Name of the map", STYLE_NAME, FIELD_STR, place_emit_map_name, map_id),
	ROW_EMIT("slot", NULL, "Key of the map element that holds the program", STYLE_PLAIN, FIELD_U64,
		 emit_slot, slot),
	ROW_NUMBER("pid", NULL, "ID of the process that holds it or that it applies to", STYLE_PLAIN,
		   FIELD_U32, pid),
	{.name = "fd",
	 .help = "File descriptor that holds the attachment",
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 PLACE_OFF(fd)},
	ROW_TEXT("netns", NULL, "Name of the network namespace, if it is not the current one", STYLE_NAME,
		 netns),
	{.name = "netns_ino",
	 .help = "Inode number of the network namespace; shown in text if it is not the current one and has no name",
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_netns_ino},
	{.name = "position",
	 .help = "Position in its chain, starting at 1; null if it is not in a chain or the kernel does not provide it. Filters are ordered by chain and pref",
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = emit_position,
	 PLACE_OFF(position)},
	{.name = "link_id",
	 .help = "ID of the link; null if attached without one",
	 .label = "link",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = place_emit_known,
	 PLACE_OFF(link_id)},
	ROW_PLACE_DETACHED,
	{0},
};

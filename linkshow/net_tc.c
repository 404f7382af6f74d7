/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Rows of traffic control: chains and filters in one list, as the incumbent has them. */
#include "linkshow/net_rows.h"

static const struct place_rec *place_of(const void *rec)
{
	return rec;
}

static bool is_chain(const struct kern_attachment *at)
{
	return at->place == PLACE_TCX || at->place == PLACE_NETKIT;
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = &place_of(rec)->at;
	const char *kind = is_chain(at)                ? place_direction(at)
			   : at->place == PLACE_ACTION ? "action"
						       : at->kind;

	if (kind)
		out_str(o, f, kind);
}

/* The incumbent's two meanings of one key: a program's name in chains, the loader's text of filters. */
static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;

	if (is_chain(&p->at))
		place_emit_prog_name(o, f, rec);
	else if (p->at.name)
		out_str(o, f, p->at.name);
}

/* Rows of chains and rows of filters: fields of the other kind are absent. */
static void emit_chain(struct out *o, const struct field *f, const void *rec)
{
	if (is_chain(&place_of(rec)->at))
		record_print_fields(o, f->sub, PLACE_LEN_OFF, rec);
}

static void emit_filter(struct out *o, const struct field *f, const void *rec)
{
	if (!is_chain(&place_of(rec)->at))
		record_print_fields(o, f->sub, PLACE_LEN_OFF, rec);
}

static void emit_direct(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_attachment *at = &place_of(rec)->at;

	if (at->place == PLACE_TC)
		out_bool(o, f, at->flags & TC_BPF_DIRECT);
}

static void emit_in_hw(struct out *o, const struct field *f, const void *rec)
{
	uint32_t flags = place_of(rec)->at.hw_flags;

	if (flags & (TC_IN_HW | TC_NOT_IN_HW))
		out_bool(o, f, flags & TC_IN_HW);
}

static void emit_hw_flag(struct out *o, const struct field *f, const void *rec)
{
	if (place_of(rec)->at.hw_flags & *(const uint32_t *)f->arg)
		out_bool(o, f, true);
}

static void emit_known_id(struct out *o, const struct field *f, const void *rec)
{
	if (place_of(rec)->at.prog_id)
		out_uint(o, f, place_of(rec)->at.prog_id);
}

static void emit_link_zero(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, place_of(rec)->at.link_id);
}

#define ROW_BITS(key, about, member)                                                                    \
	{                                                                                               \
		.name = (key), .help = (about), .lead = " ", .type = FIELD_LIST, .sub_type = FIELD_U32, \
		.emit = place_emit_bits, PLACE_OFF(member)                                              \
	}

static const struct field chain_fields[] = {
	{.name = "prog_id",
	 .help = "The program",
	 .lead = " ",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PLACE_OFF(prog_id)},
	ROW_BITS("prog_flags", "Attach flags of the program", flags),
	{.name = "link_id",
	 .help = "ID of the link; 0 if attached without one",
	 .lead = " ",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = emit_link_zero},
	ROW_BITS("link_flags", "Attach flags of the link", link_flags),
	{.name = "position",
	 .help = "Position in the chain, starting at 1",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(position)},
	{.name = "revision",
	 .help = "Revision of the chain",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(revision)},
	{0},
};

#define ROW_KNOWN_ID                                                                                    \
	{                                                                                               \
		.name = "id", .help = "The program", .lead = " ", .style = STYLE_ID, .type = FIELD_U32, \
		.flags = FIELD_OPTIONAL, .emit = emit_known_id,                                         \
	}

static const struct field action_fields[] = {
	{.name = "name",
	 .help = "Name given by the loader",
	 .label = "",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(name)},
	ROW_KNOWN_ID,
	{0},
};

/* Actions follow their filter. */
static void emit_actions(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	bool is_open = false;

	for (const struct attachment *a = p->next; a < p->end && a->at.place == PLACE_TC && a->at.action;
	     a++) {
		const struct place_rec one = place_rec_of(p->list, a);

		if (!is_open)
			out_list(o, f);
		is_open = true;
		out_object(o, NULL);
		record_print_fields(o, f->sub, PLACE_LEN_OFF, &one);
		out_end(o);
	}
	if (is_open)
		out_end(o);
}

#define ROW_FILTER(key, about, at_style, member)                                                     \
	{                                                                                            \
		.name = (key), .help = (about), .lead = " ", .style = (at_style), .type = FIELD_U32, \
		.flags = FIELD_NONZERO, PLACE_OFF(member)                                            \
	}

#define ROW_HW(key, about, ...)                                                                           \
	{                                                                                                 \
		.name = (key), .help = (about), .lead = " ", .type = FIELD_BOOL, .flags = FIELD_OPTIONAL, \
		__VA_ARGS__                                                                               \
	}
static const uint32_t skip_hw = TC_SKIP_HW, skip_sw = TC_SKIP_SW;

static const struct field filter_fields[] = {
	ROW_KNOWN_ID,
	{.name = "act",
	 .help = "Programs among the actions of the filter",
	 .label = "act [",
	 .lead = " ",
	 .tail = "]",
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = action_fields,
	 .emit = emit_actions},
	ROW_PLACE_NAME("prog_name"),
	{.name = "classifier",
	 .help = "Kind of the filter: bpf, or one with a program as action",
	 .lead = " ",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(classifier)},
	ROW_FILTER("pref", "Priority, which orders the filters", STYLE_PLAIN, priority),
	ROW_FILTER("protocol", "Protocol number of the filter", STYLE_HEX, protocol),
	ROW_FILTER("chain", "Chain of the filter", STYLE_PLAIN, chain),
	ROW_FILTER("handle", "Handle of the filter", STYLE_HEX, handle),
	ROW_FILTER("block", "Block shared by several devices", STYLE_PLAIN, block),
	{.name = "direct_action",
	 .help = "Whether the return value decides on the packet (direct action)",
	 .label = "direct-action",
	 .lead = " ",
	 .type = FIELD_BOOL,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_direct},
	{.name = "tag",
	 .help = "Tag of the program",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
	 .emit = place_emit_text,
	 PLACE_OFF(tag)},
	ROW_HW("skip_hw", "The filter is not offloaded to the device", .emit = emit_hw_flag, .arg = &skip_hw),
	ROW_HW("skip_sw", "The filter runs on the device only", .emit = emit_hw_flag, .arg = &skip_sw),
	ROW_HW("in_hw", "Whether the filter runs on the device", .emit = emit_in_hw),
	{0},
};

const struct field net_tc_fields[] = {
	NET_DEVICE_ROWS,
	{.name = "kind",
	 .help = "Attach point: tcx/ingress, tcx/egress, netkit/primary, netkit/peer, clsact/ingress, clsact/egress, or the kind of a queueing discipline",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_kind},
	{.name = "name",
	 .help = "Full name of the program; for filters, the name given by the loader",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL | FIELD_TEXT_NONZERO,
	 .emit = emit_name},
	{.name = "chains",
	 .help = "In tcx and netkit chains:",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_chain,
	 .sub = chain_fields},
	{.name = "filters",
	 .help = "filters:",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_filter,
	 .sub = filter_fields},
	{0},
};

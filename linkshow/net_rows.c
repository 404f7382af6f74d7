/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Rows of attachments in a network namespace. */
#include "linkshow/net_rows.h"

#include <string.h>

#include "lib/num.h"

/* Records that belong to the one before: another mode of a device, an action of a filter. */
static bool is_mode_of(const struct attachment *a, const struct attachment *first)
{
	return a->at.place == PLACE_XDP && first->at.place == PLACE_XDP &&
	       a->at.ifindex == first->at.ifindex && a->at.netns_ino == first->at.netns_ino;
}

static bool has_xdp(const struct attachment *a, const struct attachment *before)
{
	return a->at.place == PLACE_XDP && !a->is_link && !(before && is_mode_of(a, before));
}

static bool has_tc(const struct attachment *a, const struct attachment *before)
{
	bool is_at_device =
		a->at.place == PLACE_TC || a->at.place == PLACE_TCX || a->at.place == PLACE_NETKIT;

	(void)before;
	return (is_at_device && !a->is_link && !a->at.action) || a->at.place == PLACE_ACTION;
}

static bool has_dissector(const struct attachment *a, const struct attachment *before)
{
	(void)before;
	return a->at.place == PLACE_NETNS && !a->is_link && a->at.attach_type == BPF_FLOW_DISSECTOR;
}

static bool has_lookup(const struct attachment *a, const struct attachment *before)
{
	(void)before;
	return a->at.place == PLACE_NETNS && !a->is_link && a->at.attach_type == BPF_SK_LOOKUP;
}

static bool has_netfilter(const struct attachment *a, const struct attachment *before)
{
	(void)before;
	return a->at.place == PLACE_NETFILTER;
}

static bool has_sockmap(const struct attachment *a, const struct attachment *before)
{
	(void)before;
	return a->at.place == PLACE_SOCKMAP && !a->is_link;
}

static bool has_lwt(const struct attachment *a, const struct attachment *before)
{
	(void)before;
	return a->at.place == PLACE_LWT;
}

const struct net_section net_section_xdp = {"xdp:", true, has_xdp};
const struct net_section net_section_tc = {"tc:", true, has_tc};
const struct net_section net_section_dissector = {"flow_dissector:", true, has_dissector};
const struct net_section net_section_netfilter = {"netfilter:", true, has_netfilter};
const struct net_section net_section_lookup = {"sk_lookup:", false, has_lookup};
const struct net_section net_section_sockmap = {"sockmap:", false, has_sockmap};
const struct net_section net_section_lwt = {"lwt:", false, has_lwt};

#define ROW_ID                                                                                          \
	{                                                                                               \
		.name = "id", .help = "The program", .lead = " ", .style = STYLE_ID, .type = FIELD_U32, \
		PLACE_OFF(prog_id)                                                                      \
	}

static const struct field component_fields[] = {
	{.name = "prog_name",
	 .help = "Full name of the program; null if unknown",
	 .label = "",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = place_emit_prog_name},
	ROW_ID,
	{.name = "function",
	 .help = "Function of the dispatcher that it replaces",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(target)},
	ROW_PLACE_LINK(" "),
	{0},
};

/* Dispatchers call prog0, prog1 ... one after the other. Other names are not in order. */
static uint32_t order_of(const struct attachment *a)
{
	struct err ignored = {0};
	uint32_t order = 0;

	if (a->at.target)
		num_parse_u32(a->at.target + strcspn(a->at.target, "0123456789"), "number", &order, &ignored);
	return order;
}

/* The next component of @prog_id after @last; NULL: no more. */
static const struct attachment *next_component(const struct attachments *list, uint32_t prog_id,
					       const struct attachment *last)
{
	const struct attachment *next = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct attachment *a = &list->list[i];
		uint32_t order = order_of(a), last_order = last ? order_of(last) : 0;

		if (a->at.place != PLACE_REPLACED || a->at.target_prog_id != prog_id)
			continue;
		if (last && (order < last_order || (order == last_order && a <= last)))
			continue;
		if (!next || order < order_of(next))
			next = a;
	}
	return next;
}

/* A dispatcher's functions are replaced by the programs that it runs: freplace links lead to them. */
static void emit_components(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	const struct attachment *a =
		p->list->replaced_count ? next_component(p->list, p->at.prog_id, NULL) : NULL;

	if (!a)
		return;
	out_list(o, f);
	for (; a; a = next_component(p->list, p->at.prog_id, a)) {
		const struct place_rec one = place_rec_of(p->list, a);

		out_object(o, NULL);
		record_print_fields(o, f->sub, PLACE_LEN_OFF, &one);
		out_end(o);
	}
	out_end(o);
}

static const struct field mode_fields[] = {
	{.name = "mode",
	 .help = "Driver, generic or offload",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_xdp_mode,
	 PLACE_OFF(mode)},
	ROW_ID,
	ROW_PLACE_NAME("prog_name"),
	ROW_PLACE_LINK(" "),
	{.name = "components",
	 .help = "Programs that a dispatcher runs, in order: they replace its functions",
	 .label = "runs",
	 .lead = " [",
	 .tail = "]",
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = component_fields,
	 .emit = emit_components},
	{0},
};

static void emit_modes(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	const struct attachment *first = p->next - 1;

	out_list(o, f);
	for (const struct attachment *a = first; a < p->end && is_mode_of(a, first); a++) {
		const struct place_rec one = place_rec_of(p->list, a);

		out_object(o, NULL);
		record_print_fields(o, f->sub, PLACE_LEN_OFF, &one);
		out_end(o);
	}
	out_end(o);
}

static bool has_modes(const struct place_rec *p)
{
	return p->next < p->end && is_mode_of(p->next, p->next - 1);
}

/* A single mode, as nearly every device has, is shown on the device itself. */
static void emit_only_mode(struct out *o, const struct field *f, const void *rec)
{
	if (!has_modes(rec))
		record_print_fields(o, f->sub, PLACE_LEN_OFF, rec);
}

static void emit_multi(struct out *o, const struct field *f, const void *rec)
{
	if (has_modes(rec))
		emit_modes(o, f, rec);
}

const struct field net_xdp_fields[] = {
	NET_DEVICE_ROWS,
	{.name = "only",
	 .help = "In one mode:",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_only_mode,
	 .sub = mode_fields},
	{.name = "multi_attachments",
	 .help = "In several modes at once",
	 .label = "",
	 .lead = " ",
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = mode_fields,
	 .emit = emit_multi},
	{0},
};

const struct field net_hook_fields[] = {
	ROW_ID,
	ROW_PLACE_NAME("prog_name"),
	ROW_PLACE_LINK(" "),
	{.name = "position",
	 .help = "Position among the programs of the hook, starting at 1",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(position)},
	{0},
};

const struct field net_netfilter_fields[] = {
	{.name = "pf",
	 .help = "Number of the protocol family",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(pf)},
	{.name = "pf_name",
	 .help = "Name, or the number if it has no name",
	 .label = "",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_family},
	{.name = "hook",
	 .help = "Number of the hook",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(hook)},
	{.name = "hook_name",
	 .help = "Name of the hook in that family, or its number if it has no name",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_hook},
	{.name = "prio",
	 .help = "Priority, which orders programs and rules at one hook",
	 .lead = " ",
	 .type = FIELD_S32,
	 PLACE_OFF(hook_priority)},
	{.name = "flags",
	 .help = "Attach flags",
	 .lead = " ",
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 PLACE_OFF(flags)},
	{.name = "id",
	 .help = "The program",
	 .label = "prog_id",
	 .lead = " ",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PLACE_OFF(prog_id)},
	ROW_PLACE_NAME("prog_name"),
	ROW_PLACE_LINK(" "),
	ROW_PLACE_DETACHED,
	{0},
};

const struct field net_sockmap_fields[] = {
	{.name = "map_id",
	 .help = "ID of the sockmap or sockhash",
	 .label = "map",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PLACE_OFF(map_id)},
	{.name = "map_name",
	 .help = "Name of the map",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_map_name},
	{.name = "attach_type",
	 .help = "Attach type, or its number if it has no name",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_attach_type},
	ROW_ID,
	ROW_PLACE_NAME("prog_name"),
	ROW_PLACE_LINK(" "),
	{0},
};

const struct field net_lwt_fields[] = {
	{.name = "route",
	 .help = "Destination of the route",
	 .label = "",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(route)},
	{.name = "devname",
	 .help = "Outgoing device",
	 .label = "dev",
	 .lead = " ",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(dev)},
	{.name = "hook",
	 .help = "Hook of the route: in, out, xmit or seg6local",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_lwt_hook},
	{.name = "name",
	 .help = "Name given by the loader",
	 .label = "",
	 .lead = " ",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_text,
	 PLACE_OFF(name)},
	{.name = "id",
	 .help = "ID of the program; null if the kernel does not provide it",
	 .lead = " ",
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = place_emit_known,
	 PLACE_OFF(prog_id)},
	{0},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Attachments in networks, section by section: XDP, traffic control, hooks of the namespace. One record per
 * network namespace. The sections' names, their order and the first words of each line are the incumbent's.
 */
#include "linkshow/linkshow.h"
#include "linkshow/net_rows.h"

/* One namespace: its records, from @at on. */
struct net_rec {
	uint32_t len;
	struct attachments *list;
	size_t at, end;
	struct kern_attachment head; /* names it */
};

static bool section_has(const struct net_rec *net, const struct net_section *section, size_t i)
{
	return section->has(&net->list->list[i], i > net->at ? &net->list->list[i - 1] : NULL);
}

static void emit_section(struct out *o, const struct field *f, const void *rec)
{
	const struct net_section *section = f->arg;
	const struct net_rec *net = rec;

	out_list(o, f);
	for (size_t i = net->at; i < net->end && !out_is_dead(o); i++) {
		const struct place_rec p = place_rec_of(net->list, &net->list->list[i]);

		if (!section_has(net, section, i))
			continue;
		out_object(o, NULL);
		record_print_fields(o, f->sub, PLACE_LEN_OFF, &p);
		out_end(o);
	}
	out_end(o);
}

static bool has_section(const struct net_rec *net, const struct net_section *section)
{
	for (size_t i = net->at; i < net->end; i++)
		if (section_has(net, section, i))
			return true;
	return false;
}

static void emit_title(struct out *o, const struct field *f, const void *rec)
{
	const struct net_section *section = f->arg;

	if (section->is_always || has_section(rec, section))
		out_str(o, f, section->title);
}

/* An empty line ends a section. */
static void emit_gap(struct out *o, const struct field *f, const void *rec)
{
	const struct net_section *section = f->arg;

	if (section->is_always || has_section(rec, section))
		out_str(o, f, "");
}

static void emit_netns(struct out *o, const struct field *f, const void *rec)
{
	const struct net_rec *net = rec;

	if (net->head.netns)
		out_str(o, f, net->head.netns);
	else
		out_null(o, f);
}

#define SECTION_AT(key, about, at_line, at_lead, rows, which)                                  \
	{.name = "title",                                                                      \
	 .label = "",                                                                          \
	 .line = (at_line),                                                                    \
	 .style = STYLE_TITLE,                                                                 \
	 .type = FIELD_STR,                                                                    \
	 .flags = FIELD_TEXT_ONLY,                                                             \
	 .emit = emit_title,                                                                   \
	 .arg = &(which)},                                                                     \
		{.name = (key),                                                                \
		 .help = (about),                                                              \
		 .label = "",                                                                  \
		 .lead = (at_lead),                                                            \
		 .line = (at_line),                                                            \
		 .layout = LAYOUT_LINES,                                                       \
		 .type = FIELD_LIST,                                                           \
		 .flags = FIELD_ROWS,                                                          \
		 .sub = (rows),                                                                \
		 .emit = emit_section,                                                         \
		 .arg = &(which)},                                                             \
	{                                                                                      \
		.name = "gap", .label = "", .lead = "", .tail = "\n", .line = (at_line),       \
		.flags = FIELD_TEXT_ONLY, .type = FIELD_STR, .emit = emit_gap, .arg = &(which) \
	}
#define SECTION(key, about, at_line, rows, which) SECTION_AT(key, about, at_line, "", rows, which)

static const struct field net_fields[] = {
	{.name = "netns",
	 .help = "Name of the network namespace below /run/netns, or a process in it; null for the current one",
	 .lead = "",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = emit_netns},
	{.name = "netns_ino",
	 .help = "Inode number",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY | FIELD_NONZERO,
	 .off = offsetof(struct net_rec, head.netns_ino)},
	SECTION("xdp", "XDP programs of devices", 1, net_xdp_fields, net_section_xdp),
	SECTION("tc", "Traffic control programs: tcx, netkit, filters", 2, net_tc_fields, net_section_tc),
	SECTION("flow_dissector", "Flow dissector programs", 3, net_hook_fields, net_section_dissector),
	SECTION_AT("netfilter",
		   "Programs at netfilter hooks; if the kernel does not list hooks, those of all namespaces",
		   4, "\n\t", net_netfilter_fields, net_section_netfilter),
	SECTION("sk_lookup", "Socket lookup programs", 5, net_hook_fields, net_section_lookup),
	SECTION("sockmap", "Programs of socket maps in all namespaces", 6, net_sockmap_fields,
		net_section_sockmap),
	SECTION("lwt", "Routes with programs, of which the kernel provides only a name", 7, net_lwt_fields,
		net_section_lwt),
	{0},
};

static const struct field net_root = {.lead = ""};

const struct record net_record = {
	.name = "net",
	.fields = net_fields,
	.len_off = offsetof(struct net_rec, len),
	.root = &net_root,
};

/* Maps and links have no namespace: they are listed with the current one. */
static bool is_of(const struct attachment *a, uint32_t netns_ino)
{
	return a->is_link || a->at.place == PLACE_SOCKMAP || a->at.netns_ino == netns_ino;
}

/*
 * Records of a namespace are consecutive, the current one first, with records that
 * have none.
 */
static size_t own_count(struct attachments *list)
{
	size_t own = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct attachment one = list->list[i];

		if (!one.at.is_here && !is_of(&one, 0))
			continue;
		for (size_t j = i; j > own; j--)
			list->list[j] = list->list[j - 1];
		list->list[own++] = one;
	}
	return own;
}

int net_show(struct kern *k, struct out *o, const struct net_options *opt, struct err *err)
{
	const struct attach_query q = {.dev = opt->dev, .has_all_netns = opt->has_all_netns};
	unsigned int finders = FIND_NET | FIND_LINKS | (opt->dev ? 0 : FIND_SOCKMAPS);
	struct attachments list;
	struct net_rec own = {.len = UINT32_MAX, .list = &list};
	size_t at;
	int r = attach_find(&list, k, finders, &q, err);

	if (r)
		return r;
	at = own_count(&list);
	out_list(o, NULL);
	own.end = at;
	if (list.count && list.list[0].at.is_here)
		own.head.netns_ino = list.list[0].at.netns_ino;
	record_print(o, &net_record, &own);
	while (at < list.count && !out_is_dead(o)) {
		struct net_rec net = {
			.len = UINT32_MAX, .list = &list, .at = at, .end = at, .head = list.list[at].at};

		while (net.end < list.count && is_of(&list.list[net.end], net.head.netns_ino))
			net.end++;
		record_print(o, &net_record, &net);
		at = net.end;
	}
	out_end(o);
	return attach_end(&list, err);
}

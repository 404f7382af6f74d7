/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Netfilter links: families and hooks have numbers in the kernel's interface and names for people. */
#include "linkshow/rows.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static const struct flag_name link_flags[] = {{1U << 0, "ip_defrag"}};
static const struct flag_names link_flag_names = {link_flags, COUNT_OF(link_flags)};

static void emit_hook_name(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;

	names_print(NULL, o, f, names_netfilter_hooks(l->info.netfilter.pf), l->info.netfilter.hooknum);
}

const struct field link_netfilter_fields[] = {
	{.name = "pf",
	 .help = "Number of the protocol family",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 LINK_INFO(netfilter.pf)},
	{.name = "pf_name",
	 .help = "Name of the protocol family, or its number if it has no name",
	 .label = "",
	 .line = 1,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .emit = link_emit_named,
	 .arg = &names_netfilter_families,
	 LINK_INFO(netfilter.pf)},
	{.name = "hook",
	 .help = "Number of the hook",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 LINK_INFO(netfilter.hooknum)},
	{.name = "hook_name",
	 .help = "Name of the hook in that family, or its number if it has no name",
	 .label = "",
	 .lead = " ",
	 .line = 1,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .emit = emit_hook_name,
	 LINK_INFO(netfilter.hooknum)},
	{.name = "prio",
	 .help = "Priority, which orders programs and rules at one hook",
	 .lead = " ",
	 .line = 1,
	 .type = FIELD_S32,
	 LINK_INFO(netfilter.priority)},
	{.name = "flags",
	 .help = "Attach flags",
	 .lead = " ",
	 .line = 1,
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(netfilter.flags)},
	{.name = "flag_names",
	 .help = "Names of the attach flags",
	 .label = "",
	 .lead = " ",
	 .line = 1,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = link_emit_flag_names,
	 .arg = &link_flag_names,
	 LINK_INFO(netfilter.flags)},
	{0},
};

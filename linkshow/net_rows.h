/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The sections of a network namespace: which records they have, and the rows of each. */
#ifndef BPFI_LINKSHOW_NET_ROWS_H
#define BPFI_LINKSHOW_NET_ROWS_H

#include "linkshow/place.h"

struct net_section {
	const char *title;
	bool is_always; /* shown in text even if empty */
	/* @before: the record before it, NULL for the first. */
	bool (*has)(const struct attachment *a, const struct attachment *before);
};

extern const struct net_section net_section_xdp, net_section_tc, net_section_dissector, net_section_netfilter,
	net_section_lookup, net_section_sockmap, net_section_lwt;
extern const struct field net_xdp_fields[], net_tc_fields[], net_hook_fields[], net_netfilter_fields[],
	net_sockmap_fields[], net_lwt_fields[];

#define NET_DEVICE_ROWS                                                                    \
	{.name = "devname",                                                                \
	 .help = "Network device; for a shared block, all of its devices",                 \
	 .label = "",                                                                      \
	 .style = STYLE_NAME,                                                              \
	 .type = FIELD_STR,                                                                \
	 .flags = FIELD_OPTIONAL,                                                          \
	 .emit = place_emit_text,                                                          \
	 PLACE_OFF(dev)},                                                                  \
	{                                                                                  \
		.name = "ifindex", .help = "Index", .label = "", .lead = "(", .tail = ")", \
		.type = FIELD_U32, .flags = FIELD_NONZERO, PLACE_OFF(ifindex)              \
	}

#endif

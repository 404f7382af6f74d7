/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Tries: keys that are the prefixes of addresses. */
#include <arpa/inet.h>
#include <stdio.h>

#include "mapdump/kinds/kinds.h"

/* Tries are mostly made for addresses of four and sixteen bytes. */
static void emit_prefix(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	const size_t size = view_key_size(e->v);
	char addr[INET6_ADDRSTRLEN], text[sizeof(addr) + 16];
	uint32_t len;
	int family = size == sizeof(len) + sizeof(struct in_addr)    ? AF_INET
		     : size == sizeof(len) + sizeof(struct in6_addr) ? AF_INET6
								     : AF_UNSPEC;

	if (family == AF_UNSPEC || !kind_u32(e->key, size, 0, &len) ||
	    !inet_ntop(family, e->key + sizeof(len), addr, sizeof(addr)))
		return;
	snprintf(text, sizeof(text), "%s/%u", addr, len);
	out_str(o, f, text);
}

const struct field kind_prefixes_fields[] = {
	{.name = "prefix",
	 .label = "prefix:",
	 .help = "Key as address and prefix length, if it has the size of an IP address",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_prefix},
	{0},
};

const struct map_kind kind_prefixes = {
	.types = {BPF_MAP_TYPE_LPM_TRIE},
	.details = kind_prefixes_fields,
};

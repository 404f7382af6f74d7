/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sockets, as values and as owners of values: their cookies. */
#include <string.h>

#include "mapdump/kinds/kinds.h"

static void emit_cookie(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint64_t cookie;

	if (e->value_size != sizeof(cookie))
		return;
	memcpy(&cookie, e->value, sizeof(cookie));
	out_uint(o, f, cookie);
}

const struct field kind_sockets_fields[] = {
	{.name = "cookie",
	 .label = "cookie:",
	 .help = "Cookie of the socket",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_cookie},
	{0},
};

const struct map_kind kind_sockets = {
	.types = {BPF_MAP_TYPE_SOCKMAP, BPF_MAP_TYPE_SOCKHASH, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY},
	.details = kind_sockets_fields,
};

const struct field kind_socket_storage_fields[] = {
	{.name = "cookie",
	 .help = "Cookie of the socket",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = kind_emit_id},
	{0},
};

const struct map_kind kind_socket_storage = {
	.types = {BPF_MAP_TYPE_SK_STORAGE},
	.details = kind_socket_storage_fields,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the elements of each type of map are: ids, prefixes, devices, cgroups. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "kern/names.h"
#include "mapdump/view.h"

/* The @i-th number of a value or key that is long enough for it. */
static bool take_u32(const unsigned char *from, size_t size, unsigned int i, uint32_t *ret_number)
{
	if (size < (i + 1) * sizeof(*ret_number))
		return false;
	memcpy(ret_number, from + i * sizeof(*ret_number), sizeof(*ret_number));
	return true;
}

static void emit_first(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t number;

	if (take_u32(e->value, e->value_size, 0, &number))
		out_uint(o, f, number);
}

/* A program that runs for every packet that comes here: none is nothing to tell. */
static void emit_prog(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t number;

	if (take_u32(e->value, e->value_size, 1, &number) && number)
		out_uint(o, f, number);
}

static void emit_ifname(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	uint32_t ifindex;
	char name[64];

	if (take_u32(e->value, e->value_size, 0, &ifindex) && ifindex &&
	    !kern_ifname(e->v->k, ifindex, name, sizeof(name), &ignored))
		out_str(o, f, name);
}

static void emit_cookie(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint64_t cookie;

	if (e->value_size != sizeof(cookie))
		return;
	memcpy(&cookie, e->value, sizeof(cookie));
	out_uint(o, f, cookie);
}

/* Addresses of four and sixteen bytes are what tries are made for. */
static void emit_prefix(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	const size_t size = view_key_size(e->v);
	char addr[INET6_ADDRSTRLEN], text[sizeof(addr) + 16];
	uint32_t len;
	int family = size == sizeof(len) + sizeof(struct in_addr)    ? AF_INET
		     : size == sizeof(len) + sizeof(struct in6_addr) ? AF_INET6
								     : AF_UNSPEC;

	if (family == AF_UNSPEC || !take_u32(e->key, size, 0, &len) ||
	    !inet_ntop(family, e->key + sizeof(len), addr, sizeof(addr)))
		return;
	snprintf(text, sizeof(text), "%s/%u", addr, len);
	out_str(o, f, text);
}

/* Of the cgroup, the task, the socket that the key is. */
static uint64_t id_of(const struct entry *e)
{
	uint64_t id = 0;

	if (view_key_size(e->v) >= sizeof(id))
		memcpy(&id, e->key, sizeof(id));
	return id;
}

static void emit_cgroup(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	char path[4096];

	if (!kern_cgroup_path(e->v->k, id_of(e), path, sizeof(path), &ignored))
		out_str(o, f, path);
}

static void emit_key(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, id_of(rec));
}

/* A thread's own name, not that of its process. */
static void emit_comm(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	struct err ignored = {0};
	auto_buf text = {0};
	char path[64];

	snprintf(path, sizeof(path), "/proc/%llu/comm", (unsigned long long)id_of(e));
	if (kern_read_file(e->v->k, path, &text, &ignored))
		return;
	out_strn(o, f, buf_str(&text), strcspn(buf_str(&text), "\n"));
}

/* Where programs of all attachment types share a cgroup's value, its id is the whole key. */
static void emit_attach_type(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;
	uint32_t type;

	if (take_u32(e->key, view_key_size(e->v), 2, &type))
		names_print(e->v->k, o, f, &names_attach_types, type);
}

#define OPTIONAL .flags = FIELD_OPTIONAL

static const struct field inner_fields[] = {
	{.name = "inner_map_id",
	 .label = "inner_map_id:",
	 .tail = " ",
	 .help = "id of the map in it",
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_first},
	{0},
};

static const struct field prog_fields[] = {
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "id of the program in it",
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_first},
	{0},
};

static const struct field prefix_fields[] = {
	{.name = "prefix",
	 .label = "prefix:",
	 .help = "the key as an address and a length, where it has the size of one",
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_prefix},
	{0},
};

static const struct field device_fields[] = {
	{.name = "ifname",
	 .label = "ifname:",
	 .help = "name of the device",
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_ifname},
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "id of the program that runs behind the redirection",
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_prog},
	{0},
};

static const struct field cpu_fields[] = {
	{.name = "queue_size",
	 .label = "queue_size:",
	 .help = "packets that fit into the queue of the CPU",
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_first},
	{.name = "prog_id",
	 .label = "prog_id:",
	 .help = "id of the program that runs on the CPU",
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_prog},
	{0},
};

static const struct field socket_fields[] = {
	{.name = "cookie",
	 .label = "cookie:",
	 .help = "cookie of the socket",
	 .type = FIELD_U64,
	 OPTIONAL,
	 .emit = emit_cookie},
	{0},
};

static const struct field task_fields[] = {
	{.name = "pid", .help = "id of the task", .type = FIELD_U32, OPTIONAL, .emit = emit_key},
	{.name = "comm",
	 .label = "comm",
	 .help = "its command",
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_comm},
	{0},
};

static const struct field socket_key_fields[] = {
	{.name = "cookie", .help = "cookie of the socket", .type = FIELD_U64, OPTIONAL, .emit = emit_key},
	{0},
};

static const struct field cgroup_key_fields[] = {
	{.name = "cgroup",
	 .label = "cgroup:",
	 .help = "path of the cgroup",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_cgroup},
	{0},
};

static const struct field cgroup_fields[] = {
	{.name = "cgroup",
	 .label = "cgroup:",
	 .help = "path of the cgroup",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_cgroup},
	{.name = "attach_type",
	 .label = "attach_type:",
	 .help = "which programs of the cgroup share the value",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 OPTIONAL,
	 .emit = emit_attach_type},
	{0},
};

static const struct map_kind kinds[] = {
	[BPF_MAP_TYPE_PROG_ARRAY] = {.details = prog_fields},
	[BPF_MAP_TYPE_STACK_TRACE] = {.details = stack_fields},
	[BPF_MAP_TYPE_LPM_TRIE] = {.details = prefix_fields},
	[BPF_MAP_TYPE_ARRAY_OF_MAPS] = {.details = inner_fields, .has_other_value = true},
	[BPF_MAP_TYPE_HASH_OF_MAPS] = {.details = inner_fields, .has_other_value = true},
	[BPF_MAP_TYPE_DEVMAP] = {.details = device_fields},
	[BPF_MAP_TYPE_DEVMAP_HASH] = {.details = device_fields},
	[BPF_MAP_TYPE_CPUMAP] = {.details = cpu_fields},
	[BPF_MAP_TYPE_SOCKMAP] = {.details = socket_fields},
	[BPF_MAP_TYPE_SOCKHASH] = {.details = socket_fields},
	[BPF_MAP_TYPE_REUSEPORT_SOCKARRAY] = {.details = socket_fields},
	[BPF_MAP_TYPE_CGROUP_STORAGE] = {.details = cgroup_fields},
	[BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE] = {.details = cgroup_fields},
	[BPF_MAP_TYPE_SK_STORAGE] = {.details = socket_key_fields},
	[BPF_MAP_TYPE_TASK_STORAGE] = {.details = task_fields},
	[UAPI_MAP_CGRP_STORAGE] = {.details = cgroup_key_fields},
	[BPF_MAP_TYPE_STRUCT_OPS] = {.has_symbols = true},
};

const struct map_kind *map_kind(uint32_t map_type)
{
	static const struct map_kind plain;

	return map_type < sizeof(kinds) / sizeof(kinds[0]) ? &kinds[map_type] : &plain;
}

#define OF(kind, rows)                                                  \
	{                                                               \
		.name = (kind), .layout = LAYOUT_SECTION, .sub = (rows) \
	}

const struct field map_kind_fields[] = {
	OF("maps of maps", inner_fields),
	OF("arrays of programs", prog_fields),
	OF("tries", prefix_fields),
	OF("maps of devices", device_fields),
	OF("maps of CPUs", cpu_fields),
	OF("maps of sockets", socket_fields),
	OF("cgroup storage", cgroup_fields),
	OF("task storage", task_fields),
	OF("socket storage", socket_key_fields),
	OF("storage of cgroups", cgroup_key_fields),
	OF("stack traces", stack_fields),
	{0},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of maps. */
#include <string.h>

#include "kern/kern.h"
#include "kern/names.h"
#include "loaded/fullname.h"
#include "loaded/offload.h"
#include "loaded/walk.h"
#include "mapdump/mapdump.h"

struct map_rec {
	struct object_rec head;
	struct uapi_map_info info;
	char name[FULLNAME_LEN];
	bool has_memlock, has_owner;
	uint64_t memlock, owner_type, owner_jited, frozen;
};

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	names_print(m->head.k, o, f, &names_map_types, m->info.type);
}

static void emit_kernel_name(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (*m->info.name)
		out_str(o, f, m->info.name);
}

static void emit_full_name(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (strcmp(m->name, m->info.name) != 0)
		out_str(o, f, m->name);
}

static void emit_dev(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;
	const struct offload dev = {m->head.k, m->info.ifindex, m->info.netns_dev, m->info.netns_ino};

	offload_print(o, f, &dev);
}

static void emit_flag_names(struct out *o, const struct field *f, const void *rec)
{
	flags_print(o, f, &flags_map, ((const struct map_rec *)rec)->info.map_flags);
}

static void emit_memlock(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (m->has_memlock)
		out_uint(o, f, m->memlock);
}

static void emit_owner_type(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (m->has_owner)
		names_print(m->head.k, o, f, &names_prog_types, (uint32_t)m->owner_type);
}

static void emit_owner_jited(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (m->has_owner)
		out_bool(o, f, m->owner_jited != 0);
}

/* A number in JSON, for the sake of scripts; a word in text. */
static void emit_frozen(struct out *o, const struct field *f, const void *rec)
{
	const struct map_rec *m = rec;

	if (f->type == FIELD_BOOL)
		out_bool(o, f, m->frozen != 0);
	else
		out_uint(o, f, m->frozen);
}

#define INFO(member) .off = offsetof(struct map_rec, info.member), NEED(uapi_map_info, member)
#define OWN(member)  .off = offsetof(struct map_rec, member)

static const struct field map_fields[] = {
	ROW_OBJECT_ID("ID of the map", INFO(id)),
	ROW_OBJECT_TYPE(TYPE_OR_NUMBER, .emit = emit_type),
	{.name = "name",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_ONLY | FIELD_NONZERO,
	 OWN(name),
	 .size = FULLNAME_LEN},
	{.name = "name",
	 .help = "Name as stored by the kernel (at most 15 bytes)",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_kernel_name},
	{.name = "full_name",
	 .help = "Full name, if the kernel truncated it",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_full_name},
	{.name = "flags",
	 .help = "Flags the map was created with",
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 INFO(map_flags)},
	{.name = "flag_names",
	 .help = "Names of the flags",
	 .label = "",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_flag_names},
	{.name = "dev",
	 .help = "Device to which the map is offloaded",
	 .type = FIELD_OBJECT,
	 .flags = FIELD_OPTIONAL,
	 .sub = offload_fields,
	 .emit = emit_dev},
	{.name = "bytes_key",
	 .help = "Key size in bytes",
	 .label = "key",
	 .tail = "B",
	 .line = 1,
	 .type = FIELD_U32,
	 INFO(key_size)},
	{.name = "bytes_value",
	 .help = "Value size in bytes",
	 .label = "value",
	 .tail = "B",
	 .line = 1,
	 .type = FIELD_U32,
	 INFO(value_size)},
	{.name = "max_entries",
	 .help = "Maximum number of elements",
	 .line = 1,
	 .type = FIELD_U32,
	 INFO(max_entries)},
	{.name = "bytes_memlock",
	 .help = "Memory used in bytes",
	 .label = "memlock",
	 .tail = "B",
	 .line = 1,
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_memlock},
	{.name = "map_extra",
	 .help = "Type-specific value",
	 .style = STYLE_HEX,
	 .line = 1,
	 .type = FIELD_U64,
	 .flags = FIELD_NONZERO,
	 INFO(map_extra)},
	{.name = "owner_prog_type",
	 .help = "Type of the programs in it, set when the first one is added",
	 .line = 2,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_owner_type},
	{.name = "owner_jited",
	 .help = "Whether these programs have native code",
	 .label = "owner jited",
	 .no = "owner not jited",
	 .line = 2,
	 .type = FIELD_BOOL,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_owner_jited},
	{.name = "frozen",
	 .help = "1 if user space can no longer write to the map",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_frozen},
	{.name = "btf_id",
	 .help = "ID of the BTF object with the types of key and value",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_id)},
	{.name = "btf_key_type_id",
	 .help = "Type ID of the key",
	 .label = "key_type_id",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_key_type_id)},
	{.name = "btf_value_type_id",
	 .help = "Type ID of the value",
	 .label = "value_type_id",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_value_type_id)},
	{.name = "btf_vmlinux_value_type_id",
	 .help = "Type ID of the value in the kernel's BTF",
	 .label = "vmlinux_value_type_id",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_vmlinux_value_type_id)},
	{.name = "btf_vmlinux_id",
	 .help = "ID of the BTF object of the kernel or module that has that type",
	 .label = "vmlinux_btf_id",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_vmlinux_id)},
	{.name = "frozen", .line = 4, .type = FIELD_BOOL, .flags = FIELD_TEXT_ONLY, .emit = emit_frozen},
	HOLDER_ROWS(3, 5),
	{0},
};

const struct record map_record = {
	.name = "map",
	.fields = map_fields,
	.len_off = offsetof(struct map_rec, head.len),
};

struct map_listing {
	struct fullname_cache names;
	struct buf fdinfo;
};

static void map_fill(struct show *s, struct map_listing *l, struct map_rec *m)
{
	struct err ignored = {0};
	const char *text;

	m->info = s->walk.info.map;
	m->info.id = s->walk.id;
	fullname_of(s->k, KIND_MAP, s->walk.handle, &s->walk.info, &l->names, m->name);
	buf_reset(&l->fdinfo);
	if (kern_fdinfo(s->k, KIND_MAP, s->walk.handle, &l->fdinfo, &ignored))
		return;
	text = buf_str(&l->fdinfo);
	m->has_memlock = fdinfo_number(text, "memlock", &m->memlock);
	m->has_owner = fdinfo_number(text, "owner_prog_type", &m->owner_type);
	fdinfo_number(text, "owner_jited", &m->owner_jited);
	fdinfo_number(text, "frozen", &m->frozen);
}

static void map_show_one(struct show *s, void *arg)
{
	struct map_rec m = {.head = s->head};

	map_fill(s, arg, &m);
	record_print(s->out, &map_record, &m);
}

int map_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err)
{
	struct show s = {.k = k, .out = o, .kind = KIND_MAP, .ref = ref, .with_pins = with_pins};
	struct map_listing l = {0};
	int r;

	r = show_each(&s, map_show_one, &l, err);
	fullname_cache_free(&l.names);
	buf_free(&l.fdinfo);
	return r;
}

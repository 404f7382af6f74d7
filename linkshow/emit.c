/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values common to several link types: numbers of the record that become names. */
#include <limits.h>
#include <string.h>

#include "linkshow/rows.h"
#include "loaded/fullname.h"

/* Numbers that mean that the object is gone. */
#define DETACHED "(detached)"

static struct kern *kern_of(const void *rec)
{
	return ((const struct link_rec *)rec)->head.k;
}

bool link_section_applies(const struct field *f, const void *rec)
{
	return record_u32(f, rec) == *(const uint32_t *)f->arg;
}

void link_emit_section(struct out *o, const struct field *f, const void *rec)
{
	if (link_section_applies(f, rec))
		record_print_fields(o, f->sub, LINK_LEN_OFF, rec);
}

void link_emit_named(struct out *o, const struct field *f, const void *rec)
{
	uint32_t value = record_u32(f, rec);

	if (value || !(f->flags & FIELD_NONZERO))
		names_print(kern_of(rec), o, f, f->arg, value);
}

void link_emit_u64(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, record_u64(f, rec));
}

void link_emit_text(struct out *o, const struct field *f, const void *rec)
{
	const char *text = (const char *)(uintptr_t)record_u64(f, rec);

	if (text)
		out_str(o, f, text);
}

void link_emit_word(struct out *o, const struct field *f, const void *rec)
{
	(void)rec;
	out_str(o, f, f->arg);
}

void link_emit_heading(struct out *o, const struct field *f, const void *rec)
{
	if (record_u64(f, rec))
		out_str(o, f, f->arg);
}

void link_emit_devname(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;
	uint32_t ifindex = record_u32(f, rec);
	struct err ignored = {0};
	char name[64];

	if (!ifindex)
		out_str(o, f, DETACHED);
	else if (l->is_searched)
		out_str(o, f, l->dev ? l->dev : LINK_UNKNOWN);
	else if (kern_ifname(kern_of(rec), ifindex, name, sizeof(name), &ignored))
		out_str(o, f, LINK_UNKNOWN);
	else
		out_str(o, f, name);
}

void link_emit_cgroup_path(struct out *o, const struct field *f, const void *rec)
{
	uint64_t id = record_u64(f, rec);
	struct err ignored = {0};
	char path[PATH_MAX];

	if (!id)
		out_str(o, f, DETACHED);
	else if (kern_cgroup_path(kern_of(rec), id, path, sizeof(path), &ignored))
		out_str(o, f, LINK_UNKNOWN);
	else
		out_str(o, f, path);
}

void link_emit_map_name(struct out *o, const struct field *f, const void *rec)
{
	char name[FULLNAME_LEN];
	uint32_t id = record_u32(f, rec);

	if (id && fullname_by_id(kern_of(rec), KIND_MAP, id, NULL, name))
		out_str(o, f, name);
}

void link_emit_retprobe(struct out *o, const struct field *f, const void *rec)
{
	out_bool(o, f, record_u32(f, rec) & 1);
}

void link_emit_flag_names(struct out *o, const struct field *f, const void *rec)
{
	uint32_t flags = record_u32(f, rec);

	if (flags)
		flags_print(o, f, f->arg, flags);
}

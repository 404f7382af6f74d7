/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The contents of bpffs. A file that is not an object (the kernel's own text files) is listed as such. */
#include "loaded/pins.h"

#include <errno.h>
#include <string.h>

#include "kern/arrays.h"
#include "kern/change.h"
#include "kern/names.h"
#include "kern/rights.h"
#include "loaded/fullname.h"

struct pin_rec {
	uint32_t len;
	struct kern *k;
	const struct kern_pin *pin;
	const struct info_full *info; /* NULL: gone, or not an object */
	char name[FULLNAME_LEN];
};

static void emit_path(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct pin_rec *)rec)->pin->path);
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_pin *pin = ((const struct pin_rec *)rec)->pin;

	if (pin->is_object)
		out_str(o, f, kern_kind_names[pin->kind]);
	else
		out_str(o, f, pin->no ? "unreadable" : "file");
}

static void emit_id(struct out *o, const struct field *f, const void *rec)
{
	const struct kern_pin *pin = ((const struct pin_rec *)rec)->pin;

	if (pin->is_object)
		out_uint(o, f, pin->id);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	static const struct names *const tables[KIND_COUNT] = {
		[KIND_PROG] = &names_prog_types,
		[KIND_MAP] = &names_map_types,
		[KIND_LINK] = &names_link_types,
	};
	const struct pin_rec *p = rec;

	/* Each of the three info structs begins with its type. */
	if (p->info && tables[p->pin->kind])
		names_print(p->k, o, f, tables[p->pin->kind], p->info->prog.type);
}

static const struct field pin_fields[] = {
	{.name = "path",
	 .help = "Paths where the object is pinned",
	 .label = "",
	 .tail = ":",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .emit = emit_path},
	{.name = "kind",
	 .help = "prog, map or link; file if it is not a BPF object, unreadable if it may not be opened",
	 .label = "",
	 .lead = " ",
	 .type = FIELD_STR,
	 .emit = emit_kind},
	{.name = "id",
	 .help = "ID of the object",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_id},
	{.name = "type",
	 .help = "Type of the object",
	 .label = "",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_type},
	{.name = "name",
	 .help = "Full name of the object",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct pin_rec, name),
	 .size = FULLNAME_LEN},
	{0},
};

const struct record pin_record = {
	.name = "pin",
	.fields = pin_fields,
	.len_off = offsetof(struct pin_rec, len),
};

struct pin_listing {
	struct kern *k;
	struct out *out;
	struct info_full info;
	struct fullname_cache names;
	unsigned int shown, unreadable;
	struct err first_failure;
};

/* An object that cannot be opened is listed anyway: its path, kind and id are known. */
static int pin_show_one(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct pin_listing *l = arg;
	struct pin_rec p = {.len = UINT32_MAX, .k = l->k, .pin = pin};
	auto_handle h = {.k = l->k};
	int r = KERN_NONE;

	if (pin->is_object)
		r = kern_open(l->k, pin->kind, pin->id, &h.handle, err);
	if (r)
		h.k = NULL;
	else
		r = info_full_read(l->k, pin->kind, h.handle, &l->info, err);
	if (pin->no) {
		err_set(err, pin->no, "%.256s", pin->path);
		r = rights_explain(err, RIGHTS_FILE);
	}
	if (r < 0 && !l->unreadable++)
		l->first_failure = *err;
	if (!r) {
		p.info = &l->info;
		fullname_of(l->k, pin->kind, h.handle, &l->info, &l->names, p.name);
	}
	if (!l->shown++)
		out_list(l->out, NULL);
	record_print(l->out, &pin_record, &p);
	return 0;
}

int pin_show(struct kern *k, struct out *o, const char *path, struct err *err)
{
	struct pin_listing l = {.k = k, .out = o};
	int r = kern_pins(k, path, pin_show_one, &l, err);

	info_full_free(&l.info);
	fullname_cache_free(&l.names);
	if (r == KERN_NONE && path)
		return err_set(err, ENOENT, "%s", path);
	if (r < 0)
		return -1;
	if (!l.shown)
		out_list(o, NULL);
	out_end(o);
	if (!l.unreadable)
		return 0;
	return err_partial(err, &l.first_failure, "%u of %u pins could not be read", l.unreadable, l.shown);
}

int pin_add(struct kern *k, enum kern_kind kind, const struct ref *ref, const char *path, bool may_mount,
	    struct err *err)
{
	auto_handle h = {.handle = -1};
	uint32_t id;

	if (ref_open(k, kind, ref, &id, &h, err))
		return -1;
	return kern_pin(k, kind, h.handle, path, may_mount, err)
		       ? err_wrap(err, "%s %u", kern_kind_names[kind], id)
		       : 0;
}

int pin_remove(struct kern *k, const char *path, struct err *err)
{
	auto_handle h = {.handle = -1};
	enum kern_kind found;
	int r = kern_open_pin(k, path, &found, &h.handle, err);

	if (!r)
		h.k = k;
	if (!r)
		r = kern_unpin(k, path, err);
	return r == KERN_NONE ? err_set(err, 0, "%.256s: no such pin", path) : r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of what is loaded and not known to be used. */
#include "hostshow/orphans.h"

#include <inttypes.h>

#include "hostshow/hostshow.h"
#include "kern/names.h"
#include "loaded/fullname.h"

struct orphan_rec {
	struct object_rec head;
	struct uses *uses;
	const struct use_object *object;
	char name[FULLNAME_LEN];
	bool has_memlock;
	uint64_t memlock;
};

/* Sums over what is orphaned, each object once. */
struct orphan_total {
	unsigned int counts[USE_KINDS];
	uint64_t bytes;
};

static const char *const state_words[] = {
	[USE_ORPHAN] = "orphan",
	[USE_HELD] = "held",
	[USE_UNKNOWN] = "unknown",
	[USE_HIDDEN] = "in use, place unknown",
};

static const struct use_object *object_of(const void *rec)
{
	return ((const struct orphan_rec *)rec)->object;
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, kern_kind_names[object_of(rec)->kind]);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	static const struct names *const tables[USE_KINDS] = {
		[KIND_PROG] = &names_prog_types,
		[KIND_MAP] = &names_map_types,
		[KIND_LINK] = &names_link_types,
	};
	const struct orphan_rec *r = rec;

	names_print(r->head.k, o, f, tables[r->object->kind], r->object->type);
}

static void emit_state(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, state_words[object_of(rec)->state]);
}

static void emit_memlock(struct out *o, const struct field *f, const void *rec)
{
	const struct orphan_rec *r = rec;

	if (r->has_memlock)
		out_uint(o, f, r->memlock);
}

static void emit_refs(struct out *o, const struct field *f, const void *rec)
{
	if (object_of(rec)->has_count)
		out_uint(o, f, object_of(rec)->count.refs);
}

static void emit_unexplained(struct out *o, const struct field *f, const void *rec)
{
	if (object_of(rec)->has_count)
		out_uint(o, f, uses_unexplained(object_of(rec)));
}

/* Those of the row's kind that keep it loaded, each once. */
static void emit_keepers(struct out *o, const struct field *f, const void *rec)
{
	const struct orphan_rec *r = rec;
	const struct uses *u = r->uses;
	const uint32_t kind = *(const uint32_t *)f->arg;
	const size_t object = (size_t)(r->object - u->list);
	bool is_open = false;

	for (size_t i = uses_edge_of(u, object); i < u->edge_count && u->edges[i].to == object; i++) {
		const struct use_object *from = &u->list[u->edges[i].from];

		if (from->kind != kind || (is_open && u->edges[i].from == u->edges[i - 1].from))
			continue;
		if (!is_open)
			out_list(o, f);
		is_open = true;
		out_uint(o, NULL, from->id);
	}
	if (is_open)
		out_end(o);
}

#define ROW_KEEPERS(key, text_label, about, at_kind)                                                  \
	{                                                                                             \
		.name = (key), .label = (text_label), .help = (about), .line = 1, .type = FIELD_LIST, \
		.sub_type = FIELD_U32, .flags = FIELD_OPTIONAL, .emit = emit_keepers,                 \
		.arg = &(const uint32_t){at_kind},                                                    \
	}

static const struct field orphan_fields[] = {
	{.name = "kind", .help = "prog, map or link", .label = "", .type = FIELD_STR, .emit = emit_kind},
	{.name = "id",
	 .help = "ID of the object",
	 .label = "",
	 .lead = " ",
	 .tail = ":",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .off = offsetof(struct orphan_rec, head.id)},
	{.name = "type",
	 .help = TYPE_OR_NUMBER,
	 .label = "",
	 .lead = " ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = emit_type},
	{.name = "name",
	 .help = "Full name",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct orphan_rec, name),
	 .size = FULLNAME_LEN},
	{.name = "state",
	 .help = "State: orphan (nothing uses it), held (not in use, but a process has it open), unknown, or: in use, place unknown",
	 .label = "",
	 .type = FIELD_STR,
	 .emit = emit_state},
	{.name = "bytes_memlock",
	 .help = "Memory used in bytes",
	 .label = "memlock",
	 .tail = "B",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_memlock},
	{.name = "references",
	 .help = "References that the kernel counts",
	 .label = "refs",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_refs},
	{.name = "unexplained",
	 .help = "References among them whose place was not found",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL | FIELD_TEXT_NONZERO,
	 .emit = emit_unexplained},
	ROW_KEEPERS("progs", "used by prog", "Programs that use it or were loaded for it", KIND_PROG),
	ROW_KEEPERS("maps", "in map", "Maps that contain it", KIND_MAP),
	ROW_KEEPERS("links", "kept by link", "Links that keep it loaded", KIND_LINK),
	HOLDER_ROWS(2, 3),
	{0},
};

const struct record orphan_record = {
	.name = "orphan",
	.fields = orphan_fields,
	.len_off = offsetof(struct orphan_rec, head.len),
};

/* False: it is gone by now. */
static bool read_details(struct orphan_rec *r, struct fullname_cache *names)
{
	const enum kern_kind kind = (enum kern_kind)r->object->kind;
	auto_handle h = {.k = r->head.k, .handle = -1};
	struct info_full info = {0};
	struct err ignored = {0};
	auto_buf fdinfo = {0};
	int opened = kern_open(h.k, kind, r->object->id, &h.handle, &ignored);

	if (opened) {
		h.k = NULL;
		return opened < 0;
	}
	if (!info_full_read(h.k, kind, h.handle, &info, &ignored))
		fullname_of(h.k, kind, h.handle, &info, names, r->name);
	r->has_memlock = !kern_fdinfo(h.k, kind, h.handle, &fdinfo, &ignored) &&
			 fdinfo_number(buf_str(&fdinfo), "memlock", &r->memlock);
	info_full_free(&info);
	return true;
}

static void show_one(struct uses *u, struct out *o, const struct use_object *object,
		     struct fullname_cache *names, struct orphan_total *total)
{
	struct orphan_rec r = {
		.head = {.len = UINT32_MAX,
			 .id = object->id,
			 .k = u->k,
			 .holders = &u->holders[object->kind]},
		.uses = u,
		.object = object,
	};

	if (!read_details(&r, names))
		return;
	record_print(o, &orphan_record, &r);
	if (object->state != USE_ORPHAN)
		return;
	total->counts[object->kind]++;
	total->bytes += r.memlock;
}

/* For people: documents have the numbers to be added up. */
static void tell_total(struct out *o, const struct orphan_total *total)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};
	auto_buf text = {0};
	const char *before = "";

	for (unsigned int kind = 0; kind < USE_KINDS; kind++) {
		const unsigned int count = total->counts[kind];

		if (!count)
			continue;
		buf_printf(&text, "%s%u orphaned %s", before, count,
			   count == 1 ? kern_kind_nouns[kind] : kern_kind_plurals[kind]);
		before = ", ";
	}
	if (!text.len || !out_shows(o, &f_text))
		return;
	buf_printf(&text, ": %" PRIu64 " bytes", total->bytes);
	out_note(o, buf_str(&text));
}

static int show_all(struct uses *u, struct out *o, struct err *err)
{
	struct fullname_cache names = {0};
	struct orphan_total total = {0};
	unsigned int unknown = 0;

	out_list(o, NULL);
	for (size_t i = 0; i < u->count && !out_is_dead(o); i++) {
		if (u->list[i].state == USE_KNOWN)
			continue;
		unknown += u->list[i].state == USE_UNKNOWN;
		show_one(u, o, &u->list[i], &names, &total);
	}
	out_end(o);
	fullname_cache_free(&names);
	tell_total(o, &total);
	if (unknown)
		return err_partial(err, &u->reason, "it is not known whether %u object%s used", unknown,
				   unknown == 1 ? " is" : "s are");
	if (u->is_complete)
		return 0;
	*err = u->reason;
	err->kind = ERR_PARTIAL;
	return -1;
}

int orphans_show(struct kern *k, struct out *o, struct err *err)
{
	struct uses u = {0};
	int r = uses_find(&u, k, err);

	if (!r)
		r = uses_judge(&u, err);
	if (!r)
		r = show_all(&u, o, err);
	uses_free(&u);
	return r;
}

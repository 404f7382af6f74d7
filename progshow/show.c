/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The listing of programs: one info call and one fdinfo read a program, everything else only if it is shown.
 */
#include <stdio.h>
#include <string.h>

#include "attach/attach.h"
#include "kern/kern.h"
#include "kern/names.h"
#include "loaded/btfname.h"
#include "loaded/fullname.h"
#include "loaded/holders.h"
#include "loaded/offload.h"
#include "loaded/walk.h"
#include "progshow/headline.h"
#include "progshow/metadata.h"
#include "progshow/progshow.h"

struct prog_rec {
	struct object_rec head;
	struct uapi_prog_info info;
	char name[FULLNAME_LEN];
	int64_t loaded_at;
	bool is_gpl, is_jited, is_orphaned;
	bool has_memlock;
	uint64_t memlock;
	struct prog_listing *listing;
};

/* What programs of one listing share. */
struct prog_listing {
	int64_t boot_time;
	struct fullname_cache names;
	struct metadata metadata;
	struct buf fdinfo;
	/* Where programs are attached: all places, or those that links report. */
	struct attachments places;
	bool wants_places, has_places, has_all_places;
	uint64_t place_types; /* of programs that they were searched for */
};

enum { GPL_BIT = 1 };

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;

	names_print(p->head.k, o, f, &names_prog_types, p->info.type);
}

static void emit_dev(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;
	const struct offload dev = {p->head.k, p->info.ifindex, p->info.netns_dev, p->info.netns_ino};

	offload_print(o, f, &dev);
}

static void emit_memlock(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;

	if (p->has_memlock)
		out_uint(o, f, p->memlock);
}

static void emit_map_ids(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;
	const uint32_t *ids = (const uint32_t *)(uintptr_t)p->info.map_ids;

	if (!p->info.nr_map_ids || !ids)
		return;
	out_list(o, f);
	for (uint32_t i = 0; i < p->info.nr_map_ids; i++)
		out_uint(o, NULL, ids[i]);
	out_end(o);
}

/* The kernel function a tracing or LSM program is for; needs the kernel's BTF, so only if there is one. */
static void emit_target(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;
	char name[FULLNAME_LEN];

	if (p->info.attach_btf_id &&
	    btfname_of(p->head.k, p->info.attach_btf_obj_id, p->info.attach_btf_id, name, sizeof(name)))
		out_str(o, f, name);
}

static void emit_metadata(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;

	metadata_print(o, f, &p->listing->metadata, p->head.k, &p->info, &p->listing->names);
}

static void emit_attached(struct out *o, const struct field *f, const void *rec)
{
	const struct prog_rec *p = rec;
	struct prog_listing *l = p->listing;
	const struct attachment *places;
	size_t count = 0;

	if (!l->has_places)
		return;
	places = attach_places_of(&l->places, p->info.id, &count);
	if (!count && !l->has_all_places)
		return;
	if (!count && (l->places.failed || (l->places.missing && kern_source(p->head.k)))) {
		out_null(o, f);
		return;
	}
	out_list(o, f);
	for (size_t i = 0; i < count; i++) {
		const struct place_rec place = place_rec_of(&l->places, &places[i]);

		out_object(o, NULL);
		record_print_fields(o, place_fields, PLACE_LEN_OFF, &place);
		out_end(o);
	}
	out_end(o);
}

#define INFO(member) .off = offsetof(struct prog_rec, info.member), NEED(uapi_prog_info, member)
#define OWN(member)  .off = offsetof(struct prog_rec, member)

/* The first line of text. */
#define HEADLINE_ROWS                                                                                       \
	ROW_OBJECT_ID("ID of the program", INFO(id)), ROW_OBJECT_TYPE(TYPE_OR_NUMBER, .emit = emit_type),   \
		{.name = "name",                                                                            \
		 .help = "Full name",                                                                       \
		 .style = STYLE_NAME,                                                                       \
		 .type = FIELD_STR,                                                                         \
		 .flags = FIELD_NONZERO,                                                                    \
		 OWN(name),                                                                                 \
		 .size = FULLNAME_LEN},                                                                     \
		{.name = "tag",                                                                             \
		 .help = "Hash of the instructions",                                                        \
		 .type = FIELD_BYTES,                                                                       \
		 .size = UAPI_TAG_LEN,                                                                      \
		 INFO(tag)},                                                                                \
		{.name = "dev",                                                                             \
		 .help = "Device to which it is offloaded",                                                 \
		 .type = FIELD_OBJECT,                                                                      \
		 .flags = FIELD_OPTIONAL,                                                                   \
		 .sub = offload_fields,                                                                     \
		 .emit = emit_dev},                                                                         \
		{.name = "gpl_compatible",                                                                  \
		 .help = "Whether the license is GPL-compatible, which GPL-only helpers require",           \
		 .label = "gpl",                                                                            \
		 .type = FIELD_BOOL,                                                                        \
		 OWN(is_gpl),                                                                               \
		 NEED(uapi_prog_info, flags)},                                                              \
		{.name = "run_time_ns",                                                                     \
		 .help = "Run time in nanoseconds while statistics were enabled",                           \
		 .lead = " ",                                                                               \
		 .type = FIELD_U64,                                                                         \
		 .flags = FIELD_NONZERO,                                                                    \
		 INFO(run_time_ns)},                                                                        \
		{.name = "run_cnt",                                                                         \
		 .help = "Number of runs while statistics were enabled",                                    \
		 .lead = " ",                                                                               \
		 .type = FIELD_U64,                                                                         \
		 .flags = FIELD_NONZERO,                                                                    \
		 INFO(run_cnt)},                                                                            \
	{                                                                                                   \
		.name = "recursion_misses", .help = "Runs skipped because the program was already running", \
		.lead = " ", .type = FIELD_U64, .flags = FIELD_NONZERO, INFO(recursion_misses)              \
	}

const struct field prog_headline_fields[] = {HEADLINE_ROWS, {0}};

static const struct field prog_fields[] = {
	HEADLINE_ROWS,
	{.name = "loaded_at",
	 .help = "Time of loading: local time in text, seconds since 1970 in JSON",
	 .line = 1,
	 .type = FIELD_TIME,
	 OWN(loaded_at),
	 NEED(uapi_prog_info, load_time)},
	{.name = "uid",
	 .help = "ID of the user who loaded it",
	 .line = 1,
	 .type = FIELD_U32,
	 INFO(created_by_uid)},
	{.name = "orphaned",
	 .help = "Whether the device it was offloaded to is gone",
	 .line = 2,
	 .type = FIELD_BOOL,
	 OWN(is_orphaned)},
	{.name = "bytes_xlated",
	 .help = "Size of the translated code in bytes; absent without the rights to read it",
	 .label = "xlated",
	 .tail = "B",
	 .line = 2,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(xlated_prog_len)},
	{.name = "jited",
	 .help = "Whether the program was compiled to native code",
	 .label = "",
	 .no = "not jited",
	 .line = 2,
	 .type = FIELD_BOOL,
	 OWN(is_jited)},
	{.name = "bytes_jited",
	 .help = "Size of the native code in bytes",
	 .label = "jited",
	 .tail = "B",
	 .line = 2,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(jited_prog_len)},
	{.name = "bytes_memlock",
	 .help = "Memory used in bytes",
	 .label = "memlock",
	 .tail = "B",
	 .line = 2,
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_memlock},
	{.name = "map_ids",
	 .help = "IDs of the maps it uses",
	 .line = 2,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_map_ids},
	{.name = "verified_insns",
	 .help = "Number of instructions the verifier processed",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(verified_insns)},
	{.name = "nr_func_info",
	 .help = "Number of functions described by its BTF",
	 .label = "funcs",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_func_info)},
	{.name = "nr_line_info",
	 .help = "Number of source lines in its BTF",
	 .label = "lines",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_line_info)},
	{.name = "nr_jited_ksyms",
	 .help = "Number of kernel symbols of the native code",
	 .label = "ksyms",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_jited_ksyms)},
	{.name = "nr_jited_func_lens",
	 .help = "Number of functions of the native code",
	 .label = "jited_funcs",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_jited_func_lens)},
	{.name = "nr_jited_line_info",
	 .help = "Number of source lines known for the native code",
	 .label = "jited_lines",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_jited_line_info)},
	{.name = "nr_prog_tags",
	 .help = "Number of tags, one per function",
	 .label = "tags",
	 .line = 3,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO | FIELD_VERBOSE,
	 INFO(nr_prog_tags)},
	{.name = "attach_btf_obj_id",
	 .help = "ID of the BTF object of the target function",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(attach_btf_obj_id)},
	{.name = "attach_btf_id",
	 .help = "Type ID of the target function",
	 .line = 4,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(attach_btf_id)},
	{.name = "attach_btf_name",
	 .help = "Name of the target function",
	 .line = 4,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_target,
	 NEED(uapi_prog_info, attach_btf_id)},
	{.name = "attached",
	 .help = "Where it is attached: for named programs and with --attached all places, in all network namespaces that have a name or a process, null if they could not be read; otherwise places that links report",
	 .line = 5,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL | FIELD_TEXT_NONZERO,
	 .sub = place_fields,
	 .emit = emit_attached},
	{.name = "btf_id",
	 .help = "ID of its BTF object",
	 .line = 7,
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 INFO(btf_id)},
	HOLDER_ROWS(6, 8),
	{.name = "metadata",
	 .help = "Metadata from the object file: constants called bpf_metadata_NAME, by NAME",
	 .line = 9,
	 .type = FIELD_OBJECT,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_metadata},
	{0},
};

const struct record prog_record = {
	.name = "prog",
	.fields = prog_fields,
	.len_off = offsetof(struct prog_rec, head.len),
};

static void prog_fill(struct show *s, struct prog_listing *l, struct prog_rec *p)
{
	const struct uapi_prog_info *info = &s->walk.info.prog;
	struct err ignored = {0};
	uint64_t jited = 0;

	p->info = *info;
	p->info.id = s->walk.id;
	p->is_gpl = info->flags & GPL_BIT;
	p->is_orphaned = s->walk.is_orphaned;
	p->loaded_at = (l->boot_time + (int64_t)info->load_time) / 1000000000;
	fullname_of(s->k, KIND_PROG, s->walk.handle, &s->walk.info, &l->names, p->name);
	buf_reset(&l->fdinfo);
	p->has_memlock = !kern_fdinfo(s->k, KIND_PROG, s->walk.handle, &l->fdinfo, &ignored) &&
			 fdinfo_number(buf_str(&l->fdinfo), "memlock", &p->memlock);
	/* Without privileges the kernel reports no sizes except this. */
	fdinfo_number(buf_str(&l->fdinfo), "prog_jited", &jited);
	p->is_jited = jited || info->jited_prog_len;
}

/*
 * In a listing of all programs only links are queried, unless more is wanted: the other finders would cost
 * more than the listing. Of programs that were named, everything: places that take programs of this type, or
 * of all types once there are several.
 */
static void find_places(struct show *s, struct prog_listing *l)
{
	bool is_named = s->ref->by != REF_ALL;
	uint64_t type = is_named ? prog_type_bit(s->walk.info.prog.type) : PROG_TYPES_ALL;
	struct attach_query q = {.prog_types = type, .has_all_netns = true, .is_tree = true};
	struct err ignored = {0};

	if (l->has_places && (l->place_types & type) == type)
		return;
	if (l->has_places) {
		attach_end(&l->places, &ignored);
		type = PROG_TYPES_ALL;
	}
	/* The finders then learn which types are loaded. */
	if (type == PROG_TYPES_ALL)
		q.prog_types = 0;
	l->has_all_places = is_named || l->wants_places;
	l->place_types = type;
	l->has_places =
		!attach_find(&l->places, s->k, l->has_all_places ? FIND_ALL : FIND_LINKS, &q, &ignored);
	if (l->has_places)
		attach_sort(&l->places);
}

static void prog_show_one(struct show *s, void *arg)
{
	struct prog_rec p = {.head = s->head, .listing = arg};

	prog_fill(s, arg, &p);
	find_places(s, arg);
	record_print(s->out, &prog_record, &p);
}

void prog_print_headline(struct kern *k, struct out *o, const struct info_full *info, uint32_t id,
			 const char *name)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY}, f_json = {.flags = FIELD_JSON_ONLY};
	struct prog_rec p = {.head = {.len = info->len, .id = id, .k = k}, .info = info->prog};
	bool is_text = !out_shows(o, &f_json);

	p.info.id = id;
	p.is_gpl = info->prog.flags & GPL_BIT;
	snprintf(p.name, sizeof(p.name), "%s", name);
	if (is_text)
		out_object(o, &f_text);
	record_print_fields(o, prog_headline_fields, offsetof(struct prog_rec, head.len), &p);
	if (is_text)
		out_end(o);
}

int prog_show(struct kern *k, struct out *o, const struct ref *ref, const struct prog_show_options *opt,
	      struct err *err)
{
	struct show s = {.k = k, .out = o, .kind = KIND_PROG, .ref = ref, .with_pins = opt->has_pins};
	struct prog_listing l = {.wants_places = opt->has_places};
	struct err ended = {0};
	int r;

	if (kern_boot_time(k, &l.boot_time, err) < 0)
		return -1;
	r = show_each(&s, prog_show_one, &l, err);
	if (l.has_places && attach_end(&l.places, &ended) && !r && opt->has_places) {
		*err = ended;
		r = -1;
	}
	fullname_cache_free(&l.names);
	buf_free(&l.fdinfo);
	return r;
}

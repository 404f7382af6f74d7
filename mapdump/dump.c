/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Dumps of one map, or of several with their headlines.
 *
 * One map is a list of its elements, several are a list of objects with a list each. Text is indented JSON
 * where all maps have types; else maps without types are rows of bytes between the others.
 */
#include "mapdump/dump.h"
#include "mapdump/kinds/kinds.h"

#include <stdlib.h>
#include <string.h>

#include "kern/names.h"
#include "loaded/holders.h"
#include "mapdump/mapdump.h"

struct dumps {
	struct kern *k;
	struct out *o;
	const struct map_dump_options *opt;
	struct view_options view;
	bool is_tree; /* several, all with types: in text, too, one JSON document */
	struct buf inner;
	unsigned int maps, failed;
	unsigned int without; /* in which no element is wanted */
	struct err first_failure;
};

struct headline {
	uint32_t len;
	const struct view *v;
	const struct uapi_map_info *info;
};

static void emit_id(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, ((const struct headline *)rec)->info->id);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct headline *h = rec;

	if (h->info->type)
		names_print(h->v->k, o, f, &names_map_types, h->info->type);
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct headline *h = rec;

	if (*h->v->name)
		out_str(o, f, h->v->name);
}

static bool has_kernel_name(const struct headline *h)
{
	return h->info->type && *h->info->name;
}

/* One variable has only its name. */
static void emit_kernel_name(struct out *o, const struct field *f, const void *rec)
{
	const struct headline *h = rec;

	if (has_kernel_name(h))
		out_str(o, f, h->info->name);
	else
		emit_name(o, f, rec);
}

static void emit_full_name(struct out *o, const struct field *f, const void *rec)
{
	const struct headline *h = rec;

	if (has_kernel_name(h) && strcmp(h->v->name, h->info->name) != 0)
		out_str(o, f, h->v->name);
}

static void emit_flags(struct out *o, const struct field *f, const void *rec)
{
	const struct headline *h = rec;

	if (h->info->type)
		out_uint(o, f, h->info->map_flags);
}

#define OPTIONAL .flags = FIELD_OPTIONAL

static const struct field headline_fields[] = {
	ROW_OBJECT_ID("If several maps match: ID of the map", OPTIONAL, .emit = emit_id),
	ROW_OBJECT_TYPE("Type of the map", OPTIONAL, .emit = emit_type),
	{.name = "name", .style = STYLE_NAME, .type = FIELD_STR, .flags = FIELD_TEXT_ONLY, .emit = emit_name},
	{.name = "name",
	 .help = "If several maps match: name of the map (at most 15 bytes); with var, name of the variable",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_kernel_name},
	{.name = "full_name",
	 .help = "If several maps match: full name of the map, if the kernel truncated it",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_full_name},
	{.name = "flags",
	 .help = "Flags of the map",
	 .style = STYLE_HEX,
	 .type = FIELD_U32,
	 OPTIONAL,
	 .emit = emit_flags},
	{0},
};

static const struct field entry_fields[] = {
	{.name = "key",
	 .help = "Bytes of the key, each as \"0x1f\"",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 OPTIONAL},
	{.name = "value", .help = "Bytes of the value, or {error} if it could not be read", OPTIONAL},
	{.name = "values",
	 .help = "Per-CPU maps: {cpu, value} for each possible CPU",
	 .type = FIELD_LIST,
	 OPTIONAL},
	{.name = "agg", .help = "How the values of all CPUs were combined", .type = FIELD_STR, OPTIONAL},
	{.name = "cpus", .help = "Number of CPUs combined", .type = FIELD_U32, OPTIONAL},
	{.name = "offline",
	 .help = "Number of these CPUs that are offline",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U32,
	 OPTIONAL},
	{.name = "formatted",
	 .help = "{key, value} formatted by their types",
	 .type = FIELD_OBJECT,
	 OPTIONAL},
	{.name = "fields", .help = "The requested parts, by path", .type = FIELD_OBJECT, OPTIONAL},
	{.name = "kinds", .layout = LAYOUT_SECTION, .sub = map_kind_fields},
	{0},
};

static const struct field dump_fields[] = {
	{.name = "elements", .layout = LAYOUT_SECTION, .sub = entry_fields},
	{.name = "records of a ring buffer", .layout = LAYOUT_SECTION, .sub = ring_record_fields},
	{.name = "several maps, ring buffers", .layout = LAYOUT_SECTION, .sub = ring_fields},
	{.name = "several maps", .layout = LAYOUT_SECTION, .sub = headline_fields},
	{.name = "elements",
	 .help = "If several maps match: the elements of one, as above",
	 .type = FIELD_LIST,
	 .sub = entry_fields,
	 OPTIONAL},
	{0},
};

const struct record map_dump_record = {.name = "map_dump", .fields = dump_fields};

static const struct field f_tree = {.layout = LAYOUT_TREE}, f_section = {.layout = LAYOUT_SECTION};

/* Options about elements are a usage error for maps without elements ("a ring buffer"). */
static int refuse_asked(const struct map_dump_options *opt, const char *what, struct err *err)
{
	const struct {
		const char *name;
		bool is_given;
	} options[] = {
		{"where", opt->query.where},
		{"sort", *opt->query.sort},
		{"limit", opt->query.limit},
		{"fields", opt->query.fields},
		{"table", opt->query.is_table},
		{"csv", opt->query.is_csv},
		{"agg", opt->agg},
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i].is_given)
			return err_usage(err, "--%s applies to map elements, not to %s", options[i].name,
					 what);
	return 0;
}

static int dump_records(struct dumps *ds, const struct view *v, bool is_member, struct err *err)
{
	if (refuse_asked(ds->opt, "a ring buffer", err))
		return err_wrap(err, "map %u", view_info(v)->id);
	return dump_ring(ds->o, v, is_member, err);
}

static int dump_alone(struct dumps *ds, uint32_t id, struct err *err)
{
	struct dump d = {.o = ds->o, .asked = &ds->opt->query};
	auto_view v = {0};
	int r = view_open(&v, ds->k, id, &ds->view, err);

	if (r)
		return r == KERN_NONE ? ref_not_there(KIND_MAP, id, err) : -1;
	if (ds->opt->var && ds->opt->is_followed)
		return err_usage(err, "--follow cannot be combined with 'var'");
	if (ds->opt->var && refuse_asked(ds->opt, "a variable", err))
		return -1;
	if (ds->opt->var)
		return dump_var(ds->o, &v, ds->opt->var, err);
	if (v.type->way == ELEMENTS_RING)
		return dump_records(ds, &v, false, err);
	d.v = &v;
	return dump_elements(&d, err);
}

static void print_headline(struct dumps *ds, const struct view *v)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY}, f_json = {.flags = FIELD_JSON_ONLY};
	static const struct field f_blank = {.label = "", .flags = FIELD_TEXT_ONLY};
	const struct headline h = {.v = v, .info = view_info(v)};

	if (ds->is_tree || out_shows(ds->o, &f_json)) {
		record_print_fields(ds->o, headline_fields, offsetof(struct headline, len), &h);
		return;
	}
	if (ds->maps > 1)
		out_str(ds->o, &f_blank, "");
	out_object(ds->o, &f_text);
	record_print_fields(ds->o, headline_fields, offsetof(struct headline, len), &h);
	out_end(ds->o);
}

static void note_failure(struct dumps *ds, const struct err *why)
{
	static const struct field f_error = {.name = "error", .label = "error:", .style = STYLE_WARN};
	char text[sizeof(why->text) + 64];

	if (!ds->failed++)
		ds->first_failure = *why;
	if (why->kind == ERR_PARTIAL)
		return;
	err_describe(why, text, sizeof(text));
	out_str(ds->o, &f_error, text);
}

static void dump_member(struct dumps *ds, uint32_t id)
{
	auto_view v = {0};
	struct dump d = {.o = ds->o,
			 .v = &v,
			 .asked = &ds->opt->query,
			 .inner = ds->opt->is_followed ? &ds->inner : NULL};
	struct err why = {0};
	int r = view_open(&v, ds->k, id, &ds->view, &why);

	if (r == KERN_NONE)
		return;
	ds->maps++;
	out_object(ds->o, ds->is_tree ? NULL : &f_section);
	/* All that is known about one that could not be opened. */
	v.full.map.id = id;
	print_headline(ds, &v);
	if (!r)
		r = v.type->way == ELEMENTS_RING ? dump_records(ds, &v, true, &why) : dump_elements(&d, &why);
	if (r && why.kind == ERR_NO)
		ds->without++;
	else if (r)
		note_failure(ds, &why);
	out_end(ds->o);
}

static int compare_ids(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/*
 * The maps in the maps, each once. A map of maps cannot hold maps of maps; a recording that claims so is not
 * followed.
 */
static int dump_inner(struct dumps *ds, struct err *err)
{
	auto_buf inner = ds->inner;
	const size_t count = inner.len / sizeof(uint32_t);
	uint32_t *ids = (uint32_t *)(void *)inner.data;

	ds->inner = (struct buf){0};
	if (inner.failed)
		return err_no_memory(err);
	if (count)
		qsort(ids, count, sizeof(*ids), compare_ids);
	for (size_t i = 0; i < count && !out_is_dead(ds->o); i++)
		if (!i || ids[i] != ids[i - 1])
			dump_member(ds, ids[i]);
	return 0;
}

static int dump_several(struct dumps *ds, const struct id_list *ids, struct err *err)
{
	out_list(ds->o, ds->is_tree ? &f_tree : &f_section);
	for (size_t i = 0; i < ids->count && !out_is_dead(ds->o); i++)
		dump_member(ds, ids->ids[i]);
	if (dump_inner(ds, err))
		return -1;
	out_end(ds->o);
	if (!ds->failed)
		return ds->maps && ds->without == ds->maps ? err_answer_no(err) : 0;
	if (ds->failed == ds->maps && ds->first_failure.kind != ERR_PARTIAL) {
		*err = ds->first_failure;
		return -1;
	}
	return err_partial(err, &ds->first_failure, "%u of %u maps could not be shown in full", ds->failed,
			   ds->maps);
}

/* Whether text is JSON for each of the maps; one that cannot be opened decides nothing. */
static bool all_are_trees(struct dumps *ds, const struct id_list *ids)
{
	bool has_all = !ds->opt->is_followed && !ds->opt->query.is_table;

	for (size_t i = 0; i < ids->count && has_all; i++) {
		struct err ignored = {0};
		auto_view v = {0};

		if (!view_open(&v, ds->k, ids->ids[i], &ds->view, &ignored))
			has_all = v.value_plan || ds->opt->query.fields;
	}
	return has_all;
}

int map_dump(struct kern *k, struct out *o, const struct ref *ref, const struct map_dump_options *opt,
	     struct err *err)
{
	struct dumps ds = {
		.k = k,
		.o = o,
		.opt = opt,
		.view = {opt->is_formatted_only, opt->is_numeric, opt->agg, opt->as},
	};
	auto_ids ids = {0};
	uint32_t id;
	int r;

	if (opt->var)
		return ref_find_one(k, KIND_MAP, ref, &id, err) ? -1 : dump_alone(&ds, id, err);
	if (ref_find(k, KIND_MAP, ref, &ids, err))
		return -1;
	if (ids.count == 1 && !opt->is_followed)
		return dump_alone(&ds, ids.ids[0], err);
	if (opt->query.is_csv)
		return opt->is_followed
			       ? err_usage(err, "--csv cannot be combined with --follow")
			       : err_usage(err, "--csv requires a single map, but %zu match", ids.count);
	ds.is_tree = all_are_trees(&ds, &ids);
	r = dump_several(&ds, &ids, err);
	buf_free(&ds.inner);
	return r;
}

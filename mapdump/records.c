/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The type of records, and printing them. */
#include "mapdump/records.h"

#include <stdlib.h>
#include <string.h>

#include "loaded/walk.h"

struct records {
	const struct value_format *format; /* of all of the data; NULL: it has a type */
	struct btf_loaded btf;
	struct value_plan *plan;
};

int map_users_each(struct kern *k, uint32_t map, map_user_fn *fn, void *arg, struct err *err)
{
	struct err ignored = {0};
	struct walk w;
	int r = 0;

	walk_start(&w, k, KIND_PROG, NULL);
	while (!r && !walk_next(&w, &ignored)) {
		const uint32_t *ids = (const uint32_t *)(uintptr_t)w.info.prog.map_ids;

		for (uint32_t i = 0; i < w.info.prog.nr_map_ids && !r; i++)
			if (ids[i] == map)
				r = fn(arg, &w.info.prog, err);
	}
	walk_end(&w, &ignored);
	return r;
}

void records_free(struct records *records)
{
	if (!records)
		return;
	value_plan_free(records->plan);
	btf_loaded_free(&records->btf);
	free(records);
}

struct search {
	const struct view *v;
	const char *name;
	struct btf_loaded *btf;
	uint32_t type_id;
	unsigned int users;
};

static uint32_t find_type(const struct types *t, const char *name)
{
	static const char word[] = "struct ";

	if (!strncmp(name, word, sizeof(word) - 1))
		name += sizeof(word) - 1;
	return types_find(t, name, 1u << BK_STRUCT | 1u << BK_UNION | 1u << BK_TYPEDEF, 1);
}

/* One of the types of a loaded BTF; KERN_NONE ends the search. */
static int search_in(struct search *s, uint32_t btf_id)
{
	const struct btf_source src = {.from = BTF_FROM_ID, .ref = {.by = REF_ID, .id = btf_id}};
	struct btf_loaded btf = {0};
	struct err ignored = {0};

	if (!btf_id || btf_source_load(s->v->k, &src, NULL, &btf, &ignored))
		return 0;
	s->type_id = find_type(btf.types, s->name);
	if (!s->type_id) {
		btf_loaded_free(&btf);
		return 0;
	}
	*s->btf = btf;
	return KERN_NONE;
}

static int search_user(void *arg, const struct uapi_prog_info *prog, struct err *err)
{
	struct search *s = arg;

	(void)err;
	s->users++;
	return search_in(s, prog->btf_id);
}

static int refuse_type(const struct search *s, struct err *err)
{
	const uint32_t id = view_info(s->v)->id;

	err_usage(err, "'%.64s' is neither a format nor a struct of the programs that use map %u", s->name,
		  id);
	err_hint(
		err,
		s->users
			? "types are in a program only where it refers to them: a global variable of the type is enough"
			: "no loaded program uses the map");
	return -1;
}

int records_set_type(struct view *v, const char *word, struct err *err)
{
	struct search s = {.v = v, .name = word};
	uint64_t size;

	if (v->records)
		return err_usage(err, "two formats for one part");
	v->records = calloc(1, sizeof(*v->records));
	if (!v->records)
		return err_no_memory(err);
	for (const struct value_format *f = formats; f->name; f++)
		if (!strcmp(f->name, word) && f->print && !f->sizes)
			v->records->format = f;
	if (v->records->format)
		return 0;
	s.btf = &v->records->btf;
	if (!search_in(&s, view_info(v)->btf_id))
		map_users_each(v->k, view_info(v)->id, search_user, &s, err);
	if (!s.type_id)
		return refuse_type(&s, err);
	if (types_size(s.btf->types, s.type_id, &size, err))
		return -1;
	return value_plan_make(s.btf->types, s.type_id,
			       &(struct value_options){.is_numeric = v->opt->is_numeric}, &v->records->plan,
			       err);
}

int records_show_as(struct view *v, const char *path, const struct value_format *format,
		    const struct format_use *use, struct err *err)
{
	if (!v->records || !v->records->plan) {
		err_usage(err, "data has no type");
		err_hint(err, "name it first: --as data=STRUCT");
		return -1;
	}
	return value_plan_show_as(v->records->plan, path, format, use, err);
}

static int keep(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

void typed_print_line(struct out *o, const struct field *f, const struct value_plan *plan, const void *data,
		      size_t size)
{
	struct err ignored = {0};
	auto_buf text = {0};
	struct out *json = out_new_writer(keep, &text, OUT_JSON);

	if (!json)
		return;
	value_print(json, NULL, plan, data, size, &ignored);
	out_finish(json, &ignored);
	out_free(json);
	out_strn(o, f, buf_str(&text), strcspn(buf_str(&text), "\n"));
}

bool records_print(struct out *o, const struct view *v, const struct field *text, const struct field *json,
		   const void *data, size_t size)
{
	const struct records *r = v->records;
	const bool is_text = out_shows(o, text);
	struct err ignored = {0};

	if (!r || (r->plan && size < value_plan_size(r->plan)))
		return false;
	if (r->format)
		r->format->print(o, is_text ? text : json,
				 &(struct value_as){.format = r->format, .size = size}, data);
	else if (is_text)
		typed_print_line(o, text, r->plan, data, size);
	else
		value_print(o, json, r->plan, data, size, &ignored);
	return true;
}

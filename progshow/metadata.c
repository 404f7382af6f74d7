/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Metadata of programs: found in the constants of their object file, printed through their types. */
#include "progshow/metadata.h"

#include <stdio.h>
#include <string.h>

#include "btfdump/load/load.h"
#include "btfdump/value/value.h"
#include "kern/elements.h"

#define PREFIX "bpf_metadata_"

/* Most object files have no such name among their strings. */
static bool has_words(struct metadata *m, struct kern *k, uint32_t btf_id, struct fullname_cache *cache)
{
	const struct buf *btf;

	if (m->btf_id != btf_id) {
		btf = fullname_btf(k, btf_id, cache);
		m->btf_id = btf_id;
		m->has_words = btf && memmem(btf->data, btf->len, PREFIX, strlen(PREFIX));
	}
	return m->has_words;
}

/* A map of constants: of one element, by its name, as libbpf names it. */
static bool is_constants(const struct uapi_map_info *map)
{
	return map->type == BPF_MAP_TYPE_ARRAY && map->max_entries == 1 && map->btf_value_type_id &&
	       memmem(map->name, strnlen(map->name, sizeof(map->name)), ".rodata", strlen(".rodata"));
}

struct constants {
	struct out *o;
	const struct field *row;
	const struct value_plan *plan;
	const struct elements *batch;
	bool is_text;
};

static int add_text(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

/* Text has `name = value`, one per line. */
static void print_line(const struct constants *c, const char *name, const struct value_field *field)
{
	auto_buf value = {0}, line = {0};
	struct out *to = out_new_writer(add_text, &value, OUT_JSON);
	struct err ignored = {0};

	if (!to)
		return;
	value_field_print(to, NULL, c->plan, field, c->batch->values, c->batch->value_size, &ignored);
	out_finish(to, &ignored);
	out_free(to);
	while (value.len && value.data[value.len - 1] == '\n')
		value.len--;
	buf_printf(&line, "%s = %.*s", name, (int)value.len, buf_str(&value));
	out_str(c->o, NULL, buf_str(&line));
}

static void print_one(void *arg, const char *variable, const struct value_field *field)
{
	const struct constants *c = arg;
	const struct field row = {.name = variable + strlen(PREFIX)};
	struct err ignored = {0};

	if (strncmp(variable, PREFIX, strlen(PREFIX)) != 0)
		return;
	if (c->is_text)
		print_line(c, row.name, field);
	else
		value_field_print(c->o, &row, c->plan, field, c->batch->values, c->batch->value_size,
				  &ignored);
}

/* As lines, or as an object; both for who keeps a record to show it in either form. */
static void print_form(struct constants *c, const struct field *row, bool is_text)
{
	if (!out_shows(c->o, row))
		return;
	c->is_text = is_text;
	if (is_text) {
		out_list(c->o, row);
		out_str(c->o, NULL, "metadata:");
	} else {
		out_object(c->o, row);
	}
	value_variables(c->plan, print_one, c);
	out_end(c->o);
}

static int print_all(void *arg, const struct elements *batch, struct err *err)
{
	struct constants *c = arg;
	const struct field lines = {.line = c->row->line,
				    .layout = LAYOUT_LINES,
				    .label = "",
				    .lead = "\t\t",
				    .flags = FIELD_TEXT_ONLY};
	const struct field object = {.name = c->row->name, .flags = FIELD_JSON_ONLY};

	(void)err;
	if (!batch->values || !batch->count)
		return KERN_NONE;
	c->batch = batch;
	print_form(c, &lines, true);
	print_form(c, &object, false);
	return KERN_NONE;
}

static void print_constants(struct out *o, const struct field *f, struct kern *k, int handle,
			    const struct uapi_map_info *map)
{
	struct btf_source src = {.from = BTF_FROM_ID, .ref = {.by = REF_ID, .id = map->btf_id}};
	struct constants c = {.o = o, .row = f};
	auto_value_plan *plan = NULL;
	auto_btf btf = {0};
	struct err ignored = {0};

	if (btf_source_load(k, &src, NULL, &btf, &ignored))
		return;
	if (value_plan_make(btf.types, map->btf_value_type_id, NULL, &plan, &ignored))
		return;
	c.plan = plan;
	kern_elements(k, handle, map, print_all, &c, &ignored);
}

void metadata_print(struct out *o, const struct field *f, struct metadata *m, struct kern *k,
		    const struct uapi_prog_info *info, struct fullname_cache *cache)
{
	const uint32_t *ids = (const uint32_t *)(uintptr_t)info->map_ids;
	bool is_found = false;

	if (!info->nr_map_ids || !ids || !info->btf_id || !has_words(m, k, info->btf_id, cache))
		return;
	for (uint32_t i = 0; i < info->nr_map_ids && !is_found; i++) {
		auto_handle h = {.k = k, .handle = -1};
		struct uapi_map_info map = {0};
		uint32_t len = sizeof(map);
		struct err ignored = {0};

		if (kern_open(k, KIND_MAP, ids[i], &h.handle, &ignored))
			continue;
		is_found = !kern_info(k, KIND_MAP, h.handle, &map, &len, &ignored) && is_constants(&map);
		if (is_found)
			print_constants(o, f, k, h.handle, &map);
	}
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Light skeletons: libbpf makes the loader, so that it has to know all that the object has; names, types and
 * places are our own reader's, as in other skeletons.
 */
#include <string.h>

#include "kern/kern.h"
#include "lib/file.h"
#include "objfile/objfile.h"
#include "skelgen/embed.h"
#include "skelgen/model.h"
#include "skelgen/names.h"
#include "skelgen/skelgen.h"
#include "skelgen/templates.h"

enum { MAPS_MAX = 64, PROGS_MAX = 32 }; /* what loaders have room for */

/* How programs are attached, by their sections; without a row: not attached. */
static const struct way {
	const char *section;
	const char *call, *tail; /* the section's part after the slash comes between them, if @has_name */
	bool has_name;
} ways[] = {
	{"raw_tp", "skel_raw_tracepoint_open(\"", "\", ", true},
	{"raw_tp.w", "skel_raw_tracepoint_open(\"", "\", ", true},
	{"raw_tracepoint", "skel_raw_tracepoint_open(\"", "\", ", true},
	{"raw_tracepoint.w", "skel_raw_tracepoint_open(\"", "\", ", true},
	{"tp_btf", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fentry", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fentry.s", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fexit", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fexit.s", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fmod_ret", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"fmod_ret.s", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"lsm", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"lsm.s", "skel_raw_tracepoint_open(NULL, ", "", false},
	{"iter", "skel_link_create(", "", false},
	{"iter.s", "skel_link_create(", "", false},
};

static const struct way *way_of(const char *section, const char **ret_name)
{
	const char *slash = strchr(section, '/');
	size_t len = slash ? (size_t)(slash - section) : strlen(section);

	*ret_name = slash ? slash + 1 : "";
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (slash && !strncmp(ways[i].section, section, len) && !ways[i].section[len])
			return &ways[i];
	return NULL;
}

static int add_attach(struct model *m, const struct content_prog *from, struct model_prog *prog,
		      struct err *err)
{
	const char *section = from->section + (*from->section == '?'), *name;
	const struct way *way = way_of(section, &name);
	auto_buf b = {0};

	prog->is_attached = way;
	if (!way) {
		/* In a comment: what could end it does not come through. */
		names_of_section(&b, section);
		return model_keep(m, &b, &prog->attach, err);
	}
	buf_add_str(&b, way->call);
	if (way->has_name)
		embed_text(&b, name);
	buf_printf(&b, "%sskel->progs.%s.prog_fd%s)", way->tail, prog->member,
		   strncmp(way->section, "iter", 4) ? "" : ", 0, BPF_TRACE_ITER");
	return model_keep(m, &b, &prog->attach, err);
}

static int add_value(const struct objfile_value *value, const struct content_map *from, struct model_map *map,
		     struct err *err)
{
	bool is_readable = from->kind == CONTENT_KCONFIG || !strncmp(from->section, ".rodata", 7);

	if (!value->size)
		return err_set(err, 0, "libbpf %s does not provide values for section '%.64s'",
			       kern_libbpf_version(), from->section);
	map->value = (struct fill_bytes){value->data, value->size};
	map->value_size = value->size;
	map->protection = is_readable ? "PROT_READ" : "PROT_READ | PROT_WRITE";
	return 0;
}

/* Both readers have to see the same, in the same order: it is the order of what the loader leaves. */
static int check_same(const struct contents *c, const struct objfile *o, struct err *err)
{
	if (c->map_count > MAPS_MAX || c->prog_count > PROGS_MAX)
		return err_set(err, 0,
			       "%u maps and %u programs are too many for a loader (at most %d and %d)",
			       c->map_count, c->prog_count, MAPS_MAX, PROGS_MAX);
	if (!c->prog_count)
		return err_set(err, 0, "it contains no programs");
	if (c->map_count != o->map_count || c->prog_count != o->prog_count)
		return err_set(err, 0, "it has %u maps and %u programs, libbpf %s knows %u and %u of them",
			       c->map_count, c->prog_count, kern_libbpf_version(), o->map_count,
			       o->prog_count);
	for (uint32_t i = 0; i < c->map_count; i++)
		if (c->maps[i].kind == CONTENT_DECLARED && strcmp(c->maps[i].name, o->maps[i].name))
			return err_set(err, 0, "map '%.64s': libbpf %s has it at another index",
				       c->maps[i].name, kern_libbpf_version());
	return 0;
}

static int model_add_loader(struct model *m, const struct contents *c, const struct objfile_loader *l,
			    struct err *err)
{
	struct model_map *sections = m->section_rows;
	struct model_prog *progs = m->prog_rows;

	m->data = (struct fill_bytes){l->data, l->data_size};
	m->insns = (struct fill_bytes){l->insns, l->insns_size};
	m->libbpf = kern_libbpf_version();
	for (uint32_t i = 0; i < m->progs.count; i++)
		if (add_attach(m, &c->progs[i], &progs[i], err))
			return -1;
	for (uint32_t i = 0; i < m->sections.count; i++) {
		uint64_t at = sections[i].index;

		if (add_value(&l->values[at], &c->maps[at], &sections[i], err))
			return -1;
	}
	return 0;
}

static int light_fill(const struct contents *c, const struct objfile_loader *l, const char *name,
		      bool has_types, struct buf *ret_c, struct err *err)
{
	struct model m;
	int r;

	if (model_make(c, name, has_types ? MODEL_TYPES : 0, &m, err))
		return -1;
	r = model_add_loader(&m, c, l, err);
	if (!r)
		fill(ret_c, template_light, model_holes, &m, NULL);
	model_free(&m);
	return r || !ret_c->failed ? r : err_no_memory(err);
}

int skelgen_light_skeleton(struct kern *k, const struct skelgen_object *object,
			   const struct objfile_listener *listener, struct buf *ret_c, struct err *err)
{
	const struct objfile_opts opts = {
		.path = object->path,
		.is_never_loaded = true,
		.type_hint = "name the section after the type: SEC(\"xdp\"), SEC(\"tc\"), ...",
		.listener = *listener};
	auto_buf file = {0}, name = {0};
	auto_contents contents = {0};
	auto_loader loader = {0};
	auto_objfile o = {0};

	if (skelgen_name(object, &name, err) || file_read(object->path, OBJECT_MAX, &file, err) ||
	    objfile_open(&o, k, &opts, err))
		return -1;
	if (contents_open(file.data, file.len, &contents, err) || check_same(&contents, &o, err) ||
	    objfile_make_loader(&o, &loader, err) ||
	    light_fill(&contents, &loader, buf_str(&name), object->has_types, ret_c, err))
		return err_wrap(err, "%s", object->path);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From an object's contents to rows for the templates; every name is checked on the way. */
#include "skelgen/model.h"

#include <stdlib.h>
#include <string.h>

#include "skelgen/embed.h"
#include "skelgen/names.h"

static const char *text_keep(struct model *m, char *text)
{
	if (text && m->text_count == m->text_room) {
		uint32_t room = m->text_room ? m->text_room * 2 : 64;
		char **texts = realloc(m->texts, room * sizeof(*texts));

		if (!texts) {
			free(text);
			return NULL;
		}
		m->texts = texts;
		m->text_room = room;
	}
	if (text)
		m->texts[m->text_count++] = text;
	return text;
}

/* The buffer is empty afterwards. */
int model_keep(struct model *m, struct buf *b, const char **ret_text, struct err *err)
{
	buf_str(b);
	*ret_text = b->failed ? NULL : text_keep(m, b->data ? b->data : strdup(""));
	if (b->failed)
		free(b->data);
	*b = (struct buf){0};
	return *ret_text ? 0 : err_no_memory(err);
}

/* Zeros, of one more than @count. */
static void *keep_list(struct model *m, size_t count, size_t size, struct fill_list *ret_list,
		       struct err *err)
{
	char *items = calloc(count + 1, size);

	if (!text_keep(m, items)) {
		err_no_memory(err);
		return NULL;
	}
	*ret_list = (struct fill_list){items, (uint32_t)count};
	return items;
}

static int member_of(struct model *m, const char *name, const char *what, const char **ret_member,
		     struct err *err)
{
	auto_buf b = {0};

	if (!cgen_is_identifier(name)) {
		auto_buf shown = {0};

		embed_text(&shown, name);
		return err_set(err, 0, "%s '%.200s': not a valid C name", what, buf_str(&shown));
	}
	cgen_put_identifier(&b, name);
	if (b.len && strchr(buf_str(&b), '('))
		m->has_cxx_names = true;
	return model_keep(m, &b, ret_member, err);
}

static int make_prog(struct model *m, const struct content_prog *p, struct model_prog *ret_prog,
		     struct err *err)
{
	ret_prog->string = p->name;
	return member_of(m, p->name, "program", &ret_prog->member, err);
}

static int make_progs(struct model *m, const struct contents *c, struct err *err)
{
	struct model_prog *progs = keep_list(m, c->prog_count, sizeof(*progs), &m->progs, err);

	if (!progs)
		return -1;
	m->prog_rows = progs;
	for (uint32_t i = 0; i < c->prog_count; i++) {
		progs[i].index = i;
		if (make_prog(m, &c->progs[i], &progs[i], err))
			return -1;
	}
	m->prog_count = c->prog_count;
	return 0;
}

/* "u64 u64;", also of pointers and arrays: in C++ the member has another name. */
static bool is_named_like_type(const struct types *t, uint32_t id, const char *name)
{
	for (unsigned int steps = 0; steps < TYPES_DEPTH; steps++) {
		const struct wire_type *w = types_at(t, id);
		const unsigned int kind = type_kind(w);

		if (kind == BK_TYPEDEF)
			return !strcmp(types_name(t, id), name);
		if (kind != BK_ARRAY && kind != BK_PTR && kind != BK_FUNC_PROTO && !kind_is_modifier(kind))
			return false;
		id = kind == BK_ARRAY ? type_array(w)->type : types_ref(t, id);
	}
	return true;
}

/* Not those that C or C++ cannot name so, nor bit-fields. */
static bool is_nameable(const struct types *t, const struct wire_type *w, const struct wire_member *member,
			const char *name)
{
	auto_buf b = {0};

	if (!cgen_is_identifier(name) || type_member_bits(w, member) || type_member_bit(w, member) % 8 ||
	    is_named_like_type(t, member->type, name))
		return false;
	cgen_put_identifier(&b, name);
	return !strcmp(buf_str(&b), name);
}

static int make_inner(struct model *m, const struct content_var *v, struct model_var *var, struct err *err)
{
	const struct types *t = m->types;
	const struct wire_type *w = types_at(t, types_resolve(t, v->type));
	struct model_inner *rows;

	if (type_kind(w) != BK_STRUCT || !type_vlen(w))
		return 0;
	rows = keep_list(m, type_vlen(w), sizeof(*rows), &var->inner, err);
	if (!rows)
		return -1;
	var->inner.count = 0;
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const struct wire_member *member = &type_members(w)[i];
		const char *name = types_string(t, member->name_off);

		if (is_nameable(t, w, member, name))
			rows[var->inner.count++] =
				(struct model_inner){.member = name,
						     .offset = v->offset + type_member_bit(w, member) / 8};
	}
	m->has_inner |= var->inner.count != 0;
	return 0;
}

static int make_vars(struct model *m, const struct content_map *from, struct model_map *map, struct err *err)
{
	struct model_var *vars = keep_list(m, from->var_count, sizeof(*vars), &map->vars, err);
	struct names_pair *names;
	int r = 0;

	if (!vars)
		return -1;
	names = calloc((size_t)from->var_count + 1, sizeof(*names));
	if (!names)
		return err_no_memory(err);
	for (uint32_t i = 0; i < from->var_count && !r; i++) {
		const struct content_var *v = &from->vars[i];

		vars[i] = (struct model_var){.string = v->name,
					     .offset = v->offset,
					     .size = v->size,
					     .index = m->var_count++};
		r = member_of(m, v->name, "variable", &vars[i].member, err);
		if (!r)
			r = make_inner(m, v, &vars[i], err);
		names[i] = (struct names_pair){vars[i].member, v->name};
	}
	if (!r)
		r = names_check(names, from->var_count, "variables", err);
	free(names);
	return r;
}

static int section_member(struct model *m, const char *section, const char **ret_member, struct err *err)
{
	auto_buf b = {0};

	names_of_section(&b, section);
	return model_keep(m, &b, ret_member, err);
}

/* Internal maps go by the names of their sections: what libbpf makes of these is cut. */
static int make_map(struct model *m, const struct content_map *from, struct model_map *map, struct err *err)
{
	auto_buf name = {0};

	embed_text(&name, from->name);
	if (model_keep(m, &name, &map->loaded_as, err))
		return -1;
	if (from->kind == CONTENT_DATA || from->kind == CONTENT_KCONFIG) {
		if (section_member(m, from->name, &map->member, err))
			return -1;
		map->section_member = map->member;
	} else if (member_of(m, from->name, "map", &map->member, err)) {
		return -1;
	}
	if (from->kind == CONTENT_DECLARED)
		map->section_member = "arena";
	map->map_member = map->member;
	/* libbpf does not find variables in an arena by their names. */
	map->is_mapped = from->var_count && !(m->has_pointers && from->kind == CONTENT_DECLARED);
	map->is_ops = from->kind == CONTENT_STRUCT_OPS;
	return map->is_mapped ? make_vars(m, from, map, err) : 0;
}

static int check_maps(const struct model *m, const struct contents *c, struct err *err)
{
	struct names_pair *names = calloc((size_t)c->map_count + c->prog_count + 1, sizeof(*names));
	const struct model_map *maps = m->maps.items;
	const struct model_prog *progs = m->progs.items;
	uint32_t count = 0;
	int r;

	if (!names)
		return err_no_memory(err);
	for (uint32_t i = 0; i < c->map_count; i++)
		names[i] = (struct names_pair){maps[i].member, c->maps[i].name};
	r = names_check(names, c->map_count, "maps", err);
	/* Both have links. */
	for (uint32_t i = 0; i < c->prog_count; i++)
		names[count++] = (struct names_pair){progs[i].member, c->progs[i].name};
	for (uint32_t i = 0; i < c->map_count; i++)
		if (maps[i].is_ops)
			names[count++] = (struct names_pair){maps[i].member, c->maps[i].name};
	if (!r)
		r = names_check(names, count, "programs", err);
	free(names);
	return r;
}

static int make_body(struct model *m, struct shape *s, int number, struct model_map *map, struct err *err)
{
	auto_buf body = {0};

	if (shape_body(s, (unsigned int)number, map->is_ops ? 2 : 1, &body, err))
		return -1;
	m->has_cxx_names |= strstr(buf_str(&body), "CGEN_CXX_NAME(") != NULL;
	return model_keep(m, &body, &map->body, err);
}

static int type_name(const struct contents *c, const struct content_map *from, struct model_map *map,
		     struct err *err)
{
	if (!map->is_ops)
		return 0;
	map->type = types_name(c->types, from->type);
	if (cgen_is_identifier(map->type))
		return 0;
	return err_set(err, 0, "map '%.128s': the name of its type is not a valid C name", from->name);
}

static int add_shapes(const struct model_map *maps, const struct contents *c, struct shape *s,
		      int *ret_numbers, struct err *err)
{
	for (uint32_t i = 0; i < c->map_count; i++) {
		if (!maps[i].is_mapped && !maps[i].is_ops)
			continue;
		ret_numbers[i] = shape_add(s, &c->maps[i], err);
		if (ret_numbers[i] < 0)
			return -1;
	}
	return shape_close(s, err);
}

/* Those that have a structure, in the order of the maps. */
static int list_structures(struct model *m, struct model_map *maps, const struct contents *c, struct shape *s,
			   const int *numbers, struct err *err)
{
	struct model_map *sections = keep_list(m, c->map_count, sizeof(*sections), &m->sections, err);
	struct model_map *ops = keep_list(m, c->map_count, sizeof(*ops), &m->ops, err);

	if (!sections || !ops)
		return -1;
	m->section_rows = sections;
	m->sections.count = m->ops.count = 0;
	for (uint32_t i = 0; i < c->map_count; i++) {
		if (!maps[i].is_mapped && !maps[i].is_ops)
			continue;
		if (make_body(m, s, numbers[i], &maps[i], err) || type_name(c, &c->maps[i], &maps[i], err))
			return -1;
		if (maps[i].is_ops) {
			ops[m->ops.count++] = maps[i];
		} else {
			sections[m->sections.count] = maps[i];
			sections[m->sections.count++].member = maps[i].section_member;
		}
	}
	return 0;
}

static int make_structures(struct model *m, struct model_map *maps, const struct contents *c, struct shape *s,
			   struct err *err)
{
	int *numbers = calloc((size_t)c->map_count + 1, sizeof(*numbers)), r;

	if (!numbers)
		return err_no_memory(err);
	r = add_shapes(maps, c, s, numbers, err);
	if (!r)
		r = list_structures(m, maps, c, s, numbers, err);
	free(numbers);
	return r;
}

static int make_maps(struct model *m, const struct contents *c, struct shape *s, struct err *err)
{
	struct model_map *maps = keep_list(m, c->map_count, sizeof(*maps), &m->maps, err);

	if (!maps)
		return -1;
	for (uint32_t i = 0; i < c->map_count; i++) {
		maps[i].index = i;
		if (make_map(m, &c->maps[i], &maps[i], err))
			return -1;
	}
	m->map_count = c->map_count;
	return check_maps(m, c, err) ? -1 : make_structures(m, maps, c, s, err);
}

static int make_names(struct model *m, const char *name, struct err *err)
{
	auto_buf plain = {0}, upper = {0};

	buf_add_str(&plain, name);
	for (; *name; name++)
		buf_add_char(&upper, *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name);
	return model_keep(m, &plain, &m->name, err) || model_keep(m, &upper, &m->upper, err) ? -1 : 0;
}

static int make_all(struct model *m, const struct contents *c, struct shape *s, struct err *err)
{
	auto_buf forwards = {0};

	m->bytes = (struct fill_bytes){c->elf.data, c->elf.size};
	if (make_progs(m, c, err) || make_maps(m, c, s, err) || shape_forwards(s, &forwards, err) ||
	    (m->has_types && shape_types(s, &forwards, err)))
		return -1;
	m->has_cxx_names |= strstr(buf_str(&forwards), "CGEN_CXX_NAME(") != NULL;
	return model_keep(m, &forwards, &m->forwards, err);
}

int model_make(const struct contents *c, const char *name, enum model_flags flags, struct model *ret_model,
	       struct err *err)
{
	struct model m = {.has_pointers = flags & MODEL_POINTERS,
			  .has_types = flags & MODEL_TYPES,
			  .types = c->types};
	struct shape *s = NULL;
	int r = shape_new(c->types, m.has_pointers, &s, err);

	if (!r)
		r = make_names(&m, name, err) ? -1 : make_all(&m, c, s, err);
	shape_free(s);
	if (r) {
		model_free(&m);
		return -1;
	}
	*ret_model = m;
	return 0;
}

void model_free(struct model *m)
{
	for (uint32_t i = 0; i < m->text_count; i++)
		free(m->texts[i]);
	free(m->texts);
	*m = (struct model){0};
}

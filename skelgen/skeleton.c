/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The rows that fill the templates, and the way from a file to a header. */
#include "lib/file.h"
#include "skelgen/model.h"
#include "skelgen/names.h"
#include "skelgen/skelgen.h"
#include "skelgen/templates.h"

enum { OBJECT_MAX = 1 << 30 };

static const struct hole var_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_var, member),
	HOLE("string", HOLE_TEXT, struct model_var, string),
	HOLE("offset", HOLE_NUMBER, struct model_var, offset),
	HOLE("size", HOLE_NUMBER, struct model_var, size),
	HOLE("index", HOLE_NUMBER, struct model_var, index),
	{0},
};

static const struct hole map_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_map, member),
	HOLE("section", HOLE_TEXT, struct model_map, section_member),
	HOLE("map", HOLE_TEXT, struct model_map, map_member),
	HOLE("loaded_as", HOLE_TEXT, struct model_map, loaded_as),
	HOLE("type", HOLE_TEXT, struct model_map, type),
	HOLE("body", HOLE_TEXT, struct model_map, body),
	HOLE("index", HOLE_NUMBER, struct model_map, index),
	HOLE("is_mapped", HOLE_FLAG, struct model_map, is_mapped),
	HOLE("is_ops", HOLE_FLAG, struct model_map, is_ops),
	HOLE_LIST_OF("vars", struct model_map, vars, struct model_var, var_holes),
	{0},
};

static const struct hole prog_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_prog, member),
	HOLE("string", HOLE_TEXT, struct model_prog, string),
	HOLE("index", HOLE_NUMBER, struct model_prog, index),
	{0},
};

static const struct hole model_holes[] = {
	HOLE("name", HOLE_TEXT, struct model, name),
	HOLE("NAME", HOLE_TEXT, struct model, upper),
	HOLE("forwards", HOLE_TEXT, struct model, forwards),
	HOLE("bytes", HOLE_BYTES, struct model, bytes),
	HOLE("map_count", HOLE_NUMBER, struct model, map_count),
	HOLE("prog_count", HOLE_NUMBER, struct model, prog_count),
	HOLE("var_count", HOLE_NUMBER, struct model, var_count),
	HOLE("has_cxx_names", HOLE_FLAG, struct model, has_cxx_names),
	HOLE_LIST_OF("maps", struct model, maps, struct model_map, map_holes),
	HOLE_LIST_OF("sections", struct model, sections, struct model_map, map_holes),
	HOLE_LIST_OF("ops", struct model, ops, struct model_map, map_holes),
	HOLE_LIST_OF("progs", struct model, progs, struct model_prog, prog_holes),
	{0},
};

static int object_name(const struct skelgen_object *object, struct buf *ret_name, struct err *err)
{
	if (!object->name) {
		names_of_file(ret_name, object->path);
		return 0;
	}
	if (!cgen_is_identifier(object->name)) {
		err_usage(err, "name '%.128s': not a name of C", object->name);
		err_hint(err, "letters, digits and '_' only, and no digit first");
		return -1;
	}
	buf_add_str(ret_name, object->name);
	return 0;
}

static int object_fill(const struct skelgen_object *object, const char *text, bool has_pointers,
		       struct buf *ret_c, struct err *err)
{
	auto_buf file = {0}, name = {0};
	auto_contents contents = {0};
	struct model m;

	if (object_name(object, &name, err) || file_read(object->path, OBJECT_MAX, &file, err))
		return -1;
	if (contents_open(file.data, file.len, &contents, err))
		return err_wrap(err, "%s", object->path);
	if (has_pointers && !contents.types) {
		err_set(err, 0, "%s: no types in it: a subskeleton finds variables by them", object->path);
		err_hint(err, "compile it with -g");
		return -1;
	}
	if (model_make(&contents, buf_str(&name), has_pointers, &m, err))
		return err_wrap(err, "%s", object->path);
	if (!has_pointers)
		buf_expect(ret_c, file.len * 2);
	fill(ret_c, text, model_holes, &m);
	model_free(&m);
	return ret_c->failed ? err_no_memory(err) : 0;
}

int skelgen_skeleton(const struct skelgen_object *object, struct buf *ret_c, struct err *err)
{
	return object_fill(object, template_skeleton, false, ret_c, err);
}

int skelgen_subskeleton(const struct skelgen_object *object, struct buf *ret_c, struct err *err)
{
	return object_fill(object, template_subskeleton, true, ret_c, err);
}

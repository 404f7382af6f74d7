/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The way from a file to a header: skeletons that libbpf loads, and subskeletons. */
#include "lib/file.h"
#include "skelgen/model.h"
#include "skelgen/names.h"
#include "skelgen/skelgen.h"
#include "skelgen/templates.h"

int skelgen_name(const struct skelgen_object *object, struct buf *ret_name, struct err *err)
{
	if (!object->name) {
		names_of_file(ret_name, object->path);
		return 0;
	}
	if (!cgen_is_identifier(object->name)) {
		err_usage(err, "name '%.128s': not a valid C name", object->name);
		err_hint(err, "only letters, digits and '_' are allowed, and not a digit first");
		return -1;
	}
	buf_add_str(ret_name, object->name);
	return 0;
}

static int object_fill(const struct skelgen_object *object, const char *text, bool has_pointers,
		       struct buf *ret_c, const struct fill_drain *drain, struct err *err)
{
	auto_buf file = {0}, name = {0};
	auto_contents contents = {0};
	struct model m;

	if (skelgen_name(object, &name, err) || file_read(object->path, OBJECT_MAX, &file, err))
		return -1;
	if (contents_open(file.data, file.len, &contents, err))
		return err_wrap(err, "%s", object->path);
	if (has_pointers && !contents.types) {
		err_set(err, 0, "%s: no BTF, which a subskeleton needs to find variables", object->path);
		err_hint(err, "compile it with -g");
		return -1;
	}
	if (model_make(&contents, buf_str(&name),
		       (has_pointers ? MODEL_POINTERS : 0) | (object->has_types ? MODEL_TYPES : 0), &m, err))
		return err_wrap(err, "%s", object->path);
	fill(ret_c, text, model_holes, &m, drain);
	model_free(&m);
	return ret_c->failed ? err_no_memory(err) : 0;
}

int skelgen_skeleton(const struct skelgen_object *object, skelgen_take_fn *take, void *arg, struct err *err)
{
	const struct fill_drain drain = {take, arg};
	auto_buf text = {0};

	return object_fill(object, template_skeleton, false, &text, &drain, err);
}

int skelgen_subskeleton(const struct skelgen_object *object, struct buf *ret_c, struct err *err)
{
	return object_fill(object, template_subskeleton, true, ret_c, NULL, err);
}

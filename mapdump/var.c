/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One variable of a map of global data. */
#include <string.h>

#include "mapdump/dump.h"

struct var {
	struct out *o;
	const struct view *v;
	const char *name;
	struct value_field field;
};

/* Text has the variable's name, scripts find the value under a fixed name. */
static void print_name(const struct var *var)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};
	static const struct field f_name = {.name = "name", .flags = FIELD_JSON_ONLY};

	out_str(var->o, &f_name, var->name);
	if (out_shows(var->o, &f_text))
		out_key(var->o, var->name);
}

static int print_var(void *arg, const struct elements *batch, struct err *err)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE}, f_value = {.name = "value"};
	const struct var *var = arg;
	int r;

	if (!batch->values)
		return err_set(err, batch->no, "reading the variables");
	out_object(var->o, &f_tree);
	print_name(var);
	r = value_field_print(var->o, &f_value, var->v->value_plan, &var->field, batch->values,
			      batch->value_size, err);
	if (r)
		return -1;
	out_end(var->o);
	return KERN_NONE;
}

int dump_var(struct out *o, struct view *v, const char *name, struct err *err)
{
	const struct uapi_map_info *info = view_info(v);
	struct var var = {.o = o, .v = v, .name = name};

	if (v->no_types.kind) {
		*err = v->no_types;
		return err_wrap(err, "map %u", info->id);
	}
	if (!v->value_plan || v->key_plan || info->max_entries != 1)
		return err_set(err, 0, "map %u has no variables ('var' applies to maps of global data)",
			       info->id);
	if (value_field_find(v->value_plan, name, &var.field, err))
		return err_wrap(err, "map %u", info->id);
	return kern_elements(v->k, v->h.handle, info, print_var, &var, err);
}

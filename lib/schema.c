/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * JSON Schema (2020-12) of the output of commands, from the rows of their records. Each value may also be
 * null: that is printed if it cannot be shown.
 */
#include <string.h>

#include "lib/help.h"
#include "lib/out.h"

#define ROW(key) (&(const struct field){.name = (key)})

static void add_string(struct out *o, const char *key, const char *value)
{
	out_str(o, ROW(key), value);
}

/* "type": one of several, the last of which is null. */
static void add_types(struct out *o, const char *const *types)
{
	out_list(o, ROW("type"));
	for (; *types; types++)
		out_str(o, NULL, *types);
	out_str(o, NULL, "null");
	out_end(o);
}

static void add_fields(struct out *o, const struct field *fields);

/* The JSON type of a value of a type; FIELD_CUSTOM may be anything. */
static void add_type(struct out *o, uint8_t type, bool is_named)
{
	static const struct {
		const char *word;
		uint64_t most; /* maximum of an unsigned type; 0: signed, or not a number */
	} types[] = {
		[FIELD_CUSTOM] = {0},
		[FIELD_U8] = {"integer", UINT8_MAX},
		[FIELD_U32] = {"integer", UINT32_MAX},
		[FIELD_S32] = {"integer", 0},
		[FIELD_U64] = {"integer", UINT64_MAX},
		[FIELD_BOOL] = {"boolean", 0},
		[FIELD_STR] = {"string", 0},
		[FIELD_BYTES] = {"string", 0},
		[FIELD_TIME] = {"integer", 0},
		[FIELD_LIST] = {"array", 0},
		[FIELD_OBJECT] = {"object", 0},
	};
	const char *words[3] = {types[type].word, NULL, NULL};

	if (!words[0])
		return;
	/* A name if there is one, else the number. */
	if (is_named)
		words[1] = strcmp(words[0], "string") ? "string" : "integer";
	add_types(o, words);
	if (types[type].most) {
		out_uint(o, ROW("minimum"), 0);
		out_uint(o, ROW("maximum"), types[type].most);
	}
}

static void add_value(struct out *o, const struct field *f)
{
	if (f->help)
		add_string(o, "description", f->help);
	add_type(o, f->type, f->style == STYLE_TYPE || f->flags & FIELD_NAMED);
	if (f->type == FIELD_LIST) {
		out_object(o, ROW("items"));
		if (f->sub)
			add_fields(o, f->sub);
		else
			add_type(o, f->sub_type, false);
		out_end(o);
	} else if (f->type == FIELD_OBJECT && f->sub) {
		add_fields(o, f->sub);
	}
}

/* The rows of a record one after the other, including those of its sections; NULL after the last. */
enum { SECTIONS_DEEP = 4 };

struct rows {
	const struct field *at;
	const struct field *after[SECTIONS_DEEP]; /* where to continue after each open section */
	unsigned int depth;
};

static const struct field *next_row(struct rows *r)
{
	for (;;) {
		if (!r->at->name && r->depth) {
			r->at = r->after[--r->depth];
		} else if (!r->at->name) {
			return NULL;
		} else if (r->at->flags & FIELD_TEXT_ONLY) {
			r->at++;
		} else if (r->at->layout == LAYOUT_SECTION && r->depth < SECTIONS_DEEP) {
			r->after[r->depth++] = r->at + 1;
			r->at = r->at->sub;
		} else {
			return r->at++;
		}
	}
}

/* How many of the first @most rows have that name: kinds of records may use a name for different things. */
static unsigned int count_named(const struct field *fields, const char *name, unsigned int most)
{
	struct rows r = {.at = fields};
	const struct field *f;
	unsigned int n = 0;

	while (most-- && (f = next_row(&r)))
		n += !strcmp(f->name, name);
	return n;
}

static void add_property(struct out *o, const struct field *fields, const struct field *f)
{
	struct rows r = {.at = fields};
	const struct field *other;

	out_object(o, ROW(f->name));
	if (count_named(fields, f->name, UINT32_MAX) == 1) {
		add_value(o, f);
	} else {
		out_list(o, ROW("anyOf"));
		while ((other = next_row(&r))) {
			if (strcmp(other->name, f->name) != 0)
				continue;
			out_object(o, NULL);
			add_value(o, other);
			out_end(o);
		}
		out_end(o);
	}
	out_end(o);
}

static void add_properties(struct out *o, const struct field *fields)
{
	struct rows r = {.at = fields};
	const struct field *f;

	out_object(o, ROW("properties"));
	for (unsigned int i = 0; (f = next_row(&r)); i++)
		if (!count_named(fields, f->name, i))
			add_property(o, fields, f);
	out_end(o);
}

/* Required keys: not the rows of one kind of record, nor those that an older kernel does not report. */
static void add_required(struct out *o, const struct field *fields)
{
	struct rows r = {.at = fields};
	const struct field *f;

	out_list(o, ROW("required"));
	for (unsigned int i = 0; (f = next_row(&r)); i++)
		if (!r.depth && !f->need && !(f->flags & (FIELD_OPTIONAL | FIELD_NONZERO)) &&
		    !count_named(fields, f->name, i))
			out_str(o, NULL, f->name);
	out_end(o);
}

/* Inside the schema of an object: its keys. An unreadable object has an error instead. */
static void add_fields(struct out *o, const struct field *fields)
{
	out_list(o, ROW("anyOf"));
	out_object(o, NULL);
	add_string(o, "$ref", "#/$defs/error");
	out_end(o);
	out_object(o, NULL);
	add_types(o, (const char *const[]){"object", NULL});
	add_properties(o, fields);
	add_required(o, fields);
	out_bool(o, ROW("additionalProperties"), false);
	out_end(o);
	out_end(o);
}

static void add_definitions(struct out *o, const struct cmd *cmd)
{
	out_object(o, ROW("$defs"));
	out_object(o, ROW("error"));
	add_string(o, "description", "What could not be done or read");
	add_string(o, "type", "object");
	out_object(o, ROW("properties"));
	out_object(o, ROW("error"));
	add_string(o, "type", "string");
	out_end(o);
	out_end(o);
	out_list(o, ROW("required"));
	out_str(o, NULL, "error");
	out_end(o);
	out_end(o);
	out_object(o, ROW("record"));
	out_list(o, ROW("anyOf"));
	/* An option may add other records. */
	for (const struct opt *opt = cmd->opts; opt && opt->name; opt++) {
		if (!opt->record)
			continue;
		out_object(o, NULL);
		add_string(o, "title", opt->name);
		add_fields(o, opt->record->fields);
		out_end(o);
	}
	out_object(o, NULL);
	if (cmd->record)
		add_fields(o, cmd->record->fields);
	else if (!(cmd->flags & CMD_FREE))
		add_string(o, "$ref", "#/$defs/error");
	out_end(o);
	out_end(o);
	out_end(o);
	out_end(o);
}

/* One record, a list of them, or no output. */
static void add_shapes(struct out *o)
{
	out_list(o, ROW("anyOf"));
	out_object(o, NULL);
	add_string(o, "$ref", "#/$defs/record");
	out_end(o);
	out_object(o, NULL);
	add_string(o, "type", "array");
	out_object(o, ROW("items"));
	add_string(o, "$ref", "#/$defs/record");
	out_end(o);
	out_end(o);
	out_object(o, NULL);
	add_string(o, "type", "null");
	out_end(o);
	out_end(o);
}

static void add_schema(struct out *o, const struct field *row, const struct cmd *cmd, const char *name)
{
	out_object(o, row);
	add_string(o, "$schema", "https://json-schema.org/draft/2020-12/schema");
	add_string(o, "title", name);
	add_string(o, "description", cmd->summary);
	add_shapes(o);
	add_definitions(o, cmd);
	out_end(o);
}

static const char *full_name(const struct object *object, const struct cmd *cmd, struct buf *to)
{
	buf_reset(to);
	buf_add_str(to, object->name);
	if (!object->is_plain)
		buf_printf(to, " %s", cmd->name);
	return buf_str(to);
}

void schema_print(const struct surface *s, const struct object *object, const struct cmd *cmd, struct out *o)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};
	auto_buf name = {0};

	if (cmd) {
		add_schema(o, &f_tree, cmd, full_name(object, cmd, &name));
		return;
	}
	out_object(o, &f_tree);
	for (const struct object *const *at = s->objects; *at; at++)
		for (const struct cmd *const *c = (*at)->cmds; !(*at)->is_hidden && *c; c++)
			if (!((*c)->flags & CMD_HIDDEN) && (!object || object == *at))
				add_schema(o, ROW(full_name(*at, *c, &name)), *c, buf_str(&name));
	out_end(o);
}

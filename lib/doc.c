/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The program's surface as values, for scripts, tests and generators. */
#include "lib/help.h"
#include "lib/out.h"

static const char *const type_words[] = {
	[FIELD_CUSTOM] = "any", [FIELD_U8] = "uint",   [FIELD_U32] = "uint",      [FIELD_S32] = "int",
	[FIELD_U64] = "uint",   [FIELD_BOOL] = "bool", [FIELD_STR] = "string",    [FIELD_BYTES] = "string",
	[FIELD_TIME] = "int",   [FIELD_LIST] = "list", [FIELD_OBJECT] = "object",
};

#define ROW(key) (&(const struct field){.name = (key)})

static void doc_fields(struct out *o, const char *key, const struct field *fields);

/* @section: the only row whose records have this field; NULL: all have it. */
static void doc_field(struct out *o, const struct field *f, const struct field *section)
{
	out_object(o, NULL);
	out_str(o, ROW("name"), f->name);
	out_str(o, ROW("type"), type_words[f->type]);
	out_bool(o, ROW("optional"), section || f->flags & (FIELD_OPTIONAL | FIELD_NONZERO) || f->need);
	out_bool(o, ROW("text"), !(f->flags & (FIELD_JSON_ONLY | FIELD_TEXT_NONZERO | FIELD_VERBOSE)));
	out_bool(o, ROW("named"), f->style == STYLE_TYPE || f->flags & FIELD_NAMED);
	if (f->flags & FIELD_STREAM)
		out_bool(o, ROW("stream"), true);
	if (section)
		out_str(o, ROW("of"), section->name);
	if (f->help)
		out_str(o, ROW("help"), f->help);
	if (f->sub)
		doc_fields(o, "fields", f->sub);
	else if (f->type == FIELD_LIST)
		out_str(o, ROW("elements"), type_words[f->sub_type]);
	out_end(o);
}

static void doc_section(struct out *o, const struct field *fields, const struct field *section)
{
	for (const struct field *f = fields; f->name; f++) {
		if (f->flags & FIELD_TEXT_ONLY)
			continue;
		if (f->layout == LAYOUT_SECTION)
			doc_section(o, f->sub, f);
		else
			doc_field(o, f, section);
	}
}

static void doc_fields(struct out *o, const char *key, const struct field *fields)
{
	out_list(o, ROW(key));
	doc_section(o, fields, NULL);
	out_end(o);
}

static void doc_words(struct out *o, const char *const *words)
{
	if (!words)
		return;
	out_list(o, ROW("words"));
	for (; *words; words++)
		out_str(o, NULL, *words);
	out_end(o);
}

static void doc_args(struct out *o, const struct arg *args)
{
	out_list(o, ROW("arguments"));
	for (const struct arg *a = args; !arg_is_end(a); a++) {
		const char *token = arg_token(a);
		const char *help = arg_help(a);

		out_object(o, NULL);
		if (a->key)
			out_str(o, ROW("keyword"), a->key);
		if (*token)
			out_str(o, ROW("token"), token);
		out_bool(o, ROW("optional"), a->flags & (ARG_OPTIONAL | ARG_FLAG));
		out_bool(o, ROW("repeats"), a->flags & ARG_REPEAT);
		if (*help)
			out_str(o, ROW("help"), help);
		if (a->type && a->type->grammar)
			out_str(o, ROW("grammar"), a->type->grammar);
		doc_words(o, a->words);
		out_end(o);
	}
	out_end(o);
}

static void doc_opts(struct out *o, const char *key, const struct opt *opts)
{
	char letter[2] = "";

	out_list(o, ROW(key));
	for (const struct opt *opt = opts; opt && opt->name; opt++) {
		out_object(o, NULL);
		letter[0] = opt->letter;
		if (opt->letter)
			out_str(o, ROW("letter"), letter);
		out_str(o, ROW("name"), opt->name);
		if (opt->token)
			out_str(o, ROW("value"), opt->token);
		doc_words(o, opt->words);
		out_str(o, ROW("help"), opt->help);
		if (opt->record)
			doc_fields(o, "fields", opt->record->fields);
		out_end(o);
	}
	out_end(o);
}

static void doc_cmd(const struct surface *s, struct out *o, const struct object *object,
		    const struct cmd *cmd)
{
	auto_buf name = {0}, synopsis = {0};

	buf_printf(&name, object->is_plain ? "%s" : "%s %s", object->name, cmd->name);
	help_synopsis(s, object, cmd, cmd->name, &synopsis);
	out_object(o, NULL);
	out_str(o, ROW("name"), buf_str(&name));
	if (cmd->alias)
		out_str(o, ROW("alias"), cmd->alias);
	out_str(o, ROW("synopsis"), buf_str(&synopsis));
	out_str(o, ROW("summary"), cmd->summary);
	out_bool(o, ROW("changes"), cmd->flags & CMD_CHANGES);
	doc_args(o, cmd->args);
	doc_opts(o, "options", cmd->opts);
	if (cmd->columns)
		out_str(o, ROW("columns"), cmd->columns);
	if (cmd->record)
		doc_fields(o, "fields", cmd->record->fields);
	out_end(o);
}

void doc_print(const struct surface *s, struct out *o)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};

	out_object(o, &f_tree);
	out_str(o, ROW("program"), s->program);
	doc_opts(o, "options", s->opts);
	doc_opts(o, "listing_options", s->listing_opts);
	out_list(o, ROW("commands"));
	for (const struct object *const *object = s->objects; *object; object++)
		for (const struct cmd *const *cmd = (*object)->cmds; !(*object)->is_hidden && *cmd; cmd++)
			if (!((*cmd)->flags & CMD_HIDDEN))
				doc_cmd(s, o, *object, *cmd);
	out_end(o);
	out_end(o);
}

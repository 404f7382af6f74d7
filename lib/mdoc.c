/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The generated parts of the manual pages. The prose around them is in man/. */
#include <string.h>

#include "lib/help.h"
#include "lib/out.h"

enum { ARGUMENTS_MOST = 32 };

/* Text that mdoc must not interpret as a request or an escape. */
static void mdoc_text(struct buf *to, const char *text)
{
	if (*text == '.' || *text == '\'')
		buf_add_str(to, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			buf_add_str(to, "\\e");
		else if (*text == '-')
			buf_add_str(to, "\\-");
		else
			buf_add_char(to, *text);
	}
	buf_add_char(to, '\n');
}

static void mdoc_synopsis(const struct surface *s, const struct object *object, struct buf *to)
{
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		auto_buf line = {0};

		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		help_synopsis(s, object, *cmd, (*cmd)->name, &line);
		/* The name itself is printed by a macro. */
		buf_add_str(to, ".Nm bpfi\n.Op Ar options\n");
		mdoc_text(to, buf_str(&line) + strlen(s->program) + 1);
		if (cmd[1])
			buf_add_str(to, ".Pp\n");
	}
}

/* Described once per page, under ARGUMENTS. */
static bool has_grammar(const struct arg *a)
{
	return a->type && a->type->grammar;
}

static void mdoc_arg(const struct arg *a, struct buf *to)
{
	const char *token = arg_token(a);
	const char *help = arg_help(a);

	buf_add_str(to, ".It");
	if (a->key)
		buf_printf(to, " Cm %s", a->key);
	if (*token)
		buf_printf(to, " Ar %s", token);
	buf_add_char(to, '\n');
	if (a->help || !has_grammar(a))
		mdoc_text(to, help);
	else
		buf_add_str(to, "See\n.Sx ARGUMENTS .\n");
}

/* Every kind of argument that has a grammar, in the order of its first use. */
static void mdoc_arguments(const struct object *object, struct buf *to)
{
	const struct arg_type *seen[ARGUMENTS_MOST];
	unsigned int count = 0;

	buf_add_str(to, ".Bl -tag -width Ds\n");
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		for (const struct arg *a = (*cmd)->args; !arg_is_end(a) && count < ARGUMENTS_MOST; a++) {
			unsigned int i = 0;

			while (i < count && seen[i] != a->type)
				i++;
			if (!has_grammar(a) || i < count)
				continue;
			seen[count++] = a->type;
			buf_printf(to, ".It Ar %s No = ", a->type->token);
			mdoc_text(to, a->type->grammar);
			mdoc_text(to, a->type->help ? a->type->help : "");
		}
	}
	buf_add_str(to, ".El\n");
}

static void mdoc_opts(const struct opt *opts, struct buf *to)
{
	buf_add_str(to, ".Bl -tag -width Ds\n");
	for (const struct opt *opt = opts; opt->name; opt++) {
		buf_add_str(to, ".It");
		if (opt->letter)
			buf_printf(to, " Fl %c , Fl Fl %s", opt->letter, opt->name);
		else
			buf_printf(to, " Fl Fl %s", opt->name);
		if (opt->token)
			buf_printf(to, " Ar %s", opt->token);
		buf_add_char(to, '\n');
		mdoc_text(to, opt->help);
	}
	buf_add_str(to, ".El\n");
}

static void mdoc_listing(const struct cmd *cmd, struct buf *to)
{
	auto_buf names = {0};

	help_columns(cmd, &names);
	buf_add_str(to,
		    ".Pp\nOptions of listings: see LISTINGS in\n.Xr bpfi 8 .\nColumns of\n.Fl Fl table :\n");
	mdoc_text(to, buf_str(&names));
}

static void mdoc_commands(const struct surface *s, const struct object *object, struct buf *to)
{
	(void)s;
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		if (object->is_plain)
			buf_printf(to, ".Ss %s\n", object->name);
		else
			buf_printf(to, ".Ss %s %s\n", object->name, (*cmd)->name);
		mdoc_text(to, (*cmd)->about ? (*cmd)->about : (*cmd)->summary);
		if ((*cmd)->alias)
			buf_printf(to, ".Pp\nAlias:\n.Cm %s\n", (*cmd)->alias);
		if (!arg_is_end((*cmd)->args)) {
			buf_add_str(to, ".Bl -tag -width Ds\n");
			for (const struct arg *a = (*cmd)->args; !arg_is_end(a); a++)
				mdoc_arg(a, to);
			buf_add_str(to, ".El\n");
		}
		if ((*cmd)->opts)
			mdoc_opts((*cmd)->opts, to);
		if ((*cmd)->columns)
			mdoc_listing(*cmd, to);
	}
}

static void mdoc_fields(const struct field *fields, struct buf *to)
{
	buf_add_str(to, ".Bl -tag -width Ds -compact\n");
	for (const struct field *f = fields; f->name; f++) {
		if (f->flags & FIELD_TEXT_ONLY)
			continue;
		if (f->layout == LAYOUT_SECTION)
			buf_printf(to, ".It Only for %s\n", f->name);
		else
			buf_printf(to, ".It Va %s\n", f->name);
		mdoc_text(to, f->help ? f->help : "");
		if (f->sub)
			mdoc_fields(f->sub, to);
	}
	buf_add_str(to, ".El\n");
}

/* @opt NULL: output without the option. */
static void mdoc_record(const struct object *object, const struct cmd *cmd, const struct opt *opt,
			const struct record *record, struct buf *to)
{
	buf_printf(to, ".Ss Fields of %s", object->name);
	if (!object->is_plain)
		buf_printf(to, " %s", cmd->name);
	if (opt)
		buf_printf(to, " \\-\\-%s", opt->name);
	buf_add_char(to, '\n');
	mdoc_fields(record->fields, to);
}

static void mdoc_records(const struct object *object, struct buf *to)
{
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		if ((*cmd)->record)
			mdoc_record(object, *cmd, NULL, (*cmd)->record, to);
		for (const struct opt *opt = (*cmd)->opts; opt && opt->name; opt++)
			if (opt->record)
				mdoc_record(object, *cmd, opt, opt->record, to);
	}
}

static void mdoc_objects(const struct surface *s, struct buf *to)
{
	buf_add_str(to, ".Bl -tag -width snapshotx\n");
	for (const struct object *const *object = s->objects; *object; object++) {
		if ((*object)->is_hidden)
			continue;
		buf_printf(to, ".It Cm %s\n", (*object)->name);
		mdoc_text(to, (*object)->summary);
	}
	buf_add_str(to, ".El\n");
}

int mdoc_print(const struct surface *s, const struct object *object, const char *part, struct out *o,
	       struct err *err)
{
	static const struct field f_text = {.name = "mdoc"};
	auto_buf to = {0};

	if (!strcmp(part, "options"))
		mdoc_opts(s->opts, &to);
	else if (!strcmp(part, "listings"))
		mdoc_opts(s->listing_opts, &to);
	else if (!strcmp(part, "objects"))
		mdoc_objects(s, &to);
	else if (object && !strcmp(part, "synopsis"))
		mdoc_synopsis(s, object, &to);
	else if (object && !strcmp(part, "arguments"))
		mdoc_arguments(object, &to);
	else if (object && !strcmp(part, "commands"))
		mdoc_commands(s, object, &to);
	else if (object && !strcmp(part, "fields"))
		mdoc_records(object, &to);
	else
		return err_usage(err, "unknown manual page part '%s'", part);
	out_text_open(o, &f_text);
	out_text_add(o, buf_str(&to), to.len);
	out_text_close(o);
	return 0;
}

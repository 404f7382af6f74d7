/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Help for people: synopses and lists in 80 columns. */
#include "lib/help.h"

#include <stdio.h>
#include <string.h>

#include "lib/out.h"

enum { HELP_WIDTH = 79 };

static void synopsis_arg(const struct arg *a, struct buf *to)
{
	bool is_optional = a->flags & (ARG_OPTIONAL | ARG_FLAG);
	const char *token = arg_token(a);

	buf_add_str(to, is_optional ? " [" : " ");
	if (a->key)
		buf_add_str(to, a->key);
	if (a->key && !(a->flags & ARG_FLAG))
		buf_add_char(to, ' ');
	if (a->words) {
		buf_add_char(to, '{');
		for (const char *const *w = a->words; *w; w++)
			buf_printf(to, "%s%s", w == a->words ? "" : "|", *w);
		buf_add_char(to, '}');
	} else if (!(a->flags & ARG_FLAG)) {
		buf_printf(to, "%s%s", token, a->flags & ARG_MANY ? "..." : "");
	}
	if (is_optional)
		buf_add_char(to, ']');
	if (a->flags & ARG_REPEAT)
		buf_add_str(to, "...");
}

void help_synopsis(const struct surface *s, const struct object *object, const struct cmd *cmd,
		   const char *name, struct buf *to)
{
	buf_printf(to, "%s %s", s->program, object->name);
	if (!object->is_plain)
		buf_printf(to, " %s", name);
	for (const struct arg *a = cmd->args; !arg_is_end(a); a++)
		synopsis_arg(a, to);
	for (const struct opt *opt = cmd->opts; opt && opt->name; opt++)
		buf_printf(to, " [--%s%s%s]", opt->name, opt->token ? " " : "", opt->token ? opt->token : "");
}

/* Words filled into lines, the first starting at column @at, all others at @indent. */
static void fill(struct buf *to, const char *text, size_t indent, size_t at)
{
	bool is_first = true;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (!is_first && at + 1 + len > HELP_WIDTH) {
			buf_printf(to, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!is_first) {
			buf_add_char(to, ' ');
			at++;
		}
		is_first = false;
		buf_add(to, text, len);
		at += len;
		text += len;
		text += strspn(text, " ");
	}
	buf_add_char(to, '\n');
}

/* "  name        description", the second column at @column. */
static void entry(struct buf *to, const char *name, const char *about, size_t column)
{
	size_t len = strlen(name) + 2;

	buf_printf(to, "  %s", name);
	if (len + 2 > column) {
		buf_printf(to, "\n%*s", (int)column, "");
		len = column;
	} else {
		buf_printf(to, "%*s", (int)(column - len), "");
	}
	fill(to, about, column, column);
}

static void opts_text(struct buf *to, const char *title, const struct opt *opts)
{
	if (!opts || !opts->name)
		return;
	buf_printf(to, "\n%s:\n", title);
	for (const struct opt *opt = opts; opt->name; opt++) {
		char name[80];

		snprintf(name, sizeof(name), "%c%c%s--%s%s%s", opt->letter ? '-' : ' ',
			 opt->letter ? opt->letter : ' ', opt->letter ? ", " : "  ", opt->name,
			 opt->token ? " " : "", opt->token ? opt->token : "");
		entry(to, name, opt->help, 28);
	}
}

static void program_text(const struct surface *s, struct buf *to)
{
	buf_printf(to, "%s: %s\n\nUsage: %s [OPTIONS] OBJECT [COMMAND [ARGUMENTS]]\n\nObjects:\n", s->program,
		   s->summary, s->program);
	for (const struct object *const *object = s->objects; *object; object++)
		if (!(*object)->is_hidden)
			entry(to, (*object)->name, (*object)->summary, 14);
	opts_text(to, "Options (anywhere on the command line)", s->opts);
	buf_printf(to,
		   "\n"
		   "Without a COMMAND, the first command of OBJECT runs. Words can be abbreviated.\n"
		   "More: %s OBJECT --help, %s OBJECT COMMAND --help, man %s\n",
		   s->program, s->program, s->program);
}

static void object_text(const struct surface *s, const struct object *object, struct buf *to)
{
	buf_printf(to, "%s %s: %s\n\nUsage:\n", s->program, object->name, object->summary);
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		auto_buf line = {0};

		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		help_synopsis(s, object, *cmd, (*cmd)->name, &line);
		buf_add_str(to, "  ");
		fill(to, buf_str(&line), 10, 2);
		buf_add_str(to, "      ");
		fill(to, (*cmd)->summary, 6, 6);
	}
}

static void args_text(const struct cmd *cmd, struct buf *to)
{
	bool is_first = true;

	for (const struct arg *a = cmd->args; !arg_is_end(a); a++) {
		const char *help = arg_help(a);
		const char *token = arg_token(a);
		char name[80];

		if (is_first)
			buf_add_str(to, "\nArguments:\n");
		is_first = false;
		snprintf(name, sizeof(name), "%s%s%s", a->key ? a->key : "", a->key && *token ? " " : "",
			 token);
		entry(to, name, help, 14);
		if (a->type && a->type->grammar) {
			buf_printf(to, "%14s= ", "");
			fill(to, a->type->grammar, 16, 16);
		}
	}
}

static void fields_text(const struct field *fields, struct buf *to)
{
	for (const struct field *f = fields; f->name; f++) {
		if (f->layout == LAYOUT_SECTION) {
			buf_printf(to, " %s: %s\n", f->name, f->help ? f->help : "");
			fields_text(f->sub, to);
		} else if (!(f->flags & FIELD_TEXT_ONLY)) {
			entry(to, f->name, f->help ? f->help : "", 28);
		}
	}
}

/* A column made of several fields has its own name. */
void help_columns(const struct cmd *cmd, struct buf *to)
{
	for (const char *at = cmd->columns; *at; at += strcspn(at, ","), at += *at == ',') {
		buf_add_str(to, at == cmd->columns ? "" : ", ");
		buf_add(to, at, strcspn(at, "=,"));
	}
}

static void listing_text(const struct surface *s, const struct cmd *cmd, struct buf *to)
{
	auto_buf names = {0};

	opts_text(to, "Listing options", s->listing_opts);
	help_columns(cmd, &names);
	buf_add_str(to, "\nColumns of --table:\n  ");
	fill(to, buf_str(&names), 2, 2);
}

static void cmd_text(const struct surface *s, const struct object *object, const struct cmd *cmd,
		     struct buf *to)
{
	auto_buf line = {0};

	help_synopsis(s, object, cmd, cmd->name, &line);
	if (cmd->columns)
		buf_add_str(&line, " [LISTING-OPTIONS]");
	buf_add_str(to, "Usage: ");
	fill(to, buf_str(&line), 11, 7);
	buf_add_char(to, '\n');
	fill(to, cmd->about ? cmd->about : cmd->summary, 0, 0);
	if (cmd->alias)
		buf_printf(to, "\nAlias: %s %s %s\n", s->program, object->name, cmd->alias);
	args_text(cmd, to);
	opts_text(to, "Options", cmd->opts);
	if (cmd->columns)
		listing_text(s, cmd, to);
	if (cmd->record) {
		buf_add_str(to, "\nJSON fields:\n");
		fields_text(cmd->record->fields, to);
	}
	for (const struct opt *opt = cmd->opts; opt && opt->name; opt++) {
		if (!opt->record)
			continue;
		buf_printf(to, "\nJSON fields with --%s:\n", opt->name);
		fields_text(opt->record->fields, to);
	}
	buf_printf(to, "\nFor options that apply to all commands, see %s --help\n", s->program);
}

void help_print(const struct surface *s, const struct object *object, const struct cmd *cmd, struct out *o)
{
	static const struct field f_help = {.name = "help"};
	auto_buf text = {0};

	if (!object)
		program_text(s, &text);
	else if (!cmd && !object->is_plain)
		object_text(s, object, &text);
	else
		cmd_text(s, object, cmd ? cmd : object->cmds[0], &text);
	out_object(o, &(struct field){.layout = LAYOUT_SECTION});
	out_text_open(o, &f_help);
	out_text_add(o, buf_str(&text), text.len);
	out_text_close(o);
	out_end(o);
}

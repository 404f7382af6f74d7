/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Usage texts in bpftool's form: a line for each command, then the meaning of the words in it. */
#include <string.h>

#include "lib/help.h"

enum { USAGE_WIDTH = 79, USAGE_INDENT = 7, USAGE_DEEPER = 26, TOKENS_MOST = 32 };

/* Appends @text, broken at blanks; further lines begin at column @indent. */
static void add_filled(struct buf *to, const char *text, int indent)
{
	const char *start = text;
	size_t at = USAGE_INDENT;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (at + len > USAGE_WIDTH && at > (size_t)indent) {
			buf_printf(to, "\n%*s", indent, "");
			at = (size_t)indent;
		} else if (text > start) {
			buf_add_char(to, ' ');
		}
		buf_add(to, text, len);
		at += len + 1;
		text += len + (text[len] == ' ');
	}
	buf_add_char(to, '\n');
}

static void add_command(struct buf *to, const char *line)
{
	buf_add_str(to, to->len ? "       " : "Usage: ");
	add_filled(to, line, USAGE_DEEPER);
}

static void add_meaning(struct buf *to, const char *token, const char *grammar)
{
	auto_buf line = {0};

	buf_printf(&line, "%s := { %s }", token, grammar);
	buf_printf(to, "%*s", USAGE_INDENT, "");
	add_filled(to, buf_str(&line), USAGE_INDENT + (int)strlen(token) + 6);
}

static void add_options(struct buf *to, const struct opt *opts)
{
	auto_buf list = {0};

	for (const struct opt *o = opts; o->name; o++) {
		buf_add_str(&list, o == opts ? "" : " | ");
		if (o->letter)
			buf_printf(&list, "{-%c|--%s}", o->letter, o->name);
		else
			buf_printf(&list, "--%s", o->name);
		if (o->token)
			buf_printf(&list, " %s", o->token);
	}
	add_meaning(to, "OPTIONS", buf_str(&list));
}

static void program_usage(const struct surface *s, struct buf *to)
{
	static const char *const forms[] = {"[OPTIONS] OBJECT { COMMAND | help }", "batch file FILE",
					    "version"};
	auto_buf names = {0};

	for (unsigned int i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		auto_buf line = {0};

		buf_printf(&line, "%s %s", s->program, forms[i]);
		add_command(to, buf_str(&line));
	}
	for (const struct object *const *o = s->objects; *o; o++)
		if (!(*o)->is_plain && !(*o)->is_hidden)
			buf_printf(&names, "%s%s", names.len ? " | " : "", (*o)->name);
	/* On one line, however long: bpftool's completion script reads no more than that. */
	buf_printf(to, "\n%*sOBJECT := { %s }\n", USAGE_INDENT, "", buf_str(&names));
}

/* The meaning of the tokens in an object's commands, each once. */
static void add_tokens(const struct object *object, struct buf *to)
{
	const struct arg_type *seen[TOKENS_MOST];
	unsigned int count = 0;

	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		for (const struct arg *a = (*cmd)->args; !arg_is_end(a); a++) {
			unsigned int i = 0;

			while (i < count && seen[i] != a->type)
				i++;
			if (i < count || count == TOKENS_MOST || !a->type || !a->type->grammar)
				continue;
			seen[count++] = a->type;
			add_meaning(to, arg_token(a), a->type->grammar);
		}
	}
}

static void object_usage(const struct surface *s, const struct object *object, struct buf *to)
{
	for (const struct cmd *const *cmd = object->cmds; *cmd; cmd++) {
		auto_buf name = {0}, line = {0};

		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		if ((*cmd)->alias)
			buf_printf(&name, "{ %s | %s }", (*cmd)->name, (*cmd)->alias);
		else
			buf_add_str(&name, (*cmd)->name);
		help_synopsis(s, object, *cmd, buf_str(&name), &line);
		add_command(to, buf_str(&line));
	}
	if (!object->is_plain) {
		auto_buf line = {0};

		buf_printf(&line, "%s %s help", s->program, object->name);
		add_command(to, buf_str(&line));
	}
	buf_add_char(to, '\n');
	add_tokens(object, to);
}

void help_usage(const struct surface *s, const struct object *object, struct buf *to)
{
	auto_buf text = {0};

	if (object)
		object_usage(s, object, &text);
	else
		program_usage(s, &text);
	add_options(&text, s->opts);
	buf_add(to, buf_str(&text), text.len);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tables check themselves: every row of every command is complete, and no two contradict each other. */
#include <stdio.h>
#include <string.h>

#include "cmd/list.h"
#include "lib/query/query.h"

static int failures;

static void check(bool ok, const char *where, const char *what)
{
	if (!ok)
		failures++;
	if (!ok)
		printf("not ok %s: %s\n", where, what);
}

/* A phrase: a capital first, unless it begins with a keyword as in "xlated: ...", and no full stop at its
 * end. */
static void check_help(const char *help, const char *where)
{
	size_t word = help ? strcspn(help, " ") : 0;

	if (!word)
		return;
	check(*help < 'a' || *help > 'z' || strcspn(help, "_:,0123456789") < word, where, help);
	check(help[strlen(help) - 1] != '.' || strstr(help, "..."), where, help);
}

/* @is_inner: elements of lists, which the code that prints the list fetches itself. */
static void check_fields(const char *where, const struct field *fields, bool is_inner)
{
	for (const struct field *f = fields; f->name; f++) {
		bool is_text_only = f->flags & FIELD_TEXT_ONLY;
		/* The fields of one kind of record under a heading, for the manual. */
		bool is_heading = f->layout == LAYOUT_SECTION && f->type == FIELD_CUSTOM && !f->emit;

		if (is_heading)
			check(f->sub != NULL, where, "a heading has fields");
		check(is_heading || is_text_only || (f->help && *f->help), where, f->name);
		check_help(f->help, where);
		/* A command may print such a row of its JSON itself. */
		check(is_heading || is_inner || f->emit || f->type != FIELD_CUSTOM ||
			      f->flags == FIELD_JSON_ONLY,
		      where, "a field of no type prints itself");
		check(f->line < FIELD_LINES, where, "the line exists");
		/* What lies at the start is the record's length: a row without offset is not fetched. */
		check(is_inner || (f->type != FIELD_STR && f->type != FIELD_BYTES) || f->emit || !f->off ||
			      f->size,
		      where, "arrays have a size");
		check((f->flags & (FIELD_TEXT_ONLY | FIELD_JSON_ONLY)) != (FIELD_TEXT_ONLY | FIELD_JSON_ONLY),
		      where, "a field is shown somewhere");
		/* The same key twice is fine only if at most one of the two is JSON's. */
		for (const struct field *g = f + 1; g->name; g++)
			check(f->layout == LAYOUT_SECTION || g->layout == LAYOUT_SECTION ||
				      strcmp(f->name, g->name) || is_text_only || g->flags & FIELD_TEXT_ONLY,
			      where, f->name);
		if (f->sub)
			check_fields(f->name, f->sub, true);
	}
}

static void check_args(const char *where, const struct cmd *cmd)
{
	unsigned int count = 0;
	bool was_optional = false;

	for (const struct arg *a = cmd->args; !arg_is_end(a); a++) {
		bool is_flag = a->flags & ARG_FLAG;

		count++;
		check(is_flag ? a->key && !a->type : a->type && a->type->parse, where,
		      "an argument has a parser");
		check(a->help || (a->type && a->type->help), where, "an argument has a help");
		check_help(arg_help(a), where);
		check(a->off < cmd->args_size, where, "an argument lies in the structure");
		if (a->key)
			continue;
		check(!was_optional || a->flags & ARG_OPTIONAL, where,
		      "what is needed stands before what is not");
		/* One that can only be the first word gives way to what must come. */
		was_optional |= a->flags & ARG_OPTIONAL && !(a->flags & ARG_FIRST);
	}
	check(count < 64, where, "arguments fit the mask");
	check(cmd->args_size <= CMD_ARGS_SIZE, where, "arguments fit the room");
}

static void check_opts(const char *where, const struct opt *opts)
{
	for (const struct opt *o = opts; o && o->name; o++) {
		check(o->help && *o->help, where, o->name);
		check_help(o->help, where);
		check((o->type == OPT_BOOL) == !o->token, where, "a value has a token");
		check((o->type == OPT_CHOICE) == (o->words != NULL), where, "a choice has words");
		for (const struct opt *p = o + 1; p->name; p++)
			check(strcmp(o->name, p->name) && (!o->letter || o->letter != p->letter), where,
			      o->name);
		for (const struct opt *g = global_opts; opts != global_opts && g->name; g++)
			check(strcmp(o->name, g->name) && (!o->letter || o->letter != g->letter), where,
			      o->name);
	}
}

/* Each column of a table is a field, or made of fields. */
static void check_columns(const char *where, const struct cmd *cmd)
{
	const struct query_options table = {.is_table = true};
	struct listing_rows rows = {.columns = cmd->columns};
	struct out *o = out_new(-1, OUT_TEXT, false);
	struct listing *l;
	struct err err = {0};

	check(cmd->record != NULL, where, "a listing has a record");
	if (!cmd->record)
		return;
	rows.fields = cmd->record->fields;
	if (listing_open(&l, o, &rows, &table, &err))
		check(false, where, err.text);
	else
		listing_close(l, -1, &err);
	out_free(o);
}

static void check_cmd(const struct object *object, const struct cmd *cmd)
{
	char where[80];

	snprintf(where, sizeof(where), "%s %s", object->name, cmd->name);
	check(cmd->run != NULL, where, "it runs");
	check(cmd->summary && *cmd->summary && cmd->summary[strlen(cmd->summary) - 1] != '.', where,
	      "a summary");
	check(!cmd->args || cmd->args_size, where, "its arguments have a structure");
	check_args(where, cmd);
	check_opts(where, cmd->opts);
	if (cmd->record)
		check_fields(where, cmd->record->fields, false);
	if (cmd->columns)
		check_columns(where, cmd);
	for (const struct opt *o = cmd->opts; o && o->name; o++)
		if (o->record)
			check_fields(where, o->record->fields, false);
}

static void check_object(const struct object *object)
{
	check(object->summary && *object->summary, object->name, "a summary");
	check(object->cmds[0] != NULL, object->name, "a first command");
	for (const struct cmd *const *a = object->cmds; *a; a++) {
		check_cmd(object, *a);
		for (const struct cmd *const *b = a + 1; *b; b++)
			check(strcmp((*a)->name, (*b)->name) != 0, object->name, "two commands of one name");
	}
}

int main(void)
{
	check_opts("global options", global_opts);
	for (unsigned int i = 0; objects[i]; i++) {
		check_object(objects[i]);
		for (unsigned int j = i + 1; objects[j]; j++)
			check(strcmp(objects[i]->name, objects[j]->name) != 0, objects[i]->name,
			      "two objects of one name");
	}
	printf("%s rows of every command\n", failures ? "not ok" : "ok");
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The hidden command that shells call: candidates for the last word. */
#include "lib/cmd.h"

#include <stdio.h>
#include <string.h>

#include "cmd/list.h"
#include "cmd/listing.h"
#include "cmd/run.h"
#include "kern/recording/recording.h"

/* The line being typed: the words that are not options, and the command they select. */
struct line {
	struct argv_rest rest;
	struct cmd_typed typed; /* what the words before the cursor were for */
	const struct opt *open; /* takes the word under the cursor as its value */
	const char *from;
};

static void complete_options(struct complete *c, const struct cmd *cmd)
{
	const struct opt *const tables[] = {global_opts, cmd && cmd->columns ? listing_opts : NULL,
					    cmd ? cmd->opts : NULL};
	char word[64];

	for (unsigned int t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (const struct opt *opt = tables[t]; opt && opt->name; opt++) {
			snprintf(word, sizeof(word), "--%s", opt->name);
			complete_add(c, word, opt->help);
		}
}

static void complete_words(struct complete *c, const char *const *words)
{
	for (; words && *words; words++)
		complete_add(c, *words, NULL);
}

static void complete_arg(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	if (a->words)
		complete_words(c, a->words);
	else if (a->type && a->type->complete)
		a->type->complete(c, a, given);
}

/* Arguments that are not there yet, up to the first that must be. */
static void complete_next(struct complete *c, const struct cmd *cmd, const struct cmd_typed *typed,
			  const struct argv_rest *rest)
{
	bool has_position = false;

	for (unsigned int i = 0; cmd->args && !arg_is_end(&cmd->args[i]); i++) {
		const struct arg *a = &cmd->args[i];

		if (typed->seen >> i & 1 && a->flags & ARG_MANY)
			complete_arg(c, a, rest);
		if (typed->seen >> i & 1 && !(a->flags & ARG_REPEAT))
			continue;
		if (typed->seen && a->flags & ARG_FIRST)
			continue;
		if (a->key) {
			complete_add(c, a->key, a->help);
		} else if (!has_position) {
			complete_arg(c, a, rest);
			has_position = !(a->flags & ARG_FIRST);
		}
		if (!a->key && !(a->flags & (ARG_OPTIONAL | ARG_FIRST)))
			return;
	}
}

static void complete_args(struct complete *c, const struct cmd *cmd, struct line *l)
{
	struct cmd_typed *typed = &l->typed;
	struct argv_rest *rest = &l->rest;
	const struct arg *open = cmd_next_arg(cmd, rest, typed);

	c->args = typed->args;
	if (open && open->key) {
		rest->at++;
		rest->left--;
	}
	if (open) {
		complete_arg(c, open, rest);
		return;
	}
	if (typed->last && typed->last->flags & ARG_MORE && !rest->left)
		complete_arg(c, typed->last, &typed->last_words);
	complete_next(c, cmd, typed, rest);
}

/* Options and their values among the words do not belong to the command. */
static void drop_options(struct line *l)
{
	char *last = l->rest.left ? l->rest.at[l->rest.left - 1] : NULL;
	const struct opt *tables[RUN_TABLES];
	struct opt_hits hits;
	struct err ignored;
	int words;

	run_tables(tables);
	opt_split(l->rest.at, (int)l->rest.left, tables, &hits, &words, &ignored);
	l->rest.left = (unsigned int)words;
	l->open = last ? opt_awaiting(last, tables) : NULL;
	for (unsigned int i = 0; i < hits.count; i++) {
		if (hits.list[i].value == last)
			l->open = NULL;
		if (!strcmp(hits.list[i].opt->name, "from"))
			l->from = hits.list[i].value;
	}
}

static void complete_objects(struct complete *c)
{
	for (unsigned int i = 0; objects[i]; i++)
		if (!objects[i]->is_hidden)
			complete_add(c, objects[i]->name, objects[i]->summary);
}

static void complete_commands(struct complete *c, const struct object *object)
{
	for (unsigned int i = 0; object->cmds[i]; i++) {
		complete_add(c, object->cmds[i]->name, object->cmds[i]->summary);
		if (object->cmds[i]->alias)
			complete_add(c, object->cmds[i]->alias, object->cmds[i]->summary);
	}
}

/* Of an option of the command, from the arguments that are there already. */
static void complete_value(struct complete *c, const struct cmd *cmd, struct line *l)
{
	const struct opt *opt = opt_in(cmd->opts, l->open);

	if (!opt->complete)
		return;
	cmd_next_arg(cmd, &l->rest, &l->typed);
	c->args = l->typed.args;
	opt->complete(c, opt);
}

static void complete_line(struct complete *c, struct line *l)
{
	struct argv_rest *rest = &l->rest;
	const struct object *object = NULL;
	const struct cmd *cmd = NULL;
	struct err ignored;
	bool is_help = rest->left && !strcmp(rest->at[0], object_help.name);

	rest->at += is_help;
	rest->left -= is_help;
	if (rest->left && (cmd_find_object(objects, rest, &object, &ignored) ||
			   ((object->is_plain || rest->left) && cmd_find(object, rest, &cmd, &ignored))))
		return;
	if (l->open && cmd && cmd->columns && opt_in(listing_opts, l->open))
		listing_complete(c, cmd, l->open);
	else if (l->open && cmd && opt_in(cmd->opts, l->open))
		complete_value(c, cmd, l);
	else if (l->open)
		return;
	else if (c->begun[0] == '-')
		complete_options(c, cmd);
	else if (!object)
		complete_objects(c);
	else if (!cmd)
		complete_commands(c, object);
	else if (!is_help)
		complete_args(c, cmd, l);
}

static int run_complete(struct ctx *c, const void *args, struct err *err)
{
	struct err ignored;

	struct line l = {.rest = *(const struct argv_rest *)args};
	struct complete complete = {.out = c->out, .kern = c->kern, .begun = ""};
	struct kern recording = {0};

	(void)err;
	if (l.rest.left)
		complete.begun = l.rest.at[--l.rest.left];
	drop_options(&l);
	/* With a recording, names come from the recording. */
	if (l.from)
		complete.kern = kern_open_recording(&recording, l.from, &ignored) ? NULL : &recording;
	if (l.open && l.open->is_file)
		complete_files(&complete, l.open->suffix);
	else if (l.open && l.open->words)
		complete_words(&complete, l.open->words);
	else
		complete_line(&complete, &l);
	kern_free(&recording);
	return 0;
}

static const struct cmd cmd_complete = {
	.name = "__complete",
	.summary = "List candidates for the last word",
	.args_size = sizeof(struct argv_rest),
	.flags = CMD_HIDDEN | CMD_WORDS,
	.run = run_complete,
};

const struct object object_complete = {
	.name = "__complete",
	.summary = "Completion for shells",
	.cmds = (const struct cmd *const[]){&cmd_complete, NULL},
	.is_plain = true,
	.is_hidden = true,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Dispatch. Behaviour common to all commands is implemented here: help, refusals, usage lines. */
#include "cmd/run.h"

#include <string.h>

#include "cmd/dialect.h"
#include "cmd/list.h"
#include "cmd/listing.h"
#include "kern/live/live.h"
#include "kern/recording/recording.h"
#include "kern/trace.h"
#include "lib/help.h"

void run_tables(const struct opt *ret_tables[RUN_TABLES])
{
	unsigned int n = 0;

	ret_tables[n++] = global_opts;
	ret_tables[n++] = listing_opts;
	for (unsigned int i = 0; objects[i]; i++)
		for (unsigned int j = 0; objects[i]->cmds[j] && n + 1 < RUN_TABLES; j++)
			if (objects[i]->cmds[j]->opts)
				ret_tables[n++] = objects[i]->cmds[j]->opts;
	ret_tables[n] = NULL;
}

int run_options(struct ctx *c, char **argv, int argc, int *ret_words, struct err *err)
{
	const struct opt *tables[RUN_TABLES];
	int r;

	run_tables(tables);
	r = opt_split(argv, argc, tables, &c->hits, ret_words, err);
	/* Also after a mistake: the error is printed in the requested format. */
	for (unsigned int i = 0; i < c->hits.count; i++)
		if (opt_in(global_opts, c->hits.list[i].opt) &&
		    opt_store(c->hits.list[i].opt, &c->hits.list[i], &c->opts, err))
			r = -1;
	return r;
}

/* A command as requested. */
struct asked {
	const struct object *object;
	const struct cmd *cmd;
	const char *name; /* one of the command's options */
};

/* Stores the command's own options in its arguments; those of other commands are an error. */
static int store_options(const struct ctx *c, const struct asked *asked, void *args,
			 struct query_options *query, struct err *err)
{
	for (unsigned int i = 0; i < c->hits.count; i++) {
		const struct opt_hit *hit = &c->hits.list[i];
		const struct opt *own = opt_in(asked->cmd->opts, hit->opt);
		void *dst = args;

		if (!own && asked->cmd->columns) {
			own = opt_in(listing_opts, hit->opt);
			dst = query;
		}
		if (own && opt_store(own, hit, dst, err))
			return -1;
		if (own)
			continue;
		if (!opt_in(global_opts, hit->opt))
			return err_usage(err, "option '--%s' does not apply to '%s'", hit->opt->name,
					 asked->name);
	}
	return 0;
}

static int refuse_change(const struct ctx *c, const struct asked *asked, struct err *err)
{
	if (!(asked->cmd->flags & CMD_CHANGES))
		return 0;
	if (c->opts.from)
		return err_set(err, 0, "%s %s cannot be used with --from: a recording cannot be changed",
			       asked->object->name, asked->name);
	if (c->opts.read_only)
		return err_set(err, 0, "%s %s would change the system, which --read-only forbids",
			       asked->object->name, asked->name);
	return 0;
}

static void add_usage(const struct ctx *c, const struct asked *asked, struct err *err)
{
	auto_buf line = {0};

	if (err->kind != ERR_USAGE || *err->hint)
		return;
	help_synopsis(&c->dialect->surface, asked->object, asked->cmd, asked->name, &line);
	err_hint(err, "usage: %s", buf_str(&line));
}

/* The words after which other tools take a file. */
static bool is_file_word(const char *word)
{
	static const char *const list[] = {"obj", "object", "object-file", "file"};

	for (unsigned int i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (!strcmp(word, list[i]))
			return true;
	return false;
}

static const char *find_object_file(const struct argv_rest *words)
{
	for (unsigned int i = 0; i < words->left; i++) {
		size_t len = strlen(words->at[i]);

		if (len > 2 && !strcmp(words->at[i] + len - 2, ".o"))
			return words->at[i];
		if (i && is_file_word(words->at[i - 1]))
			return words->at[i];
	}
	return NULL;
}

/* Many tutorials attach object files, which takes two commands. */
static void hint_load(const struct ctx *c, const struct cmd *cmd, const struct argv_rest *words,
		      struct err *err)
{
	const char *file = cmd->pinned_form ? find_object_file(words) : NULL;
	const char *program = c->dialect->surface.program;

	if (file && (err->kind == ERR_USAGE || !*err->hint))
		err_hint(err, "load it first: %s prog load %s /sys/fs/bpf/NAME, then %s %s", program, file,
			 program, cmd->pinned_form);
}

static int run_cmd(struct ctx *c, const struct asked *asked, struct argv_rest *rest, struct err *err)
{
	const struct argv_rest words = *rest;
	const struct cmd *cmd = asked->cmd;
	_Alignas(16) char args[CMD_ARGS_SIZE] = {0};
	struct query_options query = {0};
	bool is_parsed;
	int r;

	if (!c->cmd)
		c->cmd = cmd;
	if (refuse_change(c, asked, err))
		return -1;
	if (cmd->flags & CMD_WORDS) {
		memcpy(args, rest, sizeof(*rest));
		return cmd->run(c, args, err);
	}
	r = store_options(c, asked, args, &query, err);
	if (!r)
		r = cmd_parse_args(cmd, rest, args, err);
	is_parsed = !r;
	if (is_parsed)
		r = listing_run(c, cmd, args, &query, err);
	if (r < 0)
		hint_load(c, cmd, &words, err);
	if (!is_parsed)
		add_usage(c, asked, err);
	return r;
}

void run_help_text(struct ctx *c, const struct object *object, const struct cmd *cmd)
{
	if (c->dialect->has_usage_text)
		help_usage(&c->dialect->surface, object, &c->usage);
	else
		help_print(&c->dialect->surface, object, cmd, c->out);
}

/* In a dialect that has it, the usage text follows an unknown word. */
static int refuse_word(struct ctx *c, const struct object *object)
{
	if (c->dialect->has_usage_text)
		run_help_text(c, object, NULL);
	return -1;
}

int run_words(struct ctx *c, char **words, unsigned int count, struct err *err)
{
	struct argv_rest rest = {words, count};
	const struct object *object;
	struct asked asked;
	char **first;

	if (c->opts.help && !rest.left) {
		run_help_text(c, NULL, NULL);
		return 0;
	}
	if (cmd_find_object(objects, &rest, &object, err))
		return refuse_word(c, NULL);
	if ((c->opts.help && !rest.left) || (rest.left && cmd_asks_help(object, rest.at[0]))) {
		run_help_text(c, object, NULL);
		return 0;
	}
	first = rest.at;
	if (cmd_find(object, &rest, &asked.cmd, err))
		return refuse_word(c, object);
	if (c->opts.help) {
		run_help_text(c, object, asked.cmd);
		return 0;
	}
	asked.object = object;
	asked.name = cmd_called(asked.cmd, rest.at == first ? NULL : *first);
	return run_cmd(c, &asked, &rest, err);
}

int run_line(struct ctx *c, char **words, unsigned int count, struct err *err)
{
	const struct opt *tables[RUN_TABLES];
	const struct opt_hits outer = c->hits;
	int left, r;

	run_tables(tables);
	r = opt_split(words, (int)count, tables, &c->hits, &left, err);
	for (unsigned int i = 0; !r && i < c->hits.count; i++)
		if (opt_in(global_opts, c->hits.list[i].opt))
			r = err_usage(
				err,
				"option '--%s' applies to the whole batch: give it on the outer command line",
				c->hits.list[i].opt->name);
	if (!r)
		r = run_words(c, words, (unsigned int)left, err);
	c->hits = outer;
	return r;
}

/* A document has the reason in it: what is printed beside it must have been asked for. */
static enum objfile_detail unasked(const struct ctx *c)
{
	return c->opts.json || c->opts.pretty || c->opts.jsonl ? TELL_NOTHING : c->dialect->detail;
}

int run_main(struct ctx *c, char **words, unsigned int count, void (*debug)(const char *line),
	     struct err *err)
{
	static char version[] = "version", help[] = "help";
	char *only_version[] = {version}, *only_help[] = {help};
	struct kern kern, traced;
	int r;

	if (opts_check(&c->opts, err))
		return -1;
	c->listener = (struct objfile_listener){debug, opts_detail(&c->opts, unasked(c))};
	r = c->opts.from ? kern_open_recording(&kern, c->opts.from, err) : kern_open_live(&kern, err);
	if (r)
		return -1;
	c->kern = &kern;
	if (c->opts.debug && c->dialect->traces_kernel) {
		if (kern_open_trace(&traced, &kern, debug, err)) {
			kern_free(&kern);
			return -1;
		}
		c->kern = &traced;
	}
	if (c->opts.version)
		r = run_words(c, only_version, 1, err);
	else if (!count && !c->opts.help)
		r = run_words(c, only_help, 1, err);
	else
		r = run_words(c, words, count, err);
	kern_free(c->kern);
	return r;
}

void run_end(struct ctx *c, int r, const struct err *err)
{
	/* A partial result is a complete document; what is missing is reported on standard error. */
	if (r && err->kind != ERR_PARTIAL && err->kind != ERR_NO)
		out_fail(c->out, 0, err);
}

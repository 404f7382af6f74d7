/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Batch files: one command per line, run one after the other on what is already open.
 *
 * A # outside quotes begins a comment, a backslash at the end joins the next line, words that begin with a
 * quote end at the same quote. The first command that fails ends the batch.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/args.h"
#include "cmd/list.h"
#include "cmd/run.h"
#include "lib/stop.h"

enum { BATCH_DEPTH = 8, BATCH_LINE = 64 * 1024, BATCH_WORDS = 4096 };

struct batch_args {
	const char *path;
};

struct batch {
	const char *name; /* in errors */
	FILE *file;
	unsigned int line;  /* of the file */
	unsigned int start; /* line the command began on */
	unsigned int count; /* commands done */
	char text[BATCH_LINE];
	char *words[BATCH_WORDS];
	unsigned int word_count;
};

static void close_file(FILE **file)
{
	if (*file && *file != stdin)
		fclose(*file);
}

/* Cuts the comment off. True if the line continues on the next one. */
static bool cut_line(char *text)
{
	bool begins_word = true;
	char quote = '\0';
	size_t len;
	char *p;

	for (p = text; *p; p++) {
		bool was_quoted = quote;

		if (was_quoted && *p == quote)
			quote = '\0';
		else if (!was_quoted && begins_word && (*p == '"' || *p == '\''))
			quote = *p;
		else if (!was_quoted && *p == '#')
			break;
		/* Text directly after a quoted word is the next word. */
		begins_word = was_quoted ? !quote : !quote && strchr(" \t\r\n", *p);
	}
	if (*p) {
		*p = '\0';
		return false;
	}
	len = strlen(text);
	while (len && (text[len - 1] == '\n' || text[len - 1] == '\r'))
		text[--len] = '\0';
	if (!len || text[len - 1] != '\\')
		return false;
	text[len - 1] = ' ';
	return true;
}

/* One line with the lines joined to it. KERN_NONE at the end of the file. */
static int read_line(struct batch *b, struct err *err)
{
	size_t len = 0, got;

	b->start = b->line + 1;
	for (;;) {
		memset(b->text + len, '\n', sizeof(b->text) - len);
		if (!fgets(b->text + len, (int)(sizeof(b->text) - len), b->file)) {
			if (ferror(b->file))
				return err_set(err, errno, "%s", b->name);
			if (len)
				return err_set(err, 0, "%s:%u: backslash at the end of the file", b->name,
					       b->line);
			return KERN_NONE;
		}
		b->line++;
		/* fgets puts its NUL after the last byte read: an earlier one was in the file. */
		got = strlen(b->text + len);
		if (len + got + 1 < sizeof(b->text) && b->text[len + got + 1] != '\n')
			return err_set(err, 0, "%s:%u: line contains a NUL byte", b->name, b->line);
		if (len + got + 1 >= sizeof(b->text))
			return err_set(err, 0, "%s:%u: line is longer than %d bytes", b->name, b->line,
				       BATCH_LINE);
		if (!cut_line(b->text + len))
			return 0;
		len += strlen(b->text + len);
	}
}

static int split_line(struct batch *b, struct err *err)
{
	char *p = b->text;

	b->word_count = 0;
	for (;;) {
		char *end;

		p += strspn(p, " \t\r\n");
		if (!*p)
			return 0;
		if (b->word_count == BATCH_WORDS)
			return err_set(err, 0, "%s:%u: line has more than %d words", b->name, b->start,
				       BATCH_WORDS);
		if (*p == '"' || *p == '\'') {
			end = strchr(p + 1, *p);
			if (!end)
				return err_set(err, 0, "%s:%u: missing closing quote", b->name, b->start);
			p++;
		} else {
			end = p + strcspn(p, " \t\r\n");
		}
		b->words[b->word_count++] = p;
		p = *end ? end + 1 : end;
		*end = '\0';
	}
}

/* Up to the key that precedes the command's own output. Returns the depth to return to. */
enum { ENTRY_COMMAND, ENTRY_OUTPUT };
static const struct field batch_fields[] = {
	[ENTRY_COMMAND] = {.name = "command",
			   .help = "Words of the line",
			   .type = FIELD_LIST,
			   .sub_type = FIELD_STR,
			   .flags = FIELD_JSON_ONLY},
	[ENTRY_OUTPUT] = {.name = "output", .help = "What the command prints", .flags = FIELD_JSON_ONLY},
	{0},
};
static const struct record batch_record = {.name = "batch", .fields = batch_fields};

static unsigned int begin_entry(struct ctx *c, const struct batch *b)
{
	static const struct field f_entry = {.layout = LAYOUT_SECTION};
	unsigned int depth;

	out_object(c->out, &f_entry);
	out_list(c->out, &batch_fields[ENTRY_COMMAND]);
	for (unsigned int i = 0; i < b->word_count; i++)
		out_str(c->out, NULL, b->words[i]);
	out_end(c->out);
	depth = out_depth(c->out);
	out_key(c->out, batch_fields[ENTRY_OUTPUT].name);
	return depth;
}

/* A line that is not a command gets an entry in the document too. */
static int refuse_line(struct ctx *c, struct batch *b, const struct err *err)
{
	b->word_count = 0;
	out_fail(c->out, begin_entry(c, b), err);
	out_end(c->out);
	return -1;
}

static int run_entry(struct ctx *c, struct batch *b, struct err *err)
{
	unsigned int depth = begin_entry(c, b);
	sigset_t before;
	int r;

	sigprocmask(SIG_BLOCK, NULL, &before);
	r = run_line(c, b->words, b->word_count, err);
	if (r && err->kind != ERR_PARTIAL && err->kind != ERR_NO)
		out_fail(c->out, depth, err);
	else if (out_has_key(c->out))
		out_null(c->out, NULL);
	out_end(c->out);
	stop_release(&before);
	if (r && err->kind != ERR_NO)
		err_wrap(err, "%s:%u", b->name, b->start);
	return r;
}

static int run_lines(struct ctx *c, struct batch *b, struct err *err)
{
	struct err partial = {0};
	int r;

	while (!(r = read_line(b, err))) {
		if (split_line(b, err))
			return refuse_line(c, b, err);
		if (!b->word_count)
			continue;
		if (run_entry(c, b, err)) {
			if (err->kind != ERR_PARTIAL)
				return -1;
			partial = *err;
		}
		b->count++;
	}
	if (r == KERN_NONE && partial.kind) {
		*err = partial;
		return -1;
	}
	return r == KERN_NONE ? 0 : refuse_line(c, b, err);
}

static int run_file(struct ctx *c, const char *path, struct err *err)
{
	static const struct field f_batch = {.layout = LAYOUT_SECTION};
	static const struct field f_done = {.label = "", .flags = FIELD_TEXT_ONLY};
	__attribute__((cleanup(close_file))) FILE *file = NULL;
	struct batch *b;
	char done[64];
	int r;

	file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	if (!file)
		return err_set(err, errno, "%s", path);
	b = calloc(1, sizeof(*b));
	if (!b)
		return err_no_memory(err);
	b->name = strcmp(path, "-") ? path : "standard input";
	b->file = file;
	out_list(c->out, &f_batch);
	r = run_lines(c, b, err);
	snprintf(done, sizeof(done), "processed %u commands", b->count);
	if (!r)
		out_str(c->out, &f_done, done);
	out_end(c->out);
	free(b);
	return r;
}

static int run_batch(struct ctx *c, const void *args, struct err *err)
{
	const struct batch_args *a = args;
	int r;

	if (c->batch_depth == BATCH_DEPTH)
		return err_set(err, 0, "%s: batch files are nested more than %d levels deep", a->path,
			       BATCH_DEPTH);
	c->batch_depth++;
	r = run_file(c, a->path, err);
	c->batch_depth--;
	return r;
}

static const struct cmd cmd_batch = {
	.name = "batch",
	.summary = "Run the commands in FILE, one per line",
	.about =
		"Runs the commands in FILE. "
		"Each line is OBJECT COMMAND ARGUMENTS, without the program name. "
		"A # starts a comment, a backslash at the end of a line continues it on the next one, and quotes protect blanks. "
		"The batch stops at the first command that fails, and the error names its line. "
		"Options of a command are given on its line; options that apply to all commands are given on the outer command line.",
	.args =
		(const struct arg[]){
			{.key = "file",
			 .type = &arg_path,
			 .token = "FILE",
			 .help = "File with commands, or - for standard input",
			 .off = offsetof(struct batch_args, path)},
			{0},
		},
	.args_size = sizeof(struct batch_args),
	.record = &batch_record,
	.run = run_batch,
};

const struct object object_batch = {
	.name = "batch",
	.rank = 2,
	.summary = "Commands from a file",
	.cmds = (const struct cmd *const[]){&cmd_batch, NULL},
	.is_plain = true,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From argv to the exit code. The only place that prints errors: each once, in one format. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/dialect.h"
#include "cmd/run.h"
#include "lib/file.h"

/* What a shell reports for a program ended by a closed pipe. */
enum { EXIT_CLOSED_PIPE = 141 };

static const struct dialect *dialect = &dialect_bpfi;

static void print_line(const char *lead, const char *text)
{
	auto_buf line = {0};

	out_escape(&line, text);
	fprintf(stderr, "%s%s\n", lead, buf_str(&line));
}

static void print_quoted(const char *lines)
{
	for (const char *end; dialect->quoted_lead && *lines; lines = *end ? end + 1 : end) {
		auto_buf part = {0}, line = {0};

		end = strchrnul(lines, '\n');
		buf_add(&part, lines, (size_t)(end - lines));
		out_escape_source(&line, buf_str(&part));
		fprintf(stderr, "%s%s\n", dialect->quoted_lead, buf_str(&line));
	}
}

static void print_error(const struct err *err)
{
	char text[sizeof(err->text) + 64];

	err_describe(err, text, sizeof(text));
	print_line(dialect->error_lead, text);
	print_quoted(err->quoted);
	if (*err->hint)
		print_line(dialect->hint_lead, err->hint);
}

static void print_notes(const struct out *o)
{
	const char *note;

	for (unsigned int i = 0; (note = out_noted(o, i)); i++)
		print_line(dialect->note_lead, note);
}

static void print_debug(const char *line)
{
	print_line(dialect->debug_lead, line);
}

static bool wants_color(const struct globals *opts)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (opts->color && strcmp(opts->color, "auto"))
		return !strcmp(opts->color, "always");
	return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(term && !strcmp(term, "dumb"));
}

static enum out_format format_of(const struct globals *opts)
{
	if (opts->jsonl)
		return OUT_JSONL;
	if (opts->pretty)
		return OUT_PRETTY;
	return opts->json ? OUT_JSON : OUT_TEXT;
}

/* In a dialect that has its own. */
static int failure_exit(const struct cmd *cmd, const struct err *err)
{
	if (cmd && cmd->flags & CMD_FAILS_ONE)
		return 1;
	if (cmd && cmd->flags & CMD_FAILS_ERRNO)
		return -(err->is_refused && err->no ? err->no : EINVAL) & UINT8_MAX;
	return dialect->failure_exit;
}

int main(int argc, char **argv)
{
	struct ctx c = {0};
	struct err err = {0}, written = {0};
	int r, words = 0, code;

	if (!file_keep_standard())
		return 1;
	dialect = c.dialect = dialect_called(argc ? argv[0] : NULL);
	/* A file size limit is then reported as a write error. */
	signal(SIGXFSZ, SIG_IGN);
	r = run_options(&c, argv + 1, argc - 1, &words, &err);
	c.out = out_new(STDOUT_FILENO, format_of(&c.opts), wants_color(&c.opts));
	if (!c.out) {
		fputs("bpfi: out of memory\n", stderr);
		return 1;
	}
	if (!r)
		r = run_main(&c, argv + 1, (unsigned int)words, print_debug, &err);
	run_end(&c, r, &err);
	/* A failure that was recovered from is not a failure of the command. */
	code = r ? err_exit_code(&err) : 0;
	if (out_finish(c.out, &written))
		code = out_is_closed_pipe(c.out) ? EXIT_CLOSED_PIPE : 1;
	print_notes(c.out);
	/* An error that is in the document is not repeated, unless it got lost: 2>&1 | jq works. */
	if (r && err.kind != ERR_NO && (written.kind || !out_tells_failure(c.out)))
		print_error(&err);
	if (code == 1 && written.kind)
		print_error(&written);
	/* JSON has null instead. */
	if (c.usage.len && format_of(&c.opts) == OUT_TEXT)
		fputs(buf_str(&c.usage), stderr);
	if (code && code != EXIT_CLOSED_PIPE && dialect->failure_exit)
		code = failure_exit(c.cmd, &err);
	buf_free(&c.usage);
	out_free(c.out);
	return code;
}

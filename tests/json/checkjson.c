/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Checks standard input, which bpfi printed:
 *
 *   checkjson [--form document|lines] [--schema DOC] [--same-as-text FILE] [--keep FILE]
 *             [-- COMMAND LINE OF BPFI]
 *
 * Always: JSON to the letter, no key twice, valid UTF-8, one newline at the end and nothing behind it. With a
 * schema (the output of `bpfi -j __doc`) also the fields of the command. --keep appends a document and the
 * command that printed it for tests/json/validate. Exit code 1 if anything is wrong.
 */
#include "tests/json/check.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_wrong;

void check_wrong(const char *fmt, ...)
{
	va_list ap;

	is_wrong = true;
	va_start(ap, fmt);
	fputs("json: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
}

static char *read_all(const char *path, size_t *ret_len)
{
	FILE *f = strcmp(path, "-") ? fopen(path, "re") : stdin;
	size_t len = 0, room = 1 << 16;
	char *data = malloc(room);

	if (!f || !data) {
		perror(path);
		exit(2);
	}
	for (size_t got; (got = fread(data + len, 1, room - len - 1, f)) > 0;) {
		len += got;
		if (room - len < 2)
			data = realloc(data, room *= 2);
		if (!data)
			exit(2);
	}
	data[len] = '\0';
	*ret_len = len;
	if (f != stdin)
		fclose(f);
	return data;
}

struct checks {
	bool is_lines;
	const json_t *doc;
	const json_t *command;
	const char *text;
	const char *keep;
};

/* As it was printed: jansson would lose numbers above 2^63. */
static void keep_document(const struct checks *c, const char *data, size_t len)
{
	const json_t *name = json_object_get(c->command, "name");
	FILE *f = name ? fopen(c->keep, "ae") : NULL;

	if (!f)
		return;
	fprintf(f, "{\"command\":\"%s\",\"document\":%.*s}\n", json_string_value(name), (int)len, data);
	fclose(f);
}

static void check_document(const struct checks *c, const char *data, size_t len)
{
	json_t *value = check_parse(data, len);

	if (!value)
		return;
	if (c->text && c->command)
		check_same(c->command, value, c->text);
	else if (c->doc)
		check_schema(c->doc, c->command, value);
	if (c->keep && c->command && !c->is_lines)
		keep_document(c, data, len);
	json_decref(value);
}

static void check_all(const struct checks *c, const char *data, size_t len)
{
	const char *at = data, *end = data + len;

	if (!c->is_lines) {
		check_document(c, data, len);
		return;
	}
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;

		check_document(c, at, (size_t)(next - at));
		at = next;
	}
}

int main(int argc, char **argv)
{
	static const struct option options[] = {{"form", required_argument, NULL, 'f'},
						{"schema", required_argument, NULL, 's'},
						{"same-as-text", required_argument, NULL, 't'},
						{"keep", required_argument, NULL, 'k'},
						{0}};
	struct checks c = {0};
	json_t *doc = NULL;
	json_error_t error;
	char *data, *text = NULL;
	size_t len;
	int opt;

	while ((opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (opt == 'f')
			c.is_lines = !strcmp(optarg, "lines");
		else if (opt == 't')
			text = read_all(optarg, &len);
		else if (opt == 'k')
			c.keep = optarg;
		else if (opt == 's' && !(doc = json_load_file(optarg, 0, &error)))
			check_wrong("%s: %s", optarg, error.text);
		else if (opt == '?')
			return 2;
	}
	c.text = text;
	c.doc = doc;
	c.command = doc ? check_find_command(doc, argv + optind) : NULL;
	data = read_all("-", &len);
	check_all(&c, data, len);
	json_decref(doc);
	free(data);
	free(text);
	return is_wrong;
}

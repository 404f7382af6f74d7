/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The schema that bpfi tells of itself, and values held against it. */
#include "tests/json/check.h"

#include <stdio.h>
#include <string.h>

enum { PATH_LEN = 512 };

static const char *row_str(const json_t *row, const char *key)
{
	const char *s = json_string_value(json_object_get(row, key));

	return s ? s : "";
}

/* Whether @word is an option whose value is the next word. */
static bool takes_value(const json_t *doc, const char *word)
{
	const json_t *opt;
	size_t i;

	json_array_foreach(json_object_get(doc, "options"), i, opt)
	{
		if (!json_object_get(opt, "value"))
			continue;
		if (!strncmp(word, "--", 2)
			    ? !strcmp(word + 2, row_str(opt, "name"))
			    : *row_str(opt, "letter") && word[strlen(word) - 1] == *row_str(opt, "letter"))
			return true;
	}
	return false;
}

/* The first two words that are no options. */
static void find_words(const json_t *doc, char **argv, const char *words[2])
{
	unsigned int n = 0;

	words[0] = words[1] = "";
	for (; *argv && n < 2; argv++) {
		if (!strcmp(*argv, "--"))
			continue;
		if ((*argv)[0] != '-' || !(*argv)[1])
			words[n++] = *argv;
		else if (takes_value(doc, *argv) && argv[1])
			argv++;
	}
}

/* "prog", "show" of the row "prog show" (or its alias): 2 the very words, 1 shortened, 0 no. */
static int match_words(const json_t *row, const char *words[2])
{
	const char *name = row_str(row, "name"), *space = strchr(name, ' '), *alias = row_str(row, "alias");
	size_t len = space ? (size_t)(space - name) : strlen(name);
	bool is_object = strlen(words[0]) == len && !strncmp(words[0], name, len);

	if (!*words[0] || strncmp(words[0], name, strlen(words[0])) != 0 || strlen(words[0]) > len)
		return 0;
	if (!space)
		return is_object ? 2 : 1;
	space++;
	if (!strcmp(words[1], space) || (*alias && !strcmp(words[1], alias)) || !*words[1])
		return is_object ? 2 : 1;
	return !strncmp(words[1], space, strlen(words[1])) || !strncmp(words[1], alias, strlen(words[1]));
}

const json_t *check_find_command(const json_t *doc, char **argv)
{
	const json_t *row, *best = NULL;
	const char *words[2];
	int best_match = 0;
	size_t i;

	find_words(doc, argv, words);
	json_array_foreach(json_object_get(doc, "commands"), i, row)
	{
		int match = match_words(row, words);

		if (match > best_match) {
			best_match = match;
			best = row;
		}
	}
	return best;
}

/* Fields of a section (a row of no type that has rows below it) stand in the record itself. */
const json_t *check_find_field(const json_t *fields, const char *key)
{
	const json_t *row, *below;
	size_t i;

	json_array_foreach (fields, i, row) {
		if (!strcmp(row_str(row, "name"), key))
			return row;
	}
	json_array_foreach (fields, i, row) {
		below = strcmp(row_str(row, "type"), "any") ? NULL : json_object_get(row, "fields");
		row = below ? check_find_field(below, key) : NULL;
		if (row)
			return row;
	}
	return NULL;
}

static bool has_type(const json_t *value, const char *type)
{
	if (!strcmp(type, "any") || json_is_null(value))
		return true;
	if (!strcmp(type, "uint"))
		return check_is_uint(value);
	if (!strcmp(type, "int"))
		return json_is_integer(value);
	if (!strcmp(type, "bool"))
		return json_is_boolean(value);
	if (!strcmp(type, "string"))
		return json_is_string(value) && !check_is_uint(value);
	if (!strcmp(type, "list"))
		return json_is_array(value);
	return !strcmp(type, "object") && json_is_object(value);
}

static void check_record(const json_t *fields, const json_t *record, const char *path);

static void check_value(const json_t *field, const json_t *value, const char *path)
{
	const json_t *sub = json_object_get(field, "fields"), *element;
	const char *type = row_str(field, "type"), *of = row_str(field, "of");
	size_t i;

	if (!has_type(value, type))
		check_wrong("%s is not of type %s", path, type);
	if (json_is_object(value) && sub)
		check_record(sub, value, path);
	if (!json_is_array(value))
		return;
	json_array_foreach(value, i, element)
	{
		if (sub)
			check_record(sub, element, path);
		else if (*of && !has_type(element, of))
			check_wrong("an element of %s is not of type %s", path, of);
	}
}

static void check_record(const json_t *fields, const json_t *record, const char *path)
{
	const json_t *value, *row;
	char below[PATH_LEN];
	const char *key;
	size_t i;

	if (!json_is_object(record)) {
		check_wrong("%s: not an object", path);
		return;
	}
	/* A record that could not be read, or the walk that ended. */
	if (json_object_get(record, "error"))
		return;
	json_object_foreach((json_t *)record, key, value)
	{
		snprintf(below, sizeof(below), "%s.%s", path, key);
		row = check_find_field(fields, key);
		if (row)
			check_value(row, value, below);
		else
			check_wrong("%s: no field of that name in the rows", below);
	}
	json_array_foreach(fields, i, row)
	{
		if (!json_is_true(json_object_get(row, "optional")) &&
		    !json_object_get(record, row_str(row, "name")))
			check_wrong("%s lacks %s, which the rows say is always there", path,
				    row_str(row, "name"));
	}
}

static void check_batch(const json_t *doc, const json_t *record)
{
	enum { WORDS = 16 };
	const json_t *word;
	char *argv[WORDS + 1] = {0};
	size_t i;

	json_array_foreach(json_object_get(record, "command"), i, word)
	{
		if (i < WORDS)
			argv[i] = (char *)json_string_value(word);
	}
	check_schema(doc, check_find_command(doc, argv), json_object_get(record, "output"));
}

static void check_one(const json_t *doc, const json_t *command, const json_t *record)
{
	const json_t *fields = json_object_get(command, "fields");

	if (json_is_object(record) && json_object_get(record, "command") && json_object_get(record, "output"))
		check_batch(doc, record);
	else if (fields && !json_is_null(record))
		check_record(fields, record, row_str(command, "name"));
}

void check_schema(const json_t *doc, const json_t *command, const json_t *value)
{
	const json_t *element;
	size_t i;

	if (!json_is_array(value)) {
		check_one(doc, command, value);
		return;
	}
	json_array_foreach(value, i, element) check_one(doc, command, element);
}

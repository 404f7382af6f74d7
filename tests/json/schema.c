/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The schema that bpfi tells of itself, and values held against it. */
#include "tests/json/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

const json_t *check_find_field(const json_t *fields, const char *key)
{
	const json_t *row;
	size_t i;

	json_array_foreach(fields, i, row)
	{
		if (!strcmp(row_str(row, "name"), key))
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

/* What does not fit, and where. */
struct why {
	char text[256];
};

__attribute__((format(printf, 2, 3))) static bool no(struct why *why, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why->text, sizeof(why->text), fmt, ap);
	va_end(ap);
	return false;
}

static bool fits_record(const json_t *fields, const json_t *record, const char *name, struct why *why);

static bool fits_row(const json_t *row, const json_t *value, struct why *why)
{
	const json_t *sub = json_object_get(row, "fields"), *element;
	const char *type = row_str(row, "type"), *of = row_str(row, "elements"), *name = row_str(row, "name");
	size_t i;

	/* Names that the rows have: a value without one is shown as its number. */
	if (json_is_true(json_object_get(row, "named")) && check_is_uint(value))
		return true;
	if (!has_type(value, type))
		return no(why, "%s is not of type %s", name, type);
	if (json_is_object(value))
		return !sub || fits_record(sub, value, name, why);
	json_array_foreach(value, i, element)
	{
		if (sub && !fits_record(sub, element, name, why))
			return false;
		if (!sub && *of && !has_type(element, of))
			return no(why, "an element of %s is not of type %s", name, of);
	}
	return true;
}

/* Kinds of records may use one name for different things: one row of the name must fit. */
static bool fits_key(const json_t *fields, const char *key, const json_t *value, struct why *why)
{
	const json_t *row;
	size_t i;

	no(why, "%s: no row has that name", key);
	json_array_foreach(fields, i, row)
	{
		if (!strcmp(row_str(row, "name"), key) && fits_row(row, value, why))
			return true;
	}
	return false;
}

static bool fits_record(const json_t *fields, const json_t *record, const char *name, struct why *why)
{
	const json_t *value, *row;
	const char *key;
	size_t i;

	if (!json_is_object(record))
		return no(why, "%s is no object", name);
	/* A record that could not be read, or the walk that ended. */
	if (json_object_get(record, "error"))
		return true;
	json_object_foreach((json_t *)record, key, value)
	{
		if (!fits_key(fields, key, value, why))
			return false;
	}
	json_array_foreach(fields, i, row)
	{
		if (!json_is_true(json_object_get(row, "optional")) &&
		    !json_object_get(record, row_str(row, "name")))
			return no(why, "%s lacks %s, which the rows say is always there", name,
				  row_str(row, "name"));
	}
	return true;
}

/* Keys that were asked for are not those of the rows. */
static bool has_chosen(char **argv)
{
	for (; *argv; argv++)
		if (!strcmp(*argv, "--fields") || !strcmp(*argv, "--table") || !strcmp(*argv, "--csv"))
			return true;
	return false;
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
	if (!has_chosen(argv))
		check_schema(doc, check_find_command(doc, argv), json_object_get(record, "output"));
}

/* Of JSON lines: an element of the list that is all there is to the document. */
static bool fits_stream(const json_t *fields, const json_t *record)
{
	const json_t *row;
	struct why why;
	size_t i;

	json_array_foreach(fields, i, row)
	{
		if (json_is_true(json_object_get(row, "stream")))
			return fits_record(json_object_get(row, "fields"), record, "the record", &why);
	}
	return false;
}

static void check_one(const json_t *doc, const json_t *command, const json_t *record)
{
	const json_t *fields = json_object_get(command, "fields"), *option, *instead;
	struct why why;
	size_t i;

	/* An option may bring records of its own. */
	json_array_foreach(json_object_get(command, "options"), i, option)
	{
		instead = json_object_get(option, "fields");
		if (instead && json_is_object(record) && fits_record(instead, record, "the record", &why))
			return;
	}

	if (json_is_object(record) && json_object_get(record, "command") && json_object_get(record, "output"))
		check_batch(doc, record);
	else if (fields && !json_is_null(record) && !fits_record(fields, record, "the record", &why) &&
		 !fits_stream(fields, record))
		check_wrong("%s: %s", row_str(command, "name"), why.text);
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

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Argument types. */
#include "cmd/args.h"

#include <string.h>

#include "lib/cmd.h"
#include "lib/num.h"
#include "lib/words.h"

enum { SECONDS_DIGITS = 9 };

static const char *take(struct argv_rest *rest)
{
	rest->left--;
	return *rest->at++;
}

static int parse_word(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", arg_token(a));
	*(const char **)dst = take(rest);
	return 0;
}

static void complete_path(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)given;
	complete_files(c, a->suffix);
}

const struct arg_type arg_path = {
	.token = "PATH",
	.help = "Path of a file or directory",
	.parse = parse_word,
	.complete = complete_path,
};

/* The words outlive the command: they are argv's, or a batch line's. */
static int parse_paths(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct path_args *paths = dst;

	(void)a;
	(void)err;
	*paths = (struct path_args){(const char *const *)rest->at, rest->left};
	while (rest->left)
		take(rest);
	return 0;
}

const struct arg_type arg_paths = {
	.token = "PATH...",
	.help = "Paths of files",
	.parse = parse_paths,
	.complete = complete_path,
};

/* The words of one argument lie side by side in argv. */
static int parse_files(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct path_args *paths = dst;
	const char *ignored;

	if (!paths->count)
		paths->list = (const char *const *)rest->at;
	paths->count++;
	return parse_word(a, rest, &ignored, err);
}

const struct arg_type arg_files = {
	.token = "FILE",
	.help = "Paths of files",
	.parse = parse_files,
	.complete = complete_path,
};

const struct arg_type arg_word = {
	.token = "WORD",
	.parse = parse_word,
};

static int parse_choice(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct word list[ARGS_LIST] = {0};
	int found;

	for (int i = 0; a->words[i] && i + 1 < ARGS_LIST; i++)
		list[i] = (struct word){.text = a->words[i], .meaning = i};
	if (words_find(list, rest->at[0], a->key ? a->key : arg_token(a), &found, err))
		return -1;
	take(rest);
	*(const char **)dst = a->words[found];
	return 0;
}

const struct arg_type arg_choice = {
	.token = "WORD",
	.parse = parse_choice,
};

static int parse_names(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct name_args *names = dst;

	if (names->count == ARGS_LIST)
		return err_usage(err, "'%s' may be given at most %d times", a->key, ARGS_LIST);
	return parse_word(a, rest, &names->list[names->count++], err);
}

const struct arg_type arg_names = {
	.token = "NAME",
	.parse = parse_names,
};

static int parse_ids(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct id_args *ids = dst;
	uint32_t id;

	if (ids->count == ARGS_LIST)
		return err_usage(err, "'%s' may be given at most %d times", a->key, ARGS_LIST);
	if (num_parse_u32(rest->at[0], a->key, &id, err))
		return -1;
	for (uint32_t i = 0; i < ids->count; i++)
		if (ids->list[i] == id)
			return err_usage(err, "%s %u is given twice", a->key, id);
	take(rest);
	ids->list[ids->count++] = id;
	return 0;
}

const struct arg_type arg_ids = {
	.token = "N",
	.parse = parse_ids,
};

static int parse_count(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	uint32_t count;

	if (num_parse_u32(rest->at[0], a->key, &count, err))
		return -1;
	if (!count)
		return err_usage(err, "%s 0: must be at least 1", a->key);
	take(rest);
	*(uint32_t *)dst = count;
	return 0;
}

const struct arg_type arg_count = {
	.token = "N",
	.parse = parse_count,
};

/* Digits, with up to three more after a decimal point. */
static int parse_seconds(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	const char *word = rest->at[0];
	size_t whole = strspn(word, "0123456789");
	size_t part = word[whole] == '.' ? strspn(word + whole + 1, "0123456789") : 0;
	size_t len = whole + (word[whole] == '.') + part;
	uint64_t ms = 0;

	if (word[len] || !(whole + part) || whole > SECONDS_DIGITS || part > 3)
		return err_usage(err, "%s '%s': expected a number of seconds, such as 2 or 0.5", a->key,
				 word);
	for (const char *p = word; *p; p++)
		ms = *p == '.' ? ms : ms * 10 + (uint64_t)(*p - '0');
	for (; part < 3; part++)
		ms *= 10;
	if (!ms)
		return err_usage(err, "%s %s: must be more than 0 seconds", a->key, word);
	take(rest);
	*(uint64_t *)dst = ms;
	return 0;
}

const struct arg_type arg_seconds = {
	.token = "SECONDS",
	.parse = parse_seconds,
};

static int parse_optional_number(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct optional_number *n = dst;

	if (num_parse_u32(rest->at[0], a->key, &n->value, err))
		return -1;
	n->is_given = true;
	rest->at++;
	rest->left--;
	return 0;
}

const struct arg_type arg_optional_number = {
	.token = "N",
	.parse = parse_optional_number,
};

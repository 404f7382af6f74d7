/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The argument SRC: its words, and what can be completed after each. Keywords win; then digits are the id of
 * BTF, and anything else is a file or a module. Left out, the running kernel is meant.
 */
#include <string.h>

#include "btfdump/load/load.h"
#include "lib/cmd.h"
#include "lib/words.h"

static const struct word source_words[] = {
	{"id", BTF_FROM_ID, 1},
	{"map", BTF_FROM_MAP, 2},
	{"prog", BTF_FROM_PROG, 3},
	{"file", BTF_FROM_FILE, 4},
	{0},
};

/* What a type begins with, where it is given by two words: no source. */
static const char *const kind_words[] = {"struct", "union", "enum", "typedef", NULL};

static const struct word part_words[] = {
	{"key", BTF_PART_KEY, 1},
	{"value", BTF_PART_VALUE, 2},
	{"kv", BTF_PART_KV, 3},
	{"all", BTF_PART_ALL, 4},
	{0},
};

/* The rows that read what follows the first word. */
static const struct arg_type *const ref_types[] = {
	[BTF_FROM_ID] = &arg_btf,
	[BTF_FROM_PROG] = &arg_prog,
	[BTF_FROM_MAP] = &arg_map,
};

static void parse_part(struct argv_rest *rest, struct btf_source *src)
{
	struct err ignored = {0};
	int part;

	/* Other words belong to the command. */
	if (!rest->left || words_find(part_words, rest->at[0], "", &part, &ignored))
		return;
	src->part = part;
	rest->at++;
	rest->left--;
}

static bool is_type_word(const char *word)
{
	for (const char *const *t = kind_words; *t; t++)
		if (!strcmp(*t, word))
			return true;
	return false;
}

/* The whole keyword, or its beginning with a value after it. */
static bool is_keyword(const struct argv_rest *rest)
{
	const size_t len = strlen(rest->at[0]);

	for (const struct word *w = source_words; w->text; w++)
		if (!strcmp(w->text, rest->at[0]) ||
		    (len && rest->left > 1 && !strncmp(w->text, rest->at[0], len)))
			return true;
	return false;
}

/* Without a keyword. */
static int parse_bare(const struct arg *a, struct argv_rest *rest, struct btf_source *src, struct err *err)
{
	const char *word = rest->at[0];

	if (!*word)
		return err_usage(err, "%s is empty", arg_token(a));
	if (is_type_word(word))
		return 0;
	src->from = BTF_FROM_NAME;
	if (!word[strspn(word, "0123456789")]) {
		src->from = BTF_FROM_ID;
		return arg_btf.parse(a, rest, &src->ref, err);
	}
	if (strpbrk(word, "./"))
		src->from = BTF_FROM_FILE;
	src->path = word;
	rest->at++;
	rest->left--;
	return 0;
}

static int parse_source(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct btf_source src = {0};
	int from;

	if (!is_keyword(rest)) {
		if (parse_bare(a, rest, &src, err))
			return -1;
		*(struct btf_source *)dst = src;
		return 0;
	}
	if (words_find(source_words, rest->at[0], "BTF source", &from, err))
		return -1;
	if (rest->left < 2)
		return err_usage(err, "'%s' must be followed by a value", rest->at[0]);
	src.from = from;
	rest->at++;
	rest->left--;
	if (src.from == BTF_FROM_FILE) {
		src.path = rest->at[0];
		rest->at++;
		rest->left--;
	} else if (ref_types[src.from]->parse(a, rest, &src.ref, err)) {
		return -1;
	}
	if (src.from == BTF_FROM_MAP)
		parse_part(rest, &src);
	*(struct btf_source *)dst = src;
	return 0;
}

/* A reference, and nothing after it. */
static bool is_whole(const struct argv_rest *ref)
{
	struct argv_rest rest = *ref;
	struct err ignored = {0};
	struct ref found;

	return ref->left && !arg_map.parse(NULL, &rest, &found, &ignored) && !rest.left;
}

static void complete_source(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	static char name[] = "name";
	const struct argv_rest by_name = {(char *[]){name}, 1};
	struct argv_rest after = *given;
	struct err ignored = {0};
	int from;

	if (!given->left) {
		for (const struct word *w = source_words; w->text; w++)
			complete_add(c, w->text, NULL);
		if (c->kern)
			arg_btf.complete(c, a, &by_name);
		if (strpbrk(c->begun, "./"))
			complete_files(c, NULL);
		return;
	}
	if (words_find(source_words, given->at[0], "", &from, &ignored))
		return;
	/* "id" is itself a way to name the object. */
	after.at += from != BTF_FROM_ID;
	after.left -= from != BTF_FROM_ID;
	if (from == BTF_FROM_FILE && given->left == 1)
		complete_files(c, NULL);
	else if (from == BTF_FROM_MAP && is_whole(&after))
		for (const struct word *w = part_words; w->text; w++)
			complete_add(c, w->text, NULL);
	else if (from != BTF_FROM_FILE && !is_whole(&after))
		ref_types[from]->complete(c, a, &after);
}

const struct arg_type arg_btf_source = {
	.token = "SRC",
	.grammar = "[id] N | prog PROG | map MAP [kv | key | value | all] | [file] FILE | MODULE",
	.help = "Source of types: a loaded BTF object, a program, the key and value of a map, a file (raw BTF, ELF object, kernel module or kernel image, also compressed), or a loaded module; where it can be left out, the running kernel is meant",
	.parse = parse_source,
	.complete = complete_source,
};

/* Words that can follow have neither dots nor slashes. */
static bool is_another_file(const struct argv_rest *rest)
{
	if (!rest->left)
		return false;
	return strcmp(rest->at[0], "file") ? strpbrk(rest->at[0], "./") != NULL : rest->left >= 2;
}

static int parse_sources(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct btf_sources *src = dst;

	if (parse_source(a, rest, &src->first, err))
		return -1;
	if (src->first.from != BTF_FROM_FILE)
		return 0;
	src->files[src->file_count++] = src->first.path;
	while (is_another_file(rest)) {
		const unsigned int words = strcmp(rest->at[0], "file") ? 1 : 2;

		if (src->file_count == BTF_FILES_MAX)
			return err_usage(err, "too many files (at most %d)", BTF_FILES_MAX);
		src->files[src->file_count++] = rest->at[words - 1];
		rest->at += words;
		rest->left -= words;
	}
	return 0;
}

const struct arg_type arg_btf_sources = {
	.token = "SRC",
	.grammar = "[id] N | prog PROG | map MAP [kv | key | value | all] | [file] FILE ... | MODULE",
	.help = "Source of types (default: the running kernel): a loaded BTF object, a program, the key and value of a map, files (raw BTF, ELF objects, kernel modules or kernel images, also compressed), or a loaded module. Several files are merged; split BTF files must have the same base",
	.parse = parse_sources,
	.complete = complete_source,
};

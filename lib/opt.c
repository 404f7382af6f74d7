/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Option parsing over rows. */
#include "lib/opt.h"

#include <stdio.h>
#include <string.h>

#include "lib/words.h"

enum { NAMES_MOST = 128, NAME_SIZE = 40 };

#define OPT_HINT "see --help for the list of options"

/* The parser's state: where in argv, what was found. */
struct opt_line {
	char **argv;
	int argc, at, words;
	const struct opt *const *tables;
	struct opt_hits *hits;
};

static const struct opt *find_letter(const struct opt_line *l, char letter)
{
	for (unsigned int t = 0; l->tables[t]; t++)
		for (const struct opt *o = l->tables[t]; o->name; o++)
			if (o->letter == letter)
				return o;
	return NULL;
}

/* @name as typed, with its dashes: errors show it. */
static int find_name(const struct opt_line *l, const char *name, size_t len, const struct opt **ret_opt,
		     struct err *err)
{
	const struct opt *rows[NAMES_MOST];
	struct word list[NAMES_MOST] = {0};
	char names[NAMES_MOST][NAME_SIZE], word[NAME_SIZE];
	int found, n = 0;

	for (unsigned int t = 0; l->tables[t]; t++)
		for (const struct opt *o = l->tables[t]; o->name && n + 1 < NAMES_MOST; o++) {
			rows[n] = o;
			snprintf(names[n], NAME_SIZE, "--%s", o->name);
			list[n] = (struct word){.text = names[n], .meaning = n};
			/* Commands may share a name. */
			for (int i = 0; i < n; i++)
				if (!strcmp(names[i], names[n]))
					list[n].meaning = i;
			n++;
		}
	if (len == 2 || len >= sizeof(word))
		return err_usage(err, "unknown option '%.40s%s'", name, len == 2 ? "" : "...");
	memcpy(word, name, len);
	word[len] = '\0';
	if (words_find(list, word, "option", &found, err)) {
		if (!strncmp(err->hint, "must be", 7))
			err_hint(err, OPT_HINT);
		return -1;
	}
	*ret_opt = rows[found];
	return 0;
}

static int add_hit(struct opt_line *l, const struct opt *opt, const char *value, struct err *err)
{
	const char *const *w = opt->words;

	if (opt->type == OPT_CHOICE) {
		char all[128];

		while (*w && strcmp(*w, value))
			w++;
		words_join(opt->words, ", ", all, sizeof(all));
		if (!*w)
			return err_usage(err, "--%s '%s': must be one of %s", opt->name, value, all);
	}
	if (l->hits->count == OPT_HITS)
		return err_usage(err, "too many options (at most %d)", OPT_HITS);
	l->hits->list[l->hits->count++] = (struct opt_hit){opt, value};
	return 0;
}

/* The value of an option: the rest of the same word, or the next word. */
static int take_value(struct opt_line *l, const struct opt *opt, const char *own, const char **ret_value,
		      struct err *err)
{
	if (!opt->token) {
		*ret_value = NULL;
		return 0;
	}
	if (!own && l->at + 1 < l->argc)
		own = l->argv[++l->at];
	if (!own || !*own)
		return err_usage(err, "option '--%s' requires %s", opt->name, opt->token);
	*ret_value = own;
	return 0;
}

static int parse_long(struct opt_line *l, const char *word, struct err *err)
{
	const char *equals = strchr(word, '='), *value = NULL;
	const struct opt *opt = NULL;

	if (find_name(l, word, equals ? (size_t)(equals - word) : strlen(word), &opt, err))
		return -1;
	if (equals && !opt->token)
		return err_usage(err, "option '--%s' does not take a value", opt->name);
	if (take_value(l, opt, equals ? equals + 1 : NULL, &value, err))
		return -1;
	return add_hit(l, opt, value, err);
}

static int parse_letters(struct opt_line *l, const char *letters, struct err *err)
{
	for (const char *p = letters; *p; p++) {
		const struct opt *opt = find_letter(l, *p);
		const char *value = NULL;

		if (!opt) {
			err_usage(err, "unknown option '-%c'", *p);
			err_hint(err, OPT_HINT);
			return -1;
		}
		if (take_value(l, opt, opt->token && p[1] ? p + 1 : NULL, &value, err))
			return -1;
		if (add_hit(l, opt, value, err))
			return -1;
		if (opt->token)
			break;
	}
	return 0;
}

/* A lone dash is standard input or output. */
bool opt_is_word(const char *word)
{
	return word[0] != '-' || !word[1] || (word[1] >= '0' && word[1] <= '9');
}

const struct opt *opt_awaiting(const char *word, const struct opt *const *tables)
{
	const struct opt_line l = {.tables = tables};
	const struct opt *opt = NULL;
	struct err ignored;

	if (opt_is_word(word) || strchr(word, '='))
		return NULL;
	if (word[1] == '-')
		return !find_name(&l, word, strlen(word), &opt, &ignored) && opt->token ? opt : NULL;
	/* After an option with a value, the remaining letters are the value. */
	for (const char *p = word + 1; *p; p++) {
		opt = find_letter(&l, *p);
		if (!opt || opt->token)
			return p[1] ? NULL : opt;
	}
	return NULL;
}

int opt_split(char **argv, int argc, const struct opt *const *tables, struct opt_hits *ret_hits,
	      int *ret_words, struct err *err)
{
	struct opt_line l = {.argv = argv, .argc = argc, .tables = tables, .hits = ret_hits};
	bool has_ended = false, has_failed = false;
	struct err later;

	ret_hits->count = 0;
	for (; l.at < argc; l.at++) {
		char *word = argv[l.at];
		int r = 0;

		if (has_ended || opt_is_word(word))
			argv[l.words++] = word;
		else if (!strcmp(word, "--"))
			has_ended = true;
		else if (word[1] == '-')
			r = parse_long(&l, word, has_failed ? &later : err);
		else
			r = parse_letters(&l, word + 1, has_failed ? &later : err);
		has_failed |= r != 0;
	}
	*ret_words = l.words;
	return has_failed ? -1 : 0;
}

const struct opt *opt_in(const struct opt *table, const struct opt *opt)
{
	for (; table && table->name; table++)
		if (!strcmp(table->name, opt->name))
			return table;
	return NULL;
}

static int store_next(const struct opt *opt, const char *value, const char **list, struct err *err)
{
	unsigned int n = 0;

	while (list[n])
		n++;
	if (n + 1 == OPT_LIST_SIZE)
		return err_usage(err, "--%s can be given at most %u times", opt->name, n);
	list[n] = value;
	return 0;
}

int opt_store(const struct opt *opt, const struct opt_hit *hit, void *dst, struct err *err)
{
	char *at = (char *)dst + opt->off;

	if (opt->type == OPT_LIST)
		return store_next(opt, hit->value, (const char **)(void *)at, err);
	if (opt->type == OPT_BOOL)
		*(bool *)at = true;
	else
		memcpy(at, &hit->value, sizeof(hit->value));
	return 0;
}

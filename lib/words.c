/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Word look-up and guesses for mistyped words. */
#include "lib/words.h"

#include <stdio.h>
#include <string.h>

enum { GUESS_LEN = 64, GUESS_MOST = 2, PREFIX_LEAST = 3 };

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* Edits (insert, delete, replace, swap of neighbours) that turn one into the other; 99 for long words. */
static unsigned int edit_distance(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);
	unsigned int d[GUESS_LEN + 1][GUESS_LEN + 1];

	if (la > GUESS_LEN || lb > GUESS_LEN)
		return 99;
	for (size_t i = 0; i <= la; i++)
		d[i][0] = (unsigned int)i;
	for (size_t j = 0; j <= lb; j++)
		d[0][j] = (unsigned int)j;
	for (size_t i = 1; i <= la; i++) {
		for (size_t j = 1; j <= lb; j++) {
			unsigned int replace = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

			d[i][j] = least(least(d[i - 1][j], d[i][j - 1]) + 1, replace);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[la][lb];
}

bool words_are_close(const char *text, const char *known)
{
	unsigned int most = strlen(known) <= 3 ? 1 : GUESS_MOST;

	return edit_distance(text, known) <= most;
}

void guess_offer(struct guess *g, const char *text, const char *known)
{
	const size_t len = strlen(text);
	unsigned int distance = 99;

	if (words_are_close(text, known))
		distance = edit_distance(text, known);
	else if (len >= PREFIX_LEAST && !strncmp(text, known, len))
		distance = GUESS_MOST;
	if (distance == 99 || (*g->word && g->distance < distance))
		return;
	/* Of those that it begins, the shortest. */
	if (*g->word && g->distance == distance && strlen(g->word) <= strlen(known))
		return;
	g->distance = distance;
	snprintf(g->word, sizeof(g->word), "%s", known);
}

void guess_hint(const struct guess *g, struct err *err)
{
	if (*g->word)
		err_hint(err, "did you mean '%s'?", g->word);
}

static void add_candidate(char *list, size_t size, const char *text)
{
	size_t n = strlen(list);

	snprintf(list + n, size - n, "%s%s", n ? ", " : "", text);
}

static int refuse_unknown(const struct word *list, const char *text, const char *what, struct err *err)
{
	struct guess guess = {0};
	char all[256] = "";

	for (const struct word *w = list; w->text; w++) {
		guess_offer(&guess, text, w->text);
		add_candidate(all, sizeof(all), w->text);
	}
	err_usage(err, "unknown %s '%s'", what, text);
	if (*all)
		err_hint(err, "must be one of: %s", all);
	guess_hint(&guess, err);
	return -1;
}

/* How the incumbent resolves an abbreviation: its first word that matches. */
static const struct word *first_ranked(const struct word *list, const char *text)
{
	const struct word *first = NULL;
	size_t len = strlen(text);

	for (const struct word *w = list; len && w->text; w++)
		if (w->rank && !strncmp(w->text, text, len) && (!first || w->rank < first->rank))
			first = w;
	return first;
}

int words_find(const struct word *list, const char *text, const char *what, int *ret_meaning, struct err *err)
{
	const struct word *found = NULL, *ranked = first_ranked(list, text);
	bool is_ambiguous = false;
	char candidates[256] = "";
	size_t len = strlen(text);

	for (const struct word *w = list; w->text; w++) {
		if (!strcmp(w->text, text)) {
			*ret_meaning = w->meaning;
			return 0;
		}
		if (!len || strncmp(w->text, text, len))
			continue;
		/* A word that is a prefix of all other matches is meant itself: json, not jsonl. */
		if (!found || !strncmp(found->text, w->text, strlen(w->text)))
			found = w;
		else
			is_ambiguous |= found->meaning != w->meaning &&
					strncmp(found->text, w->text, strlen(found->text));
		add_candidate(candidates, sizeof(candidates), w->text);
	}
	if (ranked)
		found = ranked;
	else if (is_ambiguous)
		return err_usage(err, "%s '%s' is ambiguous: %s", what, text, candidates);
	if (!found)
		return refuse_unknown(list, text, what, err);
	*ret_meaning = found->meaning;
	return 0;
}

void words_join(const char *const *list, const char *sep, char *buf, unsigned long size)
{
	size_t n = 0;

	buf[0] = '\0';
	for (; *list && n < size; list++)
		n += (size_t)snprintf(buf + n, size - n, "%s%s", n ? sep : "", *list);
}

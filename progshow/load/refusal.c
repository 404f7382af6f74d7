/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Verifier logs, from their end: statistics, the reason, the instructions that led to it, and somewhere in
 * front of these the line of source they were made of.
 */
#include "progshow/load/refusal.h"

#include <string.h>

#include "lib/buf.h"

enum { LINES_MOST = 11, SOURCE_MOST = 240 };

static bool begins(const char *line, size_t len, const char *word)
{
	return len >= strlen(word) && !memcmp(line, word, strlen(word));
}

/* Lines that say how much work it was, or in which state; not why it failed. */
static bool is_statistic(const char *line, size_t len)
{
	static const char *const starts[] = {
		"processed ", "verification time ", "stack depth ",
		"func#",      "mark_precise",       "parent ",
		"regs=",      "last_idx ",          "insns processed ",
		"cur state:", "old state:",         "propagating ",
	};

	for (unsigned int i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (begins(line, len, starts[i]))
			return true;
	return !len;
}

/*
 * Lines of the walk: source, an instruction, a state ("12: R0=1", "from 3 to 5: safe"). A log that ends with
 * them tells of no refusal: the verifier says why last.
 */
static bool is_walk(const char *line, size_t len)
{
	const size_t digits = strspn(line, "0123456789");

	return begins(line, len, ";") || begins(line, len, "from ") ||
	       (digits && digits < len && line[digits] == ':');
}

/* Some reasons lack their end of line: what follows is not part of them. */
static size_t without_statistics(const char *line, size_t len)
{
	static const char *const words[] = {"verification time ", "processed "};

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *at = memmem(line, len, words[i], strlen(words[i]));

		if (at && at[strlen(words[i])] >= '0' && at[strlen(words[i])] <= '9')
			return (size_t)(at - line);
	}
	return len;
}

/* The line that ends at *end, which moves in front of it. */
static const char *line_before(const char *log, const char **end, size_t *ret_len)
{
	const char *last = *end, *start;

	start = last;
	while (start > log && start[-1] != '\n')
		start--;
	*ret_len = (size_t)(last - start);
	*end = start > log ? start - 1 : log;
	return start;
}

/* The last line that says why; @end moves in front of it. */
static bool find_reason(const char *log, const char **end, struct refusal *r)
{
	while (*end > log) {
		const char *line;
		size_t len;

		line = line_before(log, end, &len);
		/* Where no instructions are told of, the source line stands behind the reason. */
		if (is_statistic(line, len) || begins(line, len, ";"))
			continue;
		r->lines = r->messages = r->reason = line;
		r->reason_len = without_statistics(line, len);
		return !is_walk(line, len);
	}
	return false;
}

static void find_source(const char *log, const char *end, struct refusal *r)
{
	while (end > log && !r->source) {
		size_t len;
		const char *line = line_before(log, &end, &len);

		if (len > 1 && *line == ';') {
			r->source = line;
			r->source_len = len;
		}
	}
}

bool refusal_find(const char *log, struct refusal *ret_refusal)
{
	const char *at = log + strlen(log);
	struct refusal r = {0};

	if (!find_reason(log, &at, &r))
		return false;
	for (unsigned int n = 1; at > log && n < LINES_MOST; n++) {
		const char *end = at;
		size_t len;
		const char *line = line_before(log, &end, &len);

		/* What stands in front of statistics is of another function. */
		if (is_statistic(line, len))
			at = log;
		if (at == log || begins(line, len, ";"))
			break;
		if (r.messages == r.lines && !is_walk(line, len))
			r.messages = line;
		r.lines = line;
		at = end;
	}
	r.len = (size_t)(r.reason + r.reason_len - r.lines);
	find_source(log, at, &r);
	*ret_refusal = r;
	return true;
}

void refusal_tell(const struct refusal *r, struct err *err)
{
	const char *hint = refusal_hint(r->messages, (size_t)(r->reason + r->reason_len - r->messages));
	const char *end = r->lines + r->len, *line = r->lines;
	size_t room = sizeof(err->said) - 1;
	auto_buf text = {0};

	if (r->source) {
		buf_add(&text, r->source, r->source_len < SOURCE_MOST ? r->source_len : SOURCE_MOST);
		buf_add_str(&text, r->source_len < SOURCE_MOST ? "\n" : "...\n");
	}
	while ((size_t)(end - line) + text.len > room) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (!next)
			break;
		line = next + 1;
	}
	buf_add(&text, line, (size_t)(end - line));
	err_said(err, buf_str(&text), text.len);
	if (hint)
		err_hint(err, "%s", hint);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Identifiers of a C source. It is not preprocessed: conditions and macros depend on what the compiler is
 * called with, so every branch counts.
 */
#include <string.h>

#include "btfdump/roots/read.h"

struct text {
	const char *at, *end;
	struct names *names;
	include_fn *include;
	void *data;
	struct err *err;
	bool in_loop; /* the last identifier was one of the loops below */
};

/* A loop over the elements of an iterator pastes the names that it needs from its first argument. */
static const char loop_word[] = "bpf_for_each";
static const struct {
	const char *suffix;
	unsigned int flags;
} loop_names[] = {
	{"", NAME_STRUCT},
	{"_new", NAME_FUNC},
	{"_next", NAME_FUNC},
	{"_destroy", NAME_FUNC},
};

static bool is_word_first(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_word_first(c) || is_digit(c);
}

static size_t word_len(const struct text *t)
{
	size_t len = 0;

	while (t->at + len < t->end && is_word(t->at[len]))
		len++;
	return len;
}

static void add_loop(struct text *t, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(loop_names) / sizeof(loop_names[0]); i++) {
		auto_buf name = {0};

		buf_add_str(&name, "bpf_iter_");
		buf_add(&name, word, len);
		buf_add_str(&name, loop_names[i].suffix);
		names_add(t->names, buf_str(&name), name.len, loop_names[i].flags);
	}
}

static void take_word(struct text *t)
{
	const char *word = t->at;
	size_t len = word_len(t);

	names_add(t->names, word, len, NAME_ANY | NAME_WANTED);
	if (t->in_loop)
		add_loop(t, word, len);
	t->in_loop = len == sizeof(loop_word) - 1 && !memcmp(word, loop_word, len);
	t->at += len;
}

/* Up to the end of the line, which a backslash moves to the next one. */
static void skip_line(struct text *t)
{
	for (; t->at < t->end && *t->at != '\n'; t->at++)
		if (*t->at == '\\' && t->at + 1 < t->end)
			t->at++;
}

static void skip_comment(struct text *t)
{
	for (t->at += 2; t->at < t->end; t->at++) {
		if (t->at[0] == '*' && t->end - t->at > 1 && t->at[1] == '/') {
			t->at += 2;
			return;
		}
	}
}

/* What is not closed ends with its line: apostrophes in text that is not compiled. */
static void skip_quoted(struct text *t)
{
	char quote = *t->at++;

	for (; t->at < t->end && *t->at != '\n'; t->at++) {
		if (*t->at == quote) {
			t->at++;
			return;
		}
		if (*t->at == '\\' && t->at + 1 < t->end)
			t->at++;
	}
}

static void skip_blanks(struct text *t)
{
	while (t->at < t->end && (*t->at == ' ' || *t->at == '\t'))
		t->at++;
}

static bool has_word(const struct text *t, const char *word)
{
	return word_len(t) == strlen(word) && !memcmp(t->at, word, strlen(word));
}

/* The name of the directive and, of an include, its file are not identifiers. */
static int take_directive(struct text *t)
{
	const char *path;
	bool is_include;

	t->at++;
	skip_blanks(t);
	is_include = has_word(t, "include");
	t->at += word_len(t);
	if (!is_include)
		return 0;
	skip_blanks(t);
	path = t->at + 1;
	if (t->at < t->end && *t->at == '"') {
		skip_quoted(t);
		if (t->at > path && t->at[-1] == '"' &&
		    t->include(t->data, path, (size_t)(t->at - 1 - path), t->err))
			return -1;
	}
	skip_line(t);
	return 0;
}

/* One token, or what is between tokens. */
static int take_one(struct text *t)
{
	char next = t->end - t->at > 1 ? t->at[1] : '\0';

	if (is_word_first(*t->at))
		take_word(t);
	else if (is_digit(*t->at))
		t->at += word_len(t);
	else if (*t->at == '/' && next == '/')
		skip_line(t);
	else if (*t->at == '/' && next == '*')
		skip_comment(t);
	else if (*t->at == '"' || *t->at == '\'')
		skip_quoted(t);
	else if (*t->at == '#')
		return take_directive(t);
	else
		t->at++;
	return 0;
}

int names_of_text(const char *text, size_t len, struct names *n, include_fn *include, void *data,
		  struct err *err)
{
	struct text t = {
		.at = text, .end = text + len, .names = n, .include = include, .data = data, .err = err};

	while (t.at < t.end)
		if (take_one(&t))
			return -1;
	return n->is_failed ? err_no_memory(err) : 0;
}

bool text_is_kernel_header(const char *text, size_t len)
{
	struct text t = {.at = text, .end = text + len};

	while (t.at < t.end && *t.at != '#') {
		char next = t.end - t.at > 1 ? t.at[1] : '\0';

		if (*t.at == '/' && next == '*')
			skip_comment(&t);
		else if (*t.at == '/' && next == '/')
			skip_line(&t);
		else if (is_word(*t.at))
			return false;
		else
			t.at++;
	}
	if (t.at == t.end)
		return false;
	t.at++;
	skip_blanks(&t);
	if (!has_word(&t, "ifndef"))
		return false;
	t.at += word_len(&t);
	skip_blanks(&t);
	return has_word(&t, "__VMLINUX_H__");
}

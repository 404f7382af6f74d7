/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parsing a filter. Errors give the character position, counted from 1. */
#include "lib/query/filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"

#define NOT_A_VALUE "this part is a structure or list: specify one of its parts"

enum { DEPTH_MOST = 100, STEPS_MOST = 4096, LEN_MOST = 65536 };

struct reader {
	const struct query_records *of;
	struct filter *f;
	const char *text, *at;
	unsigned int depth;
	struct err *err;
};

static int refuse(struct reader *r, size_t at, const char *what)
{
	return err_usage(r->err, "--where, character %zu: %s", at + 1, what);
}

static size_t here(struct reader *r)
{
	while (isspace((unsigned char)*r->at))
		r->at++;
	return (size_t)(r->at - r->text);
}

static bool take(struct reader *r, const char *token)
{
	size_t len = strlen(token);

	here(r);
	if (strncmp(r->at, token, len) != 0)
		return false;
	r->at += len;
	return true;
}

static struct filter_step *add_step(struct reader *r, enum filter_op op)
{
	struct filter *f = r->f;
	struct filter_step *more;

	if (f->count == STEPS_MOST) {
		refuse(r, here(r), "too long");
		return NULL;
	}
	more = realloc(f->steps, (f->count + 1) * sizeof(*more));
	if (!more) {
		err_no_memory(r->err);
		return NULL;
	}
	f->steps = more;
	f->steps[f->count] = (struct filter_step){.op = op};
	return &f->steps[f->count++];
}

static int read_text(struct reader *r, struct operand *op)
{
	const char quote = *r->at++;
	auto_buf text = {0};

	for (; *r->at != quote; r->at++) {
		if (*r->at == '\\' && r->at[1])
			r->at++;
		if (!*r->at)
			return refuse(r, op->at, "missing closing quote");
		buf_add_char(&text, *r->at);
	}
	r->at++;
	op->kind = OPERAND_TEXT;
	op->text = strdup(buf_str(&text));
	op->len = text.len;
	return op->text && !text.failed ? 0 : err_no_memory(r->err);
}

static int read_number(struct reader *r, struct operand *op)
{
	size_t len = *r->at == '-' || *r->at == '+';

	/* "1e-5" has its sign inside. */
	while (isalnum((unsigned char)r->at[len]) || r->at[len] == '.' ||
	       (strchr("+-", r->at[len]) && r->at[len] && (r->at[len - 1] | 0x20) == 'e' && len > 1 &&
		strncmp(r->at, "0x", 2) != 0))
		len++;
	op->kind = OPERAND_NUMBER;
	if (!number_parse(r->at, len, &op->number))
		return refuse(r, op->at, "not a number");
	r->at += len;
	return 0;
}

/* Letters, digits and other characters in names of members and variables. */
static size_t word_len(const char *at)
{
	size_t len = 0;

	while (isalnum((unsigned char)at[len]) || (at[len] && strchr("_.$#", at[len]))) {
		len++;
		while (at[len] == '[' && strcspn(at + len, "]") < strlen(at + len))
			len += strcspn(at + len, "]") + 1;
	}
	return len;
}

static bool is_path(const struct reader *r, const char *word, size_t len)
{
	const struct query_source *source = r->of->source;
	size_t first = 0;

	while (first < len && word[first] != '.' && word[first] != '[')
		first++;
	return (first < len && !source->has_plain_words) || source->has_word(r->of->over, word, first);
}

static int read_column(struct reader *r, struct operand *op, size_t len)
{
	op->kind = OPERAND_COLUMN;
	if (column_find(r->of, r->at, len, &op->column, r->err))
		return err_wrap(r->err, "--where, character %zu", op->at + 1);
	r->f->differs_by_row |= op->column.differs_by_row;
	r->at += len;
	return 0;
}

static int read_word(struct reader *r, struct operand *op)
{
	size_t len = word_len(r->at);

	if (!len)
		return refuse(r, op->at,
			      *r->at ? "expected a part, a number or a string"
				     : "expected a part, a number or a string at the end");
	if (is_path(r, r->at, len))
		return read_column(r, op, len);
	if ((len == 4 && !strncmp(r->at, "true", 4)) || (len == 5 && !strncmp(r->at, "false", 5))) {
		op->kind = OPERAND_NUMBER;
		op->number = (struct number){.magnitude = len == 4};
	} else {
		op->kind = OPERAND_WORD;
		op->text = strndup(r->at, len);
		op->len = len;
		if (!op->text)
			return err_no_memory(r->err);
	}
	r->at += len;
	return 0;
}

/* 10.0.0.1, fe80::1, 02:00:00:00:00:01, 10.0.0.0/8, 2026-11-28T12:00:00: none of them is a number or a name.
 */
static size_t literal_len(const char *at)
{
	size_t len = 0, dots = 0, colons = 0;

	for (; isalnum((unsigned char)at[len]) || (at[len] && strchr(".:/+-", at[len])); len++) {
		dots += at[len] == '.';
		colons += at[len] == ':';
	}
	if (!isdigit((unsigned char)*at))
		return colons ? len : 0;
	return colons || dots > 1 || (len > 4 && at[4] == '-') ? len : 0;
}

static int read_literal(struct reader *r, struct operand *op, size_t len)
{
	op->kind = OPERAND_LITERAL;
	op->text = strndup(r->at, len);
	op->len = len;
	r->at += len;
	return op->text ? 0 : err_no_memory(r->err);
}

static int read_operand(struct reader *r, struct operand *op)
{
	const size_t literal = r->of->source->literal ? (here(r), literal_len(r->at)) : 0;

	op->at = here(r);
	if (literal)
		return read_literal(r, op, literal);
	if (*r->at == '"' || *r->at == '\'')
		return read_text(r, op);
	if (isdigit((unsigned char)*r->at) || ((*r->at == '-' || *r->at == '+') && r->at[1]))
		return read_number(r, op);
	return read_word(r, op);
}

/* Up to a blank, or to what cannot be in a word. */
static int read_plain_word(struct reader *r, struct operand *op)
{
	size_t len;

	op->at = here(r);
	if (*r->at == '"' || *r->at == '\'')
		return read_text(r, op);
	len = strcspn(r->at, " \t\n()&|");
	if (!len)
		return refuse(r, op->at, "expected a string");
	op->kind = OPERAND_TEXT;
	op->text = strndup(r->at, len);
	op->len = len;
	r->at += len;
	return op->text ? 0 : err_no_memory(r->err);
}

/* What may be a number in the record is one here if it looks like one. */
static int read_right(struct reader *r, struct operand *op, const struct operand *left)
{
	const bool is_column = left->kind == OPERAND_COLUMN && r->of->source->has_plain_words;
	const enum query_class class = is_column ? left->column.class : QUERY_NUMBER;
	struct number number;
	bool is_quoted;

	if (class != QUERY_TEXT && class != QUERY_EITHER)
		return read_operand(r, op);
	here(r);
	is_quoted = *r->at == '"' || *r->at == '\'';
	if (read_plain_word(r, op))
		return -1;
	if (class == QUERY_EITHER && !is_quoted && number_parse(op->text, op->len, &number)) {
		op->kind = OPERAND_NUMBER;
		op->number = number;
	}
	return 0;
}

static enum compare read_compare(struct reader *r)
{
	static const struct {
		const char *token;
		enum compare compare;
	} tokens[] = {
		{"==", COMPARE_EQ}, {"!=", COMPARE_NE}, {"<=", COMPARE_LE},  {">=", COMPARE_GE},
		{"<", COMPARE_LT},  {">", COMPARE_GT},  {"~", COMPARE_LIKE}, {"!~", COMPARE_UNLIKE},
	};

	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++)
		if (take(r, tokens[i].token))
			return tokens[i].compare;
	return COMPARE_TRUTH;
}

/* A member by its name alone is a likely mistake, and so is an enumerator. */
static int unknown_word(struct reader *r, const struct operand *op, const struct query_column *other)
{
	const struct query_source *source = r->of->source;
	const char *near = other && source->near_name ? source->near_name(other, op->text) : NULL;
	struct query_column c = {0};
	struct err guess = {0};

	column_find(r->of, op->text, op->len, &c, &guess);
	column_free(&c);
	err_usage(r->err, "--where, character %zu: unknown name '%s'", op->at + 1, op->text);
	if (near)
		err_hint(r->err, "did you mean '%s'?", near);
	else if (*guess.hint)
		err_hint(r->err, "%s", guess.hint);
	return -1;
}

static bool is_text(const struct operand *op)
{
	return op->kind == OPERAND_COLUMN ? op->column.class == QUERY_TEXT : op->kind == OPERAND_TEXT;
}

static bool is_either(const struct operand *op)
{
	return op->kind == OPERAND_COLUMN && op->column.class == QUERY_EITHER;
}

static bool is_neither(const struct operand *op)
{
	return op->kind == OPERAND_COLUMN && op->column.class == QUERY_NEITHER;
}

static bool find_named(const struct reader *r, struct operand *op, const struct query_column *c)
{
	return c && r->of->source->named && r->of->source->named(c, op->text, op->len, &op->number);
}

/* The text becomes the number or the bytes that it stands for. */
static int settle_literal(struct reader *r, struct operand *op, struct operand *other)
{
	struct query_literal literal = {0};
	int ret = 0;

	if (op->kind != OPERAND_LITERAL && (op->kind != OPERAND_TEXT || other->kind != OPERAND_COLUMN ||
					    !other->column.is_formatted || !r->of->source->literal))
		return 0;
	if (other->kind != OPERAND_COLUMN)
		return refuse(r, op->at, "an address or a time must be compared with a part");
	if (r->of->source->literal(&other->column, op->text, &literal, r->err)) {
		ret = err_wrap(r->err, "--where, character %zu", op->at + 1);
	} else {
		free(op->text);
		op->text = literal.bytes.data;
		op->len = literal.bytes.len;
		literal.bytes = (struct buf){0};
		op->kind = literal.is_text ? OPERAND_TEXT : OPERAND_NUMBER;
		op->number = literal.number;
		op->bits = literal.bits;
	}
	buf_free(&literal.bytes);
	return ret;
}

/* A network is on the right. */
static int settle_network(struct reader *r, struct filter_step *s)
{
	if (s->left.bits) {
		const struct operand left = s->left;

		s->left = s->right;
		s->right = left;
	}
	return s->right.bits && s->compare != COMPARE_EQ && s->compare != COMPARE_NE
		       ? refuse(r, s->right.at, "use '==' or '!=' to compare with a network")
		       : 0;
}

/* Against a number an enumerator's name is its number, against a byte a character is its number. */
static int explain(struct reader *r, struct operand *op, const struct operand *other)
{
	const struct query_column *c = other->kind == OPERAND_COLUMN ? &other->column : NULL;

	if (op->kind != OPERAND_WORD && (op->kind != OPERAND_TEXT || !c || is_text(other)))
		return 0;
	if (find_named(r, op, c))
		op->kind = OPERAND_NUMBER;
	else if (op->kind == OPERAND_WORD && r->of->source->has_plain_words && c &&
		 (is_text(other) || is_either(other)))
		op->kind = OPERAND_TEXT;
	else if (op->kind == OPERAND_WORD)
		return unknown_word(r, op, c);
	if (op->kind == OPERAND_TEXT && op->len == 1 && c->is_char) {
		op->kind = OPERAND_NUMBER;
		op->number = (struct number){.magnitude = (unsigned char)*op->text};
	}
	return 0;
}

static int explain_both(struct reader *r, struct filter_step *s)
{
	if (settle_literal(r, &s->left, &s->right) || settle_literal(r, &s->right, &s->left) ||
	    settle_network(r, s))
		return -1;
	if (explain(r, &s->left, &s->right) || explain(r, &s->right, &s->left))
		return -1;
	if (is_neither(&s->left) || is_neither(&s->right))
		return refuse(r, is_neither(&s->left) ? s->left.at : s->right.at, NOT_A_VALUE);
	if (is_either(&s->left) || is_either(&s->right))
		return 0;
	if (is_text(&s->left) != is_text(&s->right))
		return refuse(r, s->right.at, "a number cannot be compared with a string");
	return 0;
}

static int read_pattern(struct reader *r, struct filter_step *s)
{
	if (!is_text(&s->left) && !is_either(&s->left))
		return refuse(r, s->left.at, "'~' compares strings only");
	return read_plain_word(r, &s->right);
}

static int read_test(struct reader *r)
{
	struct filter_step *s = add_step(r, FILTER_TEST);

	if (!s || read_operand(r, &s->left))
		return -1;
	s->compare = read_compare(r);
	if (s->compare == COMPARE_TRUTH) {
		size_t at = here(r);

		if (*r->at == '=')
			return refuse(r, at, "use '==' to compare");
		if (is_neither(&s->left) && !r->of->source->has_plain_words)
			return refuse(r, s->left.at, NOT_A_VALUE);
		return s->left.kind == OPERAND_LITERAL ? settle_literal(r, &s->left, &s->right)
						       : explain(r, &s->left, &s->right);
	}
	if (s->compare == COMPARE_LIKE || s->compare == COMPARE_UNLIKE)
		return read_pattern(r, s);
	return read_right(r, &s->right, &s->left) ? -1 : explain_both(r, s);
}

static int read_either(struct reader *r);

static int read_one(struct reader *r)
{
	int ret;

	here(r);
	if (*r->at != '!' && *r->at != '(')
		return read_test(r);
	if (r->depth == DEPTH_MOST)
		return refuse(r, here(r), "nested too deeply");
	r->depth++;
	if (take(r, "!")) {
		ret = read_one(r) || !add_step(r, FILTER_NOT) ? -1 : 0;
	} else {
		take(r, "(");
		ret = read_either(r);
		if (!ret && !take(r, ")"))
			ret = refuse(r, here(r), "expected ')'");
	}
	r->depth--;
	return ret;
}

/* Parts with @token between them; those after one that decides the result are skipped. */
static int read_chain(struct reader *r, const char *token, enum filter_op skip, int (*part)(struct reader *r))
{
	if (part(r))
		return -1;
	while (take(r, token)) {
		uint32_t at = r->f->count;

		if (!add_step(r, skip) || part(r))
			return -1;
		r->f->steps[at].target = r->f->count;
	}
	return 0;
}

static int read_both(struct reader *r)
{
	return read_chain(r, "&&", FILTER_IF_NOT, read_one);
}

static int read_either(struct reader *r)
{
	return read_chain(r, "||", FILTER_IF, read_both);
}

int filter_make(const struct query_records *of, const char *text, struct filter *ret_filter, struct err *err)
{
	struct filter f = {.of = *of};
	struct reader r = {.of = of, .f = &f, .text = text, .at = text, .err = err};
	int ret = strlen(text) > LEN_MOST ? refuse(&r, LEN_MOST, "too long") : read_either(&r);

	if (!ret && (here(&r), *r.at))
		ret = refuse(&r, here(&r), "expected '&&', '||' or the end");
	if (ret) {
		filter_free(&f);
		return -1;
	}
	*ret_filter = f;
	return 0;
}

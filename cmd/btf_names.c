/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of types as arguments: one or two words, completed from the source that the line names. */
#include "cmd/btf_names.h"

#include <string.h>

#include "btfdump/load/load.h"

enum {
	TYPES_KINDS = 1u << BK_INT | 1u << BK_FLOAT | 1u << BK_STRUCT | 1u << BK_UNION | 1u << BK_ENUM |
		      1u << BK_ENUM64 | 1u << BK_TYPEDEF,
	LAYOUT_KINDS = 1u << BK_STRUCT | 1u << BK_UNION | 1u << BK_TYPEDEF,
	FUNC_KINDS = 1u << BK_FUNC,
};

static const struct {
	const char *word;
	uint32_t kinds;
} kind_words[] = {
	{"struct", 1u << BK_STRUCT},
	{"union", 1u << BK_UNION},
	{"enum", 1u << BK_ENUM | 1u << BK_ENUM64},
	{"typedef", 1u << BK_TYPEDEF},
};
enum { KIND_WORDS = sizeof(kind_words) / sizeof(kind_words[0]) };

/* Of the word that precedes a name; 0: it is none. */
static uint32_t kinds_of(const char *word)
{
	for (unsigned int i = 0; i < KIND_WORDS; i++)
		if (!strcmp(kind_words[i].word, word))
			return kind_words[i].kinds;
	return 0;
}

void btf_name_join(const struct btf_name *name, struct buf *ret_text)
{
	if (name->kind)
		buf_printf(ret_text, "%s ", name->kind);
	buf_add_str(ret_text, name->text);
}

static const char *take(struct argv_rest *rest)
{
	rest->left--;
	return *rest->at++;
}

static int parse_name(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct btf_name name = {0};

	if (rest->left > 1 && kinds_of(rest->at[0]))
		name.kind = take(rest);
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", arg_token(a));
	name.text = take(rest);
	*(struct btf_name *)dst = name;
	return 0;
}

/* All names are too many to be of use. */
static void complete_kinds(struct complete *c, const struct arg *a, uint32_t kinds)
{
	const struct btf_source *src = (const void *)((const char *)c->args + a->of);
	struct err ignored = {0};
	auto_btf l = {0};

	if (!*c->begun || !c->kern || btf_source_load(c->kern, src, NULL, &l, &ignored))
		return;
	for (uint32_t id = 1; id < l.types->count; id++) {
		const unsigned int kind = types_kind(l.types, id);

		if (kind < BK_COUNT && kinds >> kind & 1 && *types_name(l.types, id))
			complete_add(c, types_name(l.types, id), NULL);
	}
}

/* After "struct" only structs. */
static void complete_typed(struct complete *c, const struct arg *a, const struct argv_rest *given,
			   uint32_t kinds)
{
	for (unsigned int i = 0; !given->left && *c->begun && i < KIND_WORDS; i++)
		if (kinds & kind_words[i].kinds)
			complete_add(c, kind_words[i].word, NULL);
	complete_kinds(c, a, given->left ? kinds & kinds_of(given->at[0]) : kinds);
}

static void complete_layout(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	complete_typed(c, a, given, LAYOUT_KINDS);
}

static void complete_type(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	complete_typed(c, a, given, TYPES_KINDS);
}

#define TYPE_HELP "Name, 'struct NAME' if the name is ambiguous, or #ID"

const struct arg_type arg_btf_struct = {
	.token = "TYPE",
	.help = TYPE_HELP,
	.parse = parse_name,
	.complete = complete_layout,
};

const struct arg_type arg_btf_type = {
	.token = "TYPE",
	.help = TYPE_HELP,
	.parse = parse_name,
	.complete = complete_type,
};

static int parse_pattern(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", arg_token(a));
	*(const char **)dst = take(rest);
	return 0;
}

static void complete_pattern(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)given;
	complete_kinds(c, a, TYPES_KINDS | FUNC_KINDS);
}

const struct arg_type arg_btf_pattern = {
	.token = "PATTERN",
	.help = "Name or glob",
	.parse = parse_pattern,
	.complete = complete_pattern,
};

static int parse_names(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	return arg_names.parse(a, rest, dst, err);
}

static void complete_types(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)given;
	complete_kinds(c, a, TYPES_KINDS);
}

static void complete_funcs(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)given;
	complete_kinds(c, a, FUNC_KINDS);
}

const struct arg_type arg_btf_types = {
	.token = "NAME",
	.parse = parse_names,
	.complete = complete_types,
};

const struct arg_type arg_btf_funcs = {
	.token = "NAME",
	.parse = parse_names,
	.complete = complete_funcs,
};

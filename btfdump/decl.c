/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Declarations are built inside out, as C requires: the name, then pointers before and brackets after it,
 * then the base type. Nested prototypes can grow without limit, so depth and size are bounded.
 */
#include "btfdump/decl.h"

#include <stdio.h>
#include <string.h>

#include "btfdump/btfdump.h"
#include "lib/num.h"
#include "lib/out.h"
#include "lib/words.h"

enum { DECLARE_MAX = 1024, PROTO_DEPTH = 6, BUDGET_LEAST = 1 << 20, BUDGET_RATIO = 2 };

const char *decl_tag(const struct wire_type *w)
{
	switch (type_kind(w)) {
	case BK_STRUCT:
		return "struct ";
	case BK_UNION:
		return "union ";
	case BK_ENUM:
	case BK_ENUM64:
		return "enum ";
	case BK_FWD:
		return type_has_flag(w) ? "union " : "struct ";
	default:
		return "";
	}
}

static bool has_prefix(const char *word, const char *prefix, const char **ret_rest)
{
	size_t len = strlen(prefix);

	if (strncmp(word, prefix, len))
		return false;
	*ret_rest = word + len;
	return true;
}

static uint32_t find_in_order(const struct types *t, const char *name)
{
	static const uint32_t order[] = {
		1u << BK_STRUCT | 1u << BK_UNION,
		1u << BK_TYPEDEF,
		1u << BK_ENUM | 1u << BK_ENUM64,
		1u << BK_INT | 1u << BK_FLOAT,
		1u << BK_FUNC,
		1u << BK_VAR | 1u << BK_DATASEC,
		1u << BK_FWD,
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		uint32_t id = types_find(t, name, order[i], 0);

		if (id)
			return id;
	}
	return 0;
}

/* What the words of an integer's name add up to; 0: it has other words. */
static uint32_t integer_key(const char *words)
{
	static const struct {
		const char *word;
		uint32_t adds;
	} facts[] = {
		{"int", 1},         {"unsigned", 1 << 4}, {"signed", 1 << 8},
		{"short", 1 << 12}, {"char", 1 << 16},    {"long", 1 << 20},
	};
	const uint32_t is_int = 1, is_signed = 1 << 8, is_char = 1 << 16, top = 1 << 28;
	uint32_t key = 0;

	while (*words) {
		size_t len = strcspn(words, " "), i = 0;

		while (i < sizeof(facts) / sizeof(facts[0]) &&
		       (strncmp(facts[i].word, words, len) != 0 || facts[i].word[len]))
			i++;
		if (!len || i == sizeof(facts) / sizeof(facts[0]) || key >= top)
			return 0;
		key += facts[i].adds;
		words += len + strspn(words + len, " ");
	}
	/* "int" goes without saying, "signed" but for characters. */
	return key ? (key & ~(is_int | (key & is_char ? 0 : is_signed))) | top : 0;
}

uint32_t types_find_integer(const struct types *t, const char *words)
{
	uint32_t key = integer_key(words);

	for (uint32_t id = 1; key && id < t->count; id++)
		if (types_kind(t, id) == BK_INT && integer_key(types_name(t, id)) == key)
			return id;
	return 0;
}

static int refuse_type(const struct types *t, const char *word, struct err *err)
{
	const char *space = strchr(word, ' '), *name = space ? space + 1 : word;
	struct guess guess = {0};

	for (uint32_t id = 1; id < t->count; id++) {
		const unsigned int kind = types_kind(t, id);

		if (kind_is_composite(kind) || kind_is_enum(kind) || kind == BK_TYPEDEF)
			guess_offer(&guess, name, types_name(t, id));
	}
	err_set(err, 0, "type '%s' not found", word);
	guess_hint(&guess, err);
	return -1;
}

int decl_find_type(const struct types *t, const char *word, uint32_t *ret_id, struct err *err)
{
	const char *rest;
	uint32_t id;

	if (has_prefix(word, "#", &rest)) {
		if (num_parse_u32(rest, "type id", &id, err))
			return -1;
		if (id >= t->count)
			return err_set(err, 0, "type id %u is out of range (the last one is %u)", id,
				       t->count - 1);
		*ret_id = id;
		return 0;
	}
	if (has_prefix(word, "struct ", &rest))
		id = types_find(t, rest, 1u << BK_STRUCT, 0);
	else if (has_prefix(word, "union ", &rest))
		id = types_find(t, rest, 1u << BK_UNION, 0);
	else if (has_prefix(word, "enum ", &rest))
		id = types_find(t, rest, 1u << BK_ENUM | 1u << BK_ENUM64, 0);
	else if (has_prefix(word, "typedef ", &rest))
		id = types_find(t, rest, 1u << BK_TYPEDEF, 0);
	else
		id = *word ? find_in_order(t, word) : 0;
	if (!id)
		id = types_find_integer(t, word);
	if (!id)
		return refuse_type(t, word, err);
	*ret_id = id;
	return 0;
}

static void wrap(struct buf *b, const char *before, const char *after)
{
	size_t len = strlen(before);

	if (!buf_room(b, len))
		return;
	memmove(b->data + len, b->data, b->len);
	memcpy(b->data, before, len);
	b->len += len;
	buf_add_str(b, after);
}

/* Qualifiers met on the way to what they qualify. */
struct quals {
	bool is_const, is_volatile, is_restrict;
};

static void wrap_quals(struct buf *b, struct quals *q)
{
	if (q->is_restrict)
		wrap(b, b->len ? "restrict " : "restrict", "");
	if (q->is_volatile)
		wrap(b, b->len ? "volatile " : "volatile", "");
	if (q->is_const)
		wrap(b, b->len ? "const " : "const", "");
	*q = (struct quals){0};
}

static void declare(struct buf *b, const struct types *t, uint32_t id, unsigned int depth);

static void declare_params(struct buf *b, const struct types *t, const struct wire_type *w,
			   unsigned int depth)
{
	const struct wire_param *p = type_params(w);
	uint32_t n = type_vlen(w);

	buf_add_char(b, '(');
	if (!n)
		buf_add_str(b, "void");
	for (uint32_t i = 0; i < n; i++) {
		auto_buf one = {0};

		if (i)
			buf_add_str(b, ", ");
		if (depth >= PROTO_DEPTH || b->len > DECLARE_MAX || (!p[i].type && i == n - 1)) {
			buf_add_str(b, "...");
			break;
		}
		buf_add_str(&one, types_string(t, p[i].name_off));
		declare(&one, t, p[i].type, depth + 1);
		buf_add(b, one.data, one.len);
	}
	buf_add_char(b, ')');
}

static void declare_base(struct buf *b, const struct types *t, const struct wire_type *w, struct quals *q)
{
	const char *name = type_kind(w) == BK_VOID ? "void" : types_string(t, w->name_off);

	if (b->len)
		wrap(b, " ", "");
	wrap(b, *name ? name : "{...}", "");
	wrap(b, decl_tag(w), "");
	wrap_quals(b, q);
}

/* @b holds the name; wraps the chain of types from @id around it. */
static void declare(struct buf *b, const struct types *t, uint32_t id, unsigned int depth)
{
	struct quals q = {0};
	bool is_pointer = false;

	while (b->len <= DECLARE_MAX) {
		const struct wire_type *w = types_at(t, id);
		unsigned int kind = type_kind(w);

		if ((kind == BK_ARRAY || kind == BK_FUNC_PROTO) && is_pointer)
			wrap(b, "(", ")");
		is_pointer = kind == BK_PTR || (is_pointer && kind_is_modifier(kind));
		if (kind == BK_PTR) {
			wrap_quals(b, &q);
			wrap(b, "*", "");
		} else if (kind == BK_ARRAY) {
			buf_printf(b, "[%u]", type_array(w)->count);
			id = type_array(w)->type;
			continue;
		} else if (kind == BK_FUNC_PROTO) {
			declare_params(b, t, w, depth);
		} else if (kind_is_modifier(kind)) {
			q.is_const |= kind == BK_CONST;
			q.is_volatile |= kind == BK_VOLATILE;
			q.is_restrict |= kind == BK_RESTRICT;
		} else {
			declare_base(b, t, w, &q);
			return;
		}
		id = w->size;
	}
	buf_add_str(b, "...");
}

uint64_t decl_budget(const struct types *t)
{
	return BUDGET_LEAST + BUDGET_RATIO * (uint64_t)t->raw_size;
}

void decl_write(struct buf *b, const struct types *t, uint32_t id, const char *name, uint64_t *budget)
{
	auto_buf inner = {0};

	buf_add_str(&inner, name);
	if (*budget)
		declare(&inner, t, id, 0);
	else
		wrap(&inner, *name ? "... " : "...", "");
	*budget -= inner.len < *budget ? inner.len : *budget;
	buf_add(b, inner.data, inner.len);
}

void types_declare(struct buf *b, const struct types *t, uint32_t id)
{
	uint64_t budget = decl_budget(t);

	decl_write(b, t, id, "", &budget);
}

const char *decl_kind_word(const struct wire_type *w, char buf[DECL_WORD])
{
	const struct wire_kind_facts *facts = wire_kind_facts(type_kind(w));

	if (facts)
		return facts->name;
	snprintf(buf, DECL_WORD, "kind#%u", type_kind(w));
	return buf;
}

const char *decl_encoding_word(unsigned int encoding)
{
	return encoding == 0            ? "(none)"
	       : encoding == INT_SIGNED ? "SIGNED"
	       : encoding == INT_CHAR   ? "CHAR"
	       : encoding == INT_BOOL   ? "BOOL"
					: "UNKN";
}

const char *decl_linkage_word(uint32_t linkage)
{
	static const char words[][DECL_WORD] = {"static", "global", "extern", "(unknown)"};

	return words[linkage < 3 ? linkage : 3];
}

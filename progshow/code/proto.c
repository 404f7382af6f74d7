/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The form is the incumbent's, which scripts compare: types from left to right as they refer to each other.
 * Prototypes can take themselves as parameters: depth and length are bounded.
 */
#include "progshow/code/proto.h"

enum { PROTO_MAX = 1024, PROTO_DEPTH = 16 };

struct proto {
	struct buf *to;
	const struct types *t;
	size_t end;
	unsigned int depth;
};

static bool is_full(struct proto *p)
{
	return p->to->failed || p->to->len > p->end;
}

static void put(struct proto *p, const char *word)
{
	if (!is_full(p))
		buf_add_str(p->to, word);
}

static void put_type(struct proto *p, uint32_t id);

static void put_params(struct proto *p, const struct wire_type *proto)
{
	const struct wire_param *params = type_params(proto);
	uint32_t count = type_vlen(proto);

	put(p, "(");
	for (uint32_t i = 0; i < count && !is_full(p); i++) {
		const char *name = types_string(p->t, params[i].name_off);

		put(p, i ? ", " : "");
		if (!params[i].type && i + 1 == count && !*name) {
			put(p, "...");
			break;
		}
		put_type(p, params[i].type);
		if (*name)
			put(p, name);
		else if (!is_full(p) && p->to->data[p->to->len - 1] == ' ')
			p->to->len--;
	}
	put(p, ")");
}

static const char *tag_of(const struct wire_type *w)
{
	static const char *const tags[BK_COUNT] = {
		[BK_STRUCT] = "struct ", [BK_UNION] = "union ", [BK_ENUM] = "enum ", [BK_ENUM64] = "enum "};
	unsigned int kind = type_kind(w);

	if (kind == BK_FWD)
		kind = type_has_flag(w) ? BK_UNION : BK_STRUCT;
	return kind < BK_COUNT && tags[kind] ? tags[kind] : "";
}

static void put_named(struct proto *p, const struct wire_type *w)
{
	const char *name = types_string(p->t, w->name_off);

	put(p, tag_of(w));
	put(p, *name ? name : "(anon)");
	put(p, " ");
}

static void put_array(struct proto *p, const struct wire_type *w)
{
	put_type(p, type_array(w)->type);
	if (!is_full(p))
		buf_printf(p->to, "[%u]", type_array(w)->count);
}

/* What a kind that refers to another type adds around it; NULL: unknown kind. */
static const char *word_of_kind(unsigned int kind)
{
	static const char *const words[BK_COUNT] = {
		[BK_PTR] = "* ",       [BK_VOLATILE] = "volatile ",
		[BK_CONST] = "const ", [BK_RESTRICT] = "restrict ",
		[BK_TYPE_TAG] = "",
	};

	return kind < BK_COUNT ? words[kind] : NULL;
}

static void put_kind(struct proto *p, uint32_t id)
{
	const struct wire_type *w = types_at(p->t, id);
	unsigned int kind = type_kind(w);
	const char *word = word_of_kind(kind);

	if (kind == BK_VOID) {
		put(p, "void ");
	} else if (word) {
		put(p, kind == BK_PTR ? "" : word);
		put_type(p, w->size);
		put(p, kind == BK_PTR ? word : "");
	} else if (kind == BK_ARRAY) {
		put_array(p, w);
	} else if (kind == BK_FUNC_PROTO) {
		put_type(p, w->size);
		put_params(p, w);
	} else {
		put_named(p, w);
	}
}

static void put_type(struct proto *p, uint32_t id)
{
	if (p->depth == PROTO_DEPTH || is_full(p)) {
		put(p, "... ");
		return;
	}
	p->depth++;
	put_kind(p, id);
	p->depth--;
}

void proto_write(struct buf *to, const struct types *t, uint32_t func_id)
{
	struct proto p = {.to = to, .t = t, .end = to->len + PROTO_MAX};
	const struct wire_type *proto = types_at(t, types_ref(t, func_id));

	if (type_kind(proto) != BK_FUNC_PROTO) {
		put(&p, types_name(t, func_id));
		return;
	}
	put_type(&p, proto->size);
	put(&p, types_name(t, func_id));
	put_params(&p, proto);
	if (is_full(&p))
		buf_add_str(to, "...");
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Declarators. A chain of pointers, arrays and functions is read from the name to the base type, and printed
 * from the base outwards: what binds left first, then the name, then what binds right.
 */
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"

enum { QUAL_CONST = 1, QUAL_VOLATILE = 2, QUAL_RESTRICT = 4 };

struct part {
	uint32_t id;
	uint8_t kind; /* BK_PTR, BK_ARRAY, BK_FUNC_PROTO, BK_TYPE_TAG */
	uint8_t quals;
};

struct chain {
	unsigned int count;
	uint32_t base;
	uint8_t base_quals;
	struct part parts[TYPES_DEPTH + 1];
};

/* The kind of the next part on the base's side of @i, tags not counted; 0: none. */
static unsigned int inner_kind(const struct chain *c, unsigned int i)
{
	while (++i < c->count)
		if (c->parts[i].kind != BK_TYPE_TAG)
			return c->parts[i].kind;
	return 0;
}

static bool ends_in_function(const struct chain *c)
{
	unsigned int i = c->count;

	while (i && c->parts[i - 1].kind == BK_TYPE_TAG)
		i--;
	return i && c->parts[i - 1].kind == BK_FUNC_PROTO;
}

static uint8_t qual_of(unsigned int kind)
{
	return kind == BK_CONST ? QUAL_CONST : kind == BK_VOLATILE ? QUAL_VOLATILE : QUAL_RESTRICT;
}

static bool is_part(unsigned int kind)
{
	return kind == BK_PTR || kind == BK_ARRAY || kind == BK_TYPE_TAG || kind == BK_FUNC_PROTO;
}

/* Qualifiers of an array are its elements'; those of a function and its result have no meaning. */
static void chain_read(const struct cgen *g, uint32_t id, struct chain *c)
{
	uint8_t quals = 0;

	c->count = 0;
	for (;;) {
		const struct wire_type *w = types_at(g->t, id);
		unsigned int kind = type_kind(w);

		if (kind == BK_CONST || kind == BK_VOLATILE || kind == BK_RESTRICT) {
			quals |= qual_of(kind);
			id = w->size;
			continue;
		}
		if (kind == BK_VAR || kind == BK_FUNC || kind == BK_DECL_TAG) {
			id = w->size;
			continue;
		}
		if (quals && ends_in_function(c))
			quals = 0;
		if (!is_part(kind) || c->count > TYPES_DEPTH)
			break;
		c->parts[c->count++] = (struct part){id, (uint8_t)kind, kind == BK_PTR ? quals : 0};
		if (kind == BK_PTR || kind == BK_FUNC_PROTO)
			quals = 0;
		id = kind == BK_ARRAY ? type_array(w)->type : w->size;
	}
	c->base = id;
	c->base_quals = quals & (QUAL_CONST | QUAL_VOLATILE);
}

static void print_quals(struct cgen *g, uint8_t quals)
{
	struct buf *b = g->to;

	if (g->is_part && !g->has_quals)
		return;
	if (quals & QUAL_CONST)
		CGEN_PUT(b, "const ");
	if (quals & QUAL_VOLATILE)
		CGEN_PUT(b, "volatile ");
	if (quals & QUAL_RESTRICT)
		CGEN_PUT(b, "__restrict ");
}

static void print_keyword(struct buf *b, const struct wire_type *w)
{
	unsigned int kind = type_kind(w);

	if (kind == BK_STRUCT || (kind == BK_FWD && !type_has_flag(w)))
		CGEN_PUT(b, "struct ");
	else if (kind == BK_UNION || kind == BK_FWD)
		CGEN_PUT(b, "union ");
	else
		CGEN_PUT(b, "enum ");
}

/* Once its enumerators are defined, it is a plain integer. */
static void print_part_enum(struct cgen *g, uint32_t id, unsigned int indent)
{
	if (g->by_id[id].flags & CG_PRINTED || !indent) {
		cgen_put_str(g->to, cgen_scalar_text(g, id));
		return;
	}
	g->by_id[id].flags |= CG_PRINTED;
	CGEN_PUT(g->to, "enum ");
	cgen_print_enum_body(g, id, indent);
}

/* By the typedef that carries it, by a made-up tag, or as the typedef's own text. */
static void print_nameless_enum(struct cgen *g, const struct cgen_subject *s, uint32_t id,
				const struct wire_type *w)
{
	uint32_t owner = g->by_id[id].owner;
	bool is_own = s->place == CG_IN_TYPEDEF && owner == s->self;

	if (g->is_part && !owner) {
		print_part_enum(g, id, s->indent);
		return;
	}
	if (owner && !is_own) {
		cgen_put_type_name(g, owner, types_at(g->t, owner));
		return;
	}
	/* The header of the base may not have given it a tag. */
	if (g->opt->on && !owner && id < g->t->first_id) {
		cgen_put_str(g->to, cgen_scalar_text(g, id));
		return;
	}
	CGEN_PUT(g->to, "enum ");
	if (!is_own)
		cgen_put_type_name(g, id, w);
	else
		cgen_print_enum_body(g, id, s->indent);
}

/* "typedef struct {...} array[2];": without a tag it would have no linkage in C++. */
static void print_tagged(struct cgen *g, const struct cgen_subject *s, uint32_t id, const struct wire_type *w)
{
	bool is_known = g->by_id[id].flags & CG_PRINTED;

	g->by_id[id].flags |= CG_PRINTED;
	print_keyword(g->to, w);
	cgen_put_type_name(g, id, w);
	if (is_known)
		return;
	cgen_put_char(g->to, ' ');
	cgen_print_body(g, id, s->indent);
}

static void print_nameless(struct cgen *g, const struct cgen_subject *s, uint32_t id,
			   const struct wire_type *w)
{
	uint32_t owner = g->by_id[id].owner;

	if (kind_is_enum(type_kind(w))) {
		print_nameless_enum(g, s, id, w);
	} else if (s->place == CG_IN_TYPEDEF && !g->is_part && types_ref(g->t, s->self) != id) {
		print_tagged(g, s, id, w);
	} else if (s->place != CG_IN_PARAM) {
		print_keyword(g->to, w);
		cgen_print_body(g, id, s->indent);
	} else if (owner && g->by_id[owner].flags & CG_PRINTED) {
		cgen_put_type_name(g, owner, types_at(g->t, owner));
	} else if (!owner && g->by_id[id].flags & CG_PRINTED) {
		print_keyword(g->to, w);
		cgen_put_type_name(g, id, w);
	} else {
		CGEN_PUT(g->to, "void");
	}
}

static void print_base(struct cgen *g, const struct cgen_subject *s, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	unsigned int kind = type_kind(w);

	if (g->is_narrow && g->narrow_text) {
		cgen_put_str(g->to, g->narrow_text);
		return;
	}
	if (kind == BK_INT || kind == BK_FLOAT) {
		cgen_put_str(g->to, cgen_scalar_text(g, id));
	} else if (kind == BK_TYPEDEF) {
		cgen_put_type_name(g, id, w);
	} else if (kind == BK_FWD || kind_is_composite(kind) || kind_is_enum(kind)) {
		if (cgen_is_anonymous(w) && kind != BK_FWD) {
			print_nameless(g, s, id, w);
			return;
		}
		print_keyword(g->to, w);
		cgen_put_type_name(g, id, w);
	} else {
		CGEN_PUT(g->to, "void");
	}
}

static void print_params(struct cgen *g, const struct cgen_subject *s, const struct wire_type *w)
{
	uint32_t count = type_vlen(w);

	cgen_put_char(g->to, '(');
	if (!count)
		CGEN_PUT(g->to, "void");
	for (uint32_t i = 0; i < count && g->to->len < g->limit; i++) {
		const struct wire_param *p = &type_params(w)[i];
		struct cgen_subject param = {.type = p->type, .place = CG_IN_PARAM};

		if (i)
			CGEN_PUT(g->to, ", ");
		if (s->has_param_names)
			param.name_off = p->name_off;
		if (p->type)
			cgen_print_decl(g, &param);
		else if (i + 1 == count && i)
			CGEN_PUT(g->to, "...");
		else if (count > 1)
			CGEN_PUT(g->to, "void *");
	}
	cgen_put_char(g->to, ')');
}

/* Must be valid as a macro argument. */
static bool has_balance(const char *s)
{
	int depth = 0;

	for (; *s && depth >= 0; s++)
		depth += (*s == '(') - (*s == ')');
	return !depth;
}

static void print_type_tag(struct cgen *g, const struct wire_type *w)
{
	const char *s = types_string(g->t, w->name_off);
	const char *parens = type_has_flag(w) && has_balance(s) ? "()" : "";

	if (g->is_part)
		return;
	if (type_has_flag(w)) {
		g->uses_type_attr = true;
		CGEN_PUT(g->to, "BTF_TYPE_ATTR(");
	} else {
		g->uses_type_tag = true;
		CGEN_PUT(g->to, "BTF_TYPE_TAG(");
	}
	/* Only characters that neither end nor split the macro's argument. */
	for (; *s && g->to->len < g->limit; s++) {
		bool is_fit = cgen_is_word_char(*s) || strchr("=:.", *s);

		cgen_put_char(g->to, is_fit || strchr(parens, *s) ? *s : '_');
	}
	CGEN_PUT(g->to, ") ");
}

static void print_left(struct cgen *g, const struct chain *c)
{
	for (unsigned int i = c->count; i--;) {
		const struct part *p = &c->parts[i];
		unsigned int inner;

		if (p->kind == BK_TYPE_TAG)
			print_type_tag(g, types_at(g->t, p->id));
		if (p->kind != BK_PTR)
			continue;
		inner = inner_kind(c, i);
		if (inner == BK_ARRAY || inner == BK_FUNC_PROTO)
			cgen_put_char(g->to, '(');
		cgen_put_char(g->to, '*');
		if (p->quals && !(g->is_part && !g->has_quals))
			cgen_put_char(g->to, ' ');
		print_quals(g, p->quals);
	}
}

static void print_right(struct cgen *g, const struct cgen_subject *s, const struct chain *c)
{
	for (unsigned int i = 0; i < c->count; i++) {
		const struct part *p = &c->parts[i];
		unsigned int inner = inner_kind(c, i);

		if (p->kind == BK_PTR && (inner == BK_ARRAY || inner == BK_FUNC_PROTO)) {
			cgen_put_char(g->to, ')');
		} else if (p->kind == BK_ARRAY) {
			cgen_put_char(g->to, '[');
			cgen_put_uint(g->to, type_array(types_at(g->t, p->id))->count);
			cgen_put_char(g->to, ']');
		} else if (p->kind == BK_FUNC_PROTO) {
			print_params(g, s, types_at(g->t, p->id));
		}
	}
}

/* On hosts with shorter pointers a pointer is the integer that it is in the object. */
static void chain_narrow(struct cgen *g, struct chain *c)
{
	for (unsigned int i = g->is_pointed; i < c->count; i++) {
		if (c->parts[i].kind != BK_PTR)
			continue;
		c->count = i;
		c->base = 0;
		c->base_quals = 0;
		g->narrow_text = "unsigned long long";
		return;
	}
	g->narrow_text = cgen_narrow_text(g, c->base);
}

/* "u64 u64;": in C++ the member would change what the type's name means. */
static bool is_named_like(const struct cgen *g, const struct cgen_subject *s, uint32_t base)
{
	const struct wire_type *w = types_at(g->t, base);

	return g->is_part && type_kind(w) == BK_TYPEDEF && cgen_is_same_name(g, w->name_off, s->name_off) &&
	       cgen_is_identifier(types_string(g->t, s->name_off));
}

static void put_cxx_name(struct cgen *g, const char *name)
{
	CGEN_PUT(g->to, "CGEN_CXX_NAME(");
	cgen_put_str(g->to, name);
	cgen_put_char(g->to, ')');
}

void cgen_print_decl(struct cgen *g, const struct cgen_subject *s)
{
	struct chain c;

	chain_read(g, s->type, &c);
	if (g->is_narrow)
		chain_narrow(g, &c);
	print_quals(g, c.base_quals);
	print_base(g, s, c.base);
	if (c.count || s->name_off || s->self)
		cgen_put_char(g->to, ' ');
	print_left(g, &c);
	if (s->self)
		cgen_put_type_name(g, s->self, types_at(g->t, s->self));
	else if (s->name_off && is_named_like(g, s, c.base))
		put_cxx_name(g, types_string(g->t, s->name_off));
	else if (s->name_off)
		cgen_put_member(g, s->name_off, s->indent > 1);
	print_right(g, s, &c);
}

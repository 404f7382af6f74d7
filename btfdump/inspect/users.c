/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Who uses a type: structs that hold it or point to it, functions and function pointers that take or return
 * it, typedefs, variables. The members of an anonymous struct are reported for the named one around it.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/inspect.h"
#include "lib/out.h"

struct user_rec {
	uint32_t len;
	uint32_t id;
	const struct types *t;
	const char *relation, *member;
	uint32_t type;    /* of the member, parameter or result */
	uint64_t *budget; /* for declarations */
};

static void emit_relation(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct user_rec *)rec)->relation);
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	const struct user_rec *r = rec;
	char word[16];

	out_str(o, f, decl_kind_word(types_at(r->t, r->id), word));
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct user_rec *r = rec;
	const char *name = types_name(r->t, r->id);

	out_str(o, f, *name ? name : "(anon)");
}

static void emit_member(struct out *o, const struct field *f, const void *rec)
{
	const struct user_rec *r = rec;

	if (r->member)
		out_str(o, f, r->member);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct user_rec *r = rec;
	auto_buf text = {0};

	decl_write(&text, r->t, r->type, "", r->budget);
	out_str(o, f, buf_str(&text));
}

static void emit_declaration(struct out *o, const struct field *f, const void *rec)
{
	const struct user_rec *r = rec;
	auto_buf text = {0};

	decl_write(&text, r->t, r->type, r->member ? r->member : "", r->budget);
	out_str(o, f, buf_str(&text));
}

static const struct field user_fields[] = {
	{
		.name = "relation",
		.help = "Kind of use: contains, points_to, takes, returns, callback, typedef or variable",
		.label = "",
		.width = 9,
		.style = STYLE_TYPE,
		.type = FIELD_STR,
		.emit = emit_relation,
	},
	{
		.name = "kind",
		.help = "Kind of the type that uses it",
		.label = "",
		.lead = " ",
		.type = FIELD_STR,
		.emit = emit_kind,
	},
	{
		.name = "name",
		.help = "Name of the type that uses it, or (anon)",
		.label = "",
		.lead = " ",
		.style = STYLE_NAME,
		.type = FIELD_STR,
		.emit = emit_name,
	},
	{
		.name = "id",
		.help = "ID of the type that uses it",
		.type = FIELD_U32,
		.off = offsetof(struct user_rec, id),
	},
	{
		.name = "declaration",
		.label = "",
		.type = FIELD_STR,
		.flags = FIELD_TEXT_ONLY,
		.emit = emit_declaration,
	},
	{
		.name = "member",
		.help = "Name of the member or parameter",
		.type = FIELD_STR,
		.flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
		.emit = emit_member,
	},
	{
		.name = "type",
		.help = "Type of the member, parameter, result or variable, as in C",
		.type = FIELD_STR,
		.flags = FIELD_JSON_ONLY,
		.emit = emit_type,
	},
	{0},
};

const struct record types_users_record = {.name = "btf users", .fields = user_fields};

/* Functions that share one huge prototype could multiply without limit. */
enum { HITS_MAX = 1 << 18, PARAMS_MAX = 1 << 26 };

struct users {
	struct out *out;
	const struct types *t;
	uint8_t *targets;      /* a bit for each id: types that have the name */
	uint32_t *parents;     /* of anonymous structs and unions */
	uint8_t *protos;       /* by id: 0 not yet looked at, PROTO_OTHER, PROTO_HIT */
	uint64_t hits, params; /* so far */
	uint64_t budget;
};

/* How a chain of types gets to the target. */
enum reach { REACH_NOT, REACH_VALUE, REACH_POINTER, REACH_CALLBACK };

static bool is_target(const struct users *u, uint32_t id)
{
	return u->targets[id / 8] >> id % 8 & 1;
}

enum { PROTO_OTHER = 1, PROTO_HIT = 2 };

static enum reach reach_of(const struct users *u, uint32_t id, bool is_in_proto);

static bool is_proto_hit(const struct users *u, uint32_t id, const struct wire_type *w)
{
	bool is_hit = u->protos[id] == PROTO_HIT;

	if (u->protos[id])
		return is_hit;
	is_hit = reach_of(u, w->size, true);
	for (uint32_t i = 0, n = type_vlen(w); i < n && !is_hit; i++)
		is_hit = reach_of(u, type_params(w)[i].type, true);
	u->protos[id] = is_hit ? PROTO_HIT : PROTO_OTHER;
	return is_hit;
}

static enum reach reach_of(const struct users *u, uint32_t id, bool is_in_proto)
{
	enum reach reach = REACH_VALUE;

	for (;;) {
		const struct wire_type *w = types_at(u->t, id);
		unsigned int kind = type_kind(w);

		if (is_target(u, id))
			return reach;
		if (kind == BK_PTR)
			reach = REACH_POINTER;
		if (kind == BK_PTR || kind == BK_TYPEDEF || kind_is_modifier(kind)) {
			id = w->size;
		} else if (kind == BK_ARRAY) {
			id = type_array(w)->type;
		} else if (kind == BK_FUNC_PROTO && !is_in_proto) {
			return is_proto_hit(u, id, w) ? REACH_CALLBACK : REACH_NOT;
		} else {
			return REACH_NOT;
		}
	}
}

static void tell(struct users *u, const char *relation, uint32_t id, const char *member, uint32_t type)
{
	struct user_rec r = {
		.len = sizeof(r), .id = id, .t = u->t, .relation = relation, .member = member, .type = type};

	r.budget = &u->budget;
	if (!u->hits++)
		out_list(u->out, NULL);
	record_print(u->out, &types_users_record, &r);
}

/* The named struct around an anonymous one, or the outermost. */
static uint32_t named_parent(const struct users *u, uint32_t id)
{
	for (int i = 0; i < TYPES_DEPTH && !*types_name(u->t, id) && u->parents[id]; i++)
		id = u->parents[id];
	return id;
}

static void members_look(struct users *u, uint32_t id, const struct wire_type *w)
{
	static const char *const relations[] = {
		[REACH_VALUE] = "contains",
		[REACH_POINTER] = "points_to",
		[REACH_CALLBACK] = "callback",
	};

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const struct wire_member *m = &type_members(w)[i];
		enum reach reach = reach_of(u, m->type, false);

		if (reach)
			tell(u, relations[reach], named_parent(u, id), types_string(u->t, m->name_off),
			     m->type);
	}
}

static void function_look(struct users *u, uint32_t id, const struct wire_type *w)
{
	const struct wire_type *proto = types_at(u->t, w->size);

	if (type_kind(proto) != BK_FUNC_PROTO)
		return;
	if (reach_of(u, proto->size, false))
		tell(u, "returns", id, NULL, proto->size);
	u->params += type_vlen(proto);
	for (uint32_t i = 0, n = type_vlen(proto); i < n && u->params <= PARAMS_MAX; i++) {
		const struct wire_param *p = &type_params(proto)[i];

		if (reach_of(u, p->type, false))
			tell(u, "takes", id, types_string(u->t, p->name_off), p->type);
	}
}

static void user_look(struct users *u, uint32_t id)
{
	const struct wire_type *w = types_at(u->t, id);
	unsigned int kind = type_kind(w);

	if (kind_is_composite(kind))
		members_look(u, id, w);
	else if (kind == BK_FUNC)
		function_look(u, id, w);
	else if (kind == BK_TYPEDEF && reach_of(u, w->size, false))
		tell(u, "typedef", id, NULL, w->size);
	else if (kind == BK_VAR && reach_of(u, w->size, false))
		tell(u, "variable", id, types_name(u->t, id), w->size);
}

/* Several types may share a name; all ids of the kind count. */
static void targets_mark(struct users *u, uint32_t target)
{
	const char *name = types_name(u->t, target);
	unsigned int kind = types_kind(u->t, target);

	u->targets[target / 8] |= (uint8_t)(1 << target % 8);
	if (!*name || kind >= BK_COUNT)
		return;
	for (uint32_t id = 0; (id = types_find(u->t, name, 1u << kind, id + 1));)
		u->targets[id / 8] |= (uint8_t)(1 << id % 8);
}

static void parents_note(struct users *u)
{
	for (uint32_t id = 1; id < u->t->count; id++) {
		const struct wire_type *w = types_at(u->t, id);

		for (uint32_t i = 0; kind_is_composite(type_kind(w)) && i < type_vlen(w); i++) {
			uint32_t inner = types_skip_modifiers(u->t, type_members(w)[i].type);

			if (!u->parents[inner] && !*types_name(u->t, inner))
				u->parents[inner] = id;
		}
	}
}

static bool is_too_much(const struct users *u)
{
	return u->hits > HITS_MAX || u->params > PARAMS_MAX;
}

int types_print_users(struct out *o, const struct types *t, const char *type, struct err *err)
{
	struct users u = {.out = o, .t = t, .budget = decl_budget(t)};
	uint32_t target = 0;
	bool has_memory;

	if (decl_find_type(t, type, &target, err))
		return -1;
	u.targets = calloc(t->count / 8 + 1, 1);
	u.parents = calloc(t->count, sizeof(*u.parents));
	u.protos = calloc(t->count, 1);
	has_memory = u.targets && u.parents && u.protos;
	if (has_memory) {
		targets_mark(&u, target);
		parents_note(&u);
		for (uint32_t id = 1; id < t->count && !out_is_dead(o) && !is_too_much(&u); id++)
			user_look(&u, id);
	}
	free(u.protos);
	free(u.parents);
	free(u.targets);
	if (!has_memory)
		return err_no_memory(err);
	if (is_too_much(&u))
		return err_set(err, 0, "'%s' has too many users", type);
	if (!u.hits)
		return err_set(err, 0, "nothing uses '%s'", type);
	out_end(o);
	return 0;
}

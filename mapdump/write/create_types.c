/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Extracting types: each type gets its new id when something first refers to it, and its record when its turn
 * comes. There is no recursion.
 */
#include "mapdump/write/create_types.h"

#include <errno.h>
#include <string.h>

#include "btfdump/btfdump.h"
#include "lib/num.h"

enum { CUT_TYPES_MOST = 4096, CUT_BYTES_MOST = 16 << 20 };

/* How much of a type is needed. */
enum depth { DEPTH_FULL, DEPTH_NAME, DEPTH_TAGGED };

struct cut_type {
	uint32_t id;
	enum depth depth;
};

struct cut {
	const struct types *t;
	struct cut_type list[CUT_TYPES_MOST];
	uint32_t count;
	struct buf words, strings;
	bool is_full; /* more types than there is room for */
	uint32_t bad; /* one that no key or value has */
};

static uint32_t kind_bit(unsigned int kind)
{
	return 1u << kind;
}

int create_find_type(const struct types *t, const char *name, uint32_t *ret_id, struct err *err)
{
	static const struct {
		const char *word;
		uint32_t kinds;
	} words[] = {
		{"struct ", 1u << BK_STRUCT},
		{"union ", 1u << BK_UNION},
		{"enum ", 1u << BK_ENUM | 1u << BK_ENUM64},
		{"typedef ", 1u << BK_TYPEDEF},
	};
	static const unsigned int order[] = {BK_TYPEDEF, BK_INT,    BK_STRUCT, BK_UNION,
					     BK_ENUM,    BK_ENUM64, BK_FLOAT};
	uint32_t id = 0;

	if (*name == '#') {
		if (num_parse_u32(name + 1, "type id", &id, err))
			return -1;
		if (!id || id >= t->count)
			return err_set(err, 0, "type %s not found", name);
	}
	for (unsigned int i = 0; !id && i < sizeof(words) / sizeof(words[0]); i++)
		if (!strncmp(name, words[i].word, strlen(words[i].word)))
			id = types_find(t, name + strlen(words[i].word), words[i].kinds, 1);
	for (unsigned int i = 0; !id && i < sizeof(order) / sizeof(order[0]); i++)
		id = types_find(t, name, kind_bit(order[i]), 1);
	if (!id)
		id = types_find_integer(t, name);
	if (!id)
		return err_set(err, 0, "type '%.128s' not found", name);
	*ret_id = id;
	return 0;
}

static uint32_t cut_string(struct cut *c, uint32_t off)
{
	const char *s = types_string(c->t, off);
	uint32_t at = (uint32_t)c->strings.len;

	if (!*s)
		return 0;
	buf_add(&c->strings, s, strlen(s) + 1);
	return at;
}

static void cut_word(struct cut *c, uint32_t word)
{
	buf_add(&c->words, &word, sizeof(word));
}

/* The depth that a kind distinguishes: small types are taken whole. */
static enum depth depth_for(unsigned int kind, enum depth depth)
{
	return kind_is_composite(kind) || kind_is_modifier(kind) || kind == BK_TYPEDEF || kind == BK_PTR
		       ? depth
		       : DEPTH_FULL;
}

/* New id of a type; 0 for what a declaration cannot name. */
static uint32_t cut_ref(struct cut *c, uint32_t id, enum depth depth)
{
	unsigned int kind = types_kind(c->t, id);

	if (kind == BK_VOID || kind == BK_FUNC_PROTO)
		return 0;
	if (kind_is_composite(kind) && depth != DEPTH_FULL && !*types_name(c->t, id))
		return 0;
	if (kind == BK_ARRAY && depth != DEPTH_FULL)
		return 0;
	depth = depth_for(kind, depth);
	for (uint32_t i = 0; i < c->count; i++)
		if (c->list[i].id == id && c->list[i].depth == depth)
			return i + 1;
	if (c->count == CUT_TYPES_MOST) {
		c->is_full = true;
		return 0;
	}
	c->list[c->count++] = (struct cut_type){id, depth};
	return c->count;
}

static void cut_head(struct cut *c, const struct wire_type *w, uint32_t info, uint32_t third)
{
	cut_word(c, cut_string(c, w->name_off));
	cut_word(c, info);
	cut_word(c, third);
}

static void cut_declaration(struct cut *c, const struct wire_type *w, enum depth depth)
{
	const bool is_union = type_kind(w) == BK_UNION;

	if (depth == DEPTH_TAGGED)
		cut_head(c, w, (uint32_t)type_kind(w) << 24, w->size);
	else
		cut_head(c, w, (uint32_t)BK_FWD << 24 | (uint32_t)is_union << 31, 0);
}

static void cut_members(struct cut *c, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);

	cut_head(c, w, w->info, w->size);
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		cut_word(c, cut_string(c, m[i].name_off));
		cut_word(c, cut_ref(c, m[i].type, DEPTH_FULL));
		cut_word(c, m[i].offset);
	}
}

static void cut_enumerators(struct cut *c, const struct wire_type *w)
{
	cut_head(c, w, w->info, w->size);
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		uint64_t v = type_enum_value(w, i);

		cut_word(c, cut_string(c, type_enum_name(w, i)));
		cut_word(c, (uint32_t)v);
		if (type_kind(w) == BK_ENUM64)
			cut_word(c, (uint32_t)(v >> 32));
	}
}

static void cut_array(struct cut *c, const struct wire_type *w)
{
	const struct wire_array *a = type_array(w);

	cut_head(c, w, w->info, 0);
	cut_word(c, cut_ref(c, a->type, DEPTH_FULL));
	cut_word(c, cut_ref(c, a->index_type, DEPTH_FULL));
	cut_word(c, a->count);
}

static void cut_reference(struct cut *c, const struct wire_type *w, enum depth depth)
{
	if (type_kind(w) == BK_PTR)
		depth = DEPTH_NAME;
	else if (type_kind(w) == BK_TYPE_TAG && depth != DEPTH_FULL)
		depth = DEPTH_TAGGED;
	cut_head(c, w, w->info, cut_ref(c, w->size, depth));
}

static void cut_record(struct cut *c, const struct cut_type *type)
{
	const struct wire_type *w = types_at(c->t, type->id);
	const unsigned int kind = type_kind(w);

	if (kind_is_composite(kind) && type->depth != DEPTH_FULL) {
		cut_declaration(c, w, type->depth);
	} else if (kind_is_composite(kind)) {
		cut_members(c, w);
	} else if (kind_is_enum(kind)) {
		cut_enumerators(c, w);
	} else if (kind == BK_ARRAY) {
		cut_array(c, w);
	} else if (kind == BK_PTR || kind == BK_TYPEDEF || kind_is_modifier(kind)) {
		cut_reference(c, w, type->depth);
	} else if (kind == BK_INT || kind == BK_FLOAT || kind == BK_FWD) {
		cut_head(c, w, w->info, w->size);
		if (kind == BK_INT)
			cut_word(c, type_word(w));
	} else {
		c->bad = type->id;
	}
}

static int cut_check(const struct cut *c, struct err *err)
{
	if (c->words.failed || c->strings.failed)
		return err_no_memory(err);
	if (c->bad)
		return err_set(err, 0, "type %u '%.64s' cannot be used for a key or value", c->bad,
			       types_name(c->t, c->bad));
	if (c->is_full || c->words.len + c->strings.len > CUT_BYTES_MOST)
		return err_set(err, E2BIG, "the types of key and value need more than %d types",
			       CUT_TYPES_MOST);
	return 0;
}

static int cut_finish(const struct cut *c, struct buf *ret_btf, struct err *err)
{
	const struct wire_header head = {
		.magic = WIRE_MAGIC,
		.version = WIRE_VERSION,
		.hdr_len = WIRE_HEADER_LEN,
		.type_len = (uint32_t)c->words.len,
		.str_off = (uint32_t)c->words.len,
		.str_len = (uint32_t)c->strings.len,
	};

	buf_reset(ret_btf);
	buf_add(ret_btf, &head, WIRE_HEADER_LEN);
	buf_add(ret_btf, c->words.data, c->words.len);
	buf_add(ret_btf, c->strings.data, c->strings.len);
	return ret_btf->failed ? err_no_memory(err) : 0;
}

int create_cut_types(const struct types *t, const uint32_t *ids, uint32_t count, struct buf *ret_btf,
		     uint32_t *ret_ids, struct err *err)
{
	struct cut c = {.t = t};
	int r;

	if (t->is_foreign)
		return err_set(err, 0, "the types are for a machine with another byte order");
	buf_add_char(&c.strings, '\0');
	for (uint32_t i = 0; i < count; i++)
		ret_ids[i] = cut_ref(&c, ids[i], DEPTH_FULL);
	for (uint32_t i = 0; i < c.count && !cut_check(&c, err); i++) {
		const struct cut_type type = c.list[i];

		cut_record(&c, &type);
	}
	r = cut_check(&c, err);
	if (!r)
		r = cut_finish(&c, ret_btf, err);
	buf_free(&c.words);
	buf_free(&c.strings);
	return r;
}

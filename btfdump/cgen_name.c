/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * No two alike in a C namespace: tags on one side; functions, typedefs and enumerators on the other. Who comes
 * later in that order, or in the order of printing, gets a number behind its name. BPF relocations ignore what
 * follows three underscores.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen_state.h"
#include "btfdump/cgen_text.h"

enum { NAME_MAX_LEN = 4096 };

struct name {
	const char *text;
	uint32_t hash;
	uint32_t uses : 28;
	uint32_t kind : 4; /* of the first user: NAME_... */
};

enum name_kind { NAME_STRUCT, NAME_UNION, NAME_ENUM, NAME_FUNC, NAME_TYPEDEF, NAME_VALUE };

struct names {
	struct cgen *g;
	struct name *slots;
	uint32_t mask;
	char **copies; /* of names that had to be made fit for C */
	uint32_t copy_count, copy_cap;
};

static uint32_t name_hash(const char *text, bool is_tag, size_t *ret_len, bool *ret_is_plain)
{
	uint32_t h = is_tag ? 0x9e3779b9 : 0x85ebca6b;
	bool is_plain = !cgen_is_digit(text[0]) && text[0];
	size_t i;

	for (i = 0; text[i] && i <= NAME_MAX_LEN; i++) {
		is_plain &= cgen_is_word_char(text[i]);
		h = (h ^ (unsigned char)text[i]) * 0x01000193;
	}
	*ret_len = i;
	*ret_is_plain = is_plain;
	return h ^ h >> 15;
}

/* Tags and ordinary names share the table; the lowest bit of the hash tells them apart. */
static struct name *names_slot(const struct names *n, const char *text, uint32_t hash, bool is_tag)
{
	uint32_t key = hash << 1 | is_tag;

	for (uint32_t i = hash & n->mask;; i = (i + 1) & n->mask) {
		struct name *s = &n->slots[i];

		if (!s->text || (s->hash == key && !strcmp(s->text, text)))
			return s;
	}
}

static const char *copy_plain(struct names *n, const char *text)
{
	struct buf b = {0};
	char *copy;

	cgen_put_escaped(n->g, &b, text, strlen(text));
	copy = b.failed ? NULL : strdup(buf_str(&b));
	buf_free(&b);
	if (n->copy_count == n->copy_cap) {
		uint32_t cap = n->copy_cap ? n->copy_cap * 2 : 16;
		char **copies = realloc(n->copies, cap * sizeof(*copies));

		if (copies) {
			n->copies = copies;
			n->copy_cap = cap;
		}
	}
	if (!copy || n->copy_count == n->copy_cap) {
		free(copy);
		cgen_no_memory(n->g);
		return "";
	}
	return n->copies[n->copy_count++] = copy;
}

static struct name *names_find(struct names *n, const char **text, bool is_tag, uint32_t *ret_hash)
{
	bool is_plain;
	size_t len;
	uint32_t hash = name_hash(*text, is_tag, &len, &is_plain);

	if (len > NAME_MAX_LEN && !n->g->is_failed) {
		n->g->is_failed = true;
		err_set(n->g->err, 0, "BTF name '%.40s...' is too long", *text);
	}
	if (len > NAME_MAX_LEN)
		*text = "", hash = 0;
	else if (!is_plain) {
		*text = copy_plain(n, *text);
		hash = name_hash(*text, is_tag, &len, &is_plain);
	}
	*ret_hash = hash;
	return names_slot(n, *text, hash, is_tag);
}

static void rename_add(struct cgen *g, uint32_t id, uint32_t index)
{
	if (g->rename_count == g->rename_cap) {
		uint32_t cap = g->rename_cap ? g->rename_cap * 2 : 64;
		struct cgen_rename *renames = realloc(g->renames, cap * sizeof(*renames));

		if (!renames) {
			cgen_no_memory(g);
			return;
		}
		g->renames = renames;
		g->rename_cap = cap;
	}
	g->renames[g->rename_count++] = (struct cgen_rename){.id = id, .index = index};
	g->flags[id] |= CG_RENAMED;
}

/* @index of an enumerator, or UINT32_MAX. */
static void claim(struct names *n, const char *text, enum name_kind kind, uint32_t id, uint32_t index)
{
	bool is_tag = kind <= NAME_ENUM;
	uint32_t hash;
	struct name *s = names_find(n, &text, is_tag, &hash);

	if (!s->text) {
		*s = (struct name){
			.text = text, .hash = hash << 1 | is_tag, .uses = 1, .kind = (uint32_t)kind & 0xf};
		if (kind != NAME_TYPEDEF || strncmp(text, "__builtin_", 10))
			return;
	} else if (kind == NAME_FUNC) {
		return;
	}
	rename_add(n->g, id, index);
}

static enum name_kind tag_kind(const struct wire_type *w)
{
	if (type_kind(w) == BK_FWD)
		return type_has_flag(w) ? NAME_UNION : NAME_STRUCT;
	if (type_kind(w) == BK_UNION)
		return NAME_UNION;
	return type_kind(w) == BK_STRUCT ? NAME_STRUCT : NAME_ENUM;
}

static void claim_tag(struct names *n, uint32_t id, const struct wire_type *w)
{
	const char *text = types_string(n->g->t, w->name_off);
	uint32_t hash;
	struct name *s;

	if (cgen_is_anonymous(w))
		return;
	if (type_kind(w) == BK_FWD) {
		s = names_find(n, &text, true, &hash);
		if (s->text && s->kind == (uint32_t)tag_kind(w))
			return;
		text = types_string(n->g->t, w->name_off);
	}
	claim(n, text, tag_kind(w), id, UINT32_MAX);
}

static void claim_typedef(struct names *n, uint32_t id, const struct wire_type *w)
{
	const char *text = types_string(n->g->t, w->name_off), *plain = text;
	const struct wire_type *target = types_at(n->g->t, types_skip_modifiers(n->g->t, w->size));
	uint32_t hash;

	claim(n, text, NAME_TYPEDEF, id, UINT32_MAX);
	if (!names_find(n, &plain, true, &hash)->text)
		return;
	if (type_kind(target) == BK_TYPEDEF || !target->name_off ||
	    !cgen_is_same_name(n->g, target->name_off, w->name_off))
		n->g->flags[id] |= CG_CLASHES | CG_C_ONLY;
}

static void claim_values(struct names *n, uint32_t id, const struct wire_type *w)
{
	for (uint32_t i = 0, count = type_vlen(w); i < count && !n->g->is_failed; i++)
		claim(n, types_string(n->g->t, type_enum_name(w, i)), NAME_VALUE, id, i);
}

static void claim_all(struct names *n)
{
	struct cgen *g = n->g;

	for (uint32_t i = 0; i < g->order.count; i++) {
		const struct wire_type *w = types_at(g->t, g->order.at[i] & ~CG_FORWARD);

		if (type_kind(w) != BK_TYPEDEF && type_kind(w) != BK_FWD)
			if (!(g->order.at[i] & CG_FORWARD))
				claim_tag(n, g->order.at[i], w);
	}
	/* What is only declared comes after all definitions, of which it may be one. */
	for (uint32_t i = 0; i < g->order.count; i++) {
		uint32_t id = g->order.at[i] & ~CG_FORWARD;

		if (g->order.at[i] & CG_FORWARD && !(g->flags[id] & CG_DEFINED))
			claim_tag(n, id, types_at(g->t, id));
	}
	for (uint32_t i = 0; i < g->kfuncs.count; i++)
		claim(n, types_name(g->t, g->kfuncs.at[i]), NAME_FUNC, g->kfuncs.at[i], UINT32_MAX);
	for (uint32_t i = 0; i < g->order.count; i++)
		if (types_kind(g->t, g->order.at[i] & ~CG_FORWARD) == BK_TYPEDEF)
			claim_typedef(n, g->order.at[i], types_at(g->t, g->order.at[i]));
	for (uint32_t i = 0; i < g->order.count && !g->is_failed; i++) {
		uint32_t id = g->order.at[i];
		const struct wire_type *w = types_at(g->t, id & ~CG_FORWARD);

		if (type_kind(w) == BK_TYPEDEF) {
			id = w->size;
			if (!cgen_is_anonymous(types_at(g->t, id)) ||
			    g->owner[id] != (g->order.at[i] & ~CG_FORWARD))
				continue;
			w = types_at(g->t, id);
		}
		if (kind_is_enum(type_kind(w)))
			claim_values(n, id, w);
	}
}

/* Numbers for the late ones, now that all names are known that they must not hit. */
static void number_all(struct names *n)
{
	struct cgen *g = n->g;

	for (uint32_t i = 0; i < g->rename_count && !g->is_failed; i++) {
		struct cgen_rename *r = &g->renames[i];
		const struct wire_type *w = types_at(g->t, r->id);
		uint32_t off = r->index == UINT32_MAX ? w->name_off : type_enum_name(w, r->index), hash;
		bool is_tag = r->index == UINT32_MAX && type_kind(w) != BK_TYPEDEF;
		const char *text = types_string(g->t, off), *numbered;
		struct name *s = names_find(n, &text, is_tag, &hash);
		char with_number[NAME_MAX_LEN + 16];

		do {
			s->uses++;
			numbered = with_number;
			snprintf(with_number, sizeof(with_number), "%s___%u", text, s->uses);
		} while (names_find(n, &numbered, is_tag, &hash)->text);
		r->number = s->uses;
	}
}

static int rename_compare(const void *a, const void *b)
{
	const struct cgen_rename *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

uint32_t cgen_renamed(const struct cgen *g, uint32_t id, uint32_t index)
{
	struct cgen_rename key = {.id = id, .index = index}, *found;

	if (!(g->flags[id] & CG_RENAMED) || !g->rename_count)
		return 0;
	found = bsearch(&key, g->renames, g->rename_count, sizeof(key), rename_compare);
	return found ? found->number : 0;
}

static uint64_t names_wanted(const struct cgen *g)
{
	uint64_t count = g->order.count + (uint64_t)g->kfuncs.count;

	for (uint32_t i = 0; i < g->order.count; i++) {
		const struct wire_type *w = types_at(g->t, g->order.at[i] & ~CG_FORWARD);

		if (type_kind(w) == BK_TYPEDEF)
			w = types_at(g->t, w->size);
		if (kind_is_enum(type_kind(w)))
			count += type_vlen(w);
	}
	return count;
}

void cgen_name_all(struct cgen *g)
{
	struct names n = {.g = g};
	uint64_t wanted = names_wanted(g) * 2, size = 64;

	while (size < wanted)
		size *= 2;
	n.mask = (uint32_t)(size - 1);
	n.slots = size > 1u << 31 ? NULL : calloc(size, sizeof(*n.slots));
	if (!n.slots) {
		cgen_no_memory(g);
		return;
	}
	claim_all(&n);
	number_all(&n);
	if (g->rename_count)
		qsort(g->renames, g->rename_count, sizeof(*g->renames), rename_compare);
	for (uint32_t i = 0; i < n.copy_count; i++)
		free(n.copies[i]);
	free(n.copies);
	free(n.slots);
}

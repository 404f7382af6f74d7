/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * No two alike in a C namespace: tags on one side; functions, typedefs and enumerators on the other. What
 * comes later in that order, or in printing order, gets a number after its name. BPF relocations ignore what
 * follows three underscores.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/ahead.h"
#include "btfdump/cgen/scan.h"
#include "btfdump/cgen/state.h"
#include "btfdump/cgen/text.h"

enum { NAME_MAX_LEN = 4096 };

enum name_kind { NAME_STRUCT = 1, NAME_UNION, NAME_ENUM, NAME_FUNC, NAME_TYPEDEF, NAME_VALUE };

/* Small, because there are many: the text is found again by its offset, or by number among the copies. */
struct name {
	uint32_t hash : 27;
	uint32_t is_tag : 1;
	uint32_t is_copy : 1;
	uint32_t kind : 3; /* of the first user; 0: the slot is free */
	uint32_t off;
};

struct names {
	struct cgen *g;
	struct name *slots;
	uint32_t *uses; /* by slot: the last number given */
	uint32_t mask;
	char **copies; /* of names that had to be changed for C */
	uint32_t copy_count, copy_cap;
	struct cgen_list typedefs, enums; /* those in the order; enums by what carries them */
};

/* A name to look for. */
struct wanted {
	struct name name;
	const char *text;
};

static uint64_t hash_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15;
	return h ^ h >> 32;
}

/* False where the name is not valid in C as it is. */
static bool name_hash(struct cgen_scan s, uint32_t *ret_hash)
{
	const char *from = s.at;
	unsigned int count = 8;
	uint64_t h = 0;

	while (count == 8 && s.at - from <= NAME_MAX_LEN) {
		uint64_t word = cgen_scan_load(&s);

		count = cgen_scan_count(word);
		h = hash_mix(h, count == 8 ? word : word & ((1ull << count * 8) - 1));
		s.at += count;
	}
	*ret_hash = h & 0x7ffffff;
	return s.at != from && !*s.at && !cgen_is_digit(*from);
}

static const char *name_text(const struct names *n, const struct name *name)
{
	return name->is_copy ? n->copies[name->off] : types_string(n->g->t, name->off);
}

static struct name *names_slot(const struct names *n, const struct wanted *w)
{
	for (uint32_t i = w->name.hash & n->mask;; i = (i + 1) & n->mask) {
		struct name *s = &n->slots[i];

		if (!s->kind)
			return s;
		if (s->hash == w->name.hash && s->is_tag == w->name.is_tag &&
		    !strcmp(name_text(n, s), w->text))
			return s;
	}
}

/* Takes ownership of @text; UINT32_MAX when out of memory. */
static uint32_t copy_add(struct names *n, char *text)
{
	if (n->copy_count == n->copy_cap) {
		uint32_t cap = n->copy_cap ? n->copy_cap * 2 : 16;
		char **copies = realloc(n->copies, cap * sizeof(*copies));

		if (copies) {
			n->copies = copies;
			n->copy_cap = cap;
		}
	}
	if (!text || n->copy_count == n->copy_cap) {
		free(text);
		cgen_no_memory(n->g);
		return UINT32_MAX;
	}
	n->copies[n->copy_count] = text;
	return n->copy_count++;
}

static struct cgen_scan scan_text(const char *text)
{
	return (struct cgen_scan){text, NULL};
}

static bool want_text(const char *text, bool is_tag, struct wanted *ret_wanted)
{
	uint32_t hash;
	bool is_fit = name_hash(scan_text(text), &hash);

	*ret_wanted = (struct wanted){.name = {.hash = hash & 0x7ffffff, .is_tag = is_tag}, .text = text};
	return is_fit;
}

static bool want_copy(struct names *n, uint32_t off, bool is_tag, struct wanted *ret_wanted)
{
	const char *text = types_string(n->g->t, off);
	struct buf b = {0};

	if (strnlen(text, NAME_MAX_LEN + 1) > NAME_MAX_LEN) {
		if (!n->g->is_failed)
			err_set(n->g->err, 0, "BTF name '%.40s...' is too long", text);
		n->g->is_failed = true;
		return false;
	}
	cgen_put_escaped(n->g, &b, text, strlen(text));
	off = copy_add(n, b.failed ? NULL : strdup(buf_str(&b)));
	buf_free(&b);
	if (off == UINT32_MAX)
		return false;
	want_text(n->copies[off], is_tag, ret_wanted);
	ret_wanted->name.is_copy = true;
	ret_wanted->name.off = off;
	return true;
}

/* False only after a failure. */
static bool want(struct names *n, uint32_t off, bool is_tag, struct wanted *ret_wanted)
{
	struct cgen_scan s = cgen_scan_at(n->g->t, off);
	uint32_t hash;

	if (!name_hash(s, &hash))
		return want_copy(n, off, is_tag, ret_wanted);
	*ret_wanted = (struct wanted){.name = {.hash = hash & 0x7ffffff, .is_tag = is_tag, .off = off},
				      .text = s.at};
	return true;
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
	g->by_id[id].flags |= CG_RENAMED;
}

/* @index of an enumerator, or UINT32_MAX. */
static void claim(struct names *n, uint32_t off, enum name_kind kind, uint32_t id, uint32_t index)
{
	struct wanted w;
	struct name *s;

	if (!want(n, off, kind <= NAME_ENUM, &w))
		return;
	s = names_slot(n, &w);
	if (!s->kind) {
		*s = w.name;
		s->kind = (uint32_t)kind & 7;
		if (kind != NAME_TYPEDEF || strncmp(w.text, "__builtin_", 10))
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

/* What is only declared may be what is defined elsewhere under this name. */
static void claim_tag(struct names *n, uint32_t id, const struct wire_type *w)
{
	struct wanted wanted;

	if (cgen_is_anonymous(w))
		return;
	if (type_kind(w) == BK_FWD)
		if (!want(n, w->name_off, true, &wanted) || names_slot(n, &wanted)->kind == tag_kind(w))
			return;
	claim(n, w->name_off, tag_kind(w), id, UINT32_MAX);
}

static void claim_typedef(struct names *n, uint32_t id, const struct wire_type *w)
{
	const struct wire_type *target = types_at(n->g->t, w->size);
	struct wanted wanted;

	claim(n, w->name_off, NAME_TYPEDEF, id, UINT32_MAX);
	if (!want(n, w->name_off, true, &wanted) || !names_slot(n, &wanted)->kind)
		return;
	/* Only what C++ declares as well: the struct of that name itself, unqualified. */
	if (type_kind(target) == BK_TYPEDEF || kind_is_modifier(type_kind(target)) || !target->name_off ||
	    n->g->by_id[w->size].flags & CG_RENAMED ||
	    !cgen_is_same_name(n->g, target->name_off, w->name_off))
		n->g->by_id[id].flags |= CG_CLASHES | CG_C_ONLY;
}

static void claim_values(struct names *n, uint32_t id, const struct wire_type *w)
{
	for (uint32_t i = 0, count = type_vlen(w); i < count && !n->g->is_failed; i++)
		claim(n, type_enum_name(w, i), NAME_VALUE, id, i);
}

static void claim_all(struct names *n)
{
	struct cgen *g = n->g;

	for (uint32_t i = 0; i < g->order.count; i++) {
		const struct wire_type *w = types_at(g->t, g->order.at[i] & ~CG_FORWARD);

		cgen_ahead(g, &g->order, i);
		if (type_kind(w) != BK_TYPEDEF && type_kind(w) != BK_FWD)
			if (!(g->order.at[i] & CG_FORWARD))
				claim_tag(n, g->order.at[i], w);
	}
	/* What is only declared comes after all definitions, of which it may be one. */
	for (uint32_t i = 0; i < g->order.count; i++) {
		uint32_t id = g->order.at[i] & ~CG_FORWARD;

		if (g->order.at[i] & CG_FORWARD && !(g->by_id[id].flags & CG_DEFINED))
			claim_tag(n, id, types_at(g->t, id));
	}
	for (uint32_t i = 0; i < g->kfuncs.count; i++)
		claim(n, types_at(g->t, g->kfuncs.at[i])->name_off, NAME_FUNC, g->kfuncs.at[i], UINT32_MAX);
	for (uint32_t i = 0; i < n->typedefs.count; i++)
		claim_typedef(n, n->typedefs.at[i], types_at(g->t, n->typedefs.at[i]));
	for (uint32_t i = 0; i < n->enums.count && !g->is_failed; i++)
		claim_values(n, n->enums.at[i], types_at(g->t, n->enums.at[i]));
}

/* Numbers for the late ones, now that all names that they must not clash with are known. */
static void number_one(struct names *n, struct cgen_rename *r)
{
	const struct wire_type *w = types_at(n->g->t, r->id);
	bool is_type = r->index == UINT32_MAX;
	bool is_tag = is_type && type_kind(w) != BK_TYPEDEF;
	char numbered[NAME_MAX_LEN + 16];
	struct wanted base, wanted;
	uint32_t *uses;

	if (!want(n, is_type ? w->name_off : type_enum_name(w, r->index), is_tag, &base))
		return;
	uses = &n->uses[names_slot(n, &base) - n->slots];
	if (!*uses)
		*uses = 1;
	do {
		++*uses;
		snprintf(numbered, sizeof(numbered), "%s___%u", base.text, *uses);
		want_text(numbered, is_tag, &wanted);
	} while (names_slot(n, &wanted)->kind);
	r->number = *uses;
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

	if (!(g->by_id[id].flags & CG_RENAMED) || !g->rename_count)
		return 0;
	found = bsearch(&key, g->renames, g->rename_count, sizeof(key), rename_compare);
	return found ? found->number : 0;
}

/* One pass over all that is printed; how many names there can be. */
static uint64_t names_collect(struct names *n)
{
	struct cgen *g = n->g;
	uint64_t count = g->order.count + (uint64_t)g->kfuncs.count;

	for (uint32_t i = 0; i < g->order.count; i++) {
		uint32_t id = g->order.at[i];
		const struct wire_type *w = types_at(g->t, id & ~CG_FORWARD);

		cgen_ahead(g, &g->order, i);
		if (type_kind(w) == BK_TYPEDEF) {
			cgen_list_add(g, &n->typedefs, id);
			if (g->by_id[w->size].owner != id)
				continue;
			id = w->size;
			w = types_at(g->t, id);
		}
		if (!kind_is_enum(type_kind(w)))
			continue;
		cgen_list_add(g, &n->enums, id);
		count += type_vlen(w);
	}
	return count;
}

void cgen_name_all(struct cgen *g)
{
	struct names n = {.g = g};
	uint64_t wanted = names_collect(&n), size = 64;

	while (size < wanted + wanted / 3)
		size *= 2;
	n.mask = (uint32_t)(size - 1);
	n.slots = calloc(size, sizeof(*n.slots));
	n.uses = calloc(size, sizeof(*n.uses));
	if (n.slots && n.uses)
		claim_all(&n);
	else
		cgen_no_memory(g);
	for (uint32_t i = 0; i < g->rename_count && !g->is_failed; i++)
		number_one(&n, &g->renames[i]);
	if (g->rename_count)
		qsort(g->renames, g->rename_count, sizeof(*g->renames), rename_compare);
	for (uint32_t i = 0; i < n.copy_count; i++)
		free(n.copies[i]);
	free(n.copies);
	free(n.typedefs.at);
	free(n.enums.at);
	free(n.uses);
	free(n.slots);
}

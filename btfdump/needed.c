/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a BPF object needs of a kernel's types, found as its loader finds it: by name, without the flavour
 * ("task_struct___old" means task_struct as well), and by kind.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/btfdump.h"
#include "btfdump/decl.h"
#include "btfdump/relocs.h"

/* A name to look for; the same type may be needed under two. */
struct want {
	const char *name;
	uint32_t len;
	uint32_t id; /* in the object's types */
	uint8_t kind;
	bool is_found;
};

struct wants {
	struct want *list;
	uint32_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct want *x = a, *y = b;
	int diff = memcmp(x->name, y->name, x->len < y->len ? x->len : y->len);

	if (!diff)
		diff = (x->len > y->len) - (x->len < y->len);
	return diff ? diff : x->kind - y->kind;
}

/* The name without "___flavour". */
static uint32_t plain_length(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = len; i > 4; i--) {
		const char *at = name + i - 4;

		if (at[-1] != '_' && !memcmp(at, "___", 3) && at[3] != '_')
			return (uint32_t)(at - name);
	}
	return (uint32_t)len;
}

/* The loader treats both kinds of enum as one. */
static uint8_t plain_kind(unsigned int kind)
{
	return (uint8_t)(kind == BK_ENUM64 ? BK_ENUM : kind);
}

static void want_add(struct wants *w, const struct types *t, uint32_t id)
{
	const char *name;
	struct want want;

	id = types_skip_modifiers(t, id);
	name = types_name(t, id);
	want = (struct want){.name = name,
			     .len = (uint32_t)strlen(name),
			     .id = id,
			     .kind = plain_kind(types_kind(t, id))};
	if (!want.len)
		return;
	w->list[w->count++] = want;
	want.len = plain_length(name);
	if (name[want.len])
		w->list[w->count++] = want;
}

static void wants_sort(struct wants *w)
{
	uint32_t kept = 0;

	qsort(w->list, w->count, sizeof(*w->list), by_name);
	for (uint32_t i = 0; i < w->count; i++)
		if (!kept || by_name(&w->list[i], &w->list[kept - 1]))
			w->list[kept++] = w->list[i];
	w->count = kept;
}

static int wants_collect(const struct types *object, const struct relocs *relocs, struct wants *w,
			 struct err *err)
{
	bool *is_seen = calloc(object->count, sizeof(*is_seen));

	w->list = calloc(2 * (size_t)relocs->count + 1, sizeof(*w->list));
	if (!is_seen || !w->list) {
		free(is_seen);
		return err_no_memory(err);
	}
	for (uint32_t i = 0; i < relocs->count; i++) {
		const struct reloc *r = &relocs->list[i];

		if (r->kind == RELOC_TYPE_ID_LOCAL || is_seen[r->type])
			continue;
		is_seen[r->type] = true;
		want_add(w, object, r->type);
	}
	free(is_seen);
	wants_sort(w);
	return 0;
}

static struct want *want_find(const struct wants *w, const struct types *t, uint32_t id)
{
	struct want key = {.kind = plain_kind(types_kind(t, id)), .name = types_name(t, id)};

	key.len = (uint32_t)strlen(key.name);
	return key.len ? bsearch(&key, w->list, w->count, sizeof(*w->list), by_name) : NULL;
}

static int wants_find(const struct wants *w, const struct types *t, struct types_needed *n, struct err *err)
{
	n->ids = calloc(t->count, sizeof(*n->ids));
	if (!n->ids)
		return err_no_memory(err);
	for (uint32_t id = 1; id < t->count; id++) {
		struct want *want = want_find(w, t, id);

		if (!want)
			continue;
		want->is_found = true;
		n->ids[n->count++] = id;
	}
	return 0;
}

/* A type is missing when neither of its names was found. */
static void missing_list(const struct wants *w, const struct types *object, struct types_needed *n)
{
	for (uint32_t i = 0; i < w->count; i++) {
		const struct want *want = &w->list[i];
		struct want plain = *want;
		const struct want *other;

		if (want->name[want->len] || want->is_found)
			continue;
		plain.len = plain_length(want->name);
		other = bsearch(&plain, w->list, w->count, sizeof(*w->list), by_name);
		if (other && other->is_found)
			continue;
		buf_printf(&n->missing, "%s%s%.80s", n->missing.len ? ", " : "",
			   decl_tag(types_at(object, want->id)), want->name);
	}
}

static int needed_find(const struct types *t, const struct types *object, const struct relocs *relocs,
		       struct types_needed *n, struct err *err)
{
	struct wants w = {0};
	int r = wants_collect(object, relocs, &w, err);

	if (!r)
		r = wants_find(&w, t, n, err);
	if (!r)
		missing_list(&w, object, n);
	free(w.list);
	return r;
}

int types_find_needed(const struct types *t, const struct types *object, struct types_needed *ret_needed,
		      struct err *err)
{
	struct types_needed n = {0};
	auto_relocs relocs = {0};

	if (relocs_read(object, &relocs, err))
		return -1;
	if (!relocs.count) {
		err_set(err, 0, "no CO-RE relocations found");
		err_hint(err, "compile with -g, and mark structures with preserve_access_index");
		return -1;
	}
	if (needed_find(t, object, &relocs, &n, err)) {
		types_needed_free(&n);
		return -1;
	}
	if (!n.count) {
		err_set(err, 0, "none of the required types exist in this BTF: %.300s", buf_str(&n.missing));
		types_needed_free(&n);
		return -1;
	}
	*ret_needed = n;
	return 0;
}

void types_needed_free(struct types_needed *needed)
{
	free(needed->ids);
	buf_free(&needed->missing);
	memset(needed, 0, sizeof(*needed));
}

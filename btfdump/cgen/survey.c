/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One pass over all types: what can be defined, which functions are kfuncs, what carries anonymous bodies. */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/state.h"

static void tag_add(struct cgen *g, struct cgen_tag tag)
{
	if (g->tag_count == g->tag_cap) {
		uint32_t cap = g->tag_cap ? g->tag_cap * 2 : 64;
		struct cgen_tag *tags = realloc(g->tags, cap * sizeof(*tags));

		if (!tags) {
			cgen_no_memory(g);
			return;
		}
		g->tags = tags;
		g->tag_cap = cap;
	}
	g->tags[g->tag_count++] = tag;
}

static void survey_tag(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	const char *name = types_string(g->t, w->name_off);
	unsigned int kind = types_kind(g->t, w->size);

	if (kind == BK_FUNC && type_tag_component(w) == -1) {
		if (!strcmp(name, "bpf_kfunc"))
			cgen_list_add(g, &g->kfuncs, w->size);
		else if (!strcmp(name, "bpf_fastcall"))
			g->by_id[w->size].flags |= CG_FAST;
	} else if (kind_is_composite(kind)) {
		g->by_id[w->size].flags |= CG_TAGGED;
		tag_add(g, (struct cgen_tag){.on = w->size, .id = id, .component = type_tag_component(w)});
	}
}

/* The typedef whose name sorts first carries the body. */
static void survey_typedef(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	const struct wire_type *target = types_at(g->t, w->size);
	uint32_t *owner = &g->by_id[w->size].owner;

	if (!cgen_is_anonymous(target) || cgen_is_anonymous(w))
		return;
	if (!kind_is_composite(type_kind(target)) && !kind_is_enum(type_kind(target)))
		return;
	if (!*owner || strcmp(types_string(g->t, w->name_off), types_name(g->t, *owner)) < 0)
		*owner = id;
}

static void survey_type(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	switch (type_kind(w)) {
	case BK_ENUM:
		if (type_has_flag(w))
			g->has_old_enums = false;
		cgen_list_add(g, &g->roots, id);
		break;
	case BK_ENUM64:
		g->has_old_enums = false;
		cgen_list_add(g, &g->roots, id);
		break;
	case BK_TYPEDEF:
		survey_typedef(g, id, w);
		if (!cgen_is_anonymous(w))
			cgen_list_add(g, &g->roots, id);
		break;
	case BK_STRUCT:
	case BK_UNION:
	case BK_FWD:
		if (!cgen_is_anonymous(w))
			cgen_list_add(g, &g->roots, id);
		break;
	case BK_DECL_TAG:
		survey_tag(g, id, w);
		break;
	default:
		break;
	}
}

static int tag_compare(const void *a, const void *b)
{
	const struct cgen_tag *x = a, *y = b;

	if (x->on != y->on)
		return x->on < y->on ? -1 : 1;
	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

void cgen_survey(struct cgen *g)
{
	g->has_old_enums = true;
	for (uint32_t id = 1; id < g->t->count && !g->is_failed; id++)
		survey_type(g, id, types_at(g->t, id));
	if (g->tag_count)
		qsort(g->tags, g->tag_count, sizeof(*g->tags), tag_compare);
}

static bool is_glob(const char *pattern)
{
	return strpbrk(pattern, "*?[") != NULL;
}

static bool is_match(const char *pattern, bool has_glob, const char *name)
{
	return has_glob ? !fnmatch(pattern, name, 0) : !strcmp(pattern, name);
}

/* Adds those of @from that match to @to. */
static void select_names(struct cgen *g, const struct cgen_list *from, const char *pattern, const char *what,
			 struct cgen_list *to)
{
	bool has_glob = is_glob(pattern);
	uint32_t before = to->count;

	for (uint32_t i = 0; i < from->count; i++)
		if (is_match(pattern, has_glob, types_name(g->t, from->at[i])))
			cgen_list_add(g, to, from->at[i]);
	if (to->count == before && !g->is_failed) {
		g->is_failed = true;
		err_set(g->err, 0, "no %s '%s' in this BTF", what, pattern);
	}
}

static void select_root(struct cgen *g, uint32_t root, struct cgen_list *roots, struct cgen_list *kfuncs)
{
	uint32_t id = root & ~CG_FORWARD;

	if (id >= g->t->count)
		cgen_fail(g, "no such type", id);
	else
		cgen_list_add(g, types_kind(g->t, id) == BK_FUNC ? kfuncs : roots, root);
}

void cgen_select(struct cgen *g)
{
	const struct cgen_options *opt = g->opt;
	struct cgen_list roots = {0}, kfuncs = {0};

	g->is_selective = opt->type_count || opt->kfunc_count || opt->root_count;
	if (!g->is_selective)
		return;
	for (uint32_t i = 0; i < opt->type_count && !g->is_failed; i++)
		select_names(g, &g->roots, opt->types[i], "type", &roots);
	for (uint32_t i = 0; i < opt->kfunc_count && !g->is_failed; i++)
		select_names(g, &g->kfuncs, opt->kfuncs[i], "kfunc", &kfuncs);
	for (uint32_t i = 0; i < opt->root_count && !g->is_failed; i++)
		select_root(g, opt->roots[i], &roots, &kfuncs);
	free(g->roots.at);
	free(g->kfuncs.at);
	g->roots = roots;
	g->kfuncs = kfuncs;
}

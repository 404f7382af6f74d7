/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From a reference to the objects that it means. */
#include "loaded/ref.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/change.h"
#include "lib/words.h"
#include "loaded/fullname.h"
#include "loaded/walk.h"

void id_list_free(struct id_list *list)
{
	free(list->ids);
	*list = (struct id_list){0};
}

static int id_list_add(struct id_list *list, uint32_t id, struct err *err)
{
	/* Grows at powers of two. */
	if (!(list->count & (list->count - 1))) {
		size_t cap = list->count ? 2 * list->count : 1;
		uint32_t *ids = realloc(list->ids, cap * sizeof(*ids));

		if (!ids)
			return err_no_memory(err);
		list->ids = ids;
	}
	list->ids[list->count++] = id;
	return 0;
}

int ref_not_there(enum kern_kind kind, uint32_t id, struct err *err)
{
	return err_set(err, 0, "%s %u: no such %s", kern_kind_names[kind], id, kern_kind_nouns[kind]);
}

void ref_name(const struct walk *w, struct fullname_cache *cache, char ret_name[FULLNAME_LEN])
{
	const struct uapi_btf_info *btf = &w->info.btf;

	*ret_name = '\0';
	if (w->kind == KIND_LINK)
		fullname_by_id(w->k, KIND_PROG, w->info.link.prog_id, cache, ret_name);
	else if (w->kind == KIND_BTF && btf->name && btf->name_len)
		snprintf(ret_name, FULLNAME_LEN, "%s", (const char *)(uintptr_t)btf->name);
	else if (w->kind != KIND_BTF)
		fullname_of(w->k, w->kind, w->handle, &w->info, cache, ret_name);
}

/* How well a name matches: the best class with any match wins. */
enum name_class { NAME_EXACT, NAME_GLOB, NAME_SECTION, NAME_CLASSES };

static bool is_glob(const char *wanted)
{
	return strpbrk(wanted, "*?[") != NULL;
}

/* Of kinds whose names are never truncated. */
static int classify_whole(struct walk *w, const char *wanted, struct fullname_cache *cache)
{
	char name[FULLNAME_LEN];

	ref_name(w, cache, name);
	if (!strcmp(name, wanted))
		return NAME_EXACT;
	return *name && is_glob(wanted) && !fnmatch(wanted, name, 0) ? NAME_GLOB : NAME_CLASSES;
}

/* What the kernel's name, which may be the beginning of a longer one, decides. */
static int classify_cut(enum kern_kind kind, const char *cut, const char *wanted)
{
	const char *dot = kind == KIND_MAP ? strchr(cut, '.') : NULL;

	if (!strcmp(cut, wanted))
		return NAME_EXACT;
	if (is_glob(wanted) && *cut && !fnmatch(wanted, cut, 0))
		return NAME_GLOB;
	if (dot && (!strcmp(dot + 1, wanted) || !strcmp(dot, wanted)))
		return NAME_SECTION;
	return NAME_CLASSES;
}

/* The full name is read only if it can make a difference. */
static bool needs_full(const char *cut, const char *wanted)
{
	const size_t most = UAPI_NAME_LEN - 1;

	return strnlen(cut, UAPI_NAME_LEN) == most && (is_glob(wanted) || !strncmp(cut, wanted, most));
}

static int classify_name(struct walk *w, const char *wanted, struct fullname_cache *cache)
{
	const char *cut = fullname_short(w->kind, &w->info);
	int class = classify_cut(w->kind, cut, wanted);
	char full[FULLNAME_LEN];

	if (class == NAME_EXACT || !needs_full(cut, wanted))
		return class;
	fullname_of(w->k, w->kind, w->handle, &w->info, cache, full);
	if (!strcmp(full, wanted))
		return NAME_EXACT;
	return is_glob(wanted) && !fnmatch(wanted, full, 0) ? NAME_GLOB : class;
}

/* Ends a search: an unreadable object might have matched, but that matters only if nothing was found. */
static int find_ended(struct walk *w, int r, const struct id_list *found, struct err *err)
{
	struct err ignored = {0};

	if (r < 0 || found->count) {
		walk_end(w, &ignored);
		return r < 0 ? -1 : 0;
	}
	return walk_end(w, err);
}

static int refuse_name(struct kern *k, enum kern_kind kind, const char *wanted, struct err *err)
{
	struct fullname_cache cache = {0};
	struct err ignored = {0};
	struct guess guess = {0};
	const char *section;
	struct walk w;

	walk_start(&w, k, kind, NULL);
	while (!walk_next(&w, &ignored)) {
		char name[FULLNAME_LEN];

		ref_name(&w, &cache, name);
		section = kind == KIND_MAP ? strchr(name, '.') : NULL;
		if (*name)
			guess_offer(&guess, wanted, name);
		if (section && section[1])
			guess_offer(&guess, wanted, section + 1);
	}
	walk_end(&w, &ignored);
	fullname_cache_free(&cache);
	if (kind == KIND_LINK)
		err_set(err, 0, "no link has a program named '%s'", wanted);
	else
		err_set(err, 0, "no %s is named '%s'", kern_kind_nouns[kind], wanted);
	guess_hint(&guess, err);
	return -1;
}

/* Those of the objects after @after whose name the kernel tells and which may be the wanted ones. */
struct candidates {
	enum kern_kind kind;
	const char *wanted;
	uint32_t after;
	struct id_list ids;
	int failed;
};

static void offer_candidate(void *arg, uint32_t id, const char *cut)
{
	struct candidates *c = arg;
	struct err ignored = {0};

	if (id > c->after &&
	    (needs_full(cut, c->wanted) || classify_cut(c->kind, cut, c->wanted) < NAME_CLASSES))
		c->failed |= id_list_add(&c->ids, id, &ignored);
}

/*
 * After so many objects it is likely that there are many more: opening them has cost what the kernel's list
 * of all names does, which is made in a tenth of the time of opening 3,000.
 */
enum { MANY_OBJECTS = 512 };

static void narrow_walk(struct walk *w, struct candidates *c)
{
	struct err ignored = {0};

	c->after = w->id;
	if (!kern_names(w->k, w->kind, offer_candidate, c, &ignored) && !c->failed)
		w->ids = &c->ids;
}

static int find_by_name(struct kern *k, enum kern_kind kind, const char *name, struct id_list *ret_ids,
			struct err *err)
{
	struct id_list found[NAME_CLASSES] = {0};
	struct candidates candidates = {.kind = kind, .wanted = name};
	const bool can_be_cut = kind == KIND_PROG || kind == KIND_MAP;
	struct fullname_cache cache = {0};
	unsigned int seen = 0;
	struct walk w;
	int r;

	walk_start(&w, k, kind, NULL);
	while (!(r = walk_next(&w, err))) {
		int class = can_be_cut ? classify_name(&w, name, &cache) : classify_whole(&w, name, &cache);

		if (class < NAME_CLASSES && id_list_add(&found[class], w.id, err)) {
			r = -1;
			break;
		}
		if (++seen == MANY_OBJECTS && can_be_cut)
			narrow_walk(&w, &candidates);
	}
	fullname_cache_free(&cache);
	for (unsigned int i = 0; i < NAME_CLASSES; i++) {
		if (!ret_ids->count && r == KERN_NONE)
			*ret_ids = found[i];
		else
			id_list_free(&found[i]);
	}
	r = find_ended(&w, r, ret_ids, err);
	id_list_free(&candidates.ids);
	if (r)
		return -1;
	return ret_ids->count ? 0 : refuse_name(k, kind, name, err);
}

static int find_by_tag(struct kern *k, const struct ref *ref, struct id_list *ret_ids, struct err *err)
{
	struct walk w;
	int r;

	walk_start(&w, k, KIND_PROG, NULL);
	while (!(r = walk_next(&w, err))) {
		if (memcmp(w.info.prog.tag, ref->tag, UAPI_TAG_LEN))
			continue;
		if (id_list_add(ret_ids, w.id, err)) {
			r = -1;
			break;
		}
	}
	if (find_ended(&w, r, ret_ids, err))
		return -1;
	if (!ret_ids->count)
		return err_set(err, 0, "no program has the tag %s", ref->text);
	return 0;
}

static uint32_t info_id(enum kern_kind kind, const struct info_full *info)
{
	const uint32_t ids[] = {
		[KIND_PROG] = info->prog.id,
		[KIND_MAP] = info->map.id,
		[KIND_LINK] = info->link.id,
		[KIND_BTF] = info->btf.id,
	};

	return ids[kind];
}

static int find_by_pin(struct kern *k, enum kern_kind kind, const char *path, struct id_list *ret_ids,
		       struct err *err)
{
	auto_handle h = {.handle = -1};
	struct info_full info = {0};
	enum kern_kind found;
	int r;

	r = kern_open_pin(k, path, &found, &h.handle, err);
	if (r == KERN_NONE)
		return err_set(err, ENOENT, "%s", path);
	if (r)
		return -1;
	h.k = k;
	if (kern_pin_is(path, found, kind, err))
		return -1;
	r = info_full_read(k, kind, h.handle, &info, err);
	if (r == KERN_NONE)
		r = err_set(err, ENOENT, "%s", path);
	if (!r)
		r = id_list_add(ret_ids, info_id(kind, &info), err);
	info_full_free(&info);
	return r;
}

int ref_find(struct kern *k, enum kern_kind kind, const struct ref *ref, struct id_list *ret_ids,
	     struct err *err)
{
	switch (ref->by) {
	case REF_ID:
		return id_list_add(ret_ids, ref->id, err);
	case REF_NAME:
		return find_by_name(k, kind, ref->text, ret_ids, err);
	case REF_TAG:
		return find_by_tag(k, ref, ret_ids, err);
	case REF_PIN:
		return find_by_pin(k, kind, ref->text, ret_ids, err);
	case REF_ALL:
		break;
	}
	return 0;
}

int ref_find_one(struct kern *k, enum kern_kind kind, const struct ref *ref, uint32_t *ret_id,
		 struct err *err)
{
	auto_ids ids = {0};
	char list[200] = "";
	size_t n = 0;

	if (ref_find(k, kind, ref, &ids, err))
		return -1;
	if (ids.count == 1) {
		*ret_id = ids.ids[0];
		return 0;
	}
	for (size_t i = 0; i < ids.count && n < sizeof(list) - 16; i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%u", i ? ", " : "", ids.ids[i]);
	err_set(err, 0, "%zu %s match '%s'", ids.count, kern_kind_plurals[kind], ref->text ? ref->text : "");
	err_hint(err, "specify one by its id: %s", list);
	return -1;
}

int ref_open(struct kern *k, enum kern_kind kind, const struct ref *ref, uint32_t *ret_id,
	     struct kern_handle *ret_handle, struct err *err)
{
	int handle, r;

	if (ref_find_one(k, kind, ref, ret_id, err))
		return -1;
	r = kern_open(k, kind, *ret_id, &handle, err);
	if (r)
		return r == KERN_NONE ? ref_not_there(kind, *ret_id, err) : r;
	*ret_handle = (struct kern_handle){k, handle};
	return 0;
}

int ref_open_to_write(struct kern *k, const struct ref *ref, uint32_t *ret_id, struct kern_handle *ret_handle,
		      struct err *err)
{
	int handle, r;

	if (ref_find_one(k, KIND_MAP, ref, ret_id, err))
		return -1;
	r = kern_open_to_write(k, *ret_id, &handle, err);
	if (r)
		return r == KERN_NONE ? ref_not_there(KIND_MAP, *ret_id, err) : r;
	*ret_handle = (struct kern_handle){k, handle};
	return 0;
}

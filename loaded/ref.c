/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parsing and resolving references. */
#include "loaded/ref.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/change.h"
#include "lib/cmd.h"
#include "lib/num.h"
#include "lib/words.h"
#include "loaded/fullname.h"
#include "loaded/walk.h"
#include "wire/scan.h"

/* The ways to name an object, and which kinds know them. */
static const struct ref_way {
	const char *word;
	enum ref_by by;
	unsigned int kinds;
} ref_ways[] = {
	{"id", REF_ID, 1 << KIND_PROG | 1 << KIND_MAP | 1 << KIND_LINK | 1 << KIND_BTF},
	{"name", REF_NAME, 1 << KIND_PROG | 1 << KIND_MAP},
	{"tag", REF_TAG, 1 << KIND_PROG},
	{"pinned", REF_PIN, 1 << KIND_PROG | 1 << KIND_MAP | 1 << KIND_LINK},
};
enum { REF_WAYS = sizeof(ref_ways) / sizeof(ref_ways[0]) };

static int ref_parse_value(struct ref *ref, const char *word, struct err *err)
{
	ref->text = word;
	if (ref->by == REF_ID)
		return num_parse_u32(word, "id", &ref->id, err);
	if (ref->by == REF_TAG)
		return num_parse_hex(word, ref->tag, UAPI_TAG_LEN, "tag", err);
	if (!*word)
		return err_usage(err, "%s is empty", ref->by == REF_NAME ? "name" : "path");
	return 0;
}

static int ref_parse(enum kern_kind kind, struct argv_rest *rest, struct ref *ret_ref, struct err *err)
{
	struct word list[REF_WAYS + 1] = {0};
	struct ref ref = {.by = REF_ID};
	unsigned int n = 0, used = 1;
	int way;

	for (unsigned int i = 0; i < REF_WAYS; i++)
		if (ref_ways[i].kinds >> kind & 1)
			list[n++] = (struct word){.text = ref_ways[i].word, .meaning = (int)i};
	if (rest->at[0][0] < '0' || rest->at[0][0] > '9') {
		char what[32];

		snprintf(what, sizeof(what), "%s reference", kern_kind_nouns[kind]);
		if (words_find(list, rest->at[0], what, &way, err))
			return -1;
		if (rest->left < 2)
			return err_usage(err, "'%s' must be followed by a value", rest->at[0]);
		ref.by = ref_ways[way].by;
		used = 2;
	}
	if (ref_parse_value(&ref, rest->at[used - 1], err))
		return -1;
	rest->at += used;
	rest->left -= used;
	*ret_ref = ref;
	return 0;
}

static void complete_names(struct complete *c, struct kern *k, enum kern_kind kind, enum ref_by by)
{
	struct fullname_cache cache = {0};
	struct err ignored = {0};
	struct walk w;

	walk_start(&w, k, kind, NULL);
	while (!walk_next(&w, &ignored)) {
		char name[FULLNAME_LEN], word[32];

		fullname_of(k, kind, w.handle, &w.info, &cache, name);
		snprintf(word, sizeof(word), "%u", w.id);
		if (by == REF_TAG)
			for (unsigned int i = 0; i < UAPI_TAG_LEN; i++)
				snprintf(word + 2 * i, 3, "%02x", w.info.prog.tag[i]);
		if (by != REF_NAME)
			complete_add(c, word, name);
		else if (*name)
			complete_add(c, name, word);
	}
	walk_end(&w, &ignored);
	fullname_cache_free(&cache);
}

static void ref_complete(struct complete *c, enum kern_kind kind, const struct argv_rest *given)
{
	struct word list[REF_WAYS + 1] = {0};
	struct err ignored = {0};
	int n = 0, way;

	for (unsigned int i = 0; i < REF_WAYS; i++) {
		if (!(ref_ways[i].kinds >> kind & 1))
			continue;
		list[n++] = (struct word){.text = ref_ways[i].word, .meaning = (int)i};
		if (!given->left)
			complete_add(c, ref_ways[i].word, NULL);
	}
	if (!given->left || words_find(list, given->at[0], "", &way, &ignored))
		return;
	if (ref_ways[way].by == REF_PIN)
		complete_files(c);
	else if (c->kern)
		complete_names(c, c->kern, kind, ref_ways[way].by);
}

/* The parser and completer of each kind, which its type row gives. */
#define REF_TYPE(kind_name, KIND, TOKEN, GRAMMAR, HELP)                                      \
	static int parse_##kind_name(const struct arg *a, struct argv_rest *rest, void *dst, \
				     struct err *err)                                        \
	{                                                                                    \
		(void)a;                                                                     \
		return ref_parse(KIND, rest, dst, err);                                      \
	}                                                                                    \
	static void complete_##kind_name(struct complete *c, const struct arg *a,            \
					 const struct argv_rest *given)                      \
	{                                                                                    \
		(void)a;                                                                     \
		ref_complete(c, KIND, given);                                                \
	}                                                                                    \
	const struct arg_type arg_##kind_name = {.token = (TOKEN),                           \
						 .grammar = (GRAMMAR),                       \
						 .help = (HELP),                             \
						 .parse = parse_##kind_name,                 \
						 .complete = complete_##kind_name}

REF_TYPE(prog, KIND_PROG, "PROG", "[id] N | name NAME | tag HEX | pinned PATH",
	 "A program; NAME is its full name, the first 15 bytes of it, or a glob");
REF_TYPE(
	map, KIND_MAP, "MAP", "[id] N | name NAME | pinned PATH",
	"A map; NAME is its full name, the first 15 bytes of it, a glob, or a section of global data (rodata finds tp_execv.rodata)");
REF_TYPE(link, KIND_LINK, "LINK", "[id] N | pinned PATH",
	 "A link between a program and what it is attached to");
REF_TYPE(btf, KIND_BTF, "BTF", "[id] N",
	 "A BTF object: the types of a program, a map, a module or the kernel");

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

/* How well a name matches: the best class with any match wins. */
enum name_class { NAME_EXACT, NAME_GLOB, NAME_SECTION, NAME_CLASSES };

static int classify_name(struct walk *w, const char *wanted, struct fullname_cache *cache)
{
	const char *cut = fullname_short(w->kind, &w->info), *dot;
	size_t cut_len = strnlen(cut, UAPI_NAME_LEN);
	bool is_glob = strpbrk(wanted, "*?[") != NULL;
	char full[FULLNAME_LEN];

	if (!strcmp(cut, wanted))
		return NAME_EXACT;
	/* The full name is read only if it can make a difference. */
	if (cut_len == UAPI_NAME_LEN - 1 && (is_glob || !strncmp(cut, wanted, cut_len))) {
		fullname_of(w->k, w->kind, w->handle, &w->info, cache, full);
		if (!strcmp(full, wanted))
			return NAME_EXACT;
		if (is_glob && !fnmatch(wanted, full, 0))
			return NAME_GLOB;
	}
	if (is_glob && *cut && !fnmatch(wanted, cut, 0))
		return NAME_GLOB;
	dot = w->kind == KIND_MAP ? strchr(cut, '.') : NULL;
	if (dot && (!strcmp(dot + 1, wanted) || !strcmp(dot, wanted)))
		return NAME_SECTION;
	return NAME_CLASSES;
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

static int find_by_name(struct kern *k, enum kern_kind kind, const char *name, struct id_list *ret_ids,
			struct err *err)
{
	struct id_list found[NAME_CLASSES] = {0};
	struct fullname_cache cache = {0};
	struct walk w;
	int r;

	walk_start(&w, k, kind, NULL);
	while (!(r = walk_next(&w, err))) {
		int class = classify_name(&w, name, &cache);

		if (class < NAME_CLASSES && id_list_add(&found[class], w.id, err)) {
			r = -1;
			break;
		}
	}
	fullname_cache_free(&cache);
	for (unsigned int i = 0; i < NAME_CLASSES; i++) {
		if (!ret_ids->count && r == KERN_NONE)
			*ret_ids = found[i];
		else
			id_list_free(&found[i]);
	}
	if (find_ended(&w, r, ret_ids, err))
		return -1;
	if (!ret_ids->count)
		return err_set(err, 0, "no %s is named '%s'", kern_kind_nouns[kind], name);
	return 0;
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

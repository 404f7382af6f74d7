/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The words of references: a keyword and its value, or the value alone. Keywords win; then digits are an id,
 * a word with a slash is the path of a pin, and anything else is a name.
 */
#include <stdio.h>
#include <string.h>

#include "lib/num.h"
#include "lib/words.h"
#include "loaded/ref.h"
#include "loaded/walk.h"

/* The ways to name an object, and which kinds know them. */
static const struct ref_way {
	const char *word;
	enum ref_by by;
	unsigned int kinds;
} ref_ways[] = {
	{"id", REF_ID, 1 << KIND_PROG | 1 << KIND_MAP | 1 << KIND_LINK | 1 << KIND_BTF},
	{"name", REF_NAME, 1 << KIND_PROG | 1 << KIND_MAP | 1 << KIND_LINK | 1 << KIND_BTF},
	{"tag", REF_TAG, 1 << KIND_PROG},
	{"pinned", REF_PIN, 1 << KIND_PROG | 1 << KIND_MAP | 1 << KIND_LINK},
};
enum { REF_WAYS = sizeof(ref_ways) / sizeof(ref_ways[0]) };

static void way_words(enum kern_kind kind, struct word list[REF_WAYS + 1])
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < REF_WAYS; i++)
		if (ref_ways[i].kinds >> kind & 1)
			list[n++] = (struct word){.text = ref_ways[i].word, .meaning = (int)i};
}

static int parse_value(struct ref *ref, const char *word, struct err *err)
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

/* The way's whole word, of whatever kind, or its beginning with a value after it. */
static bool is_keyword(const struct argv_rest *rest, const struct word *ways)
{
	const char *word = rest->at[0];
	const size_t len = strlen(word);

	for (unsigned int i = 0; i < REF_WAYS; i++)
		if (!strcmp(ref_ways[i].word, word))
			return true;
	for (; ways->text && len && rest->left > 1; ways++)
		if (!strncmp(ways->text, word, len))
			return true;
	return false;
}

static enum ref_by by_of_bare(const char *word)
{
	struct err ignored = {0};
	uint32_t id;

	if (*word && (!word[strspn(word, "0123456789")] || !num_parse_u32(word, "", &id, &ignored)))
		return REF_ID;
	return strchr(word, '/') ? REF_PIN : REF_NAME;
}

static int ref_parse(enum kern_kind kind, struct argv_rest *rest, struct ref *ret_ref, struct err *err)
{
	struct word list[REF_WAYS + 1] = {0};
	struct ref ref = {0};
	unsigned int used = 1;
	int way;

	way_words(kind, list);
	if (is_keyword(rest, list)) {
		char what[32];

		snprintf(what, sizeof(what), "%s reference", kern_kind_nouns[kind]);
		if (words_find(list, rest->at[0], what, &way, err))
			return -1;
		if (rest->left < 2)
			return err_usage(err, "'%s' must be followed by a value", rest->at[0]);
		ref.by = ref_ways[way].by;
		used = 2;
	} else {
		ref.by = by_of_bare(rest->at[0]);
	}
	if (parse_value(&ref, rest->at[used - 1], err))
		return -1;
	rest->at += used;
	rest->left -= used;
	*ret_ref = ref;
	return 0;
}

static void complete_objects(struct complete *c, enum kern_kind kind, enum ref_by by)
{
	struct fullname_cache cache = {0};
	struct err ignored = {0};
	struct walk w;

	walk_start(&w, c->kern, kind, NULL);
	while (!walk_next(&w, &ignored)) {
		char name[FULLNAME_LEN], word[32];

		ref_name(&w, &cache, name);
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

static void complete_by(struct complete *c, enum kern_kind kind, enum ref_by by)
{
	if (by == REF_PIN)
		complete_files(c, NULL);
	else if (c->kern)
		complete_objects(c, kind, by);
}

static void ref_complete(struct complete *c, enum kern_kind kind, const struct argv_rest *given)
{
	struct word list[REF_WAYS + 1] = {0};
	struct err ignored = {0};
	int way;

	way_words(kind, list);
	if (given->left) {
		if (!words_find(list, given->at[0], "", &way, &ignored))
			complete_by(c, kind, ref_ways[way].by);
		return;
	}
	for (const struct word *w = list; w->text; w++)
		complete_add(c, w->text, NULL);
	complete_by(c, kind, by_of_bare(c->begun));
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
						 .complete = complete_##kind_name,           \
						 .yields = true}

REF_TYPE(prog, KIND_PROG, "PROG", "[id] N | [name] NAME | tag HEX | [pinned] PATH",
	 "A program; NAME is its full name, the first 15 bytes of it, or a glob");
REF_TYPE(
	map, KIND_MAP, "MAP", "[id] N | [name] NAME | [pinned] PATH",
	"A map; NAME is its full name, the first 15 bytes of it, a glob, or a section of global data (rodata finds tp_execv.rodata)");
REF_TYPE(link, KIND_LINK, "LINK", "[id] N | [name] NAME | [pinned] PATH",
	 "A link between a program and what it is attached to; NAME is that of the program");
REF_TYPE(
	btf, KIND_BTF, "BTF", "[id] N | [name] NAME",
	"A BTF object: the types of a program, a map, a module or the kernel; NAME is vmlinux or that of a module");

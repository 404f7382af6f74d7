/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files and libbpf's headers give names; names give types. */
#include "btfdump/roots/roots.h"

#include <stdlib.h>
#include <string.h>

#include "btfdump/load/load.h"
#include "btfdump/roots/find.h"
#include "btfdump/roots/read.h"
#include "lib/file.h"

enum { TEXT_MAX = 16 << 20 };

/* What libbpf's headers for BPF programs mention without defining it, on any architecture. */
static const struct {
	const char *name;
	unsigned int flags;
} base[] = {
	{"__u8", NAME_TYPEDEF},        {"__u16", NAME_TYPEDEF},       {"__u32", NAME_TYPEDEF},
	{"__u64", NAME_TYPEDEF},       {"__s8", NAME_TYPEDEF},        {"__s16", NAME_TYPEDEF},
	{"__s32", NAME_TYPEDEF},       {"__s64", NAME_TYPEDEF},       {"__le16", NAME_TYPEDEF},
	{"__le32", NAME_TYPEDEF},      {"__le64", NAME_TYPEDEF},      {"__be16", NAME_TYPEDEF},
	{"__be32", NAME_TYPEDEF},      {"__be64", NAME_TYPEDEF},      {"__wsum", NAME_TYPEDEF},
	{"__sum16", NAME_TYPEDEF},     {"u8", NAME_TYPEDEF},          {"u16", NAME_TYPEDEF},
	{"u32", NAME_TYPEDEF},         {"u64", NAME_TYPEDEF},         {"bool", NAME_TYPEDEF},
	{"true", NAME_VALUE},          {"false", NAME_VALUE},         {"size_t", NAME_TYPEDEF},
	{"pt_regs", NAME_STRUCT},      {"user_pt_regs", NAME_STRUCT}, {"user_regs_struct", NAME_STRUCT},
	{"bpf_iter_num", NAME_STRUCT},
};

static void add_base(struct names *n)
{
	for (unsigned int i = 0; i < sizeof(base) / sizeof(base[0]); i++)
		names_add(n, base[i].name, strlen(base[i].name), base[i].flags);
}

/* What has a NUL byte is not a source: objects, raw and compressed BTF. */
static int read_file(const char *path, struct names *n, struct read_facts *facts, struct err *err)
{
	auto_buf text = {0};

	if (file_read(path, TEXT_MAX, &text, err))
		return -1;
	if (!text.len)
		return err_set(err, 0, "%s: file is empty", path);
	if (memchr(text.data, '\0', text.len))
		return names_of_object(path, n, facts, err);
	return names_of_source(path, &text, n, facts, err);
}

static void note_missing(struct roots *roots, const struct names *n)
{
	static const struct {
		unsigned int flag;
		const char *tag;
	} tags[] = {{NAME_STRUCT, "struct "},
		    {NAME_UNION, "union "},
		    {NAME_ENUM, "enum "},
		    {NAME_TYPEDEF, ""}};
	bool is_first = true;

	for (size_t at = 0; at < n->text.len; at += strlen(n->text.data + at) + 1) {
		const struct name *name = names_find(n, n->text.data + at);
		unsigned int missing = name ? name->needed & ~(unsigned int)name->found : 0;

		for (unsigned int i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
			if (!(missing & tags[i].flag))
				continue;
			buf_printf(&roots->note, "%s%s%.80s", is_first ? "Needed but not found: " : ", ",
				   tags[i].tag, n->text.data + at);
			is_first = false;
		}
	}
	if (!is_first)
		buf_add_char(&roots->note, '.');
}

static void note_list(struct roots *roots, const char *what, struct buf *list)
{
	if (list->len)
		buf_printf(&roots->note, "%s%s %s.", roots->note.len ? " " : "", what, buf_str(list));
}

/* A source may need nothing; an object was compiled with types. */
static int nothing_wanted(const char *path, struct roots *roots, struct err *err)
{
	err_set(err, 0, "%.256s: none of the types it names exist in this BTF", path);
	if (roots->note.len)
		err_hint(err, "%.300s", buf_str(&roots->note));
	return -1;
}

static int find_all(const struct types *t, const char *const *paths, uint32_t count, struct names *n,
		    struct read_facts *facts, struct roots *roots, struct err *err)
{
	uint32_t wanted;

	add_base(n);
	for (uint32_t i = 0; i < count; i++)
		if (read_file(paths[i], n, facts, err))
			return -1;
	if (n->is_failed)
		return err_no_memory(err);
	if (find_types(t, n, roots, &wanted, err))
		return -1;
	note_missing(roots, n);
	note_list(roots, "No CO-RE relocations in", &facts->no_relocs);
	note_list(roots, "Headers not found:", &facts->absent);
	if (count && !wanted && !facts->sources)
		return nothing_wanted(paths[0], roots, err);
	return find_reached(t, n, roots, err);
}

int roots_find(const struct types *t, const char *const *paths, uint32_t count, struct roots *ret_roots,
	       struct err *err)
{
	struct names n = {0};
	struct read_facts facts = {0};
	struct roots roots = {0};
	int r = find_all(t, paths, count, &n, &facts, &roots, err);

	names_free(&n);
	buf_free(&facts.absent);
	buf_free(&facts.no_relocs);
	if (r)
		roots_free(&roots);
	else
		*ret_roots = roots;
	return r;
}

int roots_find_base(const struct types *t, struct roots *ret_roots, struct err *err)
{
	return roots_find(t, NULL, 0, ret_roots, err);
}

void roots_free(struct roots *roots)
{
	free(roots->ids);
	buf_free(&roots->note);
	memset(roots, 0, sizeof(*roots));
}

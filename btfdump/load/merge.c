/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A new image is written in the parts' byte order and opened like any other: the merged types are checked
 * again. The parts stay open, because one of them may own the base.
 */

#include <stdlib.h>
#include <string.h>

#include "btfdump/load/load.h"
#include "btfdump/load/merge_alike.h"
#include "wire/write.h"

/* What the merged types own. */
struct merged {
	struct buf image;
	struct merge_part *parts;
	uint32_t count;
};

static void merged_free(void *backing)
{
	struct merged *m = backing;

	/* The first may own the base of the others. */
	for (uint32_t i = m->count; i--;)
		types_free(m->parts[i].t);
	free(m->parts);
	buf_free(&m->image);
	free(m);
}

static bool is_same_content(const struct types *a, const struct types *b)
{
	return a->raw_size == b->raw_size && !memcmp(a->raw, b->raw, a->raw_size);
}

static int load_one(struct merged *all, const char *path, const struct types **base, struct err *err)
{
	struct types *t;

	if (types_load_file(path, *base, &t, err))
		return -1;
	all->parts[all->count++].t = t;
	if (t->base && *base && t->base != *base) {
		err_set(err, 0, "%s: has its own base", path);
		err_hint(err, "such a file cannot be merged with others");
		return -1;
	}
	if (t->base)
		*base = t->base;
	return 0;
}

/* Files that are the base itself add nothing. */
static void drop_base(struct merged *all, const struct types *base)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		struct types *t = all->parts[i].t;

		if (base && !t->base && is_same_content(t, base))
			types_free(t);
		else
			all->parts[kept++].t = t;
	}
	all->count = kept;
}

static int part_check(const struct merge *m, const struct types *t, struct err *err)
{
	const struct types *first = m->base ? m->base : m->parts[0].t;

	if (t->is_big_endian != first->is_big_endian || t->ptr_size != first->ptr_size)
		return err_set(err, 0, "the files are for different machines");
	for (uint32_t id = t->first_id; id < t->count; id++)
		if (types_kind(t, id) >= BK_COUNT)
			return err_set(err, 0, "types of kind %u cannot be merged", types_kind(t, id));
	return 0;
}

static int parts_count(struct merge *m, struct err *err)
{
	uint64_t types = 0, strings = 0;

	for (uint32_t i = 0; i < m->part_count; i++) {
		struct merge_part *p = &m->parts[i];

		if (part_check(m, p->t, err))
			return -1;
		p->first = (uint32_t)types;
		p->strings = strings;
		types += p->t->count - p->t->first_id;
		strings += p->t->str_end - p->t->str_first;
	}
	if (types >= UINT32_MAX / 2 || strings >= UINT32_MAX / 2)
		return err_set(err, 0, "the files are too large to be merged");
	m->count = (uint32_t)types;
	m->first_id = m->base ? m->base->count : 1;
	return 0;
}

static uint32_t merged_string(const struct merge *m, const struct merge_part *p, uint32_t off)
{
	if (!off || off < p->t->str_first)
		return off;
	return (m->base ? m->base->str_end : 0) + (uint32_t)p->strings + (off - p->t->str_first);
}

struct place {
	const struct merge *m;
	const struct merge_part *p;
};

static uint32_t place_id(void *arg, uint32_t id)
{
	const struct place *at = arg;

	return merge_id(at->m, at->p, id);
}

static uint32_t place_string(void *arg, uint32_t off)
{
	const struct place *at = arg;

	return merged_string(at->m, at->p, off);
}

static int image_make(const struct merge *m, struct buf *image, struct err *err)
{
	bool is_foreign = m->parts[0].t->is_foreign;
	struct place at = {.m = m};
	const struct wire_map map = {.id = place_id, .string = place_string, .arg = &at};
	uint32_t next = m->first_id;
	size_t strings_at;

	wire_write_begin(image, is_foreign);
	for (uint32_t i = 0; i < m->count; i++) {
		uint32_t id, known = m->forwards[i];

		if (m->ids[i] != next)
			continue;
		at.p = merge_part_of(m, merge_is_known(known) ? known : i, &id);
		wire_write_record(image, is_foreign, types_at(at.p->t, id), &map);
		next++;
	}
	strings_at = image->len;
	for (uint32_t i = 0; i < m->part_count; i++) {
		const struct types *t = m->parts[i].t;

		buf_add(image, t->strings, t->str_end - t->str_first);
	}
	return wire_write_end(image, is_foreign, strings_at, err);
}

static int merge_parts(struct merged *all, const struct types *base, struct types **ret_types,
		       struct err *err)
{
	struct merge m = {.base = base, .parts = all->parts, .part_count = all->count};
	int r = parts_count(&m, err) || merge_find_forwards(&m, err) || merge_find_alike(&m, err) ||
		image_make(&m, &all->image, err) ||
		types_open(all->image.data, all->image.len, base, ret_types, err);

	free(m.forwards);
	free(m.ids);
	return r ? -1 : 0;
}

int types_load_merged(const char *const *paths, uint32_t count, const struct types *base,
		      struct types **ret_types, struct err *err)
{
	struct merged *all = calloc(1, sizeof(*all));
	struct types *t = NULL;
	int r = 0;

	if (all)
		all->parts = calloc(count, sizeof(*all->parts));
	if (!all || !all->parts) {
		free(all);
		return err_no_memory(err);
	}
	for (uint32_t i = 0; i < count && !r; i++)
		r = load_one(all, paths[i], &base, err);
	if (!r)
		drop_base(all, base);
	if (!r && !all->count)
		r = err_set(err, 0, "the files contain no types beyond their base");
	if (r || merge_parts(all, base, &t, err)) {
		merged_free(all);
		return -1;
	}
	t->ptr_size = all->parts[0].t->ptr_size;
	t->backing = all;
	t->release = merged_free;
	*ret_types = t;
	return 0;
}

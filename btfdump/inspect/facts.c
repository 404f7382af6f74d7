/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Facts are collected in declaration order; a sorted index is made only where two types differ. */
#include "btfdump/inspect/facts.h"

#include <stdlib.h>
#include <string.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/places.h"

enum { FACTS_FIRST = 32 };

/* The value's text is appended by the caller, facts_end() closes it. */
static int fact_begin(struct facts *f, const char *what, const char *name, struct err *err)
{
	if (f->count == f->room) {
		uint32_t room = f->room ? f->room * 2 : FACTS_FIRST;
		struct fact *list = realloc(f->list, room * sizeof(*list));

		if (!list)
			return err_no_memory(err);
		f->list = list;
		f->room = room;
	}
	f->list[f->count++] = (struct fact){.what = what, .name = name, .value = f->text.len};
	return 0;
}

static int fact_end(struct facts *f, struct err *err)
{
	buf_add_char(&f->text, '\0');
	return f->text.failed ? err_no_memory(err) : 0;
}

static int number_add(struct facts *f, const char *what, uint64_t v, struct err *err)
{
	if (fact_begin(f, what, "", err))
		return -1;
	buf_printf(&f->text, "%llu", (unsigned long long)v);
	return fact_end(f, err);
}

static void path_write(struct buf *b, const struct types *t, const struct places *l, uint32_t row)
{
	enum { PATH_MAX_LEN = 256, NAME_MAX_LEN = 128 };
	const struct place *p = &l->rows[row];

	if (p->outer)
		path_write(b, t, l, p->outer - 1);
	if (b->len < PATH_MAX_LEN)
		buf_printf(b, "%s%.*s", p->outer ? "." : "", NAME_MAX_LEN, types_string(t, p->name_off));
}

/* "outer.inner": members of two unnamed structs may have one name. NULL: no memory. */
static const char *path_make(struct facts *f, const struct types *t, const struct places *l, uint32_t row)
{
	const struct place *p = &l->rows[row];
	auto_buf path = {0};

	if (!p->outer || !*f->budget)
		return types_string(t, p->name_off);
	path_write(&path, t, l, row);
	*f->budget -= path.len < *f->budget ? path.len : *f->budget;
	return path.failed ? NULL : arena_text(&f->paths, buf_str(&path));
}

static int place_add(struct facts *f, const struct types *t, const struct places *l, uint32_t row,
		     struct err *err)
{
	const struct place *p = &l->rows[row];
	const char *path;

	/* Members of an anonymous struct are separate places. */
	if (p->what != PLACE_MEMBER || !*types_string(t, p->name_off))
		return 0;
	path = path_make(f, t, l, row);
	if (!path)
		return err_no_memory(err);
	if (fact_begin(f, "member", path, err))
		return -1;
	decl_write(&f->text, t, p->type, "", f->budget);
	if (p->is_bitfield)
		buf_printf(&f->text, ": %llu", (unsigned long long)p->bits);
	buf_printf(&f->text, " at %llu", (unsigned long long)p->bit / 8);
	if (p->bit % 8)
		buf_printf(&f->text, ":%u", (unsigned int)(p->bit % 8));
	return fact_end(f, err);
}

static int composite_collect(struct facts *f, const struct types *t, uint32_t id, struct err *err)
{
	struct places places;
	int ret = 0;

	if (number_add(f, "size", types_at(t, id)->size, err) || places_build(t, id, &places, err))
		return -1;
	for (uint32_t i = 0; i < places.count && !ret; i++)
		ret = place_add(f, t, &places, i, err);
	places_free(&places);
	return ret;
}

static int enum_collect(struct facts *f, const struct types *t, const struct wire_type *w, struct err *err)
{
	if (number_add(f, "size", w->size, err))
		return -1;
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		uint64_t v = type_enum_value(w, i);

		if (fact_begin(f, "enumerator", types_string(t, type_enum_name(w, i)), err))
			return -1;
		if (type_has_flag(w))
			buf_printf(&f->text, "%lld", (long long)v);
		else
			buf_printf(&f->text, "%llu", (unsigned long long)v);
		if (fact_end(f, err))
			return -1;
	}
	return 0;
}

static int int_collect(struct facts *f, const struct wire_type *w, struct err *err)
{
	if (number_add(f, "size", w->size, err))
		return -1;
	if (type_kind(w) == BK_FLOAT)
		return 0;
	if (number_add(f, "bits", type_int_bits(w), err) || fact_begin(f, "encoding", "", err))
		return -1;
	buf_add_str(&f->text, decl_encoding_word(type_int_encoding(w)));
	return fact_end(f, err);
}

int facts_collect(struct facts *f, const struct types *t, uint32_t id, struct err *err)
{
	const struct wire_type *w = types_at(t, id);
	unsigned int kind = type_kind(w);

	facts_reset(f);
	if (kind_is_composite(kind))
		return composite_collect(f, t, id, err);
	if (kind_is_enum(kind))
		return enum_collect(f, t, w, err);
	if (kind == BK_INT || kind == BK_FLOAT)
		return int_collect(f, w, err);
	if (fact_begin(f, "type", "", err))
		return -1;
	decl_write(&f->text, t, w->size, kind == BK_FUNC ? types_string(t, w->name_off) : "", f->budget);
	return fact_end(f, err);
}

void facts_reset(struct facts *f)
{
	f->count = 0;
	buf_reset(&f->text);
	free(f->sorted);
	f->sorted = NULL;
	arena_free(&f->paths);
}

void facts_free(struct facts *f)
{
	free(f->list);
	free(f->sorted);
	buf_free(&f->text);
	arena_free(&f->paths);
}

bool facts_are_equal(const struct facts *a, const struct facts *b)
{
	if (a->count != b->count || a->text.len != b->text.len ||
	    (a->text.len && memcmp(a->text.data, b->text.data, a->text.len)))
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (a->list[i].what != b->list[i].what || strcmp(a->list[i].name, b->list[i].name))
			return false;
	return true;
}

const char *facts_value(const struct facts *f, const struct fact *fact)
{
	return f->text.data + fact->value;
}

static int fact_compare(const struct fact *a, const struct fact *b)
{
	int c = strcmp(a->what, b->what);

	return c ? c : strcmp(a->name, b->name);
}

static int index_compare(const void *a, const void *b, void *list)
{
	const uint32_t *i = a, *j = b;
	int c = fact_compare((const struct fact *)list + *i, (const struct fact *)list + *j);

	return c ? c : *i < *j ? -1 : *i > *j;
}

const struct fact *facts_find(struct facts *f, const struct fact *like)
{
	uint32_t low = 0, high = f->count;

	if (!f->sorted) {
		f->sorted = malloc((f->count ? f->count : 1) * sizeof(*f->sorted));
		if (!f->sorted)
			return NULL;
		for (uint32_t i = 0; i < f->count; i++)
			f->sorted[i] = i;
		qsort_r(f->sorted, f->count, sizeof(*f->sorted), index_compare, f->list);
	}
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (fact_compare(&f->list[f->sorted[middle]], like) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == f->count || fact_compare(&f->list[f->sorted[low]], like))
		return NULL;
	return &f->list[f->sorted[low]];
}

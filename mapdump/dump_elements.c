/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* All elements of one map, and the error when some are missing. */
#include <errno.h>
#include <string.h>

#include "mapdump/dump.h"
#include "mapdump/kinds/kinds.h"

static void open_list(struct dump *d)
{
	if (!d->has_list)
		out_list(d->o, d->list);
	d->has_list = true;
}

static void note_unreadable(struct dump *d, int no)
{
	/* An empty slot is a valid answer, and what the kernel never shows is not missing. */
	if (no == ENOENT || d->v->type->way == ELEMENTS_NONE || d->unreadable++)
		return;
	err_set(&d->first_failure, no, "reading an element");
}

static int print_batch(void *arg, const struct elements *batch, struct err *err)
{
	struct dump *d = arg;
	struct entry e = {
		.v = d->v,
		.key = batch->keys,
		.value = batch->values,
		.value_size = batch->value_size,
		.no = batch->no,
	};

	open_list(d);
	for (uint32_t i = 0; i < batch->count; i++, e.key += batch->key_size) {
		int r = query_take(d->q, &e, err);

		d->has_any = true;
		if (!e.value)
			note_unreadable(d, e.no);
		if (r)
			return r == QUERY_ENOUGH ? KERN_NONE : -1;
		if (e.value)
			e.value += batch->value_size;
	}
	progress_add(&d->progress, batch->count);
	return 0;
}

/* How many there were: text without types. */
static void print_count(struct dump *d)
{
	static const struct field f_found = {.label = "Found", .tail = " elements", .flags = FIELD_TEXT_ONLY};
	static const struct field f_one = {.label = "Found", .tail = " element", .flags = FIELD_TEXT_ONLY};

	if (!d->v->value_plan && !query_has_columns(d->q))
		out_uint(d->o, d->found == 1 ? &f_one : &f_found, d->found);
}

static int missing(const struct dump *d, struct err *err)
{
	struct err why = {0};

	if (d->unreadable)
		return err_partial(err, &d->first_failure, "map %u: %llu element%s could not be read",
				   view_info(d->v)->id, (unsigned long long)d->unreadable,
				   d->unreadable == 1 ? "" : "s");
	if (d->v->no_types.kind)
		return err_partial(err, &d->v->no_types, "map %u is shown as bytes", view_info(d->v)->id);
	if (d->v->type->way != ELEMENTS_PEEK || !d->has_any)
		return 0;
	err_set(&why, 0, "the other elements can only be read by removing them");
	return err_partial(err, &why, "map %u: only the next element is shown", view_info(d->v)->id);
}

/* The existing keys, each with an error: scripts that loop over them expect no more. */
static int walk_indexes(struct dump *d, struct err *err)
{
	const struct uapi_map_info *info = view_info(d->v);
	int r = 0;

	for (uint32_t i = 0; i < info->max_entries && !r; i++) {
		const struct elements one = {
			.keys = (const unsigned char *)&i,
			.key_size = sizeof(i),
			.count = 1,
			.no = EOPNOTSUPP,
		};

		r = print_batch(d, &one, err);
	}
	return r == KERN_NONE ? 0 : r;
}

static int walk(struct dump *d, struct err *err)
{
	struct kern *k = d->v->k;
	const int handle = d->v->h.handle;

	if (d->v->type->way == ELEMENTS_NONE && d->v->type->order == ORDER_FIXED &&
	    view_info(d->v)->key_size == sizeof(uint32_t))
		return walk_indexes(d, err);
	if (elements_are_storage(d->v->type))
		return kern_storage(k, handle, view_info(d->v), NULL, print_batch, d, err);
	return kern_elements(k, handle, view_info(d->v), print_batch, d, err);
}

static int dump_queried(struct dump *d, struct err *err)
{
	const struct uapi_map_info *info = view_info(d->v);
	struct err late = {0};
	int r;

	progress_start(&d->progress, "elements", info->max_entries, PROGRESS_BESIDE);
	d->progress.is_most = d->v->type->order != ORDER_FIXED;
	r = walk(d, err);
	progress_end(&d->progress);

	if (r && err->kind != ERR_PARTIAL) {
		err_wrap(err, "map %u", info->id);
		if (!d->has_list)
			return -1;
	}
	open_list(d);
	if (query_finish(d->q, &late) && !r) {
		*err = late;
		r = -1;
	}
	out_end(d->o);
	print_count(d);
	return r ? -1 : missing(d, err);
}

/* Elements with columns, and those with types, are JSON in text as well. */
static const struct field *list_row(const struct dump *d)
{
	static const struct field f_lines = {.name = "elements", .layout = LAYOUT_SECTION};
	static const struct field f_tree = {.name = "elements", .layout = LAYOUT_TREE};
	static const struct field f_plain = {.name = "elements"};

	if (query_has_lines(d->q))
		return &f_lines;
	return d->v->value_plan || query_has_columns(d->q) ? &f_tree : &f_plain;
}

static void note_shown(void *arg, const void *rec)
{
	struct dump *d = arg;
	const struct entry *e = rec;

	if (!query_has_columns(d->q))
		entry_print(d->o, e, NULL);
	if (d->inner && e->v->kind->has_other_value && e->value && e->value_size == sizeof(uint32_t))
		buf_add(d->inner, e->value, e->value_size);
	d->found += e->value != NULL;
}

int dump_elements(struct dump *d, struct err *err)
{
	const struct query_records of = {&parts_of_elements, d->v};
	int r;

	if (query_open(&d->q, d->o, &of, d->asked, note_shown, d, err))
		return -1;
	d->list = list_row(d);
	r = dump_queried(d, err);
	query_close(d->q);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A heap of copies. Elements that are equal keep the order in which they came; unreadable ones are last. */
#include "mapdump/ranking.h"

#include <stdlib.h>
#include <string.h>

/* What lies in front of the copied key and value. */
struct head {
	uint64_t number; /* in the order of coming */
	size_t value_size;
	int no;
	bool has_value;
};

int ranking_open(struct ranking *r, const struct view *v, const char *by, uint64_t most, struct err *err)
{
	*r = (struct ranking){.v = v, .most = most, .is_descending = *by == '-'};
	by += r->is_descending;
	if (column_find(v, by, strlen(by), &r->by, err))
		return err_wrap(err, "--sort");
	if (r->by.part == COLUMN_CPU)
		return err_usage(err, "--sort %s: elements have values of all CPUs", by);
	if (value_field_class(r->by.plan, &r->by.field) == VALUE_IS_NEITHER)
		return err_usage(err, "--sort %s: this part has parts of its own: one of them is needed", by);
	if (r->by.part == COLUMN_VALUE && v->row->is_percpu && !v->agg) {
		err_usage(err, "--sort %s: each CPU has its own value", by);
		err_hint(err, "put them together with --agg");
		return -1;
	}
	return 0;
}

void ranking_close(struct ranking *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->kept[i]);
	free(r->kept);
	column_free(&r->by);
	*r = (struct ranking){0};
}

static struct entry entry_of(const struct ranking *r, const unsigned char *kept)
{
	const unsigned char *key = kept + sizeof(struct head);
	struct head head;

	memcpy(&head, kept, sizeof(head));
	return (struct entry){
		.v = r->v,
		.key = key,
		.value = head.has_value ? key + view_key_size(r->v) : NULL,
		.value_size = head.value_size,
		.no = head.no,
	};
}

static int compare_values(const struct ranking *r, const struct entry *x, const struct entry *y)
{
	struct column_value a, b;
	bool has_a = column_read(&r->by, x, 0, &a), has_b = column_read(&r->by, y, 0, &b);
	int diff;

	if (!has_a || !has_b)
		return has_b - has_a;
	diff = column_compare(&a, &b);
	return r->is_descending ? -diff : diff;
}

static int compare(const void *a, const void *b, void *arg)
{
	const unsigned char *const *x = a, *const *y = b;
	struct entry p = entry_of(arg, *x), q = entry_of(arg, *y);
	int diff = compare_values(arg, &p, &q);
	struct head first, second;

	if (diff)
		return diff;
	memcpy(&first, *x, sizeof(first));
	memcpy(&second, *y, sizeof(second));
	return (first.number > second.number) - (first.number < second.number);
}

static bool is_behind(struct ranking *r, size_t a, size_t b)
{
	return compare(&r->kept[a], &r->kept[b], r) > 0;
}

static void swap(struct ranking *r, size_t a, size_t b)
{
	unsigned char *kept = r->kept[a];

	r->kept[a] = r->kept[b];
	r->kept[b] = kept;
}

static void sift_up(struct ranking *r, size_t i)
{
	for (; i && is_behind(r, i, (i - 1) / 2); i = (i - 1) / 2)
		swap(r, i, (i - 1) / 2);
}

static void sift_down(struct ranking *r)
{
	for (size_t i = 0, child; (child = 2 * i + 1) < r->count; i = child) {
		if (child + 1 < r->count && is_behind(r, child + 1, child))
			child++;
		if (!is_behind(r, child, i))
			break;
		swap(r, i, child);
	}
}

/* Into the place of what was kept there. Recordings have elements without the bytes of a value. */
static int keep(struct ranking *r, size_t at, const struct entry *e, struct err *err)
{
	const struct head head = {
		.number = r->seen,
		.value_size = e->value ? e->value_size : 0,
		.no = e->no,
		.has_value = e->value,
	};
	const uint32_t key_size = view_key_size(r->v);
	unsigned char *to = realloc(r->kept[at], sizeof(head) + key_size + head.value_size);

	if (!to)
		return err_no_memory(err);
	r->kept[at] = to;
	memcpy(to, &head, sizeof(head));
	memcpy(to + sizeof(head), e->key, key_size);
	if (e->value)
		memcpy(to + sizeof(head) + key_size, e->value, head.value_size);
	return 0;
}

static int append(struct ranking *r, const struct entry *e, struct err *err)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		unsigned char **more = reallocarray(r->kept, room, sizeof(*more));

		if (!more)
			return err_no_memory(err);
		r->kept = more;
		r->room = room;
	}
	r->kept[r->count] = NULL;
	if (keep(r, r->count, e, err))
		return -1;
	r->count++;
	return 0;
}

int ranking_add(struct ranking *r, const struct entry *e, struct err *err)
{
	struct entry last;

	r->seen++;
	if (!r->most || r->count < r->most) {
		if (append(r, e, err))
			return -1;
		if (r->most)
			sift_up(r, r->count - 1);
		return 0;
	}
	last = entry_of(r, r->kept[0]);
	if (compare_values(r, e, &last) >= 0)
		return 0;
	if (keep(r, 0, e, err))
		return -1;
	sift_down(r);
	return 0;
}

int ranking_walk(struct ranking *r, int (*fn)(void *arg, const struct entry *e, struct err *err), void *arg,
		 struct err *err)
{
	int ret = 0;

	if (r->count)
		qsort_r(r->kept, r->count, sizeof(*r->kept), compare, r);
	for (size_t i = 0; i < r->count && !ret; i++) {
		const struct entry e = entry_of(r, r->kept[i]);

		ret = fn(arg, &e, err);
	}
	return ret;
}

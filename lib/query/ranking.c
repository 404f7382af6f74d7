/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A heap of copies. Equal records keep their order of arrival; unreadable ones are last. */
#include "lib/query/ranking.h"

#include <stdlib.h>
#include <string.h>

/* Header in front of a copy. */
struct head {
	uint64_t number; /* in order of arrival */
};

/* A record made from a copy. */
union rec {
	char bytes[QUERY_REC_MOST];
	long double aligned;
};

static int add_key(struct ranking *r, const char *by, struct err *err)
{
	struct ranking_key *key = &r->keys[r->key_count];
	const struct query_source *source = r->of.source;

	key->is_descending = *by == '-';
	by += key->is_descending;
	if (column_find(&r->of, by, strlen(by), &key->by, err))
		return err_wrap(err, "--sort");
	r->key_count++;
	if (source->check_sort && source->check_sort(r->of.over, &key->by, err))
		return -1;
	return key->by.class == QUERY_NEITHER && !source->has_plain_words
		       ? err_usage(err,
				   "--sort %s: this part is a structure or list: specify one of its parts",
				   by)
		       : 0;
}

int ranking_open(struct ranking *r, const struct query_records *of, const char *const *by, uint64_t most,
		 struct err *err)
{
	*r = (struct ranking){.of = *of, .most = most};
	for (; *by; by++)
		if (add_key(r, *by, err))
			return -1;
	return 0;
}

void ranking_close(struct ranking *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->records[i]);
	free(r->records);
	for (unsigned int i = 0; i < r->key_count; i++)
		column_free(&r->keys[i].by);
	*r = (struct ranking){0};
}

static void rec_of(const struct ranking *r, const unsigned char *stored, union rec *ret_rec)
{
	r->of.source->restore(r->of.over, stored + sizeof(struct head), ret_rec);
}

static int compare_by(const struct ranking *r, const struct ranking_key *key, const void *x, const void *y)
{
	const struct query_source *source = r->of.source;
	struct query_cell a, b;
	bool has_a = source->read(&key->by, x, 0, &a), has_b = source->read(&key->by, y, 0, &b);
	int diff;

	if (!has_a || !has_b)
		return has_b - has_a;
	/* Numbers before texts, where records have one or the other. */
	diff = a.is_text != b.is_text ? a.is_text - b.is_text : column_compare(&a, &b);
	return key->is_descending ? -diff : diff;
}

static int compare_recs(const struct ranking *r, const void *x, const void *y)
{
	int diff = 0;

	for (unsigned int i = 0; i < r->key_count && !diff; i++)
		diff = compare_by(r, &r->keys[i], x, y);
	return diff;
}

static int compare(const void *a, const void *b, void *arg)
{
	const unsigned char *const *x = a, *const *y = b;
	struct head first, second;
	union rec p, q;
	int diff;

	rec_of(arg, *x, &p);
	rec_of(arg, *y, &q);
	diff = compare_recs(arg, &p, &q);
	if (diff)
		return diff;
	memcpy(&first, *x, sizeof(first));
	memcpy(&second, *y, sizeof(second));
	return (first.number > second.number) - (first.number < second.number);
}

static bool is_after(struct ranking *r, size_t a, size_t b)
{
	return compare(&r->records[a], &r->records[b], r) > 0;
}

static void swap(struct ranking *r, size_t a, size_t b)
{
	unsigned char *record = r->records[a];

	r->records[a] = r->records[b];
	r->records[b] = record;
}

static void sift_up(struct ranking *r, size_t i)
{
	for (; i && is_after(r, i, (i - 1) / 2); i = (i - 1) / 2)
		swap(r, i, (i - 1) / 2);
}

static void sift_down(struct ranking *r)
{
	for (size_t i = 0, child; (child = 2 * i + 1) < r->count; i = child) {
		if (child + 1 < r->count && is_after(r, child + 1, child))
			child++;
		if (!is_after(r, child, i))
			break;
		swap(r, i, child);
	}
}

/* Overwrites the kept record. */
static int keep(struct ranking *r, size_t at, const void *rec, struct err *err)
{
	const struct head head = {.number = r->seen};
	unsigned char *to = realloc(r->records[at], sizeof(head) + r->of.source->stored_size(rec));

	if (!to)
		return err_no_memory(err);
	r->records[at] = to;
	memcpy(to, &head, sizeof(head));
	r->of.source->store(rec, to + sizeof(head));
	return 0;
}

static int append(struct ranking *r, const void *rec, struct err *err)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		unsigned char **more = reallocarray(r->records, room, sizeof(*more));

		if (!more)
			return err_no_memory(err);
		r->records = more;
		r->room = room;
	}
	r->records[r->count] = NULL;
	if (keep(r, r->count, rec, err))
		return -1;
	r->count++;
	return 0;
}

int ranking_add(struct ranking *r, const void *rec, struct err *err)
{
	union rec last;

	r->seen++;
	if (!r->most || r->count < r->most) {
		if (append(r, rec, err))
			return -1;
		if (r->most)
			sift_up(r, r->count - 1);
		return 0;
	}
	rec_of(r, r->records[0], &last);
	if (compare_recs(r, rec, &last) >= 0)
		return 0;
	if (keep(r, 0, rec, err))
		return -1;
	sift_down(r);
	return 0;
}

int ranking_walk(struct ranking *r, int (*fn)(void *arg, const void *rec, struct err *err), void *arg,
		 struct err *err)
{
	int ret = 0;

	if (r->count)
		qsort_r(r->records, r->count, sizeof(*r->records), compare, r);
	for (size_t i = 0; i < r->count && !ret; i++) {
		union rec rec;

		rec_of(r, r->records[i], &rec);
		ret = fn(arg, &rec, err);
	}
	return ret;
}

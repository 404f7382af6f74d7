/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Counters as histograms. The counters of one are a list in a value, or elements whose keys are numbers of
 * buckets: the whole key, or its member "slot".
 */
#include <stdlib.h>
#include <string.h>

#include "mapdump/bars.h"
#include "mapdump/formats.h"
#include "mapdump/kinds/kinds.h"
#include "mapdump/mapdump.h"

enum { GROUPS_MOST = 10000 };

/* One histogram. */
struct group {
	struct buf key; /* without the number of the bucket */
	struct bars bars;
};

struct histogram {
	struct out *o;
	struct view *v;
	bool is_linear;
	const struct value_plan *value;
	struct value_field *counters; /* in each value */
	size_t count;
	bool has_slot; /* elements are buckets, numbered by this part of the key */
	struct value_field slot;
	struct group *groups;
	size_t group_count;
	unsigned int shown;
	bool has_key; /* several histograms, told apart by the key */
};

static bool is_number(const struct value_plan *p, const struct value_field *f)
{
	return value_field_class(p, f) == VALUE_IS_NUMBER;
}

static bool is_counters(const struct value_plan *p, const char *path)
{
	auto_buf first = {0};
	struct value_field f;
	struct err ignored = {0};

	buf_printf(&first, "%s[0]", path);
	return !value_field_find(p, buf_str(&first), &f, &ignored) && is_number(p, &f);
}

/* The list of counters that is meant if none is named. */
struct guess {
	const struct value_plan *p;
	struct buf path, all;
	unsigned int count;
};

static int guess_leaf(void *arg, const char *path, struct err *err)
{
	struct guess *g = arg;

	(void)err;
	if (!is_counters(g->p, path))
		return 0;
	g->count++;
	buf_reset(&g->path);
	buf_add_str(&g->path, path);
	buf_printf(&g->all, "%svalue%s%s", g->all.len ? ", " : "", *path ? "." : "", path);
	return 0;
}

static int guess_counters(struct histogram *h, struct buf *ret_path, struct err *err)
{
	struct guess g = {.p = h->value};
	int r = value_leaves(h->value, guess_leaf, &g, err);

	if (!r && g.count == 1) {
		buf_add_str(ret_path, buf_str(&g.path));
	} else if (!r) {
		r = err_usage(err, g.count ? "its values have several lists of counters"
					   : "its values have no list of counters");
		if (g.count)
			err_hint(err, "name one: %s", buf_str(&g.all));
	}
	buf_free(&g.path);
	buf_free(&g.all);
	return r;
}

/* Every counter of the list is looked for once. */
static int find_counters(struct histogram *h, const char *path, struct err *err)
{
	if (!is_counters(h->value, path))
		return err_usage(err, "%s is not a list of numbers", *path ? path : "the value");
	for (;; h->count++) {
		auto_buf one = {0};
		struct value_field f, *more;
		struct err end = {0};

		buf_printf(&one, "%s[%zu]", path, h->count);
		if (value_field_find(h->value, buf_str(&one), &f, &end))
			return 0;
		if (h->count == BARS_MOST)
			return err_set(err, 0, "too many buckets (at most %d)", BARS_MOST);
		more = reallocarray(h->counters, h->count + 1, sizeof(*more));
		if (!more)
			return err_no_memory(err);
		h->counters = more;
		h->counters[h->count] = f;
	}
}

/* Each element is one bucket. */
static int find_slot(struct histogram *h, struct err *err)
{
	const struct value_plan *key = view_plan(h->v, true);
	const struct value_field whole = {0};
	struct err ignored = {0};

	h->has_slot = view_key_size(h->v) != 0;
	if (!h->has_slot)
		return err_set(err, 0, "it has no keys, and its values are not lists of counters");
	if (is_number(key, &whole))
		return 0;
	h->has_key = true;
	if (value_field_find(key, "slot", &h->slot, &ignored) || !is_number(key, &h->slot))
		return err_set(err, 0, "its keys are not numbers of buckets, and have no member 'slot'");
	return 0;
}

static int find_parts(struct histogram *h, const char *path, struct err *err)
{
	auto_buf guessed = {0};
	struct value_field whole = {0};

	h->value = view_plan(h->v, false);
	if (path && !strncmp(path, "value", 5) && (!path[5] || path[5] == '.'))
		path += 5 + (path[5] == '.');
	if (path && value_field_find(h->value, path, &whole, err))
		return -1;
	if (is_number(h->value, &whole)) {
		h->counters = calloc(1, sizeof(*h->counters));
		if (!h->counters)
			return err_no_memory(err);
		h->counters[h->count++] = whole;
		return find_slot(h, err);
	}
	if (!path && guess_counters(h, &guessed, err))
		return -1;
	h->has_key = view_info(h->v)->max_entries > 1;
	return find_counters(h, path ? path : buf_str(&guessed), err);
}

static bool read_counter(const struct histogram *h, const struct value_field *f, const struct entry *e,
			 uint64_t *ret_count)
{
	const struct value_copies copies = entry_copies(e);
	struct number n;

	if (!e->value || !(h->v->agg ? value_field_agg(h->value, f, &copies, &n)
				     : value_field_number(h->value, f, e->value, e->value_size, &n)))
		return false;
	*ret_count = n.is_real || n.is_negative ? 0 : (uint64_t)n.magnitude;
	return true;
}

/* What is printed of one histogram besides its buckets. */
struct title {
	const struct histogram *h;
	const unsigned char *key;
};

static void emit_key(struct out *o, const struct field *f, const void *rec)
{
	const struct title *t = rec;
	struct err ignored = {0};

	value_print(o, f, view_plan(t->h->v, true), t->key, view_key_size(t->h->v), &ignored);
}

static const struct field histogram_fields[] = {
	{.name = "key",
	 .help = "Key that the counters belong to",
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_key},
	{.name = "buckets",
	 .help = "From the first to the last one that counted anything",
	 .type = FIELD_LIST,
	 .sub = bar_fields},
	{0},
};

const struct record map_histogram_record = {.name = "histogram", .fields = histogram_fields};

/* In text on one line, as JSON. */
static void print_key(const struct histogram *h, const unsigned char *key)
{
	static const struct field f_key = {.label = "key", .flags = FIELD_TEXT_ONLY};
	const struct title title = {h, key};

	if (out_shows(h->o, &f_key))
		typed_print_line(h->o, &f_key, view_plan(h->v, true), key, view_key_size(h->v));
	else
		emit_key(h->o, &histogram_fields[0], &title);
}

static int print_bars(struct histogram *h, const unsigned char *key, const struct bars *bars, struct err *err)
{
	static const struct field f_root = {.lead = ""};
	static const struct field f_blank = {.label = "", .flags = FIELD_TEXT_ONLY};

	if (!h->is_linear && bars_used(bars) > BARS_LOG2_MOST) {
		err_set(err, 0, "it has %zu buckets, and there are %d powers of two", bars_used(bars),
			BARS_LOG2_MOST);
		err_hint(err, "--linear counts single values");
		return -1;
	}
	if (h->shown++ && out_shows(h->o, &f_blank))
		out_str(h->o, &f_blank, "");
	out_object(h->o, &f_root);
	if (h->has_key)
		print_key(h, key);
	bars_print(h->o, &histogram_fields[1], bars, h->is_linear);
	out_end(h->o);
	return 0;
}

/* The histogram with this key; a new one where there is none. */
static struct group *find_group(struct histogram *h, const struct buf *key, struct err *err)
{
	struct group *more;

	for (size_t i = 0; i < h->group_count; i++)
		if (h->groups[i].key.len == key->len && !memcmp(h->groups[i].key.data, key->data, key->len))
			return &h->groups[i];
	if (h->group_count == GROUPS_MOST) {
		err_set(err, 0, "too many histograms (at most %d)", GROUPS_MOST);
		return NULL;
	}
	more = reallocarray(h->groups, h->group_count + 1, sizeof(*more));
	if (!more) {
		err_no_memory(err);
		return NULL;
	}
	h->groups = more;
	more = &h->groups[h->group_count++];
	*more = (struct group){0};
	buf_add(&more->key, key->data, key->len);
	return more;
}

/* Adds an element to the histogram of its key without the number of the bucket. */
static int add_bucket(struct histogram *h, const struct entry *e, struct err *err)
{
	const struct value_plan *plan = view_plan(h->v, true);
	struct err ignored = {0};
	struct group *group;
	auto_buf key = {0};
	struct number slot;
	uint64_t count;

	if (!read_counter(h, h->counters, e, &count) ||
	    !value_field_number(plan, &h->slot, e->key, view_key_size(h->v), &slot) || slot.is_negative)
		return 0;
	buf_add(&key, e->key, view_key_size(h->v));
	if (key.failed)
		return err_no_memory(err);
	value_field_parse(plan, &h->slot, "slot", "0", key.data, key.len, &ignored);
	group = find_group(h, &key, err);
	return group ? bars_add(&group->bars, (uint64_t)slot.magnitude, count, err) : -1;
}

static int print_counters(struct histogram *h, const struct entry *e, struct err *err)
{
	struct bars bars = {0};
	uint64_t count;
	int r = 0;

	for (size_t i = 0; i < h->count && !r; i++)
		if (read_counter(h, &h->counters[i], e, &count))
			r = bars_add(&bars, i, count, err);
	if (!r)
		r = print_bars(h, e->key, &bars, err);
	bars_free(&bars);
	return r;
}

static int take(void *arg, const struct elements *batch, struct err *err)
{
	struct histogram *h = arg;
	struct entry e = {.v = h->v,
			  .key = batch->keys,
			  .value = batch->values,
			  .value_size = batch->value_size,
			  .no = batch->no};

	for (uint32_t i = 0; i < batch->count; i++, e.key += batch->key_size) {
		if (h->has_slot ? add_bucket(h, &e, err) : print_counters(h, &e, err))
			return -1;
		if (e.value)
			e.value += batch->value_size;
	}
	return 0;
}

static int print_all(struct histogram *h, struct err *err)
{
	int r;

	out_list(h->o, NULL);
	r = kern_elements(h->v->k, h->v->h.handle, view_info(h->v), take, h, err);
	for (size_t i = 0; i < h->group_count && r >= 0; i++)
		if (print_bars(h, (const unsigned char *)h->groups[i].key.data, &h->groups[i].bars, err))
			r = -1;
	if (!r || err->kind == ERR_PARTIAL)
		out_end(h->o);
	return r;
}

static void histogram_free(struct histogram *h)
{
	for (size_t i = 0; i < h->group_count; i++) {
		buf_free(&h->groups[i].key);
		bars_free(&h->groups[i].bars);
	}
	free(h->groups);
	free(h->counters);
}

int map_histogram(struct kern *k, struct out *o, const struct ref *ref, const struct map_histogram *opt,
		  struct err *err)
{
	static const struct view_options sum = {.agg = "sum"};
	const struct view_options plain = {.as = opt->as};
	auto_view v = {.h = {.handle = -1}};
	struct histogram h = {.o = o, .v = &v, .is_linear = opt->is_linear};
	int r;

	if (view_open_ref(&v, k, ref, &plain, err))
		return -1;
	if (v.type->is_percpu) {
		v.opt = &sum;
		v.agg = VALUE_AGG_SUM;
	}
	r = v.type->way == ELEMENTS_RING || v.type->way == ELEMENTS_NONE || v.type->has_object
		    ? err_set(err, 0, "it has no elements that are counters")
		    : find_parts(&h, opt->path, err);
	if (!r)
		r = print_all(&h, err);
	histogram_free(&h);
	return r ? err_wrap(err, "map %u", view_info(&v)->id) : 0;
}

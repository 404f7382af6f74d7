/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What running programs cost: the kernel counts while its statistics are held open, and two readings make an
 * interval. Each program has a separate timestamp, because reading all of them takes time too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "kern/change.h"
#include "kern/names.h"
#include "lib/stop.h"
#include "loaded/fullname.h"
#include "loaded/walk.h"
#include "progshow/progshow.h"

/* One program at one time. */
struct reading {
	uint32_t id, type;
	int64_t at; /* ns */
	uint64_t runs, time;
	char name[FULLNAME_LEN];
};

/* Between two readings: the record that is shown. */
struct cost {
	struct object_rec head;
	uint32_t number; /* of the interval */
	const struct reading *now;
	double seconds;
	uint64_t runs, time;
};

static double rate_of(const struct cost *c)
{
	return c->seconds > 0 ? (double)c->runs / c->seconds : 0;
}

static double average_of(const struct cost *c)
{
	return c->runs ? (double)c->time / (double)c->runs : 0;
}

static double percent_of(const struct cost *c)
{
	return c->seconds > 0 ? (double)c->time / c->seconds / 1e7 : 0;
}

static void put_number(struct out *o, const struct field *f, int decimals, double v)
{
	char text[64];

	snprintf(text, sizeof(text), "%.*f", decimals, v);
	out_number(o, f, text);
}

static void emit_seconds(struct out *o, const struct field *f, const void *rec)
{
	put_number(o, f, 6, ((const struct cost *)rec)->seconds);
}

static void emit_id(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, ((const struct cost *)rec)->now->id);
}

static void emit_type(struct out *o, const struct field *f, const void *rec)
{
	const struct cost *c = rec;

	names_print(c->head.k, o, f, &names_prog_types, c->now->type);
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct cost *c = rec;

	if (*c->now->name)
		out_str(o, f, c->now->name);
}

/* .arg: how many decimals. */
static void emit_rate(struct out *o, const struct field *f, const void *rec)
{
	put_number(o, f, *(const int *)f->arg, rate_of(rec));
}

static void emit_average(struct out *o, const struct field *f, const void *rec)
{
	put_number(o, f, *(const int *)f->arg, average_of(rec));
}

static void emit_percent(struct out *o, const struct field *f, const void *rec)
{
	put_number(o, f, *(const int *)f->arg, percent_of(rec));
}

/* With fewer decimals for people. */
#define ROWS_MEASURED(key, about, emitter, text_decimals, decimals)                                       \
	{.name = (key), .flags = FIELD_TEXT_ONLY, .emit = (emitter), .arg = &(const int){text_decimals}}, \
	{                                                                                                 \
		.name = (key), .help = (about), .flags = FIELD_JSON_ONLY, .emit = (emitter),              \
		.arg = &(const int)                                                                       \
		{                                                                                         \
			decimals                                                                          \
		}                                                                                         \
	}
#define COST(member) .off = offsetof(struct cost, member)

static const struct field stats_fields[] = {
	{.name = "interval",
	 .help = "Number of the interval, starting at 1",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 COST(number)},
	{.name = "seconds", .help = "Length of the interval", .flags = FIELD_JSON_ONLY, .emit = emit_seconds},
	ROW_OBJECT_ID("ID of the program", .emit = emit_id),
	ROW_OBJECT_TYPE("Type of the program", .emit = emit_type),
	{.name = "name",
	 .help = "Full name",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_name},
	{.name = "run_cnt",
	 .help = "Number of runs in the interval",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 COST(runs)},
	{.name = "run_time_ns",
	 .help = "Time spent in the program, on all CPUs",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 COST(time)},
	ROWS_MEASURED("runs_per_second", "Runs per second", emit_rate, 1, 3),
	ROWS_MEASURED("average_ns", "Average nanoseconds per run; 0 if it did not run", emit_average, 0, 1),
	ROWS_MEASURED("cpu_percent", "Percentage of one CPU", emit_percent, 3, 5),
	HOLDER_ROWS(1, 2),
	{0},
};

const struct record prog_stats_record = {
	.name = "prog_stats",
	.fields = stats_fields,
	.len_off = offsetof(struct cost, head.len),
};

/* All of them, by id. */
struct readings {
	int64_t begin;
	struct reading *list;
	size_t count, room;
};

struct stats {
	struct kern *k;
	struct out *o;
	const struct id_list *ids; /* NULL: all programs */
	struct readings before, now;
	struct fullname_cache names;
	struct err unreadable;
	uint32_t number; /* of the interval */
	struct holders holders;
	bool has_new; /* programs whose owners are not known */
};

static int64_t clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int compare_ids(const void *key, const void *element)
{
	uint32_t id = *(const uint32_t *)key, other = ((const struct reading *)element)->id;

	return id < other ? -1 : id > other;
}

static const struct reading *find(const struct readings *r, uint32_t id)
{
	return r->count ? bsearch(&id, r->list, r->count, sizeof(*r->list), compare_ids) : NULL;
}

static struct reading *add(struct readings *r)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		void *list = realloc(r->list, room * sizeof(*r->list));

		if (!list)
			return NULL;
		r->list = list;
		r->room = room;
	}
	return &r->list[r->count++];
}

static int read_one(struct stats *s, const struct walk *w, struct err *err)
{
	const struct uapi_prog_info *info = &w->info.prog;
	const struct reading *old = find(&s->before, w->id);
	struct reading *r = add(&s->now);

	if (!r)
		return err_no_memory(err);
	r->id = w->id;
	r->type = info->type;
	r->at = clock_ns();
	r->runs = info->run_cnt;
	r->time = info->run_time_ns;
	s->has_new |= !old;
	if (old)
		snprintf(r->name, sizeof(r->name), "%s", old->name);
	else
		fullname_of(s->k, KIND_PROG, w->handle, &w->info, &s->names, r->name);
	return 0;
}

/* The current reading becomes the previous one. Programs that cannot be read are reported at the end. */
static int read_all(struct stats *s, struct err *err)
{
	struct readings old = s->before;
	struct walk w;
	int r, ended;

	s->before = s->now;
	s->now = old;
	s->now.count = 0;
	s->now.begin = clock_ns();
	walk_start(&w, s->k, KIND_PROG, s->ids);
	for (r = walk_next(&w, err); !r; r = walk_next(&w, err))
		if (!w.is_orphaned && read_one(s, &w, err))
			r = -1;
	ended = walk_end(&w, r < 0 ? &s->unreadable : err);
	if (ended && r >= 0 && err->kind == ERR_PARTIAL)
		s->unreadable = *err;
	else if (ended)
		return -1;
	return r < 0 ? -1 : 0;
}

static int compare_costs(const void *a, const void *b)
{
	const struct cost *x = a, *y = b;

	if (x->time != y->time)
		return x->time > y->time ? -1 : 1;
	return x->now->id < y->now->id ? -1 : x->now->id > y->now->id;
}

/* A program loaded meanwhile has run since it was loaded. */
static struct cost cost_of(struct stats *s, const struct reading *now)
{
	const struct reading *before = find(&s->before, now->id);
	int64_t since = before ? before->at : s->before.begin;

	return (struct cost){
		.head = {.len = UINT32_MAX, .id = now->id, .k = s->k, .holders = &s->holders},
		.number = s->number,
		.now = now,
		.seconds = (double)(now->at - since) / 1e9,
		.runs = now->runs - (before ? before->runs : 0),
		.time = now->time - (before ? before->time : 0),
	};
}

static const struct field f_section = {.layout = LAYOUT_SECTION};

/* The owners, once for all programs that were there. */
static int find_owners(struct stats *s, struct err *err)
{
	if (!s->has_new)
		return 0;
	s->has_new = false;
	holders_free(&s->holders);
	return holders_load(&s->holders, s->k, KIND_PROG, 0, false, err);
}

/* On a terminal, in place of the last picture: what runs, as much as there is room for. */
static void put_costs(struct stats *s, const struct cost *costs, bool is_repeated)
{
	const unsigned int height = out_height(s->o);
	unsigned int shown = 0;

	if (is_repeated)
		out_next_picture(s->o);
	for (size_t i = 0; i < s->now.count && !out_is_dead(s->o); i++) {
		if (height && (!costs[i].runs || (is_repeated && ++shown + 2 > height)))
			continue;
		record_print(s->o, &prog_stats_record, &costs[i]);
	}
}

static int put_interval(struct stats *s, bool is_repeated, struct err *err)
{
	struct cost *costs = calloc(s->now.count + 1, sizeof(*costs));

	if (!costs)
		return err_no_memory(err);
	s->number++;
	for (size_t i = 0; i < s->now.count; i++)
		costs[i] = cost_of(s, &s->now.list[i]);
	qsort(costs, s->now.count, sizeof(*costs), compare_costs);
	put_costs(s, costs, is_repeated);
	free(costs);
	return out_flush(s->o, err);
}

/* A signal ends the interval early: what was counted is shown. */
static int put_intervals(struct stats *s, const struct stop *stop, const struct prog_stats_options *opt,
			 struct err *err)
{
	const int64_t begin = s->now.begin, step = (int64_t)opt->interval_ms * 1000000;
	bool is_over = false;

	while (!is_over) {
		int64_t left = begin + (s->number + 1) * step - clock_ns();

		is_over = stop_wait(stop, -1, out_descriptor(s->o), left > 0 ? left / 1000000 : 0) ==
				  STOP_SIGNAL ||
			  s->number + 1 == opt->count;
		if (read_all(s, err) || find_owners(s, err) || put_interval(s, opt->count != 1, err))
			return -1;
	}
	return 0;
}

static int run(struct stats *s, const struct prog_stats_options *opt, struct err *err)
{
	auto_handle statistics = {.k = s->k, .handle = -1};
	struct stop stop;
	int r;

	if (kern_enable_stats(s->k, &statistics.handle, err)) {
		statistics.handle = -1;
		return -1;
	}
	if (read_all(s, err) || stop_open(&stop, err))
		return -1;
	out_list(s->o, &f_section);
	r = put_intervals(s, &stop, opt, err);
	stop_close(&stop);
	if (!r)
		out_end(s->o);
	return r;
}

int prog_stats(struct kern *k, struct out *o, const struct ref *ref, const struct prog_stats_options *opt,
	       struct err *err)
{
	struct stats s = {.k = k, .o = o};
	auto_ids ids = {0};
	int r;

	if (kern_source(k))
		return err_set(err, 0, "programs in %s do not run; --stats requires a running kernel",
			       kern_source(k));
	if (ref_find(k, KIND_PROG, ref, &ids, err))
		return -1;
	s.ids = ref->by == REF_ALL ? NULL : &ids;
	r = run(&s, opt, err);
	if (!r && s.unreadable.kind) {
		*err = s.unreadable;
		r = -1;
	}
	fullname_cache_free(&s.names);
	holders_free(&s.holders);
	free(s.before.list);
	free(s.now.list);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Printing events as they come. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/record.h"
#include "lib/stop.h"
#include "mapdump/held.h"
#include "mapdump/mapdump.h"
#include "mapdump/records.h"

#define OPTIONAL .flags = FIELD_OPTIONAL
#define JSON     .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY
#define TEXT     .flags = FIELD_TEXT_ONLY

static const struct field lost_fields[] = {
	{.name = "id", .help = "Event ID assigned by perf", .type = FIELD_U64},
	{.name = "count", .help = "Number of lost events", .type = FIELD_U64},
	{0},
};

static const struct field formatted_fields[] = {
	{.name = "formatted", .help = "The record as the requested struct or format", JSON},
	{0},
};

static const struct field event_fields[] = {
	{.name = "type",
	 .help = "Perf events: record type; 9 for data, 2 for lost events",
	 .type = FIELD_U32,
	 JSON},
	{.name = "cpu",
	 .help = "Perf events: CPU",
	 .label = "CPU:",
	 .lead = " ",
	 .type = FIELD_U32,
	 OPTIONAL},
	{.name = "index",
	 .help = "Perf events: index in the map",
	 .label = "index:",
	 .lead = " ",
	 .tail = " =====",
	 .type = FIELD_U32,
	 OPTIONAL},
	{.name = "timestamp", .help = "Time in nanoseconds of perf's clock", .type = FIELD_U64, JSON},
	{.name = "size", .help = "Size of the record in bytes", .type = FIELD_U32, JSON},
	{.name = "data",
	 .help = "Bytes of the record, as numbers",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U8,
	 JSON},
	{.name = "lost",
	 .help = "Number of events lost because they arrived too fast",
	 .type = FIELD_OBJECT,
	 .sub = lost_fields,
	 JSON},
	{.name = "with --as", .layout = LAYOUT_SECTION, .sub = formatted_fields},
	{0},
};

enum { EV_TYPE, EV_CPU, EV_INDEX, EV_TIMESTAMP, EV_SIZE, EV_DATA, EV_LOST };

/* Text uses different words. */
static const struct field f_time = {.label = "==", TEXT},
			  f_size = {.label = "== size:", .tail = " =====", TEXT},
			  f_bytes = {.label = "", .line = 1, TEXT},
			  f_lost = {.label = "lost", .tail = " events", TEXT},
			  f_unknown = {.label = "unknown event", TEXT};

const struct record map_event_record = {.name = "event", .fields = event_fields};

struct pipe {
	struct out *o;
	const struct view *v;
	const struct map_event_pipe *opt;
	uint64_t count, lost;
};

static bool is_enough(const struct pipe *p)
{
	return out_is_dead(p->o) || (p->opt->count.is_given && p->count >= p->opt->count.value);
}

static void print_data(struct out *o, const struct view *v, const struct event *e)
{
	const unsigned char *data = e->data;

	if (out_shows(o, &f_bytes)) {
		if (!records_print(o, v, &f_bytes, NULL, data, e->size))
			out_dump(o, &f_bytes, data, e->size);
		return;
	}
	out_list(o, &event_fields[EV_DATA]);
	for (uint32_t i = 0; i < e->size; i++)
		out_uint(o, NULL, data[i]);
	out_end(o);
	records_print(o, v, &f_bytes, &formatted_fields[0], data, e->size);
}

static void print_place(struct out *o, const struct event *e)
{
	out_uint(o, &event_fields[EV_CPU], e->cpu);
	out_uint(o, &event_fields[EV_INDEX], e->index);
}

static void print_sample(struct out *o, const struct view *v, const struct event *e)
{
	char text[48];

	snprintf(text, sizeof(text), "@%" PRIu64 ".%09" PRIu64, e->time / 1000000000, e->time % 1000000000);
	out_str(o, &f_time, text);
	print_place(o, e);
	out_uint(o, &event_fields[EV_TIMESTAMP], e->time);
	print_data(o, v, e);
}

/* Text of losses and unknown records has no further details. */
static void print_other(struct out *o, const struct event *e)
{
	char text[64];

	if (!out_shows(o, &f_lost)) {
		print_place(o, e);
		if (e->type == EVENT_LOST) {
			out_object(o, &event_fields[EV_LOST]);
			out_uint(o, &lost_fields[0], e->lost_id);
			out_uint(o, &lost_fields[1], e->lost);
			out_end(o);
		} else {
			out_uint(o, &event_fields[EV_SIZE], e->size);
		}
	} else if (e->type == EVENT_LOST) {
		out_uint(o, &f_lost, e->lost);
	} else {
		snprintf(text, sizeof(text), "type=%u size=%u", e->type, e->size);
		out_str(o, &f_unknown, text);
	}
}

static int print_event(void *arg, const struct event *e, struct err *err)
{
	static const struct field f_root = {.lead = ""};
	struct pipe *p = arg;

	(void)err;
	out_object(p->o, &f_root);
	if (e->type != EVENT_RECORD)
		out_uint(p->o, &event_fields[EV_TYPE], e->type);
	if (e->type == EVENT_SAMPLE) {
		print_sample(p->o, p->v, e);
	} else if (e->type == EVENT_RECORD) {
		out_uint(p->o, &f_size, e->size);
		out_uint(p->o, &event_fields[EV_SIZE], e->size);
		print_data(p->o, p->v, e);
	} else {
		print_other(p->o, e);
	}
	out_end(p->o);
	p->lost += e->lost;
	p->count += e->type == EVENT_SAMPLE || e->type == EVENT_RECORD;
	return is_enough(p) ? KERN_NONE : 0;
}

static int64_t time_left(const struct pipe *p, int64_t start)
{
	int64_t left;

	if (!p->opt->seconds.is_given)
		return -1;
	left = (int64_t)p->opt->seconds.value * 1000 - (stop_clock() - start);
	return left > 0 ? left : 0;
}

/* A record that is still being written makes the ring readable, and there is nothing to read. */
enum { BUSY_MS = 1 };

static int follow(struct pipe *p, struct events *ev, const struct stop *stop, struct err *err)
{
	const int64_t start = stop_clock();
	enum stop_why why = STOP_READY;
	int r = 0;

	while (!r && why != STOP_SIGNAL && !is_enough(p)) {
		const uint64_t before = p->count + p->lost;
		const int64_t left = time_left(p, start);

		why = stop_wait(stop, ev->fd, out_descriptor(p->o), left);
		r = events_read(ev, print_event, p, err);
		if (r >= 0 && out_flush(p->o, err))
			r = -1;
		if (why == STOP_TIME)
			break;
		if (!r && why == STOP_READY && before == p->count + p->lost)
			why = stop_wait(stop, -1, out_descriptor(p->o), BUSY_MS);
	}
	return r < 0 ? -1 : 0;
}

static int print_all(struct pipe *p, struct events *ev, struct err *err)
{
	struct stop stop;
	int r;

	if (stop_open(&stop, err))
		return -1;
	out_list(p->o, NULL);
	r = out_flush(p->o, err) ? -1 : follow(p, ev, &stop, err);
	stop_close(&stop);
	if (!r)
		out_end(p->o);
	return r;
}

/* One slot per CPU; CPUs without one are left out. */
static int find_places(const struct write_target *t, const struct map_event_pipe *opt, struct buf *ret_places,
		       struct err *err)
{
	const uint32_t most = write_info(t)->max_entries;
	struct event_place one = {opt->cpu.value, opt->index.value};
	struct cpus cpus = {0};

	if (opt->cpu.is_given && one.index >= most)
		return err_set(err, 0, "map %u: index %u is out of range (the last one is %u)", t->id,
			       one.index, most - 1);
	if (cpus_read(t->k, &cpus, err))
		return -1;
	for (size_t i = 0; i < cpus.count; i++) {
		const uint32_t cpu = cpus.list[i].id;
		const struct event_place same = {cpu, cpu};

		if (opt->cpu.is_given ? cpu == one.cpu : !cpus.list[i].is_offline && cpu < most)
			buf_add(ret_places, opt->cpu.is_given ? &one : &same, sizeof(same));
	}
	cpus_free(&cpus);
	if (ret_places->failed)
		return err_no_memory(err);
	return ret_places->len ? 0 : err_set(err, 0, "cpu %u: no such CPU on this machine", one.cpu);
}

static int pipe_from(const struct write_target *t, struct out *o, const struct map_event_pipe *opt,
		     const struct events_attrs *attrs, struct err *err)
{
	struct pipe p = {.o = o, .v = &t->v, .opt = opt};
	const struct err none = {0};
	struct events *ev = NULL;
	int r;

	if (!opt->takes_over && event_check_held(t, attrs, err))
		return -1;
	if (kern_open_events(t->k, t->h.handle, attrs, &ev, err))
		return err_wrap(err, "map %u", t->id);
	r = print_all(&p, ev, err);
	events_close(ev);
	if (r)
		return -1;
	return p.lost ? err_partial(err, &none, "map %u: %llu event%s lost because they arrived too fast",
				    t->id, (unsigned long long)p.lost, p.lost == 1 ? " was" : "s were")
		      : 0;
}

static int check_map(const struct write_target *t, const struct map_event_pipe *opt, struct err *err)
{
	const enum map_events events = t->v.type->events;

	if (opt->cpu.is_given != opt->index.is_given)
		return err_usage(err, "'cpu' and 'index' must be given together");
	if (events == MAP_EVENTS_RING && opt->cpu.is_given)
		return err_usage(err,
				 "map %u is a ring buffer shared by all CPUs: 'cpu' and 'index' do not apply",
				 t->id);
	if (events == MAP_EVENTS_FROM_USER)
		return err_set(err, 0,
			       "map %u is a user ring buffer: its records are sent by processes to programs",
			       t->id);
	if (events == MAP_EVENTS_NONE)
		return err_set(err, 0, "map %u is neither a perf event array nor a ring buffer", t->id);
	return 0;
}

int map_event_pipe(struct kern *k, struct out *o, const struct ref *ref, const struct map_event_pipe *opt,
		   struct err *err)
{
	struct events_attrs attrs = {0};
	auto_target t = {0};
	auto_buf places = {0};

	if (write_target_open(&t, k, ref, true, err) || check_map(&t, opt, err))
		return -1;
	if (formats_apply(&t.v, opt->as, err))
		return err_wrap(err, "map %u", t.id);
	attrs.info = write_info(&t);
	if (t.v.type->events == MAP_EVENTS_PERF && find_places(&t, opt, &places, err))
		return -1;
	attrs.places = (const struct event_place *)(void *)places.data;
	attrs.place_count = places.len / sizeof(*attrs.places);
	return pipe_from(&t, o, opt, &attrs, err);
}

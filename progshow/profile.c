/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Metrics of one program over a time, and how they are shown. */
#include "progshow/profile.h"

#include <errno.h>
#include <stdio.h>

#include "lib/record.h"
#include "lib/stop.h"
#include "progshow/code/code.h"

enum { MS = 1000, FALLBACKS = 3 };

static const char fallback_hint[] = "run_cnt, run_time_ns and average_ns do not require counters or tracing";

/* One line. */
struct metric_rec {
	const struct metric *metric;
	uint64_t runs, value, enabled, running;
	bool has_ratio;
	double ratio;
};

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct metric_rec *)rec)->metric->name);
}

static void emit_times(struct out *o, const struct field *f, const void *rec)
{
	const struct metric_rec *m = rec;

	if (m->metric->source == METRIC_COUNTER)
		out_uint(o, f, *(const uint64_t *)(const void *)((const char *)rec + f->off));
}

static void emit_ratio(struct out *o, const struct field *f, const void *rec)
{
	const struct metric_rec *m = rec;
	char digits[64];

	if (!m->has_ratio)
		return;
	snprintf(digits, sizeof(digits), "%.2f", m->ratio);
	out_number(o, f, digits);
}

static void emit_ratio_of(struct out *o, const struct field *f, const void *rec)
{
	const struct metric_rec *m = rec;

	if (m->has_ratio)
		out_str(o, f, m->metric->ratio);
}

/* A counter that had to share the processor's registers: the part of the time it was active. */
static void emit_share(struct out *o, const struct field *f, const void *rec)
{
	const struct metric_rec *m = rec;
	char digits[64];

	if (m->metric->source != METRIC_COUNTER || m->running >= m->enabled)
		return;
	snprintf(digits, sizeof(digits), "%.2f", 100.0 * (double)m->running / (double)m->enabled);
	out_number(o, f, digits);
}

#define REC(member) .off = offsetof(struct metric_rec, member)

static const struct field profile_fields[] = {
	{.name = "metric",
	 .help = "Name of the metric",
	 .label = "",
	 .width = 16,
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .emit = emit_name},
	{.name = "run_cnt",
	 .help = "Number of runs counted",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 REC(runs)},
	{.name = "value", .help = "Total count", .label = "", .type = FIELD_U64, REC(value)},
	{.name = "enabled",
	 .help = "Nanoseconds for which the counter was enabled",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
	 .emit = emit_times,
	 REC(enabled)},
	{.name = "running",
	 .help = "Nanoseconds for which it was running",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY,
	 .emit = emit_times,
	 REC(running)},
	{.name = "ratio",
	 .help = "Ratio of the value to that of another metric",
	 .label = "#",
	 .type = FIELD_CUSTOM,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_ratio},
	{.name = "ratio_of",
	 .help = "Meaning of the ratio",
	 .label = "",
	 .lead = " ",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_ratio_of},
	{.name = "share",
	 .help = "Percentage of the time it was running",
	 .label = "",
	 .lead = " (",
	 .tail = "%)",
	 .type = FIELD_CUSTOM,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_share},
	{0},
};
const struct record prog_profile_record = {.name = "prog_profile", .fields = profile_fields};

/* A program being profiled. */
struct profile {
	struct kern *k;
	const struct prog_profile *p;
	uint32_t id, func_type;
	struct kern_handle prog, stats;
	struct counting counting;
	enum counter counters[COUNTER_COUNT];
	unsigned int counter_count;
	bool has_stats;
	struct uapi_prog_info before, after;
	struct profile_slot slots[COUNTER_COUNT];
};

static void profile_free(struct profile *s)
{
	counting_stop(&s->counting);
	kern_handle_close(&s->stats);
	kern_handle_close(&s->prog);
}

static int read_stats(const struct profile *s, struct uapi_prog_info *ret_info, struct err *err)
{
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	int r = kern_info(s->k, KIND_PROG, s->prog.handle, &info, &len, err);

	if (r)
		return r == KERN_NONE ? ref_not_there(KIND_PROG, s->id, err) : r;
	*ret_info = info;
	return 0;
}

static int start_stats(struct profile *s, struct err *err)
{
	if (!s->has_stats)
		return 0;
	if (kern_enable_stats(s->k, &s->stats.handle, err))
		return -1;
	s->stats.k = s->k;
	return read_stats(s, &s->before, err);
}

/* Which counter could not be opened, and what the kernel's error numbers mean for that. */
static void name_counter(enum counter counter, struct err *err)
{
	const struct metric *m = metrics;

	while (m->source != METRIC_COUNTER || m->counter != counter)
		m++;
	if (err->no == ENOENT || err->no == EOPNOTSUPP || err->no == EINVAL)
		err_set(err, 0, "%s: not supported by this machine", m->name);
	else
		err_wrap(err, "%s", m->name);
}

static int start_counters(struct profile *s, struct err *err)
{
	char hint[sizeof(err->hint)];

	if (!s->counter_count)
		return 0;
	if (!s->func_type) {
		err_set(err, 0, "the program has no BTF, which is required to attach to its entry");
		err_hint(err, "%s", fallback_hint);
		return -1;
	}
	if (!counting_start(&s->counting, s->k, s->prog.handle, s->func_type, s->counters, s->counter_count,
			    err))
		return 0;
	if (s->counting.count && s->counting.opened < s->counter_count)
		name_counter(s->counters[s->counting.opened], err);
	memcpy(hint, err->hint, sizeof(hint));
	err_hint(err, "%.200s%s%s", hint, *hint ? "; " : "", fallback_hint);
	return -1;
}

static void choose(struct profile *s)
{
	for (uint32_t i = 0; i < s->p->count; i++) {
		if (s->p->metrics[i]->source == METRIC_COUNTER)
			s->counters[s->counter_count++] = s->p->metrics[i]->counter;
		else
			s->has_stats = true;
	}
}

static int open_prog(struct profile *s, struct err *err)
{
	if (ref_open(s->k, KIND_PROG, &s->p->ref, &s->id, &s->prog, err))
		return -1;
	return prog_find_func_type(s->k, s->id, &s->func_type, err);
}

/* All is shown at the end: it ends at once when the output has no reader. */
static int measure(struct profile *s, const struct out *o, struct err *err)
{
	const struct optional_number *duration = &s->p->duration;
	struct stop stop;

	if (stop_open(&stop, err))
		return -1;
	stop_wait(&stop, -1, out_descriptor(o), duration->is_given ? (int64_t)duration->value * MS : -1);
	stop_close(&stop);
	if (s->has_stats && read_stats(s, &s->after, err))
		return -1;
	return s->counter_count ? counting_read(&s->counting, s->slots, err) : 0;
}

static const struct profile_slot *slot_of(const struct profile *s, enum counter counter)
{
	for (unsigned int i = 0; i < s->counter_count; i++)
		if (s->counters[i] == counter)
			return &s->slots[i];
	return NULL;
}

static void fill_counter(const struct profile *s, struct metric_rec *m)
{
	const struct profile_slot *own = slot_of(s, m->metric->counter);
	const struct profile_slot *other = m->metric->ratio ? slot_of(s, m->metric->ratio_of) : NULL;

	m->runs = own->runs;
	m->value = own->sum.value;
	m->enabled = own->sum.enabled;
	m->running = own->sum.running;
	m->has_ratio = other && other->sum.value;
	if (m->has_ratio)
		m->ratio = (double)m->value * m->metric->scale / (double)other->sum.value;
}

static void print_metric(struct out *o, const struct profile *s, const struct metric *metric)
{
	const uint64_t runs = s->after.run_cnt - s->before.run_cnt;
	const uint64_t time = s->after.run_time_ns - s->before.run_time_ns;
	struct metric_rec m = {.metric = metric, .runs = runs};

	if (metric->source == METRIC_COUNTER)
		fill_counter(s, &m);
	else if (metric->source == METRIC_RUNS)
		m.value = runs;
	else
		m.value = metric->source == METRIC_TIME ? time : runs ? time / runs : 0;
	record_print(o, &prog_profile_record, &m);
}

static int profile(struct profile *s, struct out *o, struct err *err)
{
	if (open_prog(s, err))
		return -1;
	choose(s);
	if (start_stats(s, err) || start_counters(s, err) || measure(s, o, err))
		return err_wrap(err, "prog %u", s->id);
	out_list(o, NULL);
	for (uint32_t i = 0; i < s->p->count; i++)
		print_metric(o, s, s->p->metrics[i]);
	out_end(o);
	return 0;
}

int prog_profile(struct kern *k, struct out *o, const struct prog_profile *p, struct err *err)
{
	struct prog_profile chosen = *p;
	struct profile s = {.k = k, .p = &chosen, .prog = {.handle = -1}, .stats = {.handle = -1}};
	int r;

	for (uint32_t i = 0; !p->count && i < FALLBACKS; i++)
		chosen.metrics[chosen.count++] = &metrics[i];
	r = profile(&s, o, err);
	profile_free(&s);
	return r;
}

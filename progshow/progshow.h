/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs: properties, cost, pins, attachment, test runs, output. */
#ifndef BPFI_PROGSHOW_PROGSHOW_H
#define BPFI_PROGSHOW_PROGSHOW_H

#include "lib/num.h"
#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

/* The rows of a program: what is shown, in which order. */
extern const struct record prog_record;

struct prog_show_options {
	bool has_pins;   /* where they are pinned */
	bool has_places; /* every place where they are attached, in a listing too */
};

/* Shows the programs that @ref means (REF_ALL: all). */
int prog_show(struct kern *k, struct out *o, const struct ref *ref, const struct prog_show_options *opt,
	      struct err *err);

struct prog_stats_options {
	uint64_t interval_ms;
	uint32_t count; /* of intervals; 0: until a signal comes */
};

/* What the programs that @ref means cost while they run. Statistics are enabled only meanwhile. */
extern const struct record prog_stats_record;
int prog_stats(struct kern *k, struct out *o, const struct ref *ref, const struct prog_stats_options *opt,
	       struct err *err);

struct attach_row;
/* const struct attach_row *. */
extern const struct arg_type arg_attach_type;

/* @map is REF_ALL if none is given. A replaced program is reported in a note. */
int prog_attach(struct kern *k, struct out *o, const struct ref *prog, const struct attach_row *type,
		const struct ref *map, struct err *err);
int prog_detach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err);

/* "-" is standard input, and bpfi's standard output. NULL: none. */
struct prog_run_options {
	const char *data_in, *data_out, *ctx_in, *ctx_out;
	struct optional_number data_size_out, ctx_size_out, repeat;
};
extern const struct record prog_run_record;
int prog_run(struct kern *k, struct out *o, const struct ref *ref, const struct prog_run_options *t,
	     struct err *err);

/* Lines of the trace pipe, until a signal comes. */
extern const struct record prog_trace_record;
int prog_tracelog(struct kern *k, struct out *o, bool may_mount, struct err *err);
/* What a program wrote to one of its streams, standard output or error, and that is unread. */
int prog_read_stream(struct kern *k, struct out *o, bool is_stderr, const struct ref *ref, struct err *err);

struct metric;
enum { PROFILE_METRICS = 16 };
struct prog_profile {
	struct ref ref;
	struct optional_number duration; /* seconds; not given: until a signal comes */
	const struct metric *metrics[PROFILE_METRICS];
	uint32_t count; /* 0: those that work everywhere */
};
/* const struct metric *, one more each time. */
extern const struct arg_type arg_metrics;
extern const struct record prog_profile_record;
int prog_profile(struct kern *k, struct out *o, const struct prog_profile *p, struct err *err);

#endif

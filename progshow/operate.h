/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is done with programs that are loaded: names, attachment, test runs, listening, counting.
 *
 * Included by progshow.h; nobody outside of this folder includes it.
 */
#ifndef BPFI_PROGSHOW_ACT_H
#define BPFI_PROGSHOW_ACT_H

#include "lib/given.h"
#include "lib/out.h"
#include "loaded/ref.h"

int prog_pin(struct kern *k, const struct ref *ref, const char *path, bool may_mount, struct err *err);
/* The name of a program, of nothing else. */
int prog_unpin(struct kern *k, const char *path, struct err *err);

struct attach_row;
/* const struct attach_row *. */
extern const struct arg_type arg_attach_type;

/* @map is REF_ALL where none is given. */
int prog_attach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err);
int prog_detach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err);

/* "-" is standard input, and output of bpfi's own. NULL: none. */
struct prog_test {
	const char *data_in, *data_out, *ctx_in, *ctx_out;
	struct given_number data_size_out, ctx_size_out, repeat;
};
extern const struct record prog_test_record;
int prog_test(struct kern *k, struct out *o, const struct ref *ref, const struct prog_test *t,
	      struct err *err);

/* Lines of the trace pipe, until a signal comes. */
extern const struct record prog_trace_record;
int prog_tracelog(struct kern *k, struct out *o, bool may_mount, struct err *err);
/* What a program wrote to one of its streams, standard output or error, and nobody has read. */
int prog_read_stream(struct kern *k, struct out *o, bool is_stderr, const struct ref *ref, struct err *err);

struct metric;
enum { PROFILE_METRICS = 16 };
struct prog_profile {
	struct ref ref;
	struct given_number duration; /* seconds; not given: until a signal comes */
	const struct metric *metrics[PROFILE_METRICS];
	uint32_t count; /* 0: those that work everywhere */
};
/* const struct metric *, one more each time. */
extern const struct arg_type arg_metrics;
extern const struct record prog_profile_record;
int prog_profile(struct kern *k, struct out *o, const struct prog_profile *p, struct err *err);

#endif

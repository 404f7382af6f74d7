/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The machine as a whole: what its kernel can do, and to whom that is delegated. */
#ifndef BPFI_HOSTSHOW_HOSTSHOW_H
#define BPFI_HOSTSHOW_HOSTSHOW_H

#include "kern/kern.h"
#include "lib/out.h"
#include "lib/record.h"

/* The groups of names that can be listed; ends with NULL. */
extern const char *const builtin_groups[];

/* All names of a group: those that bpfi knows and those that only the kernel has. */
int builtins_list(struct kern *k, struct out *o, const char *group, struct err *err);

/* What to probe, and how to print it. */
struct feature_scope {
	uint32_t ifindex; /* of this device only; 0: of the kernel */
	bool is_full;     /* also what makes the kernel write to its log */
	bool is_unprivileged;
	bool has_macros; /* as C macros, unless the output is JSON */
	const char *prefix;
};

int feature_probe(struct kern *k, struct out *o, const struct feature_scope *scope, struct err *err);
extern const struct record probe_record;

/* A question about one thing. */
enum feature_kind {
	FEATURE_HELPER,
	FEATURE_PROG,
	FEATURE_MAP,
	FEATURE_ATTACH,
	FEATURE_LINK,
	FEATURE_KFUNC,
	FEATURE_CONFIG,
	FEATURE_BTF,
	FEATURE_KINDS,
};

struct feature_question {
	enum feature_kind kind;
	const char *name; /* NULL: of BTF alone */
	const char *prog; /* of helpers and kernel functions: in programs of this type; NULL: of any */
};

/* Prints the answer. Not 0: it is no (ERR_NO), or there is none (ERR_PARTIAL). */
int feature_has(struct kern *k, struct out *o, const struct feature_question *q, struct err *err);
extern const struct record has_record;
extern const char *const feature_kind_words[FEATURE_KINDS];

/* What two kernels differ in; either may be recorded. ERR_NO: they differ. */
int feature_diff(struct kern *a, struct kern *b, struct out *o, struct err *err);
extern const struct record feature_diff_record;

/* What each bpffs delegates that is mounted in this mount namespace; @has_all: or in any other. */
int token_show(struct kern *k, struct out *o, bool has_all, struct err *err);
extern const struct record token_record;

/* What is loaded and not known to be used; ERR_PARTIAL: of some objects that could not be found out. */
int orphans_show(struct kern *k, struct out *o, struct err *err);
extern const struct record orphan_record;

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Everything that is probed, as one value: it is printed, made into macros, compared. */
#ifndef BPFI_HOSTSHOW_FEATURES_H
#define BPFI_HOSTSHOW_FEATURES_H

#include "hostshow/hostshow.h"
#include "kern/names.h"
#include "kern/probe.h"

enum { SYSCTLS = 5, SYSCTL_UNKNOWN = -1 };

/* Numbers 0 to count-1 of a table of names, each with its name and its answer. */
struct feature_list {
	char (*names)[NAMES_TEXT_SIZE];
	struct probe_answer *answers;
	uint32_t count;
};

/* What may have kept the kernel from answering. Empty, or SYSCTL_UNKNOWN: not known, as of recorded hosts. */
struct feature_limits {
	char lockdown[32]; /* "none", "integrity" */
	char missing[96];  /* capabilities that bpfi lacked */
	bool has_missing;  /* it is known which */
	int64_t seccomp;   /* 0: none, 2: a filter */
};

struct features {
	bool is_device;
	int64_t sysctls[SYSCTLS];
	struct feature_limits limits;
	struct buf config;
	const char *options; /* the text of the build options; NULL: not known */
	struct probe_answer abilities[ABILITY_COUNT];
	struct feature_list progs, maps;
	struct feature_list helpers; /* names only */
	/* Of each program type, one for each helper; NULL: nothing was asked. */
	struct probe_answer **of_helper;
};

int features_collect(struct kern *k, const struct feature_scope *scope, struct features *ret_features,
		     struct err *err);
void features_free(struct features *f);
#define auto_features __attribute__((cleanup(features_free))) struct features

/* Is the type one that is asked for? Number 0 is never one. */
bool features_has_prog(const struct features *f, uint32_t type);
bool features_has_map(const struct features *f, uint32_t type);

/* Names of abilities: the key "have_NAME" of JSON, HAVE_NAME of macros, and the words of a sentence. */
struct ability_name {
	const char *key, *words;
};
extern const struct ability_name ability_names[ABILITY_COUNT];

/* The value of a build option, cut out of the text; false: not set. */
bool config_value(const char *text, const char *option, char *ret_value, size_t size);

/* system.c: sysctls and build options. */
extern const char *const sysctl_paths[SYSCTLS];
/* The build options that concern BPF, one by one; NULL after the last. */
const char *system_option(unsigned int index);
void system_print(struct out *o, const struct features *f);
void system_macros(struct buf *to, const struct features *f, const char *prefix);

/* limits.c */
void limits_read(struct kern *k, struct feature_limits *ret_limits);
void limits_print(struct out *o, const struct feature_limits *limits);
extern const struct field limits_fields[];

/* macros.c */
void features_macros(struct out *o, const struct features *f, const char *prefix);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of the kernel's numbers: types of programs, maps, links and attachments, and bits of flags.
 *
 * The rows know the names up to the day they were written; for a number after them the running kernel's own
 * enum is used (its BTF), so that a newer kernel's types have names without a newer bpfi.
 */
#ifndef BPFI_KERN_NAMES_H
#define BPFI_KERN_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kern/kern.h"
#include "lib/field.h"
#include "lib/words.h"

struct out;

struct names {
	const char *const *words; /* by value; NULL where a number has no word */
	unsigned int count;
	const char *word;       /* in errors: "map type" */
	const char *btf_enum;   /* "bpf_map_type"; NULL: the kernel is not queried */
	const char *btf_prefix; /* "BPF_MAP_TYPE_": what follows it, in lower case, is the name */
	const char *lead;       /* in front of that: "bpf_" of helpers; NULL: nothing */
	size_t stride;          /* 0: words; else from one to the next, the first member of rows */
};

extern const struct names names_prog_types, names_map_types, names_link_types, names_attach_types,
	names_helpers;

/* Kinds of descriptors: enum task_fd_type. */
extern const struct names names_task_fds;
extern const struct names names_netfilter_families;
/* The hooks of a family. */
const struct names *names_netfilter_hooks(uint32_t pf);

enum { NAMES_TEXT_SIZE = 64 };

/* From the rows only; NULL when not found. */
const char *names_find(const struct names *n, uint32_t value);
/* From the rows, then from the kernel (@k may be NULL). False: not found in either. */
bool names_text(struct kern *k, const struct names *n, uint32_t value, char *ret_text, size_t size);
/* One after the last number that has a name, in the rows or in the kernel (@k may be NULL). */
uint32_t names_end(struct kern *k, const struct names *n);
/* The name, or the number if it has no name. */
void names_print(struct kern *k, struct out *o, const struct field *f, const struct names *n, uint32_t value);
/* Does the running kernel's own enum show that the number does not exist? */
bool names_are_without(struct kern *k, const struct names *n, uint32_t value);
/* The reverse: the whole word. An unknown one is a usage error. */
int names_value(struct kern *k, const struct names *n, const char *word, uint32_t *ret_value,
		struct err *err);

/* The name in the rows that is closest to a mistyped one. */
void names_guess(const struct names *n, const char *word, struct guess *ret_guess);

struct flag_name {
	uint64_t bit;
	const char *name;
};

struct flag_names {
	const struct flag_name *rows;
	unsigned int count;
};

extern const struct flag_names flags_map;

/* A list of words; bits without a name come last, as one hexadecimal number. */
void flags_print(struct out *o, const struct field *f, const struct flag_names *n, uint64_t flags);

#endif

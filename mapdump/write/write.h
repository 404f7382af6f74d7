/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writing to maps, one element or all of them. Each command does all or nothing, unless its comment says
 * otherwise.
 */
#ifndef BPFI_MAPDUMP_WRITE_WRITE_H
#define BPFI_MAPDUMP_WRITE_WRITE_H

#include "btfdump/load/load.h"
#include "lib/num.h"
#include "lib/record.h"
#include "loaded/ref.h"
#include "mapdump/data.h"

struct map_update {
	struct elem_bytes key, value;
	struct map_sets sets;
	bool is_any, is_exist, is_noexist;
	bool is_locked;
	bool is_zeroing;           /* members that are not named become zero even if the element exists */
	bool has_cpu, is_all_cpus; /* per-CPU maps: which values are meant */
	uint32_t cpu;
	bool is_dry_run; /* prints the element as it would be written */
};

int map_update(struct kern *k, struct out *o, const struct ref *ref, const struct map_update *u,
	       struct err *err);

int map_delete(struct kern *k, const struct ref *ref, const struct elem_bytes *key, struct err *err);

/* Takes an element out and prints it; without a key the next one of a queue or stack. */
int map_pop(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
	    const char *const *as, struct err *err);

int map_freeze(struct kern *k, const struct ref *ref, struct err *err);

/* Creating a map and pinning it in a bpffs: both or neither. */
struct map_create {
	const char *path, *type, *name;
	struct optional_number key_size, value_size, max_entries, numa_node;
	const char *flags; /* words and numbers, joined by commas */
	const char *extra; /* 64 bits */
	struct ref inner;  /* REF_ALL: none */
	const char *device;
	struct btf_source btf;
	bool has_btf;
	const char *key_type, *value_type, *vmlinux_value_type;
	const char *exclusive; /* SHA-256 of the program, in hex digits */
};
/* struct btf_source, and a bool after it that is set. */
extern const struct arg_type arg_create_btf;

int map_create(struct kern *k, struct out *o, const struct map_create *c, const char *base_path,
	       bool may_mount, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writing to maps, one element or all of them. Each command does all of it or nothing, but where its comment
 * says otherwise.
 *
 * Included by mapdump.h; nobody outside of this folder includes it.
 */
#ifndef BPFI_MAPDUMP_WRITE_H
#define BPFI_MAPDUMP_WRITE_H

#include "loaded/ref.h"
#include "mapdump/write/data.h"

struct map_update {
	struct elem_bytes key, value, sets;
	bool is_any, is_exist, is_noexist;
	bool is_locked;
	bool is_zeroing;           /* members that are not named become zero even where the element exists */
	bool has_cpu, is_all_cpus; /* per-CPU maps: which values are meant */
	uint32_t cpu;
	bool is_dry_run; /* prints the element as it would be written */
};

int map_update(struct kern *k, struct out *o, const struct ref *ref, const struct map_update *u,
	       struct err *err);

int map_delete(struct kern *k, const struct ref *ref, const struct elem_bytes *key, struct err *err);

/* Takes an element out and prints it; without a key the next one of a queue or stack. */
int map_pop(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
	    struct err *err);

int map_freeze(struct kern *k, const struct ref *ref, struct err *err);

/* Deletes all elements; what is deleted when it fails stays deleted. Prints how many. */
extern const struct record map_cleared_record;
int map_clear(struct kern *k, struct out *o, const struct ref *ref, bool is_dry_run, struct err *err);

int map_pin(struct kern *k, const struct ref *ref, const char *path, bool may_mount, struct err *err);
/* The name of a map, of nothing else. */
int map_unpin(struct kern *k, const char *path, struct err *err);

#endif

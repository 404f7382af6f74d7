/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * All elements of a map into a file, from a file, or into another map.
 *
 * The file is JSON lines. The first one describes the map: {"bpfi_map": 1, "type", "name", "key_size",
 * "value_size", "max_entries", "flags", "cpus", "byte_order"}; cpus is 0 unless there is a value for each
 * CPU. Each other line is an element: {"key_hex", "value_hex"} or {"key_hex", "values_hex": [one for each
 * CPU]}. What dumps print is read as well: "key", "value" and "values" as bytes or as typed values, and
 * "formatted".
 */
#ifndef BPFI_MAPDUMP_TRANSFER_TRANSFER_H
#define BPFI_MAPDUMP_TRANSFER_TRANSFER_H

#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

/* Printed by map_transfer_record. */
struct transferred {
	uint32_t len;
	uint64_t written; /* elements, each once, however often its key occurred */
	uint64_t repeated, failed;
	bool is_stopped; /* by a signal */
};

/* How many elements were transferred. */
extern const struct record map_transfer_record;

/*
 * The file appears only when it is complete; "-" and names of standard output print it there instead of the
 * count. ERR_PARTIAL: the map changed meanwhile.
 */
extern const struct record map_export_record;
int map_export(struct kern *k, struct out *o, const struct ref *ref, const char *path, struct err *err);

struct map_import {
	bool is_going_on; /* continues after elements that cannot be written */
	bool is_dry_run;  /* only checks */
};

/* Everything is checked before the first element is written. "-" is standard input. */
int map_import(struct kern *k, struct out *o, const struct ref *ref, const char *path,
	       const struct map_import *opt, struct err *err);

int map_copy(struct kern *k, struct out *o, const struct ref *from, const struct ref *to,
	     const struct map_import *opt, struct err *err);

/* Deletes all elements; what is deleted when it fails stays deleted. Prints how many. */
extern const struct record map_cleared_record;
int map_clear(struct kern *k, struct out *o, const struct ref *ref, bool is_dry_run, struct err *err);

#endif

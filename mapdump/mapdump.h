/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Maps: their properties and contents. Writing to them is in write/, all elements at once in transfer/. */
#ifndef BPFI_MAPDUMP_MAPDUMP_H
#define BPFI_MAPDUMP_MAPDUMP_H

#include "lib/cmd.h"
#include "lib/num.h"
#include "lib/out.h"
#include "lib/query/query.h"
#include "lib/record.h"
#include "loaded/ref.h"

struct elem_bytes; /* write/write.h */

extern const struct record map_record;

/* Shows the maps that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int map_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

struct map_dump_options {
	bool is_formatted_only;        /* scripts: no bytes if there are types */
	bool is_numeric;               /* enumerators as numbers */
	bool is_followed;              /* maps in maps are dumped after them */
	const char *var;               /* only this variable of global data; NULL: all */
	const char *agg;               /* as given; NULL: not given */
	const char *as[OPT_LIST_SIZE]; /* formats of parts, as given */
	struct query_options query;
};

/*
 * All elements of the maps that @ref means that can be read without changing anything. ERR_PARTIAL reports
 * what is missing.
 */
extern const struct record map_dump_record;
int map_dump(struct kern *k, struct out *o, const struct ref *ref, const struct map_dump_options *opt,
	     struct err *err);

/* Paths of parts of the elements, after the first @kept characters of the word that is being typed. */
void map_complete_parts(struct complete *c, const struct ref *ref, size_t kept);
/* PATH=FORMAT of --as; the arguments of the command begin with the reference. */
void map_complete_as(struct complete *c, const struct opt *opt);

struct map_histogram {
	const char *path;              /* of the counters; NULL: found by their type */
	bool is_linear;                /* a bucket is one value, not a power of two */
	const char *as[OPT_LIST_SIZE]; /* formats of keys */
};

/* Counters drawn as bars: a list in each value, or elements whose keys are numbers of buckets. */
extern const struct record map_histogram_record;
int map_histogram(struct kern *k, struct out *o, const struct ref *ref, const struct map_histogram *opt,
		  struct err *err);

/*
 * One element, printed as a dump prints it; without a key the next one of a queue or stack. @as: formats of
 * parts, ends with NULL.
 */
int map_lookup(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
	       const char *const *as, struct err *err);

/* The key after @key, without it the first one. */
extern const struct record map_next_record;
int map_next_key(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
		 const char *const *as, struct err *err);

/* The formats that parts can be shown in, by number; NULL: no more. */
const char *map_format_name(unsigned int i, const char **ret_help);

/* Events that programs send, printed as they come, until a signal, a count or a time ends it. */
struct map_event_pipe {
	struct optional_number cpu, index; /* of perf events: only this ring; both or none */
	struct optional_number count, seconds;
	const char *as[OPT_LIST_SIZE]; /* the type of records, formats of its members */
	bool takes_over;               /* even if that takes events from current readers */
};

extern const struct record map_event_record;
/* ERR_PARTIAL: events were lost. */
int map_event_pipe(struct kern *k, struct out *o, const struct ref *ref, const struct map_event_pipe *opt,
		   struct err *err);

/* Tables of operations (struct_ops). Each that is unregistered is told in a note. */
extern const struct record ops_record;
int ops_show(struct kern *k, struct out *o, const struct ref *ref, struct err *err);
/* What the kernel tells of each, and its operations, with programs as "type name/prog_id:N". */
int ops_dump(struct kern *k, struct out *o, const struct ref *ref, struct err *err);
int ops_unregister(struct kern *k, struct out *o, const struct ref *ref, struct err *err);

#endif

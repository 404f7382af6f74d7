/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Maps: what they are, what is in them. The one header that others include. */
#ifndef BPFI_MAPDUMP_MAPDUMP_H
#define BPFI_MAPDUMP_MAPDUMP_H

#include "lib/out.h"
#include "lib/query/query.h"
#include "loaded/ref.h"
#include "mapdump/event_pipe.h"
#include "mapdump/transfer/transfer.h"
#include "mapdump/write/create.h"
#include "mapdump/write/write.h"

extern const struct record map_record;

/* Shows the maps that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int map_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

struct map_dump_options {
	bool is_formatted_only; /* scripts: no bytes where there are types */
	bool is_numeric;        /* enumerators as numbers */
	bool is_followed;       /* maps in maps are dumped behind them */
	const char *var;        /* only this variable of global data; NULL: all there is */
	const char *agg;        /* as it was given; NULL: not at all */
	struct query_options query;
};

/*
 * All elements of the maps that @ref means, as far as they can be read without changing anything. ERR_PARTIAL
 * tells what is missing.
 */
extern const struct record map_dump_record;
int map_dump(struct kern *k, struct out *o, const struct ref *ref, const struct map_dump_options *opt,
	     struct err *err);

/* One element, printed as a dump prints it; without a key the next one of a queue or stack. */
int map_lookup(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
	       struct err *err);

/* The key behind @key, the first one without. */
extern const struct record map_next_record;
int map_next_key(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
		 struct err *err);

#endif

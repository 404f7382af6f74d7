/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Events that programs send, printed as they come, until a signal, a count or a time ends it.
 *
 * Included by mapdump.h; nobody outside of this folder includes it.
 */
#ifndef BPFI_MAPDUMP_EVENT_PIPE_H
#define BPFI_MAPDUMP_EVENT_PIPE_H

#include "lib/out.h"
#include "loaded/ref.h"
#include "mapdump/write/create.h"

struct map_event_pipe {
	struct optional_number cpu, index; /* of perf events: only this ring; both or none */
	struct optional_number count, seconds;
	bool takes_over; /* also from those that read the events now */
};

extern const struct record map_event_record;
/* ERR_PARTIAL: events were lost. */
int map_event_pipe(struct kern *k, struct out *o, const struct ref *ref, const struct map_event_pipe *opt,
		   struct err *err);

#endif

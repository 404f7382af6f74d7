/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Perf events: their place in the map is taken. Ring buffers: a process that holds the map has memory mapped
 * which only the reader of a ring of that size has.
 */
#include "mapdump/event_held.h"

#include <unistd.h>

static void hint(struct err *err)
{
	err_hint(err,
		 "use --take-over to receive the events here; they do not return to their reader afterwards");
}

static int check_perf(const struct write_target *t, const struct events_attrs *attrs, struct err *err)
{
	uint32_t index;
	int r = kern_find_perf_event(t->k, t->h.handle, attrs, &index, err);

	if (r == KERN_NONE)
		return 0;
	if (r)
		return err_wrap(
			err,
			"map %u: cannot determine which process reads its events (--take-over skips this check)",
			t->id);
	err_set(err, 0, "map %u: element %u holds the perf event of a running program", t->id, index);
	hint(err);
	return -1;
}

static int check_ring(const struct write_target *t, struct err *err)
{
	const uint32_t self = (uint32_t)getpid();
	struct kern_owners owners = {0};
	const struct kern_owner *reader = NULL;

	if (kern_owners(t->k, KIND_MAP, &owners, err))
		return err_wrap(
			err,
			"map %u: cannot determine which process reads its events (--take-over skips this check)",
			t->id);
	for (size_t i = 0; i < owners.count && !reader; i++)
		if (owners.list[i].id == t->id && owners.list[i].pid != self &&
		    kern_has_ring_mapped(t->k, owners.list[i].pid, write_info(t)->max_entries))
			reader = &owners.list[i];
	if (reader) {
		err_set(err, 0, "map %u: process %u (%.16s) reads its events", t->id, reader->pid,
			reader->comm);
		hint(err);
	}
	kern_owners_free(&owners);
	return reader ? -1 : 0;
}

int event_check_held(const struct write_target *t, const struct events_attrs *attrs, struct err *err)
{
	return t->v.type->events == MAP_EVENTS_RING ? check_ring(t, err) : check_perf(t, attrs, err);
}

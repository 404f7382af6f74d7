/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who else holds a map. Not being able to find out is not a reason to refuse. */
#include "mapdump/held.h"

#include <unistd.h>

struct pin_search {
	uint32_t id;
	bool is_found;
};

static int see_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct pin_search *s = arg;

	(void)err;
	s->is_found |= pin->is_object && pin->kind == KIND_MAP && pin->id == s->id;
	return s->is_found ? KERN_NONE : 0;
}

static bool is_pinned(const struct write_target *t)
{
	struct pin_search s = {.id = t->id};
	struct err ignored = {0};

	return kern_pins(t->k, NULL, see_pin, &s, &ignored) < 0 || s.is_found;
}

static bool has_owner(const struct write_target *t)
{
	struct kern_owners owners = {0};
	struct err ignored = {0};
	const uint32_t self = (uint32_t)getpid();
	bool is_found;

	if (kern_owners(t->k, KIND_MAP, t->id, &owners, &ignored))
		return true;
	is_found = !owners.is_complete;
	for (size_t i = 0; i < owners.count && !is_found; i++)
		is_found = owners.list[i].id == t->id && owners.list[i].pid != self;
	kern_owners_free(&owners);
	return is_found;
}

int write_check_held(const struct write_target *t, struct err *err)
{
	if (!t->v.type->is_emptied || is_pinned(t) || has_owner(t))
		return 0;
	err_set(err, 0,
		"map %u is neither held by a process nor pinned, so the kernel would remove its programs again",
		t->id);
	err_hint(err, "pin it first: map pin %u FILE", t->id);
	return -1;
}

/*
 * Readers of events. Perf events: their slot in the map is in use. Ring buffers: a process that holds the map
 * has mapped memory as only the reader of a ring of that size does.
 */
static void hint_take_over(struct err *err)
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
	hint_take_over(err);
	return -1;
}

static int check_ring(const struct write_target *t, struct err *err)
{
	const uint32_t self = (uint32_t)getpid();
	struct kern_owners owners = {0};
	const struct kern_owner *reader = NULL;

	if (kern_owners(t->k, KIND_MAP, t->id, &owners, err))
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
		hint_take_over(err);
	}
	kern_owners_free(&owners);
	return reader ? -1 : 0;
}

int event_check_held(const struct write_target *t, const struct events_attrs *attrs, struct err *err)
{
	return t->v.type->events == MAP_EVENTS_RING ? check_ring(t, err) : check_perf(t, attrs, err);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who else holds a map. What cannot be found out is no reason to refuse. */
#include "mapdump/write/held.h"

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

	if (kern_owners(t->k, KIND_MAP, &owners, &ignored))
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

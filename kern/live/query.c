/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Queries one hook. */
#include "kern/live/query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	QUERY_ROOM = 64, /* the most that a hook of a device or a cgroup takes */
	QUERY_TRIES = 4, /* for hooks that take more, and grow meanwhile */
	KERNEL_QUERY_EFFECTIVE = 1,
};

/* The arrays of an answer, one after the other. */
struct answer {
	uint32_t few[4 * QUERY_ROOM];
	uint32_t *ids, *prog_flags, *link_ids, *link_flags;
	uint32_t *many; /* NULL: the few are enough */
	uint32_t room;
};

static void answer_free(struct answer *a)
{
	free(a->many);
}

static bool answer_grow(struct answer *a, uint32_t room)
{
	uint32_t *list = a->few;

	if (room > QUERY_ROOM) {
		free(a->many);
		list = a->many = calloc(room, 4 * sizeof(*list));
	}
	if (!list)
		return false;
	a->room = room;
	a->ids = list;
	a->prog_flags = list + room;
	a->link_ids = list + 2 * (size_t)room;
	a->link_flags = list + 3 * (size_t)room;
	return true;
}

static int ask(uint32_t target, uint32_t attach_type, unsigned int details, struct answer *a,
	       struct uapi_prog_query *ret_query)
{
	*ret_query = (struct uapi_prog_query){
		.target = target,
		.attach_type = attach_type,
		.query_flags = details & QUERY_EFFECTIVE ? KERNEL_QUERY_EFFECTIVE : 0,
		.prog_ids = (uintptr_t)a->ids,
		.count = a->room,
	};
	if (details & (QUERY_EACH_FLAGS | QUERY_LINKS))
		ret_query->prog_flags = (uintptr_t)a->prog_flags;
	if (details & QUERY_LINKS) {
		ret_query->link_ids = (uintptr_t)a->link_ids;
		ret_query->link_flags = (uintptr_t)a->link_flags;
	}
	/* What an older kernel does not know may be there if it is zero. */
	return sys_bpf(BPF_PROG_QUERY, (union bpf_attr *)(void *)ret_query, sizeof(*ret_query));
}

/*
 * A deleted device, cgroup or map, a kernel without the hook, a device that does not have it, a map
 * whose verdict is of the other kind.
 */
static bool is_nothing(int no)
{
	return no == EINVAL || no == ENODEV || no == ENXIO || no == ENOENT || no == EOPNOTSUPP ||
	       no == EBUSY || no == ERR_ENOTSUPP;
}

int query_programs(uint32_t target, uint32_t attach_type, unsigned int details,
		   const struct kern_attachment *about, kern_attach_fn fn, void *arg, struct err *err)
{
	__attribute__((cleanup(answer_free))) struct answer a = {.many = NULL};
	struct uapi_prog_query query;
	struct kern_attachment one = *about;
	int r = -ENOSPC;

	answer_grow(&a, QUERY_ROOM);
	for (int tries = 0; r == -ENOSPC && tries < QUERY_TRIES; tries++) {
		if (tries && !answer_grow(&a, query.count + QUERY_ROOM))
			return err_no_memory(err);
		r = ask(target, attach_type, details, &a, &query);
	}
	if (r && is_nothing(-r))
		return KERN_NONE;
	if (r) {
		err_set(err, -r, "querying programs");
		return rights_explain(err, RIGHTS_NET);
	}
	one.attach_type = attach_type;
	/* Told without being asked: of devices from 6.6 on, of cgroups from 6.17 on. */
	one.revision = query.revision;
	for (uint32_t i = 0; !r && i < query.count && i < a.room; i++) {
		one.prog_id = a.ids[i];
		one.position = i + 1;
		one.flags = details & (QUERY_EACH_FLAGS | QUERY_LINKS) ? a.prog_flags[i] : query.attach_flags;
		one.link_id = details & QUERY_LINKS ? a.link_ids[i] : 0;
		one.link_flags = details & QUERY_LINKS ? a.link_flags[i] : 0;
		r = fn(arg, &one, err);
	}
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachments of this machine: the groups, and the one that is short. */
#include "kern/live/places.h"

#include "kern/live/machine.h"
#include "kern/live/query.h"

void places_note(struct places *p, const struct err *why)
{
	if (!p->failed++)
		p->first_failure = *why;
}

/* The attach types of maps of sockets, and what they take. */
static const struct {
	uint32_t attach_type, prog_type;
} map_hooks[] = {
	{BPF_SK_MSG_VERDICT, BPF_PROG_TYPE_SK_MSG},
	{BPF_SK_SKB_STREAM_PARSER, BPF_PROG_TYPE_SK_SKB},
	{BPF_SK_SKB_STREAM_VERDICT, BPF_PROG_TYPE_SK_SKB},
	{BPF_SK_SKB_VERDICT, BPF_PROG_TYPE_SK_SKB},
};

static int query_map(struct places *p, uint32_t id, struct err *err)
{
	struct kern_attachment about = {.place = PLACE_SOCKMAP, .map_id = id};
	auto_handle h = {.k = p->k, .handle = -1};
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err why = {0};
	int r = 0;

	if (kern_open(p->k, KIND_MAP, id, &h.handle, &why)) {
		h.k = NULL;
		if (why.no)
			places_note(p, &why);
		return 0;
	}
	if (kern_info(p->k, KIND_MAP, h.handle, &info, &len, &why) ||
	    (info.type != BPF_MAP_TYPE_SOCKMAP && info.type != BPF_MAP_TYPE_SOCKHASH))
		return 0;
	for (unsigned int i = 0; r >= 0 && i < sizeof(map_hooks) / sizeof(map_hooks[0]); i++) {
		if (!places_want(p, map_hooks[i].prog_type))
			continue;
		p->asked++;
		r = query_programs((uint32_t)h.handle, map_hooks[i].attach_type, 0, &about, p->fn, p->arg,
				   err);
		if (r < 0)
			places_note(p, err);
	}
	return 0;
}

int live_places_maps(struct places *p, struct err *err)
{
	uint32_t id = 0;
	int r = 0;

	if (!places_want(p, BPF_PROG_TYPE_SK_MSG) && !places_want(p, BPF_PROG_TYPE_SK_SKB))
		return 0;
	while (!r) {
		r = kern_next_id(p->k, KIND_MAP, id, &id, err);
		if (!r)
			r = query_map(p, id, err);
	}
	return r == KERN_NONE ? 0 : r;
}

int live_attachments(struct kern *k, const struct attach_query *q, kern_attach_fn fn, void *arg,
		     struct err *err)
{
	static const struct {
		int (*walk)(struct places *p, struct err *err);
		const char *what;
	} groups[ATTACH_GROUPS] = {
		[ATTACH_NET] = {live_places_net, "places in networks"},
		[ATTACH_CGROUPS] = {live_places_cgroups, "cgroups"},
		[ATTACH_TASKS] = {live_places_tasks, "descriptors"},
		[ATTACH_MAPS] = {live_places_maps, "maps"},
		[ATTACH_SLOTS] = {live_places_slots, "maps"},
	};
	struct places p = {.k = k, .q = q, .fn = fn, .arg = arg};
	int r = groups[q->group].walk(&p, err);

	if (r || !p.failed)
		return r;
	if (p.hidden)
		return err_partial(err, &p.first_failure,
				   "%s: %u could not be queried, %u of them network namespaces",
				   groups[q->group].what, p.failed, p.hidden);
	return err_partial(err, &p.first_failure, "%s: %u could not be queried", groups[q->group].what,
			   p.failed);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The walks that answer kern_attachments() for this machine, one a group. */
#ifndef BPFI_KERN_LIVE_PLACES_H
#define BPFI_KERN_LIVE_PLACES_H

#include "kern/attach.h"

/* What a walk needs, and what it could not read: the first reason and how often. */
struct places {
	struct kern *k;
	const struct attach_query *q;
	kern_attach_fn fn;
	void *arg;
	unsigned int asked, failed;
	bool has_device;     /* networks: the named one was found */
	unsigned int hidden; /* networks: namespaces that could not be entered; counted in failed too */
	struct err first_failure;
};

/* One place was queried: r is 0 or KERN_NONE, or it failed with @why, which is stored. Returns what fn
 * returned. */
void places_note(struct places *p, const struct err *why);
static inline bool places_want(const struct places *p, uint32_t prog_type)
{
	return p->q->prog_types & prog_type_bit(prog_type);
}

int live_places_net(struct places *p, struct err *err);
int live_places_cgroups(struct places *p, struct err *err);
int live_places_tasks(struct places *p, struct err *err);
int live_places_maps(struct places *p, struct err *err);
int live_places_slots(struct places *p, struct err *err);
/* Of one map. */
int live_places_ops(struct places *p, int handle, const struct uapi_map_info *info, struct err *err);

#endif

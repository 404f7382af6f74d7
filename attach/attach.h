/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where programs are attached: one record a place, whoever found it, joined with the programs and the links
 * that are loaded. Every view of attachments reads the list that one walk makes.
 */
#ifndef BPFI_ATTACH_ATTACH_H
#define BPFI_ATTACH_ATTACH_H

#include "kern/attach.h"
#include "lib/arena.h"
#include "lib/out.h"
#include "loaded/fullname.h"

struct attach_prog {
	uint32_t id;
	uint32_t type;
	char cut_name[UAPI_NAME_LEN];
	uint32_t attach_btf_obj_id, attach_btf_id;
	const char *name; /* the full one; NULL: nobody asked yet */
};

struct attachment {
	struct kern_attachment at; /* its texts live as long as the list */
	bool is_link;              /* only a link tells of it: where it is was not looked at */
	bool is_detached;          /* of a link that was, or whose target is gone */
};

struct attachments {
	struct kern *k;
	struct attachment *list;
	size_t count, room;
	struct attach_prog *progs; /* by id */
	size_t prog_count, prog_room;
	bool has_progs; /* false: programs cannot be listed, nothing is known of them */
	uint64_t prog_types;
	struct arena texts;
	struct fullname_cache names;
	unsigned int missing; /* finders for which there is nothing to ask: no cgroup2, not recorded */
	/* Finders that could not see all there is: how many, and the first one's reason. */
	unsigned int failed;
	struct err first_failure;
};

/* The walks there are; what is wanted is a set of their bits. */
enum attach_finder {
	FIND_NET = 1 << ATTACH_NET,
	FIND_CGROUPS = 1 << ATTACH_CGROUPS,
	FIND_TASKS = 1 << ATTACH_TASKS,
	FIND_SOCKMAPS = 1 << ATTACH_MAPS,
	FIND_SLOTS = 1 << ATTACH_SLOTS,
	FIND_LINKS = 1 << ATTACH_GROUPS,
	FIND_ALL = (1 << (ATTACH_GROUPS + 1)) - 1,
};

/*
 * Asks the finders in @finders; @q narrows what they ask (its group and, unless it is set, its program types
 * are filled in here). What could not be seen is in the list's failed, not an error: see attach_end().
 */
int attach_find(struct attachments *ret_list, struct kern *k, unsigned int finders,
		const struct attach_query *q, struct err *err);
/* Frees; ERR_PARTIAL where not all was seen. */
int attach_end(struct attachments *list, struct err *err);

/* NULL: nothing is known of it. */
struct attach_prog *attach_prog_of(const struct attachments *list, uint32_t id);
/* Its full name, "" where it has none; NULL: not known. */
const char *attach_prog_name(struct attachments *list, uint32_t id);

/*
 * Words about what a change does to others, for standard error: which program came off a place, and who holds
 * it; as a hint, which link is in the way, and who holds that.
 */
void attach_tell_gone(struct out *o, struct kern *k, uint32_t prog_id, const char *what);
void attach_hint_link(struct kern *k, uint32_t link_id, struct err *err);
void attach_hint_holders(struct kern *k, uint32_t link_id, struct err *err); /* it ends with these */

#endif

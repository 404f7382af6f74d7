/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where programs are attached: one record per place, whichever finder reported it, joined with the loaded
 * programs and links. Every view of attachments reads the list made by one walk.
 */
#ifndef BPFI_ATTACH_ATTACH_H
#define BPFI_ATTACH_ATTACH_H

#include "kern/attach.h"
#include "lib/arena.h"
#include "lib/out.h"
#include "loaded/fullname.h"
#include "loaded/holders.h"

struct attach_prog {
	uint32_t id;
	uint32_t type;
	char cut_name[UAPI_NAME_LEN];
	uint32_t attach_btf_obj_id, attach_btf_id;
	const char *name; /* full name; NULL: not yet looked up */
};

struct attachment {
	struct kern_attachment at; /* its texts live as long as the list */
	bool is_link;              /* reported by a link only: the place itself was not examined */
	bool is_detached;          /* of a former link, or one whose target is gone */
};

struct attachments {
	struct kern *k;
	struct attachment *list;
	size_t count, room;
	size_t replaced_count; /* of records that are replaced functions */
	/* Programs in tables of operations that are not registered, if links were searched too. */
	struct kern_attachment *idle;
	size_t idle_count;
	struct attach_prog *progs; /* those known so far, by id */
	size_t prog_count, prog_room;
	uint64_t prog_types;
	struct arena texts;
	struct fullname_cache names;
	unsigned int missing; /* finders with nothing to query: no cgroup2, not recorded */
	unsigned int broken;  /* finders that found nothing at all */
	/* Finders that could not see everything: how many, and the first one's reason. */
	unsigned int failed;
	struct err first_failure;
};

/* The available walks; callers select them as a set of bits. */
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
 * Runs the finders in @finders; @q narrows their queries (its group and, unless set, its program types are
 * filled in here). What could not be read is counted in the list's failed, not an error: see attach_end().
 */
int attach_find(struct attachments *ret_list, struct kern *k, unsigned int finders,
		const struct attach_query *q, struct err *err);
/* Frees; ERR_PARTIAL if something could not be read. */
int attach_end(struct attachments *list, struct err *err);

/* Puts what belongs to one program together; then the places of one. */
void attach_sort(struct attachments *list);
const struct attachment *attach_places_of(const struct attachments *list, uint32_t prog_id,
					  size_t *ret_count);

/* Valid until the next is asked for. NULL: not known. */
struct attach_prog *attach_prog_of(struct attachments *list, uint32_t id);
/* Its full name, "" if it has none; NULL: not known. */
const char *attach_prog_name(struct attachments *list, uint32_t id);

/*
 * Messages for standard error about how a change affects others: which program was detached, and who holds
 * it; as a hint, which link prevents the change, and who holds that. What a change may take off is described
 * before the change: after it the program may no longer exist. Nothing described: nothing told.
 */
void attach_describe(struct kern *k, uint32_t prog_id, struct buf *ret_text);
void attach_describe_link(struct kern *k, uint32_t link_id, uint32_t prog_id, struct buf *ret_text);
void attach_tell_gone(struct out *o, struct buf *described, const char *what);
void attach_hint_link(struct kern *k, uint32_t link_id, struct err *err);
void attach_hint_holders(struct kern *k, uint32_t link_id, struct err *err); /* the end of that hint */

/* What the views of attachments print from. */
struct place_rec {
	struct object_rec head; /* of the link, else of the program */
	struct attachments *list;
	struct kern_attachment at;
	const struct attachment *next, *end; /* the records after it, some of which may belong to it */
	bool is_detached;
	uint32_t attach_btf_obj_id, attach_btf_id; /* of LSM programs */
};

/* @a as a record to be printed. */
struct place_rec place_rec_of(struct attachments *list, const struct attachment *a);

#define PLACE_LEN_OFF     offsetof(struct place_rec, head.len)
#define PLACE_OFF(member) .off = offsetof(struct place_rec, at.member)

/* The text at .off, if any. */
void place_emit_text(struct out *o, const struct field *f, const void *rec);
/* The number at .off, null in JSON and nothing in text if it is zero. */
void place_emit_known(struct out *o, const struct field *f, const void *rec);
void place_emit_attach_type(struct out *o, const struct field *f, const void *rec);
/* Of the program: its full name, its type. */
void place_emit_prog_name(struct out *o, const struct field *f, const void *rec);
void place_emit_prog_type(struct out *o, const struct field *f, const void *rec);
/* Of the function that an LSM program is attached to. */
void place_emit_btf_name(struct out *o, const struct field *f, const void *rec);
/* Flags of attaching to a cgroup: "multi", "override", "". */
void place_emit_cgroup_flags(struct out *o, const struct field *f, const void *rec);
/* The unit and the container that the path at .off names. */
void place_emit_unit(struct out *o, const struct field *f, const void *rec);
void place_emit_container(struct out *o, const struct field *f, const void *rec);
/* The set bits at .off, each as its number. */
void place_emit_bits(struct out *o, const struct field *f, const void *rec);
void place_emit_xdp_mode(struct out *o, const struct field *f, const void *rec);
void place_emit_lwt_hook(struct out *o, const struct field *f, const void *rec);
void place_emit_family(struct out *o, const struct field *f, const void *rec);
void place_emit_hook(struct out *o, const struct field *f, const void *rec);
/*
 * True if the link lost its target. A netfilter link keeps its values: it is known to be attached only if the
 * kernel lists it among the hooks of a namespace.
 */
void place_emit_detached(struct out *o, const struct field *f, const void *rec);
#define ROW_PLACE_DETACHED                                                                                     \
	{                                                                                                      \
		.name = "detached",                                                                            \
		.help = "The link has lost its target; null for a netfilter link that is not in the kernel's " \
			"list of hooks: it is detached, in another namespace, or the kernel has no such list", \
		.type = FIELD_BOOL, .flags = FIELD_OPTIONAL | FIELD_TEXT_NONZERO,                              \
		.emit = place_emit_detached,                                                                   \
	}
void place_emit_map_name(struct out *o, const struct field *f, const void *rec);
/* "tcx/ingress": kind and direction of a chain, or the kernel's word. */
const char *place_direction(const struct kern_attachment *at);

/* One place of whatever kind. */
extern const struct field place_fields[];

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Programs, maps and links, what keeps each of them loaded, and whether anything uses it. The references that
 * the kernel counts are held against those that can be explained.
 */
#ifndef BPFI_HOSTSHOW_ORPHANS_H
#define BPFI_HOSTSHOW_ORPHANS_H

#include "attach/attach.h"

enum { USE_KINDS = KIND_LINK + 1 };

/* From the weakest to the strongest. */
enum use_state {
	USE_ORPHAN,  /* only pins, and other orphans */
	USE_HELD,    /* a process has it open */
	USE_UNKNOWN, /* it might be used where it cannot be seen */
	USE_HIDDEN,  /* there are more references than were found */
	USE_KNOWN,   /* attached */
};

struct use_object {
	uint32_t kind, id, type;
	uint32_t btf_id, target_btf_id; /* programs: their types, those of the program they were loaded for */
	bool may_hide;                  /* uses of this type cannot all be seen */
	uint8_t own, state;             /* enum use_state: for itself, and with what uses it */
	/* References that were found: by the kernel's objects, and by user space. */
	uint64_t by_kernel, by_users;
	bool has_count;
	struct kern_count count;
};

/* @from keeps @to loaded: indexes of objects. */
struct use_edge {
	size_t from, to;
	bool is_weak; /* holds it without using it */
};

struct uses {
	struct kern *k;
	struct use_object *list; /* by kind, then by id */
	size_t count, room;
	size_t start[USE_KINDS + 1];
	struct use_edge *edges; /* by @to */
	size_t edge_count, edge_room;
	struct holders holders[USE_KINDS];
	struct attachments places;
	bool is_complete; /* all places, elements and owners could be read */
	/* The first reason why something is not known. */
	bool has_reason;
	struct err reason;
};

/* What there is and who keeps it. What cannot be read makes the answer incomplete. */
int uses_find(struct uses *u, struct kern *k, struct err *err);
void uses_free(struct uses *u);
/* Settles the state of each. */
int uses_judge(struct uses *u, struct err *err);

/* The first edge to an object. */
size_t uses_edge_of(const struct uses *u, size_t object);
/* References without an explanation. */
uint64_t uses_unexplained(const struct use_object *o);

#endif

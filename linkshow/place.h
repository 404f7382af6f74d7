/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The record that the views of attachments print, and the values that several of them have. */
#ifndef BPFI_LINKSHOW_PLACE_H
#define BPFI_LINKSHOW_PLACE_H

#include "attach/attach.h"
#include "kern/names.h"
#include "lib/out.h"
#include "lib/record.h"
#include "loaded/holders.h"

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
void place_emit_family(struct out *o, const struct field *f, const void *rec);
void place_emit_hook(struct out *o, const struct field *f, const void *rec);
void place_emit_map_name(struct out *o, const struct field *f, const void *rec);
/* "tcx/ingress": kind and direction of a chain, or the kernel's word. */
const char *place_direction(const struct kern_attachment *at);

/* tasks.c */
extern const struct names place_fd_types;

/* A value at the end of an incumbent's line: labelled, and only in JSON if it is null. */
#define ROW_PLACE_NAME(key)                                                                      \
	{                                                                                        \
		.name = (key), .help = "Full name of the program; null if unknown", .lead = " ", \
		.style = STYLE_NAME, .type = FIELD_STR, .flags = FIELD_TEXT_NONZERO,             \
		.emit = place_emit_prog_name                                                     \
	}
#define ROW_PLACE_LINK(at_lead)                                                                       \
	{                                                                                             \
		.name = "link_id", .help = "ID of the link; null if attached without one",            \
		.lead = (at_lead), .style = STYLE_ID, .type = FIELD_U32, .flags = FIELD_TEXT_NONZERO, \
		.emit = place_emit_known, PLACE_OFF(link_id)                                          \
	}

#endif

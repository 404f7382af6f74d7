/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Links: what programs are attached to. */
#ifndef BPFI_LINKSHOW_LINKSHOW_H
#define BPFI_LINKSHOW_LINKSHOW_H

#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

/*
 * The rows of a link. Fields of one link type only are in a row with LAYOUT_SECTION: its name and help
 * describe the type, its sub rows are keys of the link itself, present if the link is of that type.
 */
extern const struct record link_record;

/* Shows the links that match @ref (REF_ALL: all); @with_pins: where they are pinned. */
int link_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

/* Attachments in networks: one object per namespace, a list for each kind of place. */
struct net_options {
	const char *dev; /* only there */
	bool has_all_netns;
};
extern const struct record net_record;
int net_show(struct kern *k, struct out *o, const struct net_options *opt, struct err *err);

/* Attachments to one cgroup, or to @root (NULL: all of them) and its descendants. */
extern const struct record cgroup_prog_record, cgroup_tree_record;
int cgroup_show(struct kern *k, struct out *o, const char *path, bool is_effective, struct err *err);
int cgroup_tree(struct kern *k, struct out *o, const char *root, bool is_effective, struct err *err);

/* Programs attached to probes and tracepoints through descriptors of processes. */
extern const struct record task_record;
int perf_show(struct kern *k, struct out *o, struct err *err);

/* Everything that is attached, in one table. */
struct attached_options {
	const char *dev, *cgroup;
	uint32_t pid;
	struct ref prog;
	bool has_all_netns;
};
extern const struct record attached_record;
int attached_show(struct kern *k, struct out *o, const struct attached_options *opt, struct err *err);

/* Position in a chain. */
struct attach_anchor {
	bool is_link;
	struct ref ref; /* REF_ALL: not given */
};
extern const struct arg_type arg_anchor, arg_cgroup_hook, arg_net_place;

struct cgroup_change {
	const char *path;
	const struct cgroup_hook *hook;
	struct ref prog;
	bool is_multi, is_override, is_preorder;
	struct ref replaced;
	struct attach_anchor before, after;
};
/* A replaced program is reported in a note. */
int cgroup_attach(struct kern *k, struct out *o, const struct cgroup_change *c, struct err *err);
int cgroup_detach(struct kern *k, const struct cgroup_change *c, struct err *err);

struct net_change {
	const struct net_place *place;
	struct ref prog; /* detaching: REF_ALL means the attached program, in a chain the last */
	const char *dev;
	bool is_overwrite, is_first;
	struct ref replaced;
	struct attach_anchor before, after;
};
/* Replaced or detached programs are reported in notes. */
int net_attach(struct kern *k, struct out *o, const struct net_change *c, struct err *err);
int net_detach(struct kern *k, struct out *o, const struct net_change *c, struct err *err);

int link_detach(struct kern *k, struct out *o, const struct ref *ref, struct err *err);
struct link_update {
	struct ref link;
	struct ref prog, map; /* one of them */
};
int link_update(struct kern *k, struct out *o, const struct link_update *u, struct err *err);

#endif

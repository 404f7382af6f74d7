/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of contents: every object with its commands, in help order. */
#ifndef BPFI_CMD_LIST_H
#define BPFI_CMD_LIST_H

#include "cmd/cmd.h"

extern const struct object object_prog, object_map, object_link, object_attached, object_net, object_cgroup,
	object_perf, object_feature, object_struct_ops, object_iter, object_token, object_orphans, object_btf,
	object_gen, object_pin, object_snapshot, object_batch, object_version, object_help, object_schema,
	object_complete, object_doc;

/* A command of several objects. */
extern const struct cmd cmd_unpin;

/* In the order of the help. */
extern const struct object *const objects[];

#endif

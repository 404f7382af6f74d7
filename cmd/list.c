/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of contents. */
#include "cmd/list.h"

const struct object *const objects[] = {
	&object_prog,   &object_map,     &object_link,       &object_attached, &object_net,   &object_cgroup,
	&object_perf,   &object_feature, &object_struct_ops, &object_iter,     &object_token, &object_orphans,
	&object_btf,    &object_gen,     &object_pin,        &object_snapshot, &object_batch, &object_version,
	&object_schema, &object_help,    &object_complete,   &object_doc,      NULL,
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about maps. */
#include "cmd/list.h"
#include "kern/ref.h"
#include "mapdump/mapdump.h"

struct map_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct map_show_args *a = args;

	return map_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.alias = "list",
	.summary = "List maps, or the ones named",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct map_show_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct map_show_args),
	.record = &map_record,
	.run = run_show,
};

const struct object object_map = {
	.name = "map",
	.summary = "maps",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about what the kernel can do. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "hostshow/hostshow.h"

struct builtins_args {
	const char *group;
};

static int run_builtins(struct ctx *c, const void *args, struct err *err)
{
	const struct builtins_args *a = args;

	return builtins_list(c->kern, c->out, a->group, err);
}

static const struct cmd cmd_builtins = {
	.name = "list_builtins",
	.rank = 2,
	.summary = "List names of types and helpers, one per line",
	.about = "Lists the names that bpfi knows, and those that only the running kernel has. "
		 "They are not probed: the kernel may be older, or built without them.",
	.args =
		(const struct arg[]){
			{.type = &arg_choice,
			 .token = "GROUP",
			 .help = "prog_types, map_types, attach_types, link_types or helpers",
			 .words = builtin_groups,
			 .off = offsetof(struct builtins_args, group)},
			{0},
		},
	.args_size = sizeof(struct builtins_args),
	.flags = CMD_FREE,
	.run = run_builtins,
};

const struct object object_feature = {
	.name = "feature",
	.rank = 9,
	.summary = "What the kernel can do",
	.cmds = (const struct cmd *const[]){&cmd_builtins, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about control groups: what is attached to them. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "linkshow/linkshow.h"

struct cgroup_show_args {
	const char *path;
	bool is_effective;
};

#define SHOW(member) .off = offsetof(struct cgroup_show_args, member)
#define ARG_EFFECTIVE                                                                                      \
	{                                                                                                  \
		.key = "effective", .flags = ARG_FLAG, .help = "What runs there: with what is inherited.", \
		SHOW(is_effective)                                                                         \
	}

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct cgroup_show_args *a = args;

	return cgroup_show(c->kern, c->out, a->path, a->is_effective, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List the programs of a control group",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "CGROUP",
			 .help = "The folder of a control group.",
			 SHOW(path)},
			ARG_EFFECTIVE,
			{0},
		},
	.args_size = sizeof(struct cgroup_show_args),
	.record = &cgroup_prog_record,
	.run = run_show,
};

static int run_tree(struct ctx *c, const void *args, struct err *err)
{
	const struct cgroup_show_args *a = args;

	return cgroup_tree(c->kern, c->out, a->path, a->is_effective, err);
}

static const struct cmd cmd_tree = {
	.name = "tree",
	.rank = 3,
	.summary = "List the programs of all control groups, or of those below one",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "CGROUP_ROOT",
			 .flags = ARG_OPTIONAL,
			 .help = "Where the walk begins, else where the second version of control groups is "
				 "mounted.",
			 SHOW(path)},
			ARG_EFFECTIVE,
			{0},
		},
	.args_size = sizeof(struct cgroup_show_args),
	.record = &cgroup_tree_record,
	.run = run_tree,
};

const struct object object_cgroup = {
	.name = "cgroup",
	.rank = 6,
	.summary = "control groups: what is attached to them",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_tree, NULL},
};

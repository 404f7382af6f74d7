/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands for programs attached to control groups. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "linkshow/linkshow.h"

struct cgroup_show_args {
	const char *path;
	bool is_effective;
};

#define SHOW(member) .off = offsetof(struct cgroup_show_args, member)
#define ARG_EFFECTIVE                                                                          \
	{                                                                                      \
		.key = "effective", .flags = ARG_FLAG, .help = "Also show inherited programs", \
		SHOW(is_effective)                                                             \
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
	.summary = "List the programs attached to a control group",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "CGROUP",
			 .help = "Directory of a control group",
			 SHOW(path)},
			ARG_EFFECTIVE,
			{0},
		},
	.args_size = sizeof(struct cgroup_show_args),
	.record = &cgroup_prog_record,
	.columns = "id,attach_type,attach_flags,name,link_id",
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
	.summary = "List the programs attached to all control groups, or to those below one",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "CGROUP_ROOT",
			 .flags = ARG_OPTIONAL,
			 .help = "Control group at which to start (default: the mount point of cgroup2)",
			 SHOW(path)},
			ARG_EFFECTIVE,
			{0},
		},
	.args_size = sizeof(struct cgroup_show_args),
	.record = &cgroup_tree_record,
	.columns = "cgroup,id,attach_type,attach_flags,name",
	.run = run_tree,
};

#define CHANGE(member) .off = offsetof(struct cgroup_change, member)
#define TARGET_ARGS                                                                                   \
	{.type = &arg_path, .token = "CGROUP", .help = "Directory of a control group", CHANGE(path)}, \
		{.type = &arg_cgroup_hook, CHANGE(hook)},                                             \
	{                                                                                             \
		.type = &arg_prog, CHANGE(prog)                                                       \
	}

static int run_attach(struct ctx *c, const void *args, struct err *err)
{
	return cgroup_attach(c->kern, c->out, args, err);
}

static const struct cmd cmd_attach = {
	.name = "attach",
	.rank = 4,
	.summary = "Attach a program to a control group",
	.about =
		"Attaches a program without a link: it stays attached until it is detached or the control group is removed. "
		"Without multi it replaces the attached program, which is reported on standard error.",
	.pinned_form = "cgroup attach CGROUP ATTACH_TYPE pinned /sys/fs/bpf/NAME",
	.args =
		(const struct arg[]){
			TARGET_ARGS,
			{.key = "multi",
			 .rank = 1,
			 .flags = ARG_FLAG,
			 .help = "Attach in addition to others; programs of child control groups run too",
			 CHANGE(is_multi)},
			{.key = "override",
			 .rank = 2,
			 .flags = ARG_FLAG,
			 .help = "Attach as the only program; a program of a child control group replaces it there",
			 CHANGE(is_override)},
			{.key = "preorder",
			 .flags = ARG_FLAG,
			 .help = "With multi: run before programs of child control groups (Linux 6.15)",
			 CHANGE(is_preorder)},
			{.key = "replace",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Replace this program, which is attached with multi",
			 CHANGE(replaced)},
			{.key = "before", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(before)},
			{.key = "after", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(after)},
			{0},
		},
	.args_size = sizeof(struct cgroup_change),
	.flags = CMD_CHANGES,
	.run = run_attach,
};

static int run_detach(struct ctx *c, const void *args, struct err *err)
{
	return cgroup_detach(c->kern, args, err);
}

static const struct cmd cmd_detach = {
	.name = "detach",
	.rank = 5,
	.summary = "Detach a program from a control group",
	.args = (const struct arg[]){TARGET_ARGS, {0}},
	.args_size = sizeof(struct cgroup_change),
	.flags = CMD_CHANGES,
	.run = run_detach,
};

const struct object object_cgroup = {
	.name = "cgroup",
	.rank = 6,
	.summary = "Control groups and the programs attached to them",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_tree, &cmd_attach, &cmd_detach, NULL},
};

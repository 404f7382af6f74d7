/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One command about everything that is attached. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "linkshow/linkshow.h"

#define ASK(member) .off = offsetof(struct attached_options, member)

static int run_attached(struct ctx *c, const void *args, struct err *err)
{
	return attached_show(c->kern, c->out, args, err);
}

static const struct cmd cmd_attached = {
	.name = "attached",
	.summary = "List every place that a program is attached to, however it is attached",
	.about =
		"Lists links, XDP, chains and filters of devices, hooks of namespaces, control groups, probes held by "
		"descriptors, maps of sockets, slots of tail calls and entries of maps that hold programs, in one table: "
		"the program, where it is, its place in its chain, the link, where that is pinned and who holds it. "
		"What the kernel does not tell is null.",
	.args =
		(const struct arg[]){
			{.key = "dev",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Only at this network device.",
			 ASK(dev)},
			{.key = "cgroup",
			 .type = &arg_path,
			 .token = "CGROUP",
			 .flags = ARG_OPTIONAL,
			 .help = "Only at this control group.",
			 ASK(cgroup)},
			{.key = "pid",
			 .type = &arg_count,
			 .token = "N",
			 .flags = ARG_OPTIONAL,
			 .help = "Only what this process holds.",
			 ASK(pid)},
			{.key = "prog",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Only this program.",
			 ASK(prog)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "all-netns",
			 .help = "In all network namespaces that have a name or a process, not only in the own one",
			 .type = OPT_BOOL,
			 ASK(has_all_netns)},
			{0},
		},
	.args_size = sizeof(struct attached_options),
	.record = &attached_record,
	.run = run_attached,
};

const struct object object_attached = {
	.name = "attached",
	.summary = "everything that is attached, in one table",
	.cmds = (const struct cmd *const[]){&cmd_attached, NULL},
	.is_plain = true,
};

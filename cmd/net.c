/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about networks: what is attached to devices and namespaces. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "linkshow/linkshow.h"

#define SHOW(member) .off = offsetof(struct net_options, member)

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	return net_show(c->kern, c->out, args, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List what is attached to network devices and in network namespaces",
	.about = "Lists XDP programs, programs of traffic control (tcx and netkit chains in their order, "
		 "filters of "
		 "every queueing discipline, also those of other kinds that have a program as their action), "
		 "flow "
		 "dissectors, programs at netfilter hooks, those that choose sockets, those of maps of "
		 "sockets, and "
		 "routes with programs.",
	.args =
		(const struct arg[]){
			{.key = "dev",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Only what is attached to this device.",
			 SHOW(dev)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "all-netns",
			 .help = "In all network namespaces that have a name or a process, not only in the "
				 "own one",
			 .type = OPT_BOOL,
			 SHOW(has_all_netns)},
			{0},
		},
	.args_size = sizeof(struct net_options),
	.record = &net_record,
	.run = run_show,
};

const struct object object_net = {
	.name = "net",
	.rank = 8,
	.summary = "networks: what is attached to devices and namespaces",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

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

#define CHANGE(member) .off = offsetof(struct net_change, member)
#define ARG_DEV                                                                                              \
	{                                                                                                    \
		.key = "dev", .type = &arg_word, .token = "NAME", .help = "The network device.", CHANGE(dev) \
	}

static int run_attach(struct ctx *c, const void *args, struct err *err)
{
	return net_attach(c->kern, c->out, args, err);
}

static const struct cmd cmd_attach = {
	.name = "attach",
	.rank = 3,
	.summary = "Attach a program to a network device",
	.about =
		"Attaches without a link: the program stays until it is detached. XDP refuses where a program is "
		"attached already, unless it may take its place; in a chain a program comes last, unless its place is "
		"named. What was replaced is told on standard error.",
	.args =
		(const struct arg[]){
			{.type = &arg_net_place, CHANGE(place)},
			{.type = &arg_prog, CHANGE(prog)},
			ARG_DEV,
			{.key = "overwrite",
			 .rank = 1,
			 .flags = ARG_FLAG,
			 .help = "XDP: take the place of whatever is there.",
			 CHANGE(is_overwrite)},
			{.key = "prepend",
			 .rank = 2,
			 .flags = ARG_FLAG,
			 .help = "Chains: first.",
			 CHANGE(is_first)},
			{.key = "replace",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Take the place of this program, and of no other.",
			 CHANGE(replaced)},
			{.key = "before", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(before)},
			{.key = "after", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(after)},
			{0},
		},
	.args_size = sizeof(struct net_change),
	.flags = CMD_CHANGES,
	.run = run_attach,
};

static int run_detach(struct ctx *c, const void *args, struct err *err)
{
	return net_detach(c->kern, c->out, args, err);
}

static const struct cmd cmd_detach = {
	.name = "detach",
	.rank = 4,
	.summary = "Detach a program from a network device",
	.about =
		"Detaches what is there, of a chain the last program, whoever attached it, and tells on standard error "
		"what it was; with prog only that program. Where no XDP program is attached this is not an error.",
	.args =
		(const struct arg[]){
			{.type = &arg_net_place, CHANGE(place)},
			ARG_DEV,
			{.key = "prog",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "This program, and no other.",
			 CHANGE(prog)},
			{0},
		},
	.args_size = sizeof(struct net_change),
	.flags = CMD_CHANGES,
	.run = run_detach,
};

const struct object object_net = {
	.name = "net",
	.rank = 8,
	.summary = "networks: what is attached to devices and namespaces",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_attach, &cmd_detach, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands for programs attached to network devices and namespaces. */
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
	.about =
		"Lists XDP programs, traffic control programs (tcx and netkit chains in order, and filters of every queueing discipline, including those with a program as action), flow dissectors, netfilter programs, socket lookup programs, programs of socket maps, and routes with programs.",
	.args =
		(const struct arg[]){
			{.key = "dev",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Show only attachments to this device",
			 SHOW(dev)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "all-netns",
			 .help = "Search all network namespaces that have a name or a process, not only the current one",
			 .type = OPT_BOOL,
			 SHOW(has_all_netns)},
			{0},
		},
	.args_size = sizeof(struct net_options),
	.record = &net_record,
	.columns =
		"place,devname,hook=kind|mode|hook_name|attach_type|hook,prog_id=prog_id|id,name=prog_name|name,link_id,netns",
	.run = run_show,
};

#define CHANGE(member) .off = offsetof(struct net_change, member)
#define ARG_DEV                                                                                         \
	{                                                                                               \
		.key = "dev", .type = &arg_word, .token = "NAME", .help = "Network device", CHANGE(dev) \
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
		"Attaches a program without a link: it stays attached until it is detached. "
		"With XDP, the command fails if a program is already attached, unless overwrite or replace is given; in a chain, the program is added at the end, unless a position is given. "
		"A replaced program is reported on standard error.",
	.pinned_form = "net attach ATTACH_TYPE pinned /sys/fs/bpf/NAME dev DEVICE",
	.args =
		(const struct arg[]){
			{.type = &arg_net_place, CHANGE(place)},
			{.type = &arg_prog, CHANGE(prog)},
			ARG_DEV,
			{.key = "overwrite",
			 .rank = 1,
			 .flags = ARG_FLAG,
			 .help = "XDP: replace the attached program",
			 CHANGE(is_overwrite)},
			{.key = "prepend",
			 .rank = 2,
			 .flags = ARG_FLAG,
			 .help = "Chains: attach as the first program",
			 CHANGE(is_first)},
			{.key = "replace",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Replace this program, and no other",
			 CHANGE(replaced)},
			{.key = "before", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(before)},
			{.key = "after", .type = &arg_anchor, .flags = ARG_OPTIONAL, CHANGE(after)},
			{0},
		},
	.args_size = sizeof(struct net_change),
	.flags = CMD_CHANGES | CMD_FAILS_ERRNO,
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
		"Detaches the attached program, or the last program of a chain, whoever attached it, and reports it on standard error; with prog, detaches only that program. "
		"It is not an error if no XDP program is attached.",
	.args =
		(const struct arg[]){
			{.type = &arg_net_place, CHANGE(place)},
			ARG_DEV,
			{.key = "prog",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Detach only this program",
			 CHANGE(prog)},
			{0},
		},
	.args_size = sizeof(struct net_change),
	.flags = CMD_CHANGES | CMD_FAILS_ERRNO,
	.run = run_detach,
};

const struct object object_net = {
	.name = "net",
	.rank = 8,
	.summary = "Programs attached to network devices and namespaces",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_attach, &cmd_detach, NULL},
};

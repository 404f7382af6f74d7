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
	.summary = "List all attachments of programs",
	.about =
		"Lists links, XDP programs, chains and filters of devices, hooks of namespaces, control groups, probes held by file descriptors, socket maps, tail call slots and map entries that hold programs in one table: the program, its target, its position in the chain, the link, its pins and the processes that hold it. "
		"Values that the kernel does not provide are null.",
	.args =
		(const struct arg[]){
			{.key = "dev",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Show only attachments to this network device",
			 ASK(dev)},
			{.key = "cgroup",
			 .type = &arg_path,
			 .token = "CGROUP",
			 .flags = ARG_OPTIONAL,
			 .help = "Show only attachments to this control group",
			 ASK(cgroup)},
			{.key = "pid",
			 .type = &arg_count,
			 .token = "N",
			 .flags = ARG_OPTIONAL,
			 .help = "Show only what this process holds",
			 ASK(pid)},
			{.key = "prog",
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .help = "Show only this program",
			 ASK(prog)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "all-netns",
			 .help = "Search all network namespaces that have a name or a process, not only the current one",
			 .type = OPT_BOOL,
			 ASK(has_all_netns)},
			{0},
		},
	.args_size = sizeof(struct attached_options),
	.record = &attached_record,
	.columns =
		"prog_id,prog_type,name,kind,hook=attach_type|mode|at|hook_name|hook|probe,target=target|devname|cgroup|map_name|route|netns,link_id,owner=pids",
	.run = run_attached,
};

const struct object object_attached = {
	.name = "attached",
	.summary = "All attachments of programs in one table",
	.cmds = (const struct cmd *const[]){&cmd_attached, NULL},
	.is_plain = true,
};

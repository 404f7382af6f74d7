/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about links: what programs are attached to. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "linkshow/linkshow.h"
#include "loaded/pins.h"
#include "loaded/ref.h"

struct link_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct link_show_args *a = args;

	return link_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List links, or show one, with what they are attached to",
	.args =
		(const struct arg[]){
			{.type = &arg_link,
			 .off = offsetof(struct link_show_args, ref),
			 .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct link_show_args),
	.record = &link_record,
	.columns =
		"id,type,prog_id,prog_name,attach_type,target=devname|cgroup_path|target_func|tp_name|tracepoint|func|file|path|target_name|map_name|hook_name|netns_ino,owner=pids",
	.run = run_show,
};

struct link_pin_args {
	struct ref ref;
	const char *path;
};

#define PIN(member) .off = offsetof(struct link_pin_args, member)

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct link_pin_args *a = args;

	return pin_add(c->kern, KIND_LINK, &a->ref, a->path, !c->opts.nomount, err);
}

static const struct cmd cmd_pin = {
	.name = "pin",
	.rank = 4,
	.summary = "Pin a link",
	.args =
		(const struct arg[]){
			{.type = &arg_link, PIN(ref)},
			{.type = &arg_path, .token = "FILE", PIN(path)},
			{0},
		},
	.args_size = sizeof(struct link_pin_args),
	.flags = CMD_CHANGES,
	.run = run_pin,
};

static int run_detach(struct ctx *c, const void *args, struct err *err)
{
	const struct link_show_args *a = args;

	return link_detach(c->kern, c->out, &a->ref, err);
}

static const struct cmd cmd_detach = {
	.name = "detach",
	.rank = 5,
	.summary = "Detach a link from its target, whoever holds it",
	.about =
		"The link exists, without a target, as long as it is held. "
		"The kernel supports this for links on control groups, network devices and namespaces, netfilter hooks, socket maps and struct_ops maps; other links end when nothing holds them.",
	.args =
		(const struct arg[]){
			{.type = &arg_link, .off = offsetof(struct link_show_args, ref)},
			{0},
		},
	.args_size = sizeof(struct link_show_args),
	.flags = CMD_CHANGES | CMD_FAILS_ONE,
	.run = run_detach,
};

#define UPDATE(member) .off = offsetof(struct link_update, member)

static int run_update(struct ctx *c, const void *args, struct err *err)
{
	return link_update(c->kern, c->out, args, err);
}

static const struct cmd cmd_update = {
	.name = "update",
	.summary = "Replace the program of a link atomically",
	.args =
		(const struct arg[]){
			{.type = &arg_link, UPDATE(link)},
			{.key = "map",
			 .type = &arg_map,
			 .flags = ARG_OPTIONAL,
			 .help = "struct_ops links: use the operations in this map",
			 UPDATE(map)},
			{.type = &arg_prog, .flags = ARG_OPTIONAL, UPDATE(prog)},
			{0},
		},
	.args_size = sizeof(struct link_update),
	.flags = CMD_CHANGES,
	.run = run_update,
};

const struct object object_link = {
	.name = "link",
	.rank = 5,
	.summary = "Links between programs and what they are attached to",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_pin, &cmd_unpin, &cmd_detach, &cmd_update, NULL},
};

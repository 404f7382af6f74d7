/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about tables of operations that BPF programs implement for the kernel. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "mapdump/mapdump.h"
#include "progshow/load/load.h"

struct ops_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	return ops_show(c->kern, c->out, &((const struct ops_args *)args)->ref, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List struct_ops maps, or the ones named, with their state",
	.about =
		"The state is 'in use' if the operations are registered without a link, and 'ready' if they are registered by links, whose IDs follow.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct ops_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct ops_args),
	.record = &ops_record,
	.columns = "id,name,kernel_struct_ops,state,link_ids",
	.run = run_show,
};

static int run_dump(struct ctx *c, const void *args, struct err *err)
{
	return ops_dump(c->kern, c->out, &((const struct ops_args *)args)->ref, err);
}

static const struct cmd cmd_dump = {
	.name = "dump",
	.rank = 5,
	.summary = "Print the contents of struct_ops maps, or of the ones named",
	.about =
		"Prints two objects for each map, as JSON in text too: the members of the kernel's struct bpf_map_info, and the value by the kernel's types. "
		"Functions are shown as their type, the program's name and its ID.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct ops_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct ops_args),
	.flags = CMD_FREE,
	.run = run_dump,
};

static int run_register(struct ctx *c, const void *args, struct err *err)
{
	struct ops_register r = *(const struct ops_register *)args;

	r.object.is_relaxed = c->opts.mapcompat;
	r.object.listener = c->listener;
	r.may_mount = !c->opts.nomount;
	return ops_register(c->kern, c->out, &r, err);
}

#define REGISTER(member) .off = offsetof(struct ops_register, member)

static const struct cmd cmd_register = {
	.name = "register",
	.rank = 3,
	.summary = "Load an object file and register its struct_ops",
	.about =
		"Operations in the section .struct_ops stay registered until they are unregistered. "
		"Those in .struct_ops.link are registered by a link, which is pinned in the directory LINK_DIR under the name of the map; without LINK_DIR they are refused, because the link would end with this command. "
		"If one cannot be registered, none stays registered.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .suffix = ".o",
			 .token = "OBJ",
			 .help = "Object file compiled for BPF by clang",
			 REGISTER(object.path)},
			{.type = &arg_path,
			 .token = "LINK_DIR",
			 .flags = ARG_OPTIONAL,
			 .help = "Directory in which to pin links, created if missing",
			 REGISTER(link_folder)},
			{0},
		},
	.args_size = sizeof(struct ops_register),
	.flags = CMD_CHANGES,
	.run = run_register,
};

static int run_unregister(struct ctx *c, const void *args, struct err *err)
{
	return ops_unregister(c->kern, c->out, &((const struct ops_args *)args)->ref, err);
}

static const struct cmd cmd_unregister = {
	.name = "unregister",
	.rank = 4,
	.summary = "Unregister struct_ops that are registered without a link",
	.about =
		"All struct_ops maps that are named are unregistered. Operations that are registered by a link end with it: 'link detach', or removing its pin.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct ops_args, ref)},
			{0},
		},
	.args_size = sizeof(struct ops_args),
	.flags = CMD_CHANGES,
	.run = run_unregister,
};

const struct object object_struct_ops = {
	.name = "struct_ops",
	.rank = 12,
	.summary = "Operations of the kernel that BPF programs implement",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_dump, &cmd_register, &cmd_unregister, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about pinned objects. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "loaded/pins.h"

struct pin_show_args {
	const char *path;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct pin_show_args *a = args;

	return pin_show(c->kern, c->out, a->path, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.alias = "list",
	.summary = "List pinned objects in every mounted bpffs, or below PATH",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .help = "A directory or one pinned object",
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct pin_show_args, path)},
			{0},
		},
	.args_size = sizeof(struct pin_show_args),
	.record = &pin_record,
	.columns = "path,kind,id,type,name",
	.run = run_show,
};

static int run_unpin(struct ctx *c, const void *args, struct err *err)
{
	const struct pin_show_args *a = args;

	return pin_remove(c->kern, a->path, err);
}

const struct cmd cmd_unpin = {
	.name = "unpin",
	.summary = "Remove a pin, of an object of any kind",
	.about =
		"Removes the pin of a program, a map or a link. An object that nothing else holds is unloaded; a link is then detached.",
	.args =
		(const struct arg[]){
			{.type = &arg_path, .token = "FILE", .off = offsetof(struct pin_show_args, path)},
			{0},
		},
	.args_size = sizeof(struct pin_show_args),
	.flags = CMD_CHANGES,
	.run = run_unpin,
};

const struct object object_pin = {
	.name = "pin",
	.summary = "Objects pinned in a bpffs",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_unpin, NULL},
};

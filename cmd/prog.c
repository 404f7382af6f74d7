/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about programs. */
#include "cmd/list.h"
#include "kern/ref.h"
#include "progshow/progshow.h"

struct prog_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_show_args *a = args;

	return prog_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.alias = "list",
	.summary = "List loaded programs, or the ones named",
	.args =
		(const struct arg[]){
			{.type = &arg_prog,
			 .off = offsetof(struct prog_show_args, ref),
			 .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct prog_show_args),
	.record = &prog_record,
	.run = run_show,
};

const struct object object_prog = {
	.name = "prog",
	.summary = "programs",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about links: what programs are attached to. */
#include "cmd/list.h"
#include "linkshow/linkshow.h"
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
	.run = run_show,
};

const struct object object_link = {
	.name = "link",
	.rank = 5,
	.summary = "Links between programs and what they are attached to",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

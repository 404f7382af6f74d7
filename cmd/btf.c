/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about BTF: types of programs, maps, modules and the kernel. */
#include "btfdump/btfdump.h"
#include "cmd/list.h"
#include "kern/ref.h"

struct btf_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct btf_show_args *a = args;

	return btf_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.alias = "list",
	.summary = "List BTF objects with the programs and maps that use them, or the one named",
	.args =
		(const struct arg[]){
			{.type = &arg_btf, .off = offsetof(struct btf_show_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct btf_show_args),
	.record = &btf_record,
	.run = run_show,
};

const struct object object_btf = {
	.name = "btf",
	.summary = "BTF: types of programs, maps, modules and the kernel",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about BPF tokens: what is delegated through a bpffs. */
#include "cmd/list.h"
#include "hostshow/hostshow.h"

struct token_args {
	bool has_all;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	return token_show(c->kern, c->out, ((const struct token_args *)args)->has_all, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List the bpffs instances that delegate BPF rights, and what they delegate",
	.about =
		"A process in a user namespace can make a token of such a bpffs and use what it delegates: commands of the bpf system call, and types of maps, programs and attachments. "
		"Shows the instances that are mounted in the current mount namespace, with --all-mntns those of all others as well. "
		"With --from, shows those of the recording.",
	.opts =
		(const struct opt[]){
			{.name = "all-mntns",
			 .help = "Search the mount namespaces of all processes, as those of containers",
			 .type = OPT_BOOL,
			 .off = offsetof(struct token_args, has_all)},
			{0},
		},
	.args_size = sizeof(struct token_args),
	.record = &token_record,
	.columns = "token_info,allowed_cmds,allowed_maps,allowed_progs,allowed_attachs",
	.run = run_show,
};

const struct object object_token = {
	.name = "token",
	.rank = 14,
	.summary = "Delegation of BPF rights (bpffs mount options)",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

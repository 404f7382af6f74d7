/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about recorded hosts. */
#include "kern/snapshot.h"
#include "cmd/args.h"
#include "cmd/list.h"

struct snapshot_save_args {
	const char *path;
	bool contents, vmlinux;
};

static int run_save(struct ctx *c, const void *args, struct err *err)
{
	const struct snapshot_save_args *a = args;
	unsigned int what = (a->contents ? SNAPSHOT_CONTENTS : 0) | (a->vmlinux ? SNAPSHOT_VMLINUX : 0);
	struct snapshot_stats stats = {0};

	if (snapshot_save(c->kern, a->path, what, &stats, err))
		return -1;
	record_print(c->out, &snapshot_stats_record, &stats);
	return 0;
}

static const struct cmd cmd_save = {
	.name = "save",
	.summary = "Record this host into FILE: programs, maps, links, BTF and who holds them",
	.about = "Records what this machine's kernel answers into one gzip-compressed JSON document, for "
		 "--from. "
		 "Code and types are always in it. The file is written beside FILE and renamed: a failure "
		 "leaves "
		 "the old one.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "FILE",
			 .help = "The recording to write.",
			 .off = offsetof(struct snapshot_save_args, path)},
			{.key = "contents",
			 .help = "With the elements of maps.",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct snapshot_save_args, contents)},
			{.key = "vmlinux",
			 .help = "With the types of the kernel itself (some megabytes).",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct snapshot_save_args, vmlinux)},
			{0},
		},
	.args_size = sizeof(struct snapshot_save_args),
	.record = &snapshot_stats_record,
	.run = run_save,
};

const struct object object_snapshot = {
	.name = "snapshot",
	.summary = "recorded hosts, for --from",
	.cmds = (const struct cmd *const[]){&cmd_save, NULL},
};

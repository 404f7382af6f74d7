/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about iterators: programs that print what they walk over. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "progshow/load/load.h"

struct iter_args {
	struct iter_options iter;
	const char *path;
};

static struct iter_options options_of(const struct ctx *c, const struct iter_args *a)
{
	struct iter_options i = a->iter;

	i.object.is_relaxed = c->opts.mapcompat;
	i.object.listener = c->listener;
	i.may_mount = !c->opts.nomount;
	return i;
}

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct iter_args *a = args;
	const struct iter_options i = options_of(c, a);

	return iter_pin(c->kern, &i, a->path, err);
}

static int run_run(struct ctx *c, const void *args, struct err *err)
{
	const struct iter_options i = options_of(c, args);

	return iter_run(c->kern, c->out, &i, err);
}

#define ITER(member) .off = offsetof(struct iter_args, member)
#define ROW_OBJECT                                                                      \
	{                                                                               \
		.type = &arg_path, .suffix = ".o", .token = "OBJ",                      \
		.help = "Object file compiled for BPF by clang", ITER(iter.object.path) \
	}
#define ROW_MAP                                                                                   \
	{                                                                                         \
		.key = "map", .type = &arg_map, .flags = ARG_OPTIONAL,                            \
		.help = "Walk over this map (targets bpf_map_elem, bpf_sk_storage_map, sockmap)", \
		ITER(iter.map)                                                                    \
	}

static const struct cmd cmd_pin = {
	.name = "pin",
	.rank = 2,
	.summary = "Load the first iterator of an object file and pin it",
	.about = "Reading the pinned file runs the iterator: 'cat PATH'.",
	.args =
		(const struct arg[]){
			ROW_OBJECT,
			{.type = &arg_path, .token = "PATH", .help = "Path at which to pin it", ITER(path)},
			ROW_MAP,
			{0},
		},
	.args_size = sizeof(struct iter_args),
	.flags = CMD_CHANGES,
	.run = run_pin,
};

static const struct cmd cmd_run = {
	.name = "run",
	.summary = "Print what an iterator of an object file prints",
	.about = "Loads one iterator, runs it once and unloads it; nothing is pinned. "
		 "It ends with the iterator, with the reader of the output or on a signal. "
		 "Only tasks of the current pid namespace are walked over. "
		 "Control characters other than tabs are escaped in text; JSON is a list of lines.",
	.args =
		(const struct arg[]){
			ROW_OBJECT,
			{.key = "prog",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Run the iterator of this name (default: the first one)",
			 ITER(iter.prog)},
			ROW_MAP,
			{.key = "pid",
			 .type = &arg_count,
			 .flags = ARG_OPTIONAL,
			 .help = "Walk over the tasks of this process (targets task, task_file, task_vma; Linux 6.1)",
			 ITER(iter.pid)},
			{.key = "tid",
			 .type = &arg_count,
			 .flags = ARG_OPTIONAL,
			 .help = "Walk over this task (as pid)",
			 ITER(iter.tid)},
			{.key = "cgroup",
			 .type = &arg_path,
			 .flags = ARG_OPTIONAL,
			 .help = "Walk over this control group and its descendants (target cgroup; default: the root)",
			 ITER(iter.cgroup)},
			{0},
		},
	.args_size = sizeof(struct iter_args),
	.flags = CMD_CHANGES | CMD_FREE,
	.run = run_run,
};

const struct object object_iter = {
	.name = "iter",
	.rank = 13,
	.summary = "Iterators: programs that print what they walk over",
	.cmds = (const struct cmd *const[]){&cmd_pin, &cmd_run, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands for programs that are loaded: names, attachment, test runs, what they write, what they cost. */
#include "cmd/args.h"
#include "cmd/prog_load.h"
#include "progshow/progshow.h"

struct prog_pin_args {
	struct ref ref;
	const char *path;
};

#define PIN(member) .off = offsetof(struct prog_pin_args, member)

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_pin_args *a = args;

	return prog_pin(c->kern, &a->ref, a->path, !c->opts.nomount, err);
}

const struct cmd cmd_prog_pin = {
	.name = "pin",
	.rank = 5,
	.summary = "Give a program a name in a bpffs",
	.about = "Gives a program a name in a bpffs, which keeps it when nothing else holds it. Where the "
		 "folder "
		 "is no bpffs but empty, one is mounted on it, unless --nomount forbids it.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, PIN(ref)},
			{.type = &arg_path, .token = "FILE", PIN(path)},
			{0},
		},
	.args_size = sizeof(struct prog_pin_args),
	.flags = CMD_CHANGES,
	.run = run_pin,
};

static int run_unpin(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_pin_args *a = args;

	return prog_unpin(c->kern, a->path, err);
}

const struct cmd cmd_prog_unpin = {
	.name = "unpin",
	.summary = "Remove a program's name from a bpffs",
	.args =
		(const struct arg[]){
			{.type = &arg_path, .token = "FILE", PIN(path)},
			{0},
		},
	.args_size = sizeof(struct prog_pin_args),
	.flags = CMD_CHANGES,
	.run = run_unpin,
};

struct prog_attach_args {
	struct ref prog, map;
	const struct attach_row *type;
};

#define ATTACH(member) .off = offsetof(struct prog_attach_args, member)

static const struct arg attach_args[] = {
	{.type = &arg_prog, ATTACH(prog)},
	{.type = &arg_attach_type, ATTACH(type)},
	{.type = &arg_map, .flags = ARG_OPTIONAL, .help = "A sockmap or sockhash.", ATTACH(map)},
	{0},
};

static int run_attach(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_attach_args *a = args;

	return prog_attach(c->kern, &a->prog, a->type, &a->map, err);
}

const struct cmd cmd_prog_attach = {
	.name = "attach",
	.rank = 8,
	.summary = "Attach a program to a map of sockets, or to the network namespace",
	.args = attach_args,
	.args_size = sizeof(struct prog_attach_args),
	.flags = CMD_CHANGES,
	.run = run_attach,
};

static int run_detach(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_attach_args *a = args;

	return prog_detach(c->kern, &a->prog, a->type, &a->map, err);
}

const struct cmd cmd_prog_detach = {
	.name = "detach",
	.rank = 9,
	.summary = "Detach a program from a map of sockets, or from the network namespace",
	.args = attach_args,
	.args_size = sizeof(struct prog_attach_args),
	.flags = CMD_CHANGES,
	.run = run_detach,
};

struct prog_run_args {
	struct ref ref;
	struct prog_run_options test;
};

#define RUN(member) .off = offsetof(struct prog_run_args, member)

static int run_run(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_run_args *a = args;

	return prog_run(c->kern, c->out, &a->ref, &a->test, err);
}

const struct cmd cmd_prog_run = {
	.name = "run",
	.rank = 11,
	.summary = "Run a program once for a test, on data and a context from files",
	.about = "Lets the kernel run a program on what files have, and shows what it returned, how long it "
		 "took, "
		 "and what became of data and context. The file - is standard input, or output with the "
		 "result.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, RUN(ref)},
			{.key = "data_in",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "The data: of network programs a packet.",
			 RUN(test.data_in)},
			{.key = "data_out",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Where the data goes behind the run.",
			 RUN(test.data_out)},
			{.key = "data_size_out",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "At most so many bytes of it (32 KiB more than came in).",
			 RUN(test.data_size_out)},
			{.key = "ctx_in",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "The context: the structure that the program gets.",
			 RUN(test.ctx_in)},
			{.key = "ctx_out",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Where the context goes behind the run.",
			 RUN(test.ctx_out)},
			{.key = "ctx_size_out",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "At most so many bytes of it (32 KiB more than came in).",
			 RUN(test.ctx_size_out)},
			{.key = "repeat",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "How often it runs; the time is then the average.",
			 RUN(test.repeat)},
			{0},
		},
	.args_size = sizeof(struct prog_run_args),
	.record = &prog_run_record,
	.flags = CMD_CHANGES,
	.run = run_run,
};

struct prog_tracelog_args {
	struct ref std_out, std_err;
};

static int run_tracelog(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_tracelog_args *a = args;
	const bool is_out = a->std_out.by != REF_ALL, is_err = a->std_err.by != REF_ALL;

	if (is_out && is_err)
		return err_usage(err, "'stdout' and 'stderr' exclude each other");
	if (is_out || is_err)
		return prog_read_stream(c->kern, c->out, is_err, is_err ? &a->std_err : &a->std_out, err);
	return prog_tracelog(c->kern, c->out, !c->opts.nomount, err);
}

const struct cmd cmd_prog_tracelog = {
	.name = "tracelog",
	.rank = 10,
	.summary = "Print what programs write with bpf_printk(), or one program to its streams",
	.about = "Prints lines of the trace pipe as they come, until a signal ends it; other readers of the "
		 "pipe "
		 "miss them. Where tracefs is mounted nowhere it is opened without a place, unless --nomount "
		 "forbids it. With stdout or stderr what one program wrote to that stream is printed, and "
		 "taken "
		 "out (Linux 6.17).",
	.args =
		(const struct arg[]){
			{.key = "stdout",
			 .rank = 1,
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct prog_tracelog_args, std_out)},
			{.key = "stderr",
			 .rank = 2,
			 .type = &arg_prog,
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct prog_tracelog_args, std_err)},
			{0},
		},
	.args_size = sizeof(struct prog_tracelog_args),
	.record = &prog_trace_record,
	.flags = CMD_CHANGES,
	.run = run_tracelog,
};

static int run_profile(struct ctx *c, const void *args, struct err *err)
{
	return prog_profile(c->kern, c->out, args, err);
}

#define PROFILE(member) .off = offsetof(struct prog_profile, member)

const struct cmd cmd_prog_profile = {
	.name = "profile",
	.rank = 12,
	.summary = "Count what a program costs",
	.about = "Counts for some seconds, or until a signal comes, how often a program runs and what it "
		 "costs: "
		 "with run time statistics, which it switches on as long as it counts, or with counters of "
		 "the "
		 "processor, which two small programs read at its entry and its end.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, PROFILE(ref)},
			{.key = "duration",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "Seconds; else until a signal comes.",
			 PROFILE(duration)},
			{.type = &arg_metrics, .flags = ARG_OPTIONAL | ARG_REPEAT, PROFILE(metrics)},
			{0},
		},
	.args_size = sizeof(struct prog_profile),
	.record = &prog_profile_record,
	.flags = CMD_CHANGES,
	.run = run_profile,
};

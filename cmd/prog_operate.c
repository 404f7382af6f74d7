/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands for programs that are loaded: names, attachment, test runs, their trace output, their cost. */
#include "cmd/args.h"
#include "cmd/prog_load.h"
#include "loaded/pins.h"
#include "progshow/progshow.h"

struct prog_pin_args {
	struct ref ref;
	const char *path;
};

#define PIN(member) .off = offsetof(struct prog_pin_args, member)

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_pin_args *a = args;

	return pin_add(c->kern, KIND_PROG, &a->ref, a->path, !c->opts.nomount, err);
}

const struct cmd cmd_prog_pin = {
	.name = "pin",
	.rank = 5,
	.summary = "Pin a program",
	.about =
		"Pins a program at FILE in a bpffs, so that it stays loaded when nothing else holds it. "
		"If FILE is in an empty directory outside a bpffs, a bpffs is mounted there, unless --nomount is given.",
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

struct prog_attach_args {
	struct ref prog, map;
	const struct attach_row *type;
};

#define ATTACH(member) .off = offsetof(struct prog_attach_args, member)

static const struct arg attach_args[] = {
	{.type = &arg_prog, ATTACH(prog)},
	{.type = &arg_attach_type, ATTACH(type)},
	{.type = &arg_map, .flags = ARG_OPTIONAL, .help = "A sockmap or sockhash", ATTACH(map)},
	{0},
};

static int run_attach(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_attach_args *a = args;

	return prog_attach(c->kern, c->out, &a->prog, a->type, &a->map, err);
}

const struct cmd cmd_prog_attach = {
	.name = "attach",
	.rank = 8,
	.summary = "Attach a program to a socket map or to the network namespace",
	.about =
		"Attaches a program without a link: it stays attached until it is detached or the map or namespace is removed. "
		"A program that was attached there is replaced, which is reported on standard error. "
		"For network devices there is 'net attach', for control groups 'cgroup attach'.",
	.pinned_form = "prog attach pinned /sys/fs/bpf/NAME ATTACH_TYPE MAP",
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
	.summary = "Detach a program from a socket map or from the network namespace",
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
	.summary = "Test-run a program on data and a context read from files",
	.about =
		"Runs a program in the kernel on data and a context read from files, and shows its return value, its duration, and the data and context after the run. "
		"A file name of - stands for standard input, or for the normal output in data_out and ctx_out.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, RUN(ref)},
			{.key = "data_in",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Read the data from here; for network programs, a packet",
			 RUN(test.data_in)},
			{.key = "data_out",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Write the data here after the run",
			 RUN(test.data_out)},
			{.key = "data_size_out",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "Size limit of the output in bytes (default: input size plus 32 KiB)",
			 RUN(test.data_size_out)},
			{.key = "ctx_in",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Read the context from here: the structure passed to the program",
			 RUN(test.ctx_in)},
			{.key = "ctx_out",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Write the context here after the run",
			 RUN(test.ctx_out)},
			{.key = "ctx_size_out",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "Size limit of the output in bytes (default: input size plus 32 KiB)",
			 RUN(test.ctx_size_out)},
			{.key = "repeat",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "Run the program N times and report the average duration",
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
		return err_usage(err, "'stdout' and 'stderr' are mutually exclusive");
	if (is_out || is_err)
		return prog_read_stream(c->kern, c->out, is_err, is_err ? &a->std_err : &a->std_out, err);
	return prog_tracelog(c->kern, c->out, !c->opts.nomount, err);
}

const struct cmd cmd_prog_tracelog = {
	.name = "tracelog",
	.rank = 10,
	.summary = "Print the trace pipe (bpf_printk() output), or a stream of one program",
	.about =
		"Prints lines of the trace pipe as they arrive, until a signal is received. "
		"The lines are consumed: other readers of the pipe do not see them. "
		"If tracefs is not mounted, it is opened without being mounted at a path, unless --nomount is given. "
		"With stdout or stderr, prints and consumes what one program wrote to that stream (Linux 6.17 and newer).",
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
	.summary = "Measure the cost of a program",
	.about =
		"Counts, for some seconds or until a signal is received, how often a program runs and what it costs. "
		"It uses run time statistics, which are enabled while it counts, or hardware counters, which two small programs read at entry and exit of the profiled program.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, PROFILE(ref)},
			{.key = "duration",
			 .type = &arg_optional_number,
			 .flags = ARG_OPTIONAL,
			 .help = "Stop after N seconds (default: when a signal is received)",
			 PROFILE(duration)},
			{.type = &arg_metrics, .flags = ARG_OPTIONAL | ARG_REPEAT, PROFILE(metrics)},
			{0},
		},
	.args_size = sizeof(struct prog_profile),
	.record = &prog_profile_record,
	.flags = CMD_CHANGES,
	.run = run_profile,
};

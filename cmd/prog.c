/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about programs. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "cmd/prog_load.h"
#include "loaded/ref.h"
#include "progshow/code/code.h"
#include "progshow/progshow.h"

struct prog_show_args {
	struct ref ref;
	bool has_stats, has_places, is_verbose;
	uint64_t interval_ms;
	uint32_t count;
};

static int run_stats(struct ctx *c, const struct prog_show_args *a, struct err *err)
{
	struct prog_stats_options opt = {.interval_ms = a->interval_ms, .count = a->count};

	if (c->opts.read_only)
		return err_set(err, 0,
			       "--stats temporarily enables kernel statistics, which --read-only forbids");
	if (!a->interval_ms) {
		opt.interval_ms = 1000;
		opt.count = a->count ? a->count : 1;
	}
	return prog_stats(c->kern, c->out, &a->ref, &opt, err);
}

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_show_args *a = args;
	const struct prog_show_options opt = {.has_pins = c->opts.bpffs, .has_places = a->has_places};

	if (a->is_verbose)
		out_set_verbose(c->out);
	if (a->has_stats)
		return run_stats(c, a, err);
	if (a->interval_ms || a->count)
		return err_usage(err, "'interval' and 'count' require --stats");
	return prog_show(c->kern, c->out, &a->ref, &opt, err);
}

#define SHOW(member) .off = offsetof(struct prog_show_args, member)

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List loaded programs, or show those that match",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, .flags = ARG_OPTIONAL, SHOW(ref)},
			{.key = "interval",
			 .type = &arg_seconds,
			 .flags = ARG_OPTIONAL,
			 .help = "With --stats, repeat every N seconds (default: once, after one second)",
			 SHOW(interval_ms)},
			{.key = "count",
			 .type = &arg_count,
			 .flags = ARG_OPTIONAL,
			 .help = "With --stats, stop after N intervals",
			 SHOW(count)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "stats",
			 .help = "Show what programs cost: runs per second, average time and share of one CPU, busiest first. The kernel's run time statistics are enabled meanwhile",
			 .type = OPT_BOOL,
			 .record = &prog_stats_record,
			 .columns =
				 "runs/s=runs_per_second,avg_ns=average_ns,cpu%=cpu_percent,id,type,name,owner=pids",
			 .is_watch = true,
			 SHOW(has_stats)},
			{.letter = 'v',
			 .name = "verbose",
			 .help = "In text, show the counters of instructions, functions and lines too, as JSON does",
			 .type = OPT_BOOL,
			 SHOW(is_verbose)},
			{.name = "attached",
			 .help = "Show every place where programs are attached; without it, a listing of all programs shows places that links report",
			 .type = OPT_BOOL,
			 .field = "attached",
			 SHOW(has_places)},
			{0},
		},
	.args_size = sizeof(struct prog_show_args),
	.record = &prog_record,
	.columns = "id,type,name,xlated=bytes_xlated,memory=bytes_memlock,maps=map_ids,owner=pids",
	.run = run_show,
};

struct prog_dump_args {
	const char *form;
	struct ref ref;
	struct prog_dump_options opt;
};

static int run_dump(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_dump_args *a = args;
	struct prog_dump_options opt = a->opt;

	opt.is_native = *a->form == 'j';
	if (opt.file && (opt.has_opcodes || opt.has_linum || opt.has_names || opt.is_graph))
		return err_usage(err,
				 "'file' cannot be combined with 'opcodes', 'linum', 'names' or 'visual'");
	if (opt.is_native && (opt.is_graph || opt.has_names))
		return err_usage(err, "'visual' and 'names' require 'xlated'");
	if (opt.is_svg && !opt.is_graph)
		return err_usage(err, "--svg requires 'visual'");
	if (opt.is_svg && (c->opts.json || c->opts.pretty || c->opts.jsonl))
		return err_usage(err, "--svg cannot be combined with JSON output");
	return prog_dump(c->kern, c->out, &a->ref, &opt, err);
}

static const char *const dump_forms[] = {"xlated", "jited", NULL};

#define DUMP(member) .off = offsetof(struct prog_dump_args, member)

static const struct cmd cmd_dump = {
	.name = "dump",
	.rank = 4,
	.summary = "Print the code of programs, instruction by instruction",
	.about =
		"Prints the instructions of programs after verification (xlated) or as native code (jited), with function prototypes and source lines if the program has BTF.",
	.args =
		(const struct arg[]){
			{.type = &arg_choice,
			 .token = "FORM",
			 .words = dump_forms,
			 .help = "xlated: instructions as translated by the verifier; jited: native code",
			 DUMP(form)},
			{.type = &arg_prog, DUMP(ref)},
			{.key = "file",
			 .rank = 1,
			 .type = &arg_path,
			 .flags = ARG_OPTIONAL,
			 .help = "Write the raw code to this file",
			 DUMP(opt.file)},
			{.key = "opcodes",
			 .rank = 2,
			 .flags = ARG_FLAG,
			 .help = "Add the bytes of each instruction",
			 DUMP(opt.has_opcodes)},
			{.key = "linum",
			 .rank = 4,
			 .flags = ARG_FLAG,
			 .help = "Add file, line and column to source lines",
			 DUMP(opt.has_linum)},
			{.key = "names",
			 .flags = ARG_FLAG,
			 .help = "xlated: add the names of maps and functions whose addresses are loaded (JSON always has them)",
			 DUMP(opt.has_names)},
			{.key = "visual",
			 .rank = 3,
			 .flags = ARG_FLAG,
			 .help = "xlated: print a graph of basic blocks in the DOT language of Graphviz",
			 DUMP(opt.is_graph)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "svg",
			 .help = "visual: render the graph as SVG, using dot(1) of Graphviz",
			 .type = OPT_BOOL,
			 DUMP(opt.is_svg)},
			{0},
		},
	.args_size = sizeof(struct prog_dump_args),
	.record = &prog_dump_record,
	.run = run_dump,
};

struct prog_source_args {
	struct ref ref;
};

static int run_source(struct ctx *c, const void *args, struct err *err)
{
	const struct prog_source_args *a = args;

	return prog_source(c->kern, c->out, &a->ref, err);
}

static const struct cmd cmd_source = {
	.name = "source",
	.summary = "Print the source lines of programs, by function",
	.about =
		"Prints the source lines recorded in a program's BTF, in file order, each with the translated instructions it was compiled to.",
	.args =
		(const struct arg[]){
			{.type = &arg_prog, .off = offsetof(struct prog_source_args, ref)},
			{0},
		},
	.args_size = sizeof(struct prog_source_args),
	.record = &prog_source_record,
	.run = run_source,
};

const struct object object_prog = {
	.name = "prog",
	.rank = 3,
	.summary = "Programs",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_dump, &cmd_source, &cmd_prog_load,
					    &cmd_prog_loadall, &cmd_prog_verify, &cmd_prog_pin, &cmd_unpin,
					    &cmd_prog_attach, &cmd_prog_detach, &cmd_prog_run,
					    &cmd_prog_tracelog, &cmd_prog_profile, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands that make C from BPF objects. */
#include "cmd/args.h"
#include "cmd/generated.h"
#include "cmd/list.h"
#include "skelgen/skelgen.h"

struct gen_skeleton_args {
	struct skelgen_object object;
	struct generated to;
};

static int run_skeleton(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_skeleton_args *a = args;
	auto_buf text = {0};

	return skelgen_skeleton(&a->object, &text, err) ? -1 : generated_write(c, &a->to, &text, err);
}

#define SKELETON(member) .off = offsetof(struct gen_skeleton_args, member)

static const struct cmd cmd_skeleton = {
	.name = "skeleton",
	.rank = 2,
	.summary = "Print a C header that embeds an object and opens, loads and attaches it",
	.about = "Prints a header for programs in C and C++: the object's bytes, functions that open, load, "
		 "attach and destroy it, its maps, programs and links as members, and its global variables "
		 "as structures. It compiles without warnings, with libbpf 1.0 and newer.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "FILE",
			 .help = "A BPF object file.",
			 SKELETON(object.path)},
			{.key = "name",
			 .rank = 1,
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "What structure and functions are called; else after the file: maps_bpf of "
				 "maps.bpf.o.",
			 SKELETON(object.name)},
			{0},
		},
	.opts =
		(const struct opt[]){
			GENERATED_OPTS(offsetof(struct gen_skeleton_args, to)),
			{0},
		},
	.args_size = sizeof(struct gen_skeleton_args),
	.run = run_skeleton,
};

const struct object object_gen = {
	.name = "gen",
	.summary = "C made from BPF objects",
	.cmds = (const struct cmd *const[]){&cmd_skeleton, NULL},
};

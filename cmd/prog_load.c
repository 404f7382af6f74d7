/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands that take object files. */
#include "cmd/prog_load.h"

#include "cmd/args.h"
#include "progshow/load/load.h"

/* The options common to all of them. */
static void fill_object(const struct ctx *c, struct objfile_opts *object)
{
	object->is_relaxed = c->opts.mapcompat;
	object->listener = c->listener;
}

static int load(struct ctx *c, const void *args, bool is_all, struct err *err)
{
	struct prog_load p = *(const struct prog_load *)args;

	fill_object(c, &p.object);
	p.may_mount = !c->opts.nomount;
	p.is_all = is_all;
	p.use_loader = c->opts.use_loader;
	return prog_load(c->kern, c->out, &p, err);
}

static int run_load(struct ctx *c, const void *args, struct err *err)
{
	return load(c, args, false, err);
}

static int run_loadall(struct ctx *c, const void *args, struct err *err)
{
	return load(c, args, true, err);
}

#define LOAD(member) .off = offsetof(struct prog_load, member)
#define ROW_OBJECT                                                                 \
	{                                                                          \
		.type = &arg_path, .suffix = ".o", .token = "OBJ",                 \
		.help = "Object file compiled for BPF by clang", LOAD(object.path) \
	}
#define ROW_TYPE                                                                                                        \
	{                                                                                                               \
		.key = "type", .rank = 1, .type = &arg_section, .flags = ARG_OPTIONAL,                                  \
		.help = "Program type for all programs, overriding their section names: xdp, tc, cgroup/connect4, ...", \
		LOAD(object.type)                                                                                       \
	}
#define ROW_KERNEL_BTF                                                                                     \
	{                                                                                                  \
		.key = "kernel_btf", .rank = 8, .type = &arg_path, .token = "FILE", .flags = ARG_OPTIONAL, \
		.help = "BTF of the kernel for CO-RE, if the kernel does not provide its own",             \
		LOAD(object.kernel_btf)                                                                    \
	}
#define ROWS_LOAD                                                                                              \
	ROW_TYPE,                                                                                              \
		{.key = "map",                                                                                 \
		 .rank = 2,                                                                                    \
		 .type = &arg_load_map,                                                                        \
		 .flags = ARG_OPTIONAL | ARG_REPEAT,                                                           \
		 LOAD(maps)},                                                                                  \
		{.key = "dev",                                                                                 \
		 .rank = 3,                                                                                    \
		 .type = &arg_word,                                                                            \
		 .token = "IF",                                                                                \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "Same as offload_dev",                                                                \
		 LOAD(offload_dev)},                                                                           \
		{.key = "offload_dev",                                                                         \
		 .rank = 4,                                                                                    \
		 .type = &arg_word,                                                                            \
		 .token = "IF",                                                                                \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "Network device to which programs and maps are offloaded",                            \
		 LOAD(offload_dev)},                                                                           \
		{.key = "xdpmeta_dev",                                                                         \
		 .rank = 5,                                                                                    \
		 .type = &arg_word,                                                                            \
		 .token = "IF",                                                                                \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "Network device to which XDP programs are bound, so that they can read its metadata", \
		 LOAD(xdp_dev)},                                                                               \
		{.key = "pinmaps",                                                                             \
		 .rank = 6,                                                                                    \
		 .type = &arg_path,                                                                            \
		 .token = "DIR",                                                                               \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "Pin every map in this directory, created if missing",                                \
		 LOAD(map_folder)},                                                                            \
		{.key = "autoattach",                                                                          \
		 .flags = ARG_FLAG,                                                                            \
		 .rank = 7,                                                                                    \
		 .help = "Attach programs where that is known how, and pin the links instead of the programs", \
		 LOAD(is_attached)},                                                                           \
		{.key = "attach_dev",                                                                          \
		 .type = &arg_word,                                                                            \
		 .token = "IF",                                                                                \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "With autoattach: network device to which XDP, tcx and netkit programs are attached", \
		 LOAD(attach_dev)},                                                                            \
		{.key = "attach_hook",                                                                         \
		 .type = &arg_load_hook,                                                                       \
		 .flags = ARG_OPTIONAL,                                                                        \
		 .help = "With autoattach: hook of netfilter programs: ip/prerouting, ip6/output/10, ...",     \
		 LOAD(hook)},                                                                                  \
		ROW_KERNEL_BTF

const struct cmd cmd_prog_load = {
	.name = "load",
	.rank = 6,
	.summary = "Load an object file and pin its first program",
	.about =
		"Loads an object file and pins its first program at FILE; if anything fails, nothing stays loaded or pinned. "
		"With --debug, all messages of libbpf and the verifier are printed. "
		"With --use-loader, the object is loaded by a generated program and FILE is optional.",
	.args =
		(const struct arg[]){
			ROW_OBJECT,
			{.type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "Path at which to pin the program; optional only with --use-loader",
			 LOAD(path)},
			ROWS_LOAD,
			{0},
		},
	.args_size = sizeof(struct prog_load),
	.flags = CMD_CHANGES,
	.run = run_load,
};

const struct cmd cmd_prog_loadall = {
	.name = "loadall",
	.rank = 7,
	.summary = "Load an object file and pin all its programs in a directory",
	.about =
		"Loads an object file and pins every program under its name in the directory DIR, which is created if missing; if anything fails, nothing stays loaded or pinned.",
	.args =
		(const struct arg[]){
			ROW_OBJECT,
			{.type = &arg_path,
			 .token = "DIR",
			 .flags = ARG_OPTIONAL,
			 .help = "Directory in which to pin the programs; optional only with --use-loader",
			 LOAD(path)},
			ROWS_LOAD,
			{0},
		},
	.args_size = sizeof(struct prog_load),
	.flags = CMD_CHANGES,
	.run = run_loadall,
};

static int run_verify(struct ctx *c, const void *args, struct err *err)
{
	struct prog_verify v = *(const struct prog_verify *)args;

	fill_object(c, &v.object);
	return prog_verify(c->kern, c->out, &v, err);
}

#define VERIFY(member) .off = offsetof(struct prog_verify, member)

const struct cmd cmd_prog_verify = {
	.name = "verify",
	.summary = "Check whether the verifier accepts the programs of object files",
	.about =
		"Loads each program of the given object files separately and unloads it at once; nothing is pinned, attached or run. "
		"The exit code is 1 if a program is rejected.",
	.args =
		(const struct arg[]){
			{.type = &arg_objects, .flags = ARG_REPEAT, VERIFY(paths)},
			{.key = "type",
			 .type = &arg_section,
			 .flags = ARG_OPTIONAL,
			 .help = "Program type for all programs, overriding their section names",
			 VERIFY(object.type)},
			{.key = "kernel_btf",
			 .type = &arg_path,
			 .token = "FILE",
			 .flags = ARG_OPTIONAL,
			 .help = "BTF of the kernel for CO-RE, if the kernel does not provide its own",
			 VERIFY(object.kernel_btf)},
			{0},
		},
	.args_size = sizeof(struct prog_verify),
	.record = &prog_verify_record,
	.flags = CMD_CHANGES,
	.run = run_verify,
};

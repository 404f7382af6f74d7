/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands that make C from BPF objects. */
#include "cmd/args.h"
#include "cmd/gen_core.h"
#include "cmd/generated.h"
#include "cmd/list.h"
#include "objfile/objfile.h"
#include "skelgen/skelgen.h"

struct gen_object_args {
	struct skelgen_object object;
	struct generated to;
};

static int write_skeleton(struct ctx *c, const struct gen_object_args *a, struct err *err)
{
	struct generated_stream s = {0};
	int r = generated_begin(c, &a->to, &s, err);

	if (r)
		return r;
	r = skelgen_skeleton(&a->object, generated_take, &s, err);
	return generated_end(&s, r, err);
}

static int run_skeleton(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_object_args *a = args;
	auto_buf text = {0};

	if (!c->opts.use_loader)
		return write_skeleton(c, a, err);
	if (skelgen_light_skeleton(c->kern, &a->object, &c->listener, &text, err))
		return -1;
	return generated_write(c, &a->to, &text, err);
}

static int run_subskeleton(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_object_args *a = args;
	auto_buf text = {0};

	if (c->opts.use_loader)
		return err_usage(err,
				 "--use-loader applies to skeletons; a subskeleton does not load anything");
	return skelgen_subskeleton(&a->object, &text, err) ? -1 : generated_write(c, &a->to, &text, err);
}

#define OBJECT(member) .off = offsetof(struct gen_object_args, member)

#define OBJECT_ARGS                                                                                                                         \
	{.type = &arg_path,                                                                                                                 \
	 .suffix = ".o",                                                                                                                    \
	 .token = "FILE",                                                                                                                   \
	 .help = "BPF object file",                                                                                                         \
	 OBJECT(object.path)},                                                                                                              \
	{                                                                                                                                   \
		.key = "name", .rank = 1, .type = &arg_word, .token = "NAME", .flags = ARG_OPTIONAL,                                        \
		.help = "Name of the structure and prefix of the functions (default: from the file name, such as maps_bpf for maps.bpf.o)", \
		OBJECT(object.name)                                                                                                         \
	}

static const struct arg object_args[] = {
	OBJECT_ARGS,
	{0},
};

static const struct arg skeleton_args[] = {
	OBJECT_ARGS,
	{.key = "types",
	 .flags = ARG_FLAG,
	 .help = "Define the named types of variables, so that the header that has them is not needed",
	 OBJECT(object.has_types)},
	{0},
};

static const struct opt object_opts[] = {
	GENERATED_OPTS(offsetof(struct gen_object_args, to)),
	{0},
};

static const struct cmd cmd_skeleton = {
	.name = "skeleton",
	.rank = 2,
	.summary = "Print a C header that embeds an object and opens, loads and attaches it",
	.about =
		"Prints a header for C and C++ programs: the bytes of the object, functions to open, load, attach and destroy it, its maps, programs and links as members, and its global variables as structures. "
		"It compiles without warnings with libbpf 1.0 and newer. "
		"With --use-loader it does not need libbpf: the object is loaded by a program that is generated now.",
	.args = skeleton_args,
	.opts = object_opts,
	.args_size = sizeof(struct gen_object_args),
	.run = run_skeleton,
};

static const struct cmd cmd_subskeleton = {
	.name = "subskeleton",
	.rank = 3,
	.summary = "Print a C header for the part of an object that a library owns",
	.about =
		"Prints a C header for a library whose BPF code is linked into other objects. "
		"It finds the maps, programs and variables of the library in an open object, and does not own them.",
	.args = object_args,
	.opts = object_opts,
	.args_size = sizeof(struct gen_object_args),
	.run = run_subskeleton,
};

struct gen_link_args {
	struct generated to;
	struct path_args inputs;
};

static int run_object(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_link_args *a = args;
	auto_buf object = {0};

	if (objfile_link(a->inputs.list, a->inputs.count, &c->listener, &object, err))
		return -1;
	return generated_write(c, &a->to, &object, err);
}

#define LINK(member) .off = offsetof(struct gen_link_args, member)

static const struct cmd cmd_object = {
	.name = "object",
	.rank = 1,
	.summary = "Link object files into one",
	.about =
		"Links one or more BPF object files into a new one, without the compiler's debug information. "
		"The output is reproducible. "
		"On failure, an existing output file is kept.",
	.args =
		(const struct arg[]){
			{.type = &arg_path, .token = "OUT", .help = "Output file", LINK(to.output)},
			{.type = &arg_paths, .token = "FILE...", .help = "BPF object files", LINK(inputs)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{0, "if-changed", .help = "Do not touch OUT if its content would not change",
			 LINK(to.if_changed)},
			{0},
		},
	.args_size = sizeof(struct gen_link_args),
	.run = run_object,
};

struct gen_vmlinux_args {
	const char *folder;
	bool if_changed, is_split;
};

/* Where the headers go. */
struct vmlinux_files {
	struct ctx *c;
	const struct gen_vmlinux_args *args;
};

static int write_vmlinux(void *data, const char *name, struct buf *text, struct err *err)
{
	const struct vmlinux_files *f = data;
	auto_buf path = {0};
	struct generated to = {.if_changed = f->args->if_changed};

	if (generated_folder(f->args->folder, err))
		return -1;
	buf_printf(&path, "%s/%s", f->args->folder, name);
	to.output = buf_str(&path);
	return generated_write(f->c, &to, text, err);
}

static int run_vmlinux(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_vmlinux_args *a = args;
	struct vmlinux_files files = {c, a};
	auto_buf text = {0};

	if (a->is_split)
		return skelgen_vmlinux_split(c->kern, write_vmlinux, &files, err);
	return skelgen_vmlinux(c->kern, &text, err) ? -1 : write_vmlinux(&files, "vmlinux.h", &text, err);
}

#define VMLINUX(member) .off = offsetof(struct gen_vmlinux_args, member)

static const struct cmd cmd_vmlinux = {
	.name = "vmlinux",
	.summary = "Write DIR/vmlinux.h: the types of the running kernel and its modules",
	.about =
		"Writes DIR/vmlinux.h, the header that BPF programs include, with the types of the running kernel and of all loaded modules. "
		"With --split, each module gets a separate header, which includes vmlinux.h. "
		"DIR is created if missing.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "DIR",
			 .help = "Directory for the header",
			 VMLINUX(folder)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{0, "if-changed", .help = "Do not touch a file if its content would not change",
			 VMLINUX(if_changed)},
			{0, "split",
			 .help = "Write vmlinux.h without modules, and a header for each module that includes it",
			 VMLINUX(is_split)},
			{0},
		},
	.args_size = sizeof(struct gen_vmlinux_args),
	.run = run_vmlinux,
};

struct gen_project_args {
	const char *folder, *name;
};

static int write_project(struct ctx *c, struct skelgen_file *files, struct err *err)
{
	for (unsigned int i = 0; i < SKELGEN_PROJECT_FILES; i++) {
		const struct generated to = {.output = buf_str(&files[i].path)};

		if (!generated_write(c, &to, &files[i].text, err))
			continue;
		skelgen_files_remove(files, i);
		return -1;
	}
	return 0;
}

static int run_project(struct ctx *c, const void *args, struct err *err)
{
	const struct gen_project_args *a = args;
	struct skelgen_file files[SKELGEN_PROJECT_FILES] = {0};
	int r = skelgen_project(a->folder, a->name, files, err);

	if (!r)
		r = skelgen_files_check_new(files, SKELGEN_PROJECT_FILES, err);
	if (!r)
		r = generated_folder(a->folder, err);
	if (!r)
		r = write_project(c, files, err);
	skelgen_files_free(files, SKELGEN_PROJECT_FILES);
	return r;
}

#define PROJECT(member) .off = offsetof(struct gen_project_args, member)

static const struct cmd cmd_project = {
	.name = "project",
	.summary = "Write a new BPF application: BPF code, program, Makefile, README",
	.about =
		"Writes the files of a small application that works: BPF code that counts, a program that loads it and prints the count until it is interrupted, a Makefile that builds both with bpfi, a README and a .gitignore. "
		"DIR is created if missing; existing files are not replaced.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "DIR",
			 .help = "Directory for the files",
			 PROJECT(folder)},
			{.key = "name",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Name of the program and its files (default: the directory's)",
			 PROJECT(name)},
			{0},
		},
	.args_size = sizeof(struct gen_project_args),
	.run = run_project,
};

const struct object object_gen = {
	.name = "gen",
	.summary = "C code generated from BPF objects",
	.cmds = (const struct cmd *const[]){&cmd_object, &cmd_skeleton, &cmd_subskeleton, &cmd_min_core_btf,
					    &cmd_vmlinux, &cmd_project, NULL},
};

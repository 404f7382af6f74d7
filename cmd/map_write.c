/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Commands that write to maps. All store their options in the same structure, so that an option is one row.
 */
#include "cmd/map_write.h"

#include "cmd/args.h"
#include "loaded/pins.h"
#include "loaded/ref.h"
#include "mapdump/mapdump.h"
#include "mapdump/transfer/transfer.h"
#include "mapdump/write/write.h"

/* Rows from the second on are for commands with one operation. */
#define DRY_RUN                                                                                            \
	{                                                                                                  \
		.name = "dry-run", .help = "Only check, and show what would be written", .type = OPT_BOOL, \
		.off = offsetof(struct map_import, is_dry_run),                                            \
	}

static const struct opt write_opts[] = {
	{.name = "keep-going",
	 .help = "Skip elements that cannot be written, and count them",
	 .type = OPT_BOOL,
	 .off = offsetof(struct map_import, is_going_on)},
	DRY_RUN,
	{0},
};
#define DRY_OPTS (write_opts + 1)

struct map_update_args {
	struct map_import opt; /* first: see write_opts */
	struct ref ref;
	struct map_update update;
	struct optional_number cpu;
};

static int run_update(struct ctx *c, const void *args, struct err *err)
{
	const struct map_update_args *a = args;
	struct map_update u = a->update;

	u.is_dry_run = a->opt.is_dry_run;
	u.has_cpu = a->cpu.is_given;
	u.cpu = a->cpu.value;
	return map_update(c->kern, c->out, &a->ref, &u, err);
}

#define UPDATE(member) .off = offsetof(struct map_update_args, member)

static const struct arg update_args[] = {
	{.type = &arg_map, UPDATE(ref)},
	{.key = "key",
	 .rank = 1,
	 .type = &arg_map_data,
	 .token = "KEY",
	 .flags = ARG_OPTIONAL,
	 .help = "DATA; for arrays, an index; for local storage, 'pid N', 'cgroup PATH', 'file PATH' or 'fd PID N' (a socket); not needed for global data",
	 UPDATE(update.key)},
	{.key = "value",
	 .rank = 2,
	 .type = &arg_map_data,
	 .token = "VALUE",
	 .flags = ARG_OPTIONAL,
	 .help = "DATA; for maps of maps, a MAP; for program arrays, a PROG; for device maps, 'dev NAME [prog PROG]'; for CPU maps, 'queue_size N [prog PROG]'; for cgroup arrays, 'cgroup PATH'; for socket maps, 'fd PID N' (a socket of that process)",
	 UPDATE(update.value)},
	{.key = "set",
	 .type = &arg_map_sets,
	 .of = offsetof(struct map_update_args, ref),
	 .flags = ARG_OPTIONAL | ARG_REPEAT | ARG_MORE,
	 .help = "Instead of value: change only these members of the existing value. Writes of a BPF program to other members at the same moment can be lost",
	 UPDATE(update.sets)},
	{.key = "any",
	 .rank = 3,
	 .flags = ARG_FLAG,
	 .help = "Create or replace the element (default)",
	 UPDATE(update.is_any)},
	{.key = "exist",
	 .rank = 4,
	 .flags = ARG_FLAG,
	 .help = "Write only if the key exists",
	 UPDATE(update.is_exist)},
	{.key = "noexist",
	 .rank = 5,
	 .flags = ARG_FLAG,
	 .help = "Write only if the key does not exist",
	 UPDATE(update.is_noexist)},
	{.key = "lock",
	 .flags = ARG_FLAG,
	 .help = "Hold the spin lock in the value while writing",
	 UPDATE(update.is_locked)},
	{.key = "cpu",
	 .type = &arg_optional_number,
	 .flags = ARG_OPTIONAL,
	 .help = "Per-CPU maps: write only the value of this CPU",
	 UPDATE(cpu)},
	{.key = "all-cpus",
	 .flags = ARG_FLAG,
	 .help = "Per-CPU maps: write the values of all CPUs, even if they differ",
	 UPDATE(update.is_all_cpus)},
	{0},
};

static const struct opt update_opts[] = {
	DRY_RUN,
	{.name = "zero",
	 .help = "Set the members that VALUE does not name to zero even if the element exists",
	 .type = OPT_BOOL,
	 UPDATE(update.is_zeroing)},
	{0},
};

const struct cmd cmd_map_update = {
	.name = "update",
	.rank = 5,
	.summary = "Write one element, or change members of its value",
	.about =
		"Writes one element. "
		"Arguments after MAP can be given in any order. "
		"A number that does not fit is rejected. "
		"In a per-CPU map the value is written for all CPUs; this is refused if their values differ, unless cpu or all-cpus is given. "
		"DATA is either as many bytes as the key or value has, in memory order, each written as 31, 0x1f or 037, or all of them in hexadecimal after the word hex; or one word that is parsed by the map's types, written as in JSON or C: 20, '\"bash\"', '{\"pid\": 20}', '{.pid = 20}'; or an address in network order, which for a trie may be followed by a prefix length. "
		"As many words as there are bytes are always read as bytes. "
		"Members that a typed value does not name are zero in a new element; if the element exists, all must be named, unless --zero is given.",
	.args = update_args,
	.opts = update_opts,
	.args_size = sizeof(struct map_update_args),
	.record = &map_dump_record,
	.flags = CMD_CHANGES,
	.run = run_update,
};

const struct cmd cmd_map_push = {
	.name = "push",
	.rank = 13,
	.alias = "enqueue",
	.alias_rank = 14,
	.summary = "Push an element to a queue or stack; same as update",
	.args = update_args,
	.opts = DRY_OPTS,
	.args_size = sizeof(struct map_update_args),
	.record = &map_dump_record,
	.flags = CMD_CHANGES,
	.run = run_update,
};

struct map_key_args {
	struct ref ref;
	struct elem_bytes key;
	const char *as[OPT_LIST_SIZE]; /* pop */
};

#define KEYED(member) .off = offsetof(struct map_key_args, member)

static int run_delete(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_delete(c->kern, &a->ref, &a->key, err);
}

const struct cmd cmd_map_delete = {
	.name = "delete",
	.rank = 8,
	.summary = "Delete one element by key",
	.args =
		(const struct arg[]){
			{.type = &arg_map, KEYED(ref)},
			{.key = "key", .rank = 1, .type = &arg_map_data, KEYED(key)},
			{0},
		},
	.args_size = sizeof(struct map_key_args),
	.flags = CMD_CHANGES,
	.run = run_delete,
};

static int run_pop(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_pop(c->kern, c->out, &a->ref, &a->key, a->as, err);
}

const struct cmd cmd_map_pop = {
	.name = "pop",
	.rank = 15,
	.alias = "dequeue",
	.alias_rank = 16,
	.summary = "Remove and print the next element of a queue or stack, or one element by key",
	.args =
		(const struct arg[]){
			{.type = &arg_map, KEYED(ref)},
			{.key = "key", .rank = 1, .type = &arg_map_data, .flags = ARG_OPTIONAL, KEYED(key)},
			{0},
		},
	.opts =
		(const struct opt[]){
			OPT_AS(struct map_key_args, as),
			{0},
		},
	.args_size = sizeof(struct map_key_args),
	.record = &map_dump_record,
	.flags = CMD_CHANGES,
	.run = run_pop,
};

struct map_clear_args {
	struct map_import opt;
	struct ref ref;
};

static int run_clear(struct ctx *c, const void *args, struct err *err)
{
	const struct map_clear_args *a = args;

	return map_clear(c->kern, c->out, &a->ref, a->opt.is_dry_run, err);
}

const struct cmd cmd_map_clear = {
	.name = "clear",
	.summary = "Delete all elements of a map",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct map_clear_args, ref)},
			{0},
		},
	.opts = DRY_OPTS,
	.args_size = sizeof(struct map_clear_args),
	.record = &map_cleared_record,
	.flags = CMD_CHANGES,
	.run = run_clear,
};

struct map_file_args {
	struct map_import opt;
	struct ref ref, other;
	const char *path;
};

#define FILED(member) .off = offsetof(struct map_file_args, member)

static const struct arg map_only_args[] = {
	{.type = &arg_map, FILED(ref)},
	{0},
};

static int run_freeze(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_freeze(c->kern, &a->ref, err);
}

const struct cmd cmd_map_freeze = {
	.name = "freeze",
	.rank = 17,
	.summary = "Make a map read-only for user space, permanently",
	.args = map_only_args,
	.args_size = sizeof(struct map_file_args),
	.flags = CMD_CHANGES,
	.run = run_freeze,
};

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return pin_add(c->kern, KIND_MAP, &a->ref, a->path, !c->opts.nomount, err);
}

const struct cmd cmd_map_pin = {
	.name = "pin",
	.rank = 9,
	.summary = "Pin a map",
	.about =
		"Pins a map at FILE in a bpffs, so that it stays loaded when no process holds it. "
		"If FILE is in an empty directory outside a bpffs, a bpffs is mounted there, unless --nomount is given.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, FILED(ref)},
			{.type = &arg_path, .token = "FILE", FILED(path)},
			{0},
		},
	.args_size = sizeof(struct map_file_args),
	.flags = CMD_CHANGES,
	.run = run_pin,
};

static int run_export(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_export(c->kern, c->out, &a->ref, a->path, err);
}

static const struct arg file_args[] = {
	{.type = &arg_map, FILED(ref)},
	{.type = &arg_path,
	 .token = "FILE",
	 .help = "File of JSON lines: a description of the map, then its elements; - is standard output or input",
	 FILED(path)},
	{0},
};

const struct cmd cmd_map_export = {
	.name = "export",
	.summary = "Save all elements to a file",
	.args = file_args,
	.args_size = sizeof(struct map_file_args),
	.record = &map_export_record,
	.run = run_export,
};

static int run_import(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_import(c->kern, c->out, &a->ref, a->path, &a->opt, err);
}

const struct cmd cmd_map_import = {
	.name = "import",
	.summary = "Write all elements from a file to a map",
	.about =
		"Writes all elements from a file to a map. "
		"The file is what 'map export' saved or 'map dump' printed as JSON, with bytes or typed values. "
		"Every line is checked before the first element is written. "
		"Existing elements that are not in the file are kept.",
	.args = file_args,
	.opts = write_opts,
	.args_size = sizeof(struct map_file_args),
	.record = &map_transfer_record,
	.flags = CMD_CHANGES,
	.run = run_import,
};

static int run_copy(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_copy(c->kern, c->out, &a->ref, &a->other, &a->opt, err);
}

const struct cmd cmd_map_copy = {
	.name = "copy",
	.summary = "Copy all elements of the first map to the second",
	.args =
		(const struct arg[]){
			{.type = &arg_map, FILED(ref)},
			{.type = &arg_map, FILED(other)},
			{0},
		},
	.opts = write_opts,
	.args_size = sizeof(struct map_file_args),
	.record = &map_transfer_record,
	.flags = CMD_CHANGES,
	.run = run_copy,
};

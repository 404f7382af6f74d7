/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands that write to maps. All take their options at the same place, so that a word is one row. */
#include "cmd/map_write.h"

#include "cmd/args.h"
#include "loaded/ref.h"
#include "mapdump/mapdump.h"

/* Rows from the second on are for commands that do one thing. */
static const struct opt write_opts[] = {
	{.name = "keep-going",
	 .help = "past elements that cannot be written; they are counted",
	 .type = OPT_BOOL,
	 .off = offsetof(struct map_import, is_going_on)},
	{.name = "dry-run",
	 .help = "only check, and show what would be written",
	 .type = OPT_BOOL,
	 .off = offsetof(struct map_import, is_dry_run)},
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
	 .help = "DATA; of an array an index. Of local storage 'pid N', 'cgroup PATH', 'file PATH' or 'fd "
		 "PID N', "
		 "a socket. Global data needs none.",
	 UPDATE(update.key)},
	{.key = "value",
	 .rank = 2,
	 .type = &arg_map_data,
	 .token = "VALUE",
	 .flags = ARG_OPTIONAL,
	 .help = "DATA; of a map of maps a MAP, of a program array a PROG, of device maps 'dev NAME [prog "
		 "PROG]', "
		 "of CPU maps 'queue_size N [prog PROG]', of cgroup arrays 'cgroup PATH', of socket maps "
		 "'fd PID N', a socket of that process.",
	 UPDATE(update.value)},
	{.key = "set",
	 .type = &arg_map_sets,
	 .flags = ARG_OPTIONAL,
	 .help = "Instead of a value: changes these members of the one that is there. What a program writes "
		 "to "
		 "the other members at the same moment can be lost.",
	 UPDATE(update.sets)},
	{.key = "any",
	 .rank = 3,
	 .flags = ARG_FLAG,
	 .help = "Whether the key is there or not (the default).",
	 UPDATE(update.is_any)},
	{.key = "exist",
	 .rank = 4,
	 .flags = ARG_FLAG,
	 .help = "Only if the key is there.",
	 UPDATE(update.is_exist)},
	{.key = "noexist",
	 .rank = 5,
	 .flags = ARG_FLAG,
	 .help = "Only if it is not.",
	 UPDATE(update.is_noexist)},
	{.key = "lock",
	 .flags = ARG_FLAG,
	 .help = "Under the lock that the value has in it.",
	 UPDATE(update.is_locked)},
	{.key = "cpu",
	 .type = &arg_optional_number,
	 .flags = ARG_OPTIONAL,
	 .help = "Per-CPU maps: only the value of this CPU.",
	 UPDATE(cpu)},
	{.key = "all-cpus",
	 .flags = ARG_FLAG,
	 .help = "Per-CPU maps: the values of all CPUs, also where they differ.",
	 UPDATE(update.is_all_cpus)},
	{0},
};

const struct cmd cmd_map_update = {
	.name = "update",
	.rank = 5,
	.summary = "Write one element, or change members of one",
	.about = "Writes one element. The words behind MAP come in any order. A number that does not fit is "
		 "refused. In a per-CPU map the value goes to all CPUs, which is refused where their values "
		 "differ: say cpu N or all-cpus. DATA are as many bytes as the key or the value has, in the "
		 "order of memory, each decimal, 0x1f or 037, or all of them hexadecimal behind the word "
		 "hex; or "
		 "one word that is read through the map's types, as JSON or as C writes it: 20, '\"bash\"', "
		 "'{\"pid\": 20}', '{.pid = 20}'; or an address in network order, which in a trie may have a "
		 "prefix length behind it. As many byte words as there are bytes are always bytes.",
	.args = update_args,
	.opts = DRY_OPTS,
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
	.summary = "Put an element into a queue or stack; the same as update",
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
	.summary = "Delete the element with a key",
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

	return map_pop(c->kern, c->out, &a->ref, &a->key, err);
}

const struct cmd cmd_map_pop = {
	.name = "pop",
	.rank = 15,
	.alias = "dequeue",
	.alias_rank = 16,
	.summary = "Take the next element out of a queue or stack, or the one with a key, and print it",
	.args =
		(const struct arg[]){
			{.type = &arg_map, KEYED(ref)},
			{.key = "key", .rank = 1, .type = &arg_map_data, .flags = ARG_OPTIONAL, KEYED(key)},
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
	.summary = "Delete all elements",
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
	.summary = "Forbid user space to write to a map, for good",
	.args = map_only_args,
	.args_size = sizeof(struct map_file_args),
	.flags = CMD_CHANGES,
	.run = run_freeze,
};

static int run_pin(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_pin(c->kern, &a->ref, a->path, !c->opts.nomount, err);
}

const struct cmd cmd_map_pin = {
	.name = "pin",
	.rank = 9,
	.summary = "Give a map a name in a bpffs",
	.about = "Gives a map a name in a bpffs, which keeps it when no process holds it any more. Where the "
		 "folder is "
		 "no bpffs but empty, one is mounted on it, unless --nomount forbids it.",
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

static int run_unpin(struct ctx *c, const void *args, struct err *err)
{
	const struct map_file_args *a = args;

	return map_unpin(c->kern, a->path, err);
}

const struct cmd cmd_map_unpin = {
	.name = "unpin",
	.summary = "Remove a map's name from a bpffs",
	.args =
		(const struct arg[]){
			{.type = &arg_path, .token = "FILE", FILED(path)},
			{0},
		},
	.args_size = sizeof(struct map_file_args),
	.flags = CMD_CHANGES,
	.run = run_unpin,
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
	 .help = "JSON lines: a description of the map, then its elements. - is standard output or input.",
	 FILED(path)},
	{0},
};

const struct cmd cmd_map_export = {
	.name = "export",
	.summary = "Save all elements in a file, for import",
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
	.summary = "Write all elements of a file: what export saved, or what dump printed in JSON",
	.about =
		"Writes all elements of a file to a map: what export saved, or what dump printed in JSON, as "
		"bytes or "
		"as typed values. Every line is checked before the first one is written. Elements that are "
		"there and "
		"not in the file stay.",
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
	.summary = "Write all elements of the first map to the second",
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

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about maps. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "cmd/map_write.h"
#include "loaded/ref.h"
#include "mapdump/mapdump.h"

struct map_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct map_show_args *a = args;

	return map_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List maps, or the ones named",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct map_show_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct map_show_args),
	.record = &map_record,
	.run = run_show,
};

struct map_dump_args {
	struct ref ref;
	struct map_dump_options opt;
};

static int run_dump(struct ctx *c, const void *args, struct err *err)
{
	const struct map_dump_args *a = args;

	return map_dump(c->kern, c->out, &a->ref, &a->opt, err);
}

#define DUMP(member) .off = offsetof(struct map_dump_args, member)

static const struct opt dump_opts[] = {
	{.name = "formatted-only",
	 .help = "JSON: leave the bytes out where there are types.",
	 .type = OPT_BOOL,
	 DUMP(opt.is_formatted_only)},
	{.name = "numbers", .help = "Enumerators as numbers.", .type = OPT_BOOL, DUMP(opt.is_numeric)},
	{.name = "follow", .help = "Also dump the maps in maps.", .type = OPT_BOOL, DUMP(opt.is_followed)},
	{.name = "where",
	 .token = "EXPRESSION",
	 .help = "Only elements for which it holds, such as 'value.packets > 1000 && key.proto == 6'.",
	 .type = OPT_STRING,
	 DUMP(opt.query.where)},
	{.name = "sort",
	 .token = "PART",
	 .help = "Smallest first; with '-' in front of the part largest first.",
	 .type = OPT_STRING,
	 DUMP(opt.query.sort)},
	{.name = "limit",
	 .token = "N",
	 .help = "Not more than so many elements.",
	 .type = OPT_STRING,
	 DUMP(opt.query.limit)},
	{.name = "fields",
	 .token = "PART[,PART...]",
	 .help = "Only these parts of the elements.",
	 .type = OPT_STRING,
	 DUMP(opt.query.fields)},
	{.name = "table",
	 .help = "A line for each element, in columns.",
	 .type = OPT_BOOL,
	 DUMP(opt.query.is_table)},
	{.name = "csv",
	 .help = "A line of comma-separated values for each.",
	 .type = OPT_BOOL,
	 DUMP(opt.query.is_csv)},
	{.name = "agg",
	 .token = "sum|min|max|avg",
	 .help = "Per-CPU maps: one value instead of one for each CPU.",
	 .type = OPT_CHOICE,
	 .words = (const char *const[]){"sum", "min", "max", "avg", NULL},
	 DUMP(opt.agg)},
	{0},
};

static const struct cmd cmd_dump = {
	.name = "dump",
	.rank = 4,
	.summary = "Print all elements",
	.about = "Prints all elements of a map, through its types where it has them. Nothing is taken out of "
		 "queues and ring buffers. Of a map that changes meanwhile every element that is there all "
		 "the "
		 "time is printed, once; where that cannot be promised the exit code is 3.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, DUMP(ref)},
			{.key = "var",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Only this variable of a map of global data.",
			 DUMP(opt.var)},
			{0},
		},
	.opts = dump_opts,
	.args_size = sizeof(struct map_dump_args),
	.record = &map_dump_record,
	.run = run_dump,
};

struct map_key_args {
	struct ref ref;
	struct elem_bytes key;
};

#define KEYED(member) .off = offsetof(struct map_key_args, member)

static const struct arg key_args[] = {
	{.type = &arg_map, KEYED(ref)},
	{.key = "key", .type = &arg_map_data, .flags = ARG_OPTIONAL, KEYED(key)},
	{0},
};

static int run_lookup(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_lookup(c->kern, c->out, &a->ref, &a->key, err);
}

static const struct cmd cmd_lookup = {
	.name = "lookup",
	.rank = 6,
	.alias = "peek",
	.alias_rank = 12,
	.summary = "Print the element with a key, or the next one of a queue or stack",
	.args = key_args,
	.args_size = sizeof(struct map_key_args),
	.record = &map_dump_record,
	.run = run_lookup,
};

static int run_getnext(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_next_key(c->kern, c->out, &a->ref, &a->key, err);
}

static const struct cmd cmd_getnext = {
	.name = "getnext",
	.rank = 7,
	.summary = "Print the key that follows one, or the first",
	.args = key_args,
	.args_size = sizeof(struct map_key_args),
	.record = &map_next_record,
	.run = run_getnext,
};

const struct object object_map = {
	.name = "map",
	.rank = 4,
	.summary = "maps",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_dump, &cmd_lookup, &cmd_getnext, &cmd_map_update,
					    &cmd_map_delete, &cmd_map_push, &cmd_map_pop, &cmd_map_clear,
					    &cmd_map_create, &cmd_map_pin, &cmd_map_unpin, &cmd_map_freeze,
					    &cmd_map_export, &cmd_map_import, &cmd_map_copy,
					    &cmd_map_event_pipe, NULL},
};

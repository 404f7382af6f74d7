/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about maps. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "cmd/listing.h"
#include "cmd/map_write.h"
#include "loaded/ref.h"
#include "mapdump/mapdump.h"
#include "mapdump/write/write.h"

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
	.summary = "List maps, or show those that match",
	.args =
		(const struct arg[]){
			{.type = &arg_map, .off = offsetof(struct map_show_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct map_show_args),
	.record = &map_record,
	.columns =
		"id,type,name,key=bytes_key,value=bytes_value,entries=max_entries,memory=bytes_memlock,owner=pids",
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

static void complete_part(struct complete *c, const struct opt *opt)
{
	const struct map_dump_args *a = c->args;
	size_t before;

	if (listing_has_paths(opt, c->begun, &before))
		map_complete_parts(c, &a->ref, before);
}

static const struct opt dump_opts[] = {
	{.name = "formatted-only",
	 .help = "JSON: omit raw bytes if the map has types",
	 .type = OPT_BOOL,
	 DUMP(opt.is_formatted_only)},
	{.name = "numbers", .help = "Print enumerators as numbers", .type = OPT_BOOL, DUMP(opt.is_numeric)},
	{.name = "follow",
	 .help = "Also dump the inner maps of a map of maps",
	 .type = OPT_BOOL,
	 DUMP(opt.is_followed)},
	OPT_AS(struct map_dump_args, opt.as),
	{.name = "where",
	 .token = "EXPRESSION",
	 .help = "Print only elements for which EXPRESSION is true, such as 'value.packets > 1000 && key.proto == 6'",
	 .type = OPT_STRING,
	 .complete = complete_part,
	 DUMP(opt.query.where)},
	{.name = "sort",
	 .token = "PART",
	 .help = "Sort by PART, smallest first; largest first if PART starts with '-'. Given again, it orders what is equal",
	 .type = OPT_LIST,
	 .complete = complete_part,
	 DUMP(opt.query.sort)},
	{.name = "limit",
	 .token = "N",
	 .help = "Print at most N elements",
	 .type = OPT_STRING,
	 DUMP(opt.query.limit)},
	{.name = "fields",
	 .token = "PART[,PART...]",
	 .help = "Print only these parts of each element",
	 .type = OPT_STRING,
	 .complete = complete_part,
	 DUMP(opt.query.fields)},
	{.name = "table",
	 .help = "Print one line per element, in columns",
	 .type = OPT_BOOL,
	 DUMP(opt.query.is_table)},
	{.name = "csv",
	 .help = "Print one line of comma-separated values per element",
	 .type = OPT_BOOL,
	 DUMP(opt.query.is_csv)},
	{.name = "agg",
	 .token = "sum|min|max|avg",
	 .help = "Per-CPU maps: combine the values of all CPUs into one",
	 .type = OPT_CHOICE,
	 .words = (const char *const[]){"sum", "min", "max", "avg", NULL},
	 DUMP(opt.agg)},
	{0},
};

static const struct cmd cmd_dump = {
	.name = "dump",
	.rank = 4,
	.summary = "Print all elements of a map",
	.about =
		"Prints all elements of a map, formatted by its types if it has BTF. "
		"Nothing is removed from queues and ring buffers. "
		"If the map changes during the dump, every element that exists throughout is printed exactly once; if that cannot be guaranteed, the exit code is 3.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, DUMP(ref)},
			{.key = "var",
			 .type = &arg_word,
			 .token = "NAME",
			 .flags = ARG_OPTIONAL,
			 .help = "Print only this variable of a global data map",
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
	const char *as[OPT_LIST_SIZE];
};

#define KEYED(member) .off = offsetof(struct map_key_args, member)

static const struct arg key_args[] = {
	{.type = &arg_map, KEYED(ref)},
	{.key = "key", .type = &arg_map_data, .flags = ARG_OPTIONAL, KEYED(key)},
	{0},
};

static const struct opt key_opts[] = {
	OPT_AS(struct map_key_args, as),
	{0},
};

static int run_lookup(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_lookup(c->kern, c->out, &a->ref, &a->key, a->as, err);
}

static const struct cmd cmd_lookup = {
	.name = "lookup",
	.rank = 6,
	.alias = "peek",
	.alias_rank = 12,
	.summary = "Print one element by key, or the next one of a queue or stack",
	.args = key_args,
	.opts = key_opts,
	.args_size = sizeof(struct map_key_args),
	.record = &map_dump_record,
	.run = run_lookup,
};

static int run_getnext(struct ctx *c, const void *args, struct err *err)
{
	const struct map_key_args *a = args;

	return map_next_key(c->kern, c->out, &a->ref, &a->key, a->as, err);
}

static const struct cmd cmd_getnext = {
	.name = "getnext",
	.rank = 7,
	.summary = "Print the key that follows KEY, or the first key",
	.args = key_args,
	.opts = key_opts,
	.args_size = sizeof(struct map_key_args),
	.record = &map_next_record,
	.run = run_getnext,
};

struct map_histogram_args {
	struct ref ref;
	struct map_histogram opt;
};

static int run_histogram(struct ctx *c, const void *args, struct err *err)
{
	const struct map_histogram_args *a = args;

	return map_histogram(c->kern, c->out, &a->ref, &a->opt, err);
}

#define HISTOGRAM(member) .off = offsetof(struct map_histogram_args, member)

static const struct cmd cmd_histogram = {
	.name = "histogram",
	.summary = "Draw the counters of a map as bars",
	.about =
		"Draws counters as a histogram. "
		"A bucket counts values up to the next power of two: 0 to 1, 2 to 3, 4 to 7. "
		"The counters are a list in each value, such as value.slots, or the elements of an array, or the elements of a hash whose key has a member slot. "
		"Values of all CPUs are added up. "
		"Buckets before the first and after the last one that counted anything are left out.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, HISTOGRAM(ref)},
			{.type = &arg_word,
			 .token = "PATH",
			 .flags = ARG_OPTIONAL,
			 .help = "The counters, if values have several lists of numbers",
			 HISTOGRAM(opt.path)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "linear",
			 .help = "A bucket is one value, not a power of two",
			 .type = OPT_BOOL,
			 HISTOGRAM(opt.is_linear)},
			OPT_AS(struct map_histogram_args, opt.as),
			{0},
		},
	.args_size = sizeof(struct map_histogram_args),
	.record = &map_histogram_record,
	.run = run_histogram,
};

const struct object object_map = {
	.name = "map",
	.rank = 4,
	.summary = "Maps",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_dump, &cmd_lookup, &cmd_getnext, &cmd_histogram,
					    &cmd_map_update, &cmd_map_delete, &cmd_map_push, &cmd_map_pop,
					    &cmd_map_clear, &cmd_map_create, &cmd_map_pin, &cmd_unpin,
					    &cmd_map_freeze, &cmd_map_export, &cmd_map_import, &cmd_map_copy,
					    &cmd_map_event_pipe, NULL},
};

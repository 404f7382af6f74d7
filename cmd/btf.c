/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about types. */
#include "btfdump/btfdump.h"
#include "btfdump/cgen/cgen.h"
#include "btfdump/inspect/inspect.h"
#include "btfdump/load/load.h"
#include "btfdump/roots/roots.h"
#include "cmd/args.h"
#include "cmd/btf_names.h"
#include "cmd/generated.h"
#include "cmd/list.h"

struct btf_show_args {
	struct ref ref;
};

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	const struct btf_show_args *a = args;

	return btf_show(c->kern, c->out, &a->ref, c->opts.bpffs, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List BTF objects, or show one, with the programs and maps that use them",
	.args =
		(const struct arg[]){
			{.type = &arg_btf, .off = offsetof(struct btf_show_args, ref), .flags = ARG_OPTIONAL},
			{0},
		},
	.args_size = sizeof(struct btf_show_args),
	.record = &btf_record,
	.columns = "id,name,size,progs=prog_ids,maps=map_ids,owner=pids",
	.run = run_show,
};

struct btf_dump_args {
	struct btf_sources src;
	const char *format;
	struct id_args roots;
	struct name_args types, kfuncs;
	struct path_args files;
	const char *on;
	bool unsorted, asserts;
	struct generated to;
};

static int write_c(struct ctx *c, const struct generated *to, const struct types *t,
		   const struct cgen_options *opt, struct err *err)
{
	auto_buf text = {0}, body = {0};

	if (cgen_build(t, opt, &text, &body, NULL, err))
		return -1;
	buf_add(&text, body.data, body.len);
	return generated_write(c, to, &text, err);
}

static int print_c(struct ctx *c, const struct generated *to, const struct types *t,
		   const struct cgen_options *opt, struct err *err)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	int r;

	if (to->output)
		return write_c(c, to, t, opt, err);
	out_object(c->out, &f_section);
	r = cgen_print(t, opt, c->out, &types_raw_record.fields[TYPES_RAW_C], err);
	if (!r)
		out_end(c->out);
	return r;
}

/* With what the files need, or libbpf's headers alone. */
static int print_c_for(struct ctx *c, const struct btf_dump_args *a, const struct types *t,
		       struct cgen_options *opt, struct err *err)
{
	const struct path_args *files = &a->files;
	auto_roots roots = {0};

	if (files->count ? roots_find(t, files->list, files->count, &roots, err)
			 : roots_find_base(t, &roots, err))
		return -1;
	opt->note = buf_str(&roots.note);
	opt->roots = roots.ids;
	opt->root_count = roots.count;
	return print_c(c, &a->to, t, opt, err);
}

static int run_dump_c(struct ctx *c, const struct btf_dump_args *a, const struct btf_loaded *l,
		      struct err *err)
{
	struct cgen_options opt = {
		.origin = l->origin,
		.has_asserts = a->asserts,
		.is_unsorted = a->unsorted,
		.on = a->on,
		.types = a->types.list,
		.type_count = a->types.count,
		.kfuncs = a->kfuncs.list,
		.kfunc_count = a->kfuncs.count,
		.roots = l->has_roots ? l->roots : a->roots.list,
		.root_count = l->has_roots ? l->root_count : a->roots.count,
	};

	bool is_cut = a->files.count || a->types.count || a->kfuncs.count;

	return is_cut && !l->has_roots ? print_c_for(c, a, l->types, &opt, err)
				       : print_c(c, &a->to, l->types, &opt, err);
}

/* The name of a header ends up in C. */
#define HEADER_CHARS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-"

static int check_dump(const struct btf_dump_args *a, struct err *err)
{
	bool is_c = a->format && *a->format == 'c',
	     has_names = a->types.count || a->kfuncs.count || a->files.count;

	if (!is_c && (a->unsorted || a->asserts || a->on || has_names))
		return err_usage(
			err, "'type', 'kfunc', 'from', 'on', 'unsorted' and 'asserts' require 'format c'");
	if (a->on && (has_names || a->roots.count))
		return err_usage(err, "'on' cannot be combined with 'type', 'kfunc', 'from' or 'root_id'");
	if (a->on && a->on[strspn(a->on, HEADER_CHARS)])
		return err_usage(err, "on '%.128s': only letters, digits and '_./+-' are allowed", a->on);
	if (a->to.if_changed && !a->to.output)
		return err_usage(err, "--if-changed requires --output FILE");
	if (!is_c && a->to.output)
		return err_usage(err, "--output requires 'format c'");
	if (a->roots.count && has_names)
		return err_usage(err, "'root_id' cannot be combined with 'type', 'kfunc' or 'from'");
	return 0;
}

static int run_dump(struct ctx *c, const void *args, struct err *err)
{
	const struct btf_dump_args *a = args;
	auto_btf l = {0};

	if (check_dump(a, err) || btf_sources_load(c->kern, &a->src, c->opts.base_btf, &l, err))
		return -1;
	if (a->on && !l.types->base)
		return err_set(err, 0, "'on %.128s': only the BTF of a module has a base", a->on);
	if (l.has_roots && (a->roots.count || a->files.count))
		return err_usage(err, "'%s' requires all types of the map: use 'map MAP all'",
				 a->files.count ? "from" : "root_id");
	if (a->format && *a->format == 'c')
		return run_dump_c(c, a, &l, err);
	return types_dump_raw(c->out, l.types,
			      &(struct types_choice){l.has_roots ? l.roots : a->roots.list,
						     l.has_roots ? l.root_count : a->roots.count},
			      err);
}

static const char *const format_words[] = {"raw", "c", NULL};

#define DUMP(member) .off = offsetof(struct btf_dump_args, member)

static const struct cmd cmd_dump = {
	.name = "dump",
	.rank = 4,
	.summary = "Print types, raw or as a C header",
	.about =
		"Prints every type as it is encoded (format raw), or as a C header (format c) in which every structure has the size and offsets that BTF records, for any compiler.",
	.args =
		(const struct arg[]){
			{.type = &arg_btf_sources, .flags = ARG_FIRST | ARG_OPTIONAL | ARG_MORE, DUMP(src)},
			{.key = "format",
			 .rank = 1,
			 .type = &arg_choice,
			 .words = format_words,
			 .flags = ARG_OPTIONAL,
			 .help = "Output format: raw (default) or c",
			 DUMP(format)},
			{.key = "root_id",
			 .rank = 2,
			 .type = &arg_ids,
			 .flags = ARG_OPTIONAL | ARG_REPEAT,
			 .help = "Print only this type; in C, also the types it needs",
			 DUMP(roots)},
			{.key = "type",
			 .type = &arg_btf_types,
			 .of = offsetof(struct btf_dump_args, src),
			 .flags = ARG_OPTIONAL | ARG_REPEAT,
			 .help = "C header: print only types that match this name or glob, and the types they need",
			 DUMP(types)},
			{.key = "kfunc",
			 .type = &arg_btf_funcs,
			 .of = offsetof(struct btf_dump_args, src),
			 .flags = ARG_OPTIONAL | ARG_REPEAT,
			 .help = "C header: print only kernel functions that match this name or glob, and the types they need",
			 DUMP(kfuncs)},
			{.key = "from",
			 .type = &arg_files,
			 .flags = ARG_OPTIONAL | ARG_MANY,
			 .help = "C header: print only what these C sources and BPF objects need",
			 DUMP(files)},
			{.key = "on",
			 .type = &arg_word,
			 .token = "HEADER",
			 .flags = ARG_OPTIONAL,
			 .help = "C header of a module: print only what its kernel lacks, and include HEADER, which has the types of the kernel",
			 DUMP(on)},
			{.key = "unsorted",
			 .rank = 3,
			 .flags = ARG_FLAG,
			 .help = "C header: keep the order of type ids",
			 DUMP(unsorted)},
			{.key = "asserts",
			 .flags = ARG_FLAG,
			 .help = "C header: add a static assertion for every size, offset and enumerator",
			 DUMP(asserts)},
			{0},
		},
	.opts =
		(const struct opt[]){
			GENERATED_OPTS(offsetof(struct btf_dump_args, to)),
			{0},
		},
	.args_size = sizeof(struct btf_dump_args),
	.record = &types_raw_record,
	.run = run_dump,
};

/* Commands that run one query on the types of a source. */
struct btf_ask_args {
	struct btf_source src;
	struct btf_name type;
	const char *pattern;
};

typedef int ask_fn(struct out *o, const struct types *t, const char *what, struct err *err);

static int ask(struct ctx *c, const struct btf_ask_args *a, ask_fn *print, struct err *err)
{
	auto_buf what = {0};
	auto_btf l = {0};

	if (btf_source_load(c->kern, &a->src, c->opts.base_btf, &l, err))
		return -1;
	if (a->pattern)
		buf_add_str(&what, a->pattern);
	else
		btf_name_join(&a->type, &what);
	return what.failed ? err_no_memory(err) : print(c->out, l.types, buf_str(&what), err);
}

static int run_find(struct ctx *c, const void *args, struct err *err)
{
	return ask(c, args, types_print_found, err);
}

static int run_layout(struct ctx *c, const void *args, struct err *err)
{
	return ask(c, args, types_print_layout, err);
}

static int run_users(struct ctx *c, const void *args, struct err *err)
{
	return ask(c, args, types_print_users, err);
}

static int run_stats(struct ctx *c, const void *args, struct err *err)
{
	const struct btf_ask_args *a = args;
	auto_btf l = {0};

	if (btf_source_load(c->kern, &a->src, c->opts.base_btf, &l, err))
		return -1;
	return types_print_stats(c->out, l.types, err);
}

struct btf_diff_args {
	struct btf_source a, b;
	const char *pattern;
};

static int run_diff(struct ctx *c, const void *args, struct err *err)
{
	const struct btf_diff_args *d = args;
	auto_btf a = {0}, b = {0};
	bool is_different;

	if (btf_source_load(c->kern, &d->a, c->opts.base_btf, &a, err) ||
	    btf_source_load(c->kern, &d->b, c->opts.base_btf, &b, err))
		return -1;
	if (types_print_diff(c->out, a.types, b.types, d->pattern, &is_different, err))
		return -1;
	return is_different ? err_answer_no(err) : 0;
}

#define ASK(member) .off = offsetof(struct btf_ask_args, member)
#define ROW_SRC                                                                                 \
	{                                                                                       \
		.type = &arg_btf_source, .flags = ARG_FIRST | ARG_OPTIONAL | ARG_MORE, ASK(src) \
	}
#define ROW_TYPE(kind)                                                                                  \
	{                                                                                               \
		.type = &(kind), .flags = ARG_MORE, .of = offsetof(struct btf_ask_args, src), ASK(type) \
	}

static const struct cmd cmd_find_types = {
	.name = "find",
	.summary = "Find types and enumerators by name",
	.args =
		(const struct arg[]){
			ROW_SRC,
			{.type = &arg_btf_pattern, .of = offsetof(struct btf_ask_args, src), ASK(pattern)},
			{0},
		},
	.args_size = sizeof(struct btf_ask_args),
	.record = &types_find_record,
	.columns = "id,kind,name,size,enumerator,val",
	.run = run_find,
};

static const struct cmd cmd_layout = {
	.name = "layout",
	.summary = "Show the members of a structure with offsets, holes and cache lines",
	.args =
		(const struct arg[]){
			ROW_SRC,
			ROW_TYPE(arg_btf_struct),
			{0},
		},
	.args_size = sizeof(struct btf_ask_args),
	.record = &types_layout_record,
	.run = run_layout,
};

static const struct cmd cmd_users = {
	.name = "users",
	.summary = "Show what contains, points to, takes or returns a type",
	.args =
		(const struct arg[]){
			ROW_SRC,
			ROW_TYPE(arg_btf_type),
			{0},
		},
	.args_size = sizeof(struct btf_ask_args),
	.record = &types_users_record,
	.columns = "relation,kind,name,id,member,type",
	.run = run_users,
};

static const struct cmd cmd_diff = {
	.name = "diff",
	.summary = "Compare the types of two sources",
	.about =
		"Shows which named types were added, removed or changed between SRC and SRC2: members, offsets, sizes, enumerators and parameters. "
		"The exit code is 1 if there is a difference.",
	.args =
		(const struct arg[]){
			{.type = &arg_btf_source,
			 .flags = ARG_MORE,
			 .off = offsetof(struct btf_diff_args, a)},
			{.type = &arg_btf_source,
			 .token = "SRC2",
			 .flags = ARG_OPTIONAL | ARG_MORE,
			 .help = "Source to compare it with (default: the running kernel)",
			 .off = offsetof(struct btf_diff_args, b)},
			{.key = "type",
			 .type = &arg_btf_pattern,
			 .of = offsetof(struct btf_diff_args, a),
			 .help = "Compare only types that match this name or glob",
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct btf_diff_args, pattern)},
			{0},
		},
	.args_size = sizeof(struct btf_diff_args),
	.record = &types_diff_record,
	.run = run_diff,
};

static const struct cmd cmd_stats = {
	.name = "stats",
	.summary = "Count the types of each kind and the bytes they take",
	.args =
		(const struct arg[]){
			ROW_SRC,
			{0},
		},
	.args_size = sizeof(struct btf_ask_args),
	.record = &types_stats_record,
	.run = run_stats,
};

const struct object object_btf = {
	.name = "btf",
	.rank = 10,
	.summary = "Types of programs, maps, modules and the kernel (BTF)",
	.cmds = (const struct cmd *const[]){&cmd_show, &cmd_dump, &cmd_find_types, &cmd_layout, &cmd_users,
					    &cmd_diff, &cmd_stats, NULL},
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Dumps of one program, or of several with their headlines. One is the list of its instructions, several are
 * a list of objects with such a list each.
 */
#include "progshow/code/dump.h"
#include "progshow/code/code.h"
#include "progshow/headline.h"

#include <errno.h>

#include "kern/rights.h"
#include "lib/file.h"

static const struct field code_fields[] = {
	{.name = "translated", .layout = LAYOUT_SECTION, .sub = dump_xlated_fields},
	{.name = "native", .layout = LAYOUT_SECTION, .sub = dump_jited_fields},
	{0},
};

static const struct field dump_fields[] = {
	{.name = "translated", .layout = LAYOUT_SECTION, .sub = dump_xlated_fields},
	{.name = "native", .layout = LAYOUT_SECTION, .sub = dump_jited_fields},
	{.name = "graph", .layout = LAYOUT_SECTION, .sub = dump_graph_fields},
	{.name = "several programs", .layout = LAYOUT_SECTION, .sub = prog_headline_fields},
	{.name = "insns",
	 .help = "If several programs match: the instructions of one of them",
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = code_fields},
	{0},
};

const struct record prog_dump_record = {.name = "prog_dump", .fields = dump_fields};

static long sysctl_of(struct kern *k, const char *path)
{
	struct err ignored = {0};
	auto_buf text = {0};
	long value = 0;

	if (kern_read_file(k, path, &text, &ignored))
		return 0;
	for (const char *p = buf_str(&text); *p >= '0' && *p <= '9'; p++)
		value = value * 10 + (*p - '0');
	return value;
}

/* Why the kernel does not show the code of a program that it has. */
static int explain_nothing(const struct code *c, bool is_native, struct err *err)
{
	const struct uapi_prog_info *info = &c->info.prog;
	uint32_t len = is_native ? info->jited_prog_len : info->xlated_prog_len;
	const char *what = is_native ? "native code" : "instructions";

	if (is_native && !len && info->xlated_prog_len)
		return err_set(err, 0, "prog %u has no native code because it is interpreted", c->id);
	if (kern_source(c->k))
		return err_set(err, 0, "prog %u: %s does not contain its %s", c->id, kern_source(c->k), what);
	err_set(err, EPERM, "prog %u: the kernel does not show its %s", c->id, what);
	if (!len)
		return rights_explain(err, RIGHTS_LOAD);
	if (sysctl_of(c->k, "/proc/sys/kernel/kptr_restrict") > 1)
		err_hint(
			err,
			"sysctl kernel.kptr_restrict is 2, which hides addresses, and code that contains addresses, from all users");
	else if (!is_native && sysctl_of(c->k, "/proc/sys/net/core/bpf_jit_harden"))
		err_hint(
			err,
			"constants are blinded (sysctl net.core.bpf_jit_harden); CAP_SYSLOG is required to see them");
	else
		return rights_explain(err, RIGHTS_ADDRESS);
	return -1;
}

static bool has_code(const struct code *c, bool is_native)
{
	return is_native ? c->info.prog.jited_prog_insns && c->info.prog.jited_prog_len
			 : c->disasm.count != 0;
}

static int dump_file(const struct code *c, const struct prog_dump_options *opt, struct err *err)
{
	const struct uapi_prog_info *info = &c->info.prog;
	const char *data = opt->is_native ? (const char *)(uintptr_t)info->jited_prog_insns
					  : (const char *)c->disasm.insns;
	size_t len = opt->is_native ? info->jited_prog_len : c->disasm.count * sizeof(struct bpf_insn);

	if (!file_write(opt->file, data, len, err))
		return 0;
	return rights_explain(err, RIGHTS_FILE);
}

/* Reports that prototypes and source lines are missing, and why. */
static void note_no_types(struct out *o, const struct code *c)
{
	char why[sizeof(c->no_types.text) + 64];
	auto_buf text = {0};

	if (!c->no_types.kind)
		return;
	err_describe(&c->no_types, why, sizeof(why));
	buf_printf(&text, "function prototypes and source lines are not available: %s", why);
	out_note(o, buf_str(&text));
}

static int dump_code(struct out *o, struct code *c, const void *arg, const struct field *list,
		     struct err *err)
{
	const struct prog_dump_options *opt = arg;

	if (!has_code(c, opt->is_native))
		return explain_nothing(c, opt->is_native, err);
	if (opt->file)
		return dump_file(c, opt, err);
	note_no_types(o, c);
	if (opt->is_graph)
		return dump_graph(o, c, opt, list, err);
	if (opt->is_native)
		return dump_jited(o, c, opt, list, err);
	dump_xlated(o, c, opt, list);
	return 0;
}

static const struct field f_section = {.layout = LAYOUT_SECTION};

static int show_alone(const struct code_view *v, struct kern *k, struct out *o, uint32_t id, struct err *err)
{
	auto_code c;
	int r = code_load(&c, k, id, v->rows, err);

	if (r)
		return r == KERN_NONE ? ref_not_there(KIND_PROG, id, err) : -1;
	return v->show(o, &c, v->opt, v->list_alone, err);
}

/* What cannot be shown is reported in its place. */
static int show_member(const struct code_view *v, struct out *o, struct code *c, bool is_first,
		       struct err *err)
{
	static const struct field f_blank = {.label = "", .flags = FIELD_TEXT_ONLY};
	static const struct field f_error = {.name = "error", .label = "error:", .style = STYLE_WARN};
	char text[sizeof(err->text) + 64];
	int r;

	out_object(o, &f_section);
	if (!is_first)
		out_str(o, &f_blank, "");
	prog_print_headline(c->k, o, &c->info, c->id, c->name);
	r = v->show(o, c, v->opt, v->list, err);
	if (r) {
		err_describe(err, text, sizeof(text));
		out_str(o, &f_error, text);
	}
	out_end(o);
	return r;
}

static int show_several(const struct code_view *v, struct kern *k, struct out *o, const struct id_list *ids,
			struct err *err)
{
	struct err first = {0}, one = {0};
	unsigned int failed = 0;

	out_list(o, &f_section);
	for (size_t i = 0; i < ids->count && !out_is_dead(o); i++) {
		auto_code c;
		int r = code_load(&c, k, ids->ids[i], v->rows, &one);

		if (!r)
			r = show_member(v, o, &c, !i, &one);
		if (r < 0 && !failed++)
			first = one;
	}
	out_end(o);
	if (!failed)
		return 0;
	return err_partial(err, &first, "%u of %zu programs could not be shown", failed, ids->count);
}

int code_view_run(const struct code_view *v, struct kern *k, struct out *o, const struct ref *ref,
		  struct err *err)
{
	auto_ids ids = {0};

	if (ref_find(k, KIND_PROG, ref, &ids, err))
		return -1;
	if (ids.count == 1)
		return show_alone(v, k, o, ids.ids[0], err);
	return show_several(v, k, o, &ids, err);
}

int prog_dump(struct kern *k, struct out *o, const struct ref *ref, const struct prog_dump_options *opt,
	      struct err *err)
{
	static const struct field f_native = {.name = "insns", .layout = LAYOUT_SECTION};
	static const struct field f_insns = {.name = "insns"};
	const struct code_view v = {
		.rows = opt->is_native ? ROWS_JITED : ROWS_XLATED,
		.opt = opt,
		.show = dump_code,
		.list_alone = opt->is_native ? &f_section : NULL,
		.list = opt->is_native ? &f_native : &f_insns,
	};
	uint32_t id;

	/* One file holds one program, one graph shows one. */
	if (opt->file || opt->is_graph)
		return ref_find_one(k, KIND_PROG, ref, &id, err) ? -1 : show_alone(&v, k, o, id, err);
	return code_view_run(&v, k, o, ref, err);
}

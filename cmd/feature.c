/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about what the kernel can do. */
#include <string.h>

#include "cmd/args.h"
#include "cmd/list.h"
#include "hostshow/hostshow.h"
#include "kern/change.h"
#include "kern/names.h"
#include "kern/recording/recording.h"
#include "lib/words.h"

struct builtins_args {
	const char *group;
};

static int run_builtins(struct ctx *c, const void *args, struct err *err)
{
	const struct builtins_args *a = args;

	return builtins_list(c->kern, c->out, a->group, err);
}

struct probe_args {
	bool is_kernel, is_full, has_macros, is_unprivileged;
	const char *dev, *prefix;
};

/* A name of C, or the start of one. */
static bool is_prefix(const char *word)
{
	return (*word < '0' || *word > '9') &&
	       !word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")];
}

static int check_probe(const struct probe_args *a, struct err *err)
{
	if (a->is_kernel && a->dev)
		return err_usage(err, "'kernel' and 'dev %s' cannot be used together", a->dev);
	if (a->prefix && !a->has_macros)
		return err_usage(err, "'prefix' requires 'macros'");
	if (a->prefix && !is_prefix(a->prefix))
		return err_usage(err, "prefix '%s': not the start of a C identifier", a->prefix);
	return 0;
}

static int find_device(struct ctx *c, const char *name, uint32_t *ret_ifindex, struct err *err)
{
	int r = kern_ifindex(c->kern, name, ret_ifindex, err);

	return r == KERN_NONE ? err_set(err, 0, "device %s not found", name) : r;
}

static int run_probe(struct ctx *c, const void *args, struct err *err)
{
	const struct probe_args *a = args;
	struct feature_scope scope = {.is_full = a->is_full,
				      .is_unprivileged = a->is_unprivileged,
				      .has_macros = a->has_macros,
				      .prefix = a->prefix};

	if (check_probe(a, err) || (a->dev && find_device(c, a->dev, &scope.ifindex, err)))
		return -1;
	return feature_probe(c->kern, c->out, &scope, err);
}

static const struct cmd cmd_probe = {
	.name = "probe",
	.rank = 1,
	.summary = "Probe what the kernel supports",
	.about =
		"Loads small programs and creates maps, which are closed at once, and prints what the kernel accepts: "
		"program types, map types, the helpers that programs of each type can call, instruction sets and other abilities, "
		"together with the sysctls and build options that concern BPF. "
		"A helper counts as available if the verifier knows it for the type, whatever its arguments require. "
		"What could not be determined, because the kernel refused for another reason, is null in JSON. "
		"With --from, prints what was recorded by 'snapshot save FILE features'.",
	.args =
		(const struct arg[]){
			{.key = "kernel",
			 .help = "Probe the kernel (default)",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct probe_args, is_kernel)},
			{.key = "dev",
			 .type = &arg_word,
			 .token = "NAME",
			 .help = "Probe what can be offloaded to this network device",
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct probe_args, dev)},
			{.key = "full",
			 .help = "Include helpers that make the kernel write to its log when probed",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct probe_args, is_full)},
			{.key = "macros",
			 .help = "Print C macros; without effect on JSON",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct probe_args, has_macros)},
			{.key = "prefix",
			 .type = &arg_word,
			 .token = "PREFIX",
			 .help = "Begin the name of each macro with PREFIX",
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct probe_args, prefix)},
			{.key = "unprivileged",
			 .help = "Probe without capabilities: what other users can load",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct probe_args, is_unprivileged)},
			{0},
		},
	.args_size = sizeof(struct probe_args),
	.record = &probe_record,
	.run = run_probe,
};

static const char *take(struct argv_rest *rest)
{
	rest->left--;
	return *rest->at++;
}

static int parse_kind(const char *word, enum feature_kind *ret_kind, struct err *err)
{
	struct word list[FEATURE_KINDS + 1] = {0};
	int found;

	for (int i = 0; i < FEATURE_KINDS; i++)
		list[i] = (struct word){.text = feature_kind_words[i], .meaning = i};
	if (words_find(list, word, "kind of feature", &found, err))
		return -1;
	*ret_kind = (enum feature_kind)found;
	return 0;
}

static bool is_called(enum feature_kind kind)
{
	return kind == FEATURE_HELPER || kind == FEATURE_KFUNC;
}

static int parse_feature(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct feature_question *q = dst;

	(void)a;
	if (parse_kind(rest->at[0], &q->kind, err))
		return -1;
	take(rest);
	if (!rest->left && q->kind == FEATURE_BTF)
		return 0;
	if (!rest->left || !*rest->at[0])
		return err_usage(err, "'%s' must be followed by a name", feature_kind_words[q->kind]);
	q->name = take(rest);
	if (!is_called(q->kind) || !rest->left)
		return 0;
	if (strcmp(rest->at[0], "prog") != 0)
		return err_usage(err, "unexpected word '%s': expected 'prog TYPE'", rest->at[0]);
	take(rest);
	if (!rest->left)
		return err_usage(err, "'prog' must be followed by a program type");
	q->prog = take(rest);
	return 0;
}

static void complete_names(struct complete *c, const struct names *n)
{
	const uint32_t end = names_end(c->kern, n);
	char text[NAMES_TEXT_SIZE];

	for (uint32_t i = 0; i < end; i++)
		if (names_text(c->kern, n, i, text, sizeof(text)))
			complete_add(c, text, NULL);
}

static void complete_feature(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	static const struct names *const tables[FEATURE_KINDS] = {
		[FEATURE_HELPER] = &names_helpers,  [FEATURE_PROG] = &names_prog_types,
		[FEATURE_MAP] = &names_map_types,   [FEATURE_ATTACH] = &names_attach_types,
		[FEATURE_LINK] = &names_link_types,
	};
	enum feature_kind kind = FEATURE_BTF;
	struct err ignored;

	(void)a;
	if (!given->left)
		for (int i = 0; i < FEATURE_KINDS; i++)
			complete_add(c, feature_kind_words[i], NULL);
	else if (parse_kind(given->at[0], &kind, &ignored))
		return;
	else if (given->left == 1 && tables[kind])
		complete_names(c, tables[kind]);
	else if (given->left == 2 && is_called(kind))
		complete_add(c, "prog", NULL);
	else if (given->left == 3 && is_called(kind))
		complete_names(c, &names_prog_types);
}

static const struct arg_type arg_feature = {
	.token = "FEATURE",
	.grammar =
		"helper NAME [prog TYPE] | prog TYPE | map TYPE | attach TYPE | link TYPE | kfunc NAME [prog TYPE] | config OPTION | btf [TYPE[.MEMBER]]",
	.help = "A helper, a type of programs, maps, attachments or links, a kernel function, a build option, or a type of the kernel's BTF or one of its members",
	.parse = parse_feature,
	.complete = complete_feature,
};

static int run_has(struct ctx *c, const void *args, struct err *err)
{
	return feature_has(c->kern, c->out, args, err);
}

static const struct cmd cmd_has = {
	.name = "has",
	.summary = "Answer whether the kernel has one feature",
	.about =
		"Exits with 0 if the kernel has it, with 1 if not, and with 3 if that cannot be answered, with the reason. "
		"Helpers and kernel functions are tried in programs of the type, or of any type; types of programs and maps are tried too. "
		"An attach or link type is available if the kernel knows it; whether something can be attached there is not tried. "
		"A build option is available if it is set.",
	.args =
		(const struct arg[]){
			{.type = &arg_feature, .flags = ARG_MORE, .off = 0},
			{0},
		},
	.args_size = sizeof(struct feature_question),
	.record = &has_record,
	.run = run_has,
};

struct diff_args {
	const char *a, *b;
};

/* Without a second recording: the machine, or the recording of --from. */
static int run_diff(struct ctx *c, const void *args, struct err *err)
{
	const struct diff_args *d = args;
	struct kern old, new = {0};
	int r;

	if (kern_open_recording(&old, d->a, err))
		return -1;
	r = d->b ? kern_open_recording(&new, d->b, err) : 0;
	if (!r)
		r = feature_diff(&old, d->b ? &new : c->kern, c->out, err);
	kern_free(&old);
	kern_free(&new);
	return r;
}

static const struct cmd cmd_diff = {
	.name = "diff",
	.summary = "Compare what two kernels can do",
	.about =
		"Compares two recordings that were made with 'snapshot save FILE features', or one with this machine. "
		"Exits with 0 if the kernels can do the same, and with 1 if not.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .suffix = ".bpfi",
			 .token = "OLD",
			 .help = "A recording",
			 .off = offsetof(struct diff_args, a)},
			{.type = &arg_path,
			 .suffix = ".bpfi",
			 .token = "NEW",
			 .help = "A second recording (default: this machine)",
			 .flags = ARG_OPTIONAL,
			 .off = offsetof(struct diff_args, b)},
			{0},
		},
	.args_size = sizeof(struct diff_args),
	.record = &feature_diff_record,
	.run = run_diff,
};

static const struct cmd cmd_builtins = {
	.name = "list_builtins",
	.rank = 2,
	.summary = "List names of types and helpers, one per line",
	.about = "Lists the names that bpfi knows, and those that only the running kernel has. "
		 "They are not probed: the kernel may be older, or built without them.",
	.args =
		(const struct arg[]){
			{.type = &arg_choice,
			 .token = "GROUP",
			 .help = "prog_types, map_types, attach_types, link_types or helpers",
			 .words = builtin_groups,
			 .off = offsetof(struct builtins_args, group)},
			{0},
		},
	.args_size = sizeof(struct builtins_args),
	.flags = CMD_FREE,
	.run = run_builtins,
};

const struct object object_feature = {
	.name = "feature",
	.rank = 9,
	.summary = "What the kernel can do",
	.cmds = (const struct cmd *const[]){&cmd_probe, &cmd_builtins, &cmd_has, &cmd_diff, NULL},
};

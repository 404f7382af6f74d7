/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about what the kernel can do. */
#include <string.h>

#include "cmd/args.h"
#include "cmd/list.h"
#include "hostshow/hostshow.h"
#include "kern/change.h"

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
	.cmds = (const struct cmd *const[]){&cmd_probe, &cmd_builtins, NULL},
};

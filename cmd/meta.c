/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about the program itself: version, help, and the hidden ones that shells and the build ask. */
#include <stdio.h>
#include <string.h>

#include "cmd/list.h"
#include "lib/complete.h"

struct version_rec {
	uint32_t len;
};

/* What is built in; the incumbent's words first, for scripts that ask for them. */
static const struct feature {
	const char *name;
	bool is_there;
} features[] = {
	{"libbfd", false}, {"llvm", false},      {"libbpf_strict", true},
	{"crypto", false}, {"skeletons", false}, {"bootstrap", false},
#ifdef BPFI_STATIC
	{"static", true},
#else
	{"static", false},
#endif
};
enum { FEATURES = sizeof(features) / sizeof(features[0]) };

static void emit_libbpf(struct out *o, const struct field *f, const void *rec)
{
	char text[32];

	(void)rec;
	snprintf(text, sizeof(text), "%s%s", f->flags & FIELD_JSON_ONLY ? "" : "v", kern_libbpf_version());
	out_str(o, f, text);
}

static void emit_version(struct out *o, const struct field *f, const void *rec)
{
	(void)rec;
	out_str(o, f, f->flags & FIELD_JSON_ONLY ? BPFI_VERSION : "v" BPFI_VERSION);
}

static void emit_features(struct out *o, const struct field *f, const void *rec)
{
	(void)rec;
	out_object(o, f);
	for (unsigned int i = 0; i < FEATURES; i++)
		out_bool(o, &(struct field){.name = features[i].name}, features[i].is_there);
	out_end(o);
}

static void emit_feature_words(struct out *o, const struct field *f, const void *rec)
{
	auto_buf line = {0};

	(void)rec;
	buf_add_str(&line, "features:");
	for (unsigned int i = 0; i < FEATURES; i++)
		if (features[i].is_there)
			buf_printf(&line, "%s %s", line.len > 9 ? "," : "", features[i].name);
	out_str(o, f, buf_str(&line));
}

static const struct field version_fields[] = {
	{.name = "bpfi", .flags = FIELD_TEXT_ONLY, .emit = emit_version},
	{.name = "version",
	 .help = "version of bpfi",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_version},
	{.name = "using libbpf", .line = 1, .flags = FIELD_TEXT_ONLY, .emit = emit_libbpf},
	{.name = "libbpf_version",
	 .help = "version of libbpf that is in use",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_libbpf},
	{.name = "features",
	 .help = "what is built in",
	 .type = FIELD_OBJECT,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_features},
	{.name = "features", .label = "", .line = 2, .flags = FIELD_TEXT_ONLY, .emit = emit_feature_words},
	{0},
};

static const struct field version_root = {.lead = ""};

static const struct record version_record = {
	.name = "version",
	.fields = version_fields,
	.len_off = offsetof(struct version_rec, len),
	.root = &version_root,
};

static int run_version(struct ctx *c, const void *args, struct err *err)
{
	const struct version_rec rec = {.len = UINT32_MAX};

	(void)args;
	(void)err;
	record_print(c->out, &version_record, &rec);
	return 0;
}

static const struct cmd cmd_version = {
	.name = "version",
	.summary = "Print the versions of bpfi and libbpf and what is built in",
	.record = &version_record,
	.run = run_version,
};

const struct object object_version = {
	.name = "version",
	.summary = "versions and features",
	.cmds = (const struct cmd *const[]){&cmd_version, NULL},
	.is_plain = true,
};

static int run_help(struct ctx *c, const void *args, struct err *err)
{
	struct argv_rest rest = *(const struct argv_rest *)args;
	const struct object *object = NULL;
	const struct cmd *cmd = NULL;

	if (rest.left && cmd_find_object(objects, &rest, &object, err))
		return -1;
	if (rest.left && cmd_find(object, &rest, &cmd, err))
		return -1;
	if (rest.left)
		return err_usage(err, "unexpected word '%s'", rest.at[0]);
	help_print(&surface, object, cmd, c->out);
	return 0;
}

static const struct cmd cmd_help = {
	.name = "help",
	.summary = "Print help: of the program, an object or a command",
	.args = NULL,
	.args_size = sizeof(struct argv_rest),
	.flags = CMD_WORDS,
	.run = run_help,
};

const struct object object_help = {
	.name = "help",
	.summary = "this text; help OBJECT COMMAND for more",
	.cmds = (const struct cmd *const[]){&cmd_help, NULL},
	.is_plain = true,
};

static void complete_options(struct complete *c, const struct cmd *cmd)
{
	const struct opt *const tables[] = {global_opts, cmd ? cmd->opts : NULL};
	char word[64];

	for (unsigned int t = 0; t < 2; t++)
		for (const struct opt *opt = tables[t]; opt && opt->name; opt++) {
			snprintf(word, sizeof(word), "--%s", opt->name);
			complete_add(c, word, opt->help);
		}
}

static void complete_arg(struct complete *c, const struct arg *a, struct argv_rest *given)
{
	if (a->words)
		for (const char *const *w = a->words; *w; w++)
			complete_add(c, *w, NULL);
	else if (a->type && a->type->complete)
		a->type->complete(c, a, given);
}

static void complete_args(struct complete *c, const struct cmd *cmd, struct argv_rest *rest)
{
	uint64_t seen = 0;
	const struct arg *open = cmd_next_arg(cmd, rest, &seen);
	bool has_position = false;

	if (open) {
		if (open->key) {
			rest->at++;
			rest->left--;
		}
		complete_arg(c, open, rest);
		return;
	}
	for (unsigned int i = 0; cmd->args && !arg_is_end(&cmd->args[i]); i++) {
		const struct arg *a = &cmd->args[i];

		if (seen >> i & 1 && !(a->flags & ARG_REPEAT))
			continue;
		if (a->key) {
			complete_add(c, a->key, a->help);
		} else if (!has_position) {
			complete_arg(c, a, rest);
			has_position = true;
		}
		if (!a->key && !(a->flags & ARG_OPTIONAL))
			return;
	}
}

/* The value of the option the last word is, or false. */
static bool complete_option_value(struct complete *c, const struct argv_rest *rest)
{
	const char *last = rest->left ? rest->at[rest->left - 1] : "";

	for (const struct opt *opt = global_opts; opt->name; opt++) {
		bool is_long = !strncmp(last, "--", 2) && !strcmp(last + 2, opt->name);
		bool is_short = last[0] == '-' && last[1] == opt->letter && opt->letter && !last[2];

		if (!opt->token || !(is_long || is_short))
			continue;
		if (opt->is_file)
			complete_files(c);
		for (const char *const *w = opt->words; w && *w; w++)
			complete_add(c, *w, NULL);
		return true;
	}
	return false;
}

/* Options and their values among the words are not the command's. */
static void drop_options(struct argv_rest *rest)
{
	unsigned int kept = 0;

	for (unsigned int i = 0; i < rest->left; i++) {
		const struct opt *opt = global_opts;
		const char *word = rest->at[i];

		if (word[0] != '-') {
			rest->at[kept++] = rest->at[i];
			continue;
		}
		while (opt->name && strncmp(word, "--", 2) ? opt->letter != word[1]
							   : opt->name && strcmp(word + 2, opt->name))
			opt++;
		i += opt->name && opt->token && i + 1 < rest->left;
	}
	rest->left = kept;
}

static int run_complete(struct ctx *c, const void *args, struct err *err)
{
	struct argv_rest rest = *(const struct argv_rest *)args;
	struct complete complete = {.out = c->out, .kern = c->kern, .begun = ""};
	const struct object *object = NULL;
	const struct cmd *cmd = NULL;
	bool is_help;

	if (rest.left)
		complete.begun = rest.at[--rest.left];
	if (complete_option_value(&complete, &rest))
		return 0;
	drop_options(&rest);
	is_help = rest.left && !strcmp(rest.at[0], object_help.name);
	rest.at += is_help;
	rest.left -= is_help;
	if (rest.left && (cmd_find_object(objects, &rest, &object, err) ||
			  ((object->is_plain || rest.left) && cmd_find(object, &rest, &cmd, err))))
		return 0;
	if (complete.begun[0] == '-') {
		complete_options(&complete, cmd);
	} else if (!object) {
		for (unsigned int i = 0; objects[i]; i++)
			if (!objects[i]->is_hidden)
				complete_add(&complete, objects[i]->name, objects[i]->summary);
	} else if (!cmd) {
		for (unsigned int i = 0; object->cmds[i]; i++) {
			complete_add(&complete, object->cmds[i]->name, object->cmds[i]->summary);
			if (object->cmds[i]->alias)
				complete_add(&complete, object->cmds[i]->alias, object->cmds[i]->summary);
		}
	} else if (!is_help) {
		complete_args(&complete, cmd, &rest);
	}
	return 0;
}

static const struct cmd cmd_complete = {
	.name = "__complete",
	.summary = "What can stand where the last word stands",
	.args_size = sizeof(struct argv_rest),
	.flags = CMD_HIDDEN | CMD_WORDS,
	.run = run_complete,
};

const struct object object_complete = {
	.name = "__complete",
	.summary = "completion, for the shells",
	.cmds = (const struct cmd *const[]){&cmd_complete, NULL},
	.is_plain = true,
	.is_hidden = true,
};

/* Without words the whole surface as JSON; "man OBJECT PART" one generated part of a manual page. */
static int run_doc(struct ctx *c, const void *args, struct err *err)
{
	struct argv_rest rest = *(const struct argv_rest *)args;
	const struct object *object = NULL;

	if (!rest.left) {
		doc_print(&surface, c->out);
		return 0;
	}
	if (rest.left != 3 || strcmp(rest.at[0], "man"))
		return err_usage(err, "__doc takes no words, or man OBJECT PART");
	rest.at++;
	rest.left--;
	if (strcmp(rest.at[0], "-") &&
	    cmd_find_object(objects, &(struct argv_rest){rest.at, 1}, &object, err))
		return -1;
	return mdoc_print(&surface, object, rest.at[1], c->out, err);
}

static const struct cmd cmd_doc = {
	.name = "__doc",
	.summary = "The whole surface as JSON",
	.args_size = sizeof(struct argv_rest),
	.flags = CMD_HIDDEN | CMD_WORDS,
	.run = run_doc,
};

const struct object object_doc = {
	.name = "__doc",
	.summary = "the whole surface as JSON, for tests and generators",
	.cmds = (const struct cmd *const[]){&cmd_doc, NULL},
	.is_plain = true,
	.is_hidden = true,
};

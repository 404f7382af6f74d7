/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about the program itself: version, help, and the hidden ones for shells and the build. */
#include <stdio.h>
#include <string.h>

#include "cmd/args.h"
#include "cmd/dialect.h"
#include "cmd/list.h"
#include "cmd/run.h"
#include "mapdump/mapdump.h"

struct version_rec {
	uint32_t len;
	const char *program, *version;
};

/* Built-in features; the incumbent's words first, for scripts that look for them. */
static const struct feature {
	const char *name;
	bool is_there;
} features[] = {
	{"libbfd", false}, {"llvm", false},     {"libbpf_strict", true},
	{"crypto", false}, {"skeletons", true}, {"bootstrap", false},
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

static void emit_program(struct out *o, const struct field *f, const void *rec)
{
	const struct version_rec *r = rec;
	char text[64];

	snprintf(text, sizeof(text), "%s v%s", r->program, r->version);
	out_str(o, f, text);
}

static void emit_version(struct out *o, const struct field *f, const void *rec)
{
	const struct version_rec *r = rec;

	out_str(o, f, r->version);
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
	{.name = "program", .label = "", .flags = FIELD_TEXT_ONLY, .emit = emit_program},
	{.name = "version",
	 .help = "Version of bpfi",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_version},
	{.name = "using libbpf", .line = 1, .flags = FIELD_TEXT_ONLY, .emit = emit_libbpf},
	{.name = "libbpf_version",
	 .help = "Version of libbpf in use",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_libbpf},
	{.name = "features",
	 .help = "Features that are built in",
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
	const struct version_rec rec = {.len = UINT32_MAX,
					.program = c->dialect->surface.program,
					.version = c->dialect->version};

	(void)args;
	(void)err;
	record_print(c->out, &version_record, &rec);
	return 0;
}

static const struct cmd cmd_version = {
	.name = "version",
	.summary = "Print the versions of bpfi and libbpf and the built-in features",
	.record = &version_record,
	.run = run_version,
};

const struct object object_version = {
	.name = "version",
	.rank = 15,
	.summary = "Versions and features",
	.cmds = (const struct cmd *const[]){&cmd_version, NULL},
	.is_plain = true,
};

struct help_args {
	const char *words[2]; /* the object, the command */
};

/* Both NULL if no words are given, the command NULL if only an object is given. */
static int find_words(const struct help_args *a, const struct object **ret_object, const struct cmd **ret_cmd,
		      struct err *err)
{
	char *words[2];
	struct argv_rest rest = {words, (a->words[0] != NULL) + (a->words[1] != NULL)};

	*ret_object = NULL;
	*ret_cmd = NULL;
	memcpy(words, a->words, sizeof(words));
	if (rest.left && cmd_find_object(objects, &rest, ret_object, err))
		return -1;
	if (rest.left && cmd_find(*ret_object, &rest, ret_cmd, err))
		return -1;
	return rest.left ? err_usage(err, "'%s' has no commands", (*ret_object)->name) : 0;
}

static int run_help(struct ctx *c, const void *args, struct err *err)
{
	const struct object *object;
	const struct cmd *cmd;

	if (find_words(args, &object, &cmd, err))
		return -1;
	run_help_text(c, object, cmd);
	return 0;
}

static const struct field help_fields[] = {
	{.name = "help", .help = "The text", .type = FIELD_STR, .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	{0},
};

static const struct record help_record = {.name = "help", .fields = help_fields};

static const struct arg word_args[] = {
	{.type = &arg_word,
	 .token = "OBJECT",
	 .flags = ARG_OPTIONAL,
	 .help = "Object: prog, map, link, ...",
	 .off = offsetof(struct help_args, words[0])},
	{.type = &arg_word,
	 .token = "COMMAND",
	 .flags = ARG_OPTIONAL,
	 .help = "Command of that object",
	 .off = offsetof(struct help_args, words[1])},
	{0},
};

static const struct cmd cmd_help = {
	.name = "help",
	.summary = "Print help on the program, an object or a command",
	.args = word_args,
	.args_size = sizeof(struct help_args),
	.record = &help_record,
	.run = run_help,
};

const struct object object_help = {
	.name = "help",
	.rank = 1,
	.summary = "This text; help OBJECT COMMAND for more",
	.cmds = (const struct cmd *const[]){&cmd_help, NULL},
	.is_plain = true,
};

static int run_schema(struct ctx *c, const void *args, struct err *err)
{
	const struct object *object;
	const struct cmd *cmd;

	if (find_words(args, &object, &cmd, err))
		return -1;
	if (object && object->is_plain)
		cmd = object->cmds[0];
	schema_print(&c->dialect->surface, object, cmd, c->out);
	return 0;
}

static const struct cmd cmd_schema = {
	.name = "schema",
	.summary = "Print the JSON Schema of what commands print",
	.about =
		"Prints the schema (JSON Schema 2020-12) of what a command prints with --json. Without COMMAND, "
		"prints an object with the schemas of all commands of OBJECT, or of all objects. "
		"It does not describe --fields and --table, with which objects have the keys named there or those of the table, and no others.",
	.args = word_args,
	.args_size = sizeof(struct help_args),
	.flags = CMD_FREE,
	.run = run_schema,
};

const struct object object_schema = {
	.name = "schema",
	.summary = "JSON Schema of what a command prints",
	.cmds = (const struct cmd *const[]){&cmd_schema, NULL},
	.is_plain = true,
};

/* The formats of --as as a list of the manual. */
static void print_formats(struct out *o)
{
	auto_buf list = {0};
	const char *name, *help;

	buf_add_str(&list, ".Bl -tag -width ktime\n");
	for (unsigned int i = 0; (name = map_format_name(i, &help)); i++)
		buf_printf(&list, ".It Cm %s\n%s.\n", name, help);
	buf_add_str(&list, ".El\n");
	out_text_open(o, NULL);
	out_text_add(o, list.data, list.len);
	out_text_close(o);
}

/* Without words the whole surface as JSON; "man OBJECT PART" one generated part of a manual page. */
static int run_doc(struct ctx *c, const void *args, struct err *err)
{
	struct argv_rest rest = *(const struct argv_rest *)args;
	const struct object *object = NULL;

	if (!rest.left) {
		doc_print(&c->dialect->surface, c->out);
		return 0;
	}
	if (rest.left != 3 || strcmp(rest.at[0], "man"))
		return err_usage(err, "usage of __doc: no words, or man OBJECT PART");
	rest.at++;
	rest.left--;
	if (!strcmp(rest.at[1], "formats")) {
		print_formats(c->out);
		return 0;
	}
	if (strcmp(rest.at[0], "-") &&
	    cmd_find_object(objects, &(struct argv_rest){rest.at, 1}, &object, err))
		return -1;
	return mdoc_print(&c->dialect->surface, object, rest.at[1], c->out, err);
}

static const struct cmd cmd_doc = {
	.name = "__doc",
	.summary = "Print the command line as JSON",
	.args_size = sizeof(struct argv_rest),
	.flags = CMD_HIDDEN | CMD_WORDS,
	.run = run_doc,
};

const struct object object_doc = {
	.name = "__doc",
	.summary = "The command line as JSON, for tests and generators",
	.cmds = (const struct cmd *const[]){&cmd_doc, NULL},
	.is_plain = true,
	.is_hidden = true,
};

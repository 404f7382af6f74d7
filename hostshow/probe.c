/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What was probed, as text in sections and as JSON in objects of the same order. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "hostshow/features.h"
#include "kern/rights.h"

static const struct field f_text = {.name = "text", .label = "", .flags = FIELD_TEXT_ONLY};

static void say_line(struct out *o, const char *line)
{
	out_text_open(o, &f_text);
	out_text_add(o, line, strlen(line));
	out_text_add(o, "\n", 1);
	out_text_close(o);
}

static bool shows_text(const struct out *o)
{
	return out_shows(o, &f_text);
}

/* A section of text, an object of JSON. */
static void open_section(struct out *o, const char *key, const char *title)
{
	out_object(o, &(const struct field){.name = key, .layout = LAYOUT_SECTION});
	if (shows_text(o))
		say_line(o, title);
}

static void close_section(struct out *o)
{
	if (shows_text(o))
		say_line(o, "");
	out_end(o);
}

/* @what is the subject of a sentence. */
static void print_answer(struct out *o, const char *key, const char *what, const struct probe_answer *a)
{
	const struct field json = {.name = key, .flags = FIELD_JSON_ONLY};
	char line[192];

	if (a->verdict == PROBE_UNKNOWN || a->verdict == PROBE_UNASKED)
		out_null(o, &json);
	else
		out_bool(o, &json, a->verdict == PROBE_YES);
	if (!shows_text(o))
		return;
	if (a->verdict == PROBE_UNKNOWN)
		snprintf(line, sizeof(line), "%s could not be determined: %s", what, strerror(a->no));
	else if (a->verdict == PROBE_UNASKED)
		snprintf(line, sizeof(line), "%s is not known", what);
	else
		snprintf(line, sizeof(line), "%s is %savailable", what,
			 a->verdict == PROBE_YES ? "" : "NOT ");
	say_line(o, line);
}

static void print_type(struct out *o, const char *kind, const char *noun, const struct feature_list *l,
		       uint32_t i)
{
	char key[NAMES_TEXT_SIZE + 32], what[NAMES_TEXT_SIZE + 32];

	snprintf(key, sizeof(key), "have_%s_%s_type", l->names[i], kind);
	snprintf(what, sizeof(what), "eBPF %s %s", noun, l->names[i]);
	print_answer(o, key, what, &l->answers[i]);
}

static void print_types(struct out *o, const struct features *f)
{
	open_section(o, "program_types", "Scanning eBPF program types...");
	for (uint32_t i = 0; i < f->progs.count; i++)
		if (features_has_prog(f, i))
			print_type(o, "prog", "program_type", &f->progs, i);
	close_section(o);
	open_section(o, "map_types", "Scanning eBPF map types...");
	for (uint32_t i = 0; i < f->maps.count; i++)
		if (features_has_map(f, i))
			print_type(o, "map", "map_type", &f->maps, i);
	close_section(o);
}

/* Known of at least one helper. */
static bool is_determined(const struct features *f, uint32_t type)
{
	const struct probe_answer *answers = f->of_helper[type];

	for (uint32_t i = 0; answers && i < f->helpers.count; i++)
		if (answers[i].verdict == PROBE_YES || answers[i].verdict == PROBE_NO)
			return true;
	return false;
}

static void say_helpers(struct out *o, const struct features *f, uint32_t type)
{
	const struct probe_answer *answers = f->of_helper[type];
	char line[NAMES_TEXT_SIZE + 64];

	snprintf(line, sizeof(line), "eBPF helpers supported for program type %s:", f->progs.names[type]);
	say_line(o, line);
	if (f->progs.answers[type].verdict != PROBE_YES)
		say_line(o, "\tProgram type not supported");
	else if (!is_determined(f, type))
		say_line(o, "\tCould not determine which helpers are available");
	for (uint32_t i = 0; answers && i < f->helpers.count; i++) {
		if (answers[i].verdict != PROBE_YES)
			continue;
		snprintf(line, sizeof(line), "\t- %s", f->helpers.names[i]);
		say_line(o, line);
	}
}

static void list_helpers(struct out *o, const struct features *f, uint32_t type)
{
	const struct probe_answer *answers = f->of_helper[type];
	char key[NAMES_TEXT_SIZE + 32];

	snprintf(key, sizeof(key), "%s_available_helpers", f->progs.names[type]);
	out_list(o, &(const struct field){.name = key});
	for (uint32_t i = 0; answers && i < f->helpers.count; i++)
		if (answers[i].verdict == PROBE_YES)
			out_str(o, NULL, f->helpers.names[i]);
	out_end(o);
}

static void print_helpers(struct out *o, const struct features *f)
{
	open_section(o, "helpers", "Scanning eBPF helper functions...");
	for (uint32_t i = 0; i < f->progs.count; i++) {
		if (!features_has_prog(f, i))
			continue;
		if (shows_text(o))
			say_helpers(o, f, i);
		else
			list_helpers(o, f, i);
	}
	close_section(o);
}

static void print_ability(struct out *o, const struct features *f, enum ability ability)
{
	char key[64];

	snprintf(key, sizeof(key), "have_%s", ability_names[ability].key);
	print_answer(o, key, ability_names[ability].words, &f->abilities[ability]);
}

static void print_all(struct out *o, const struct features *f)
{
	out_object(o, &(const struct field){.layout = LAYOUT_SECTION});
	if (!f->is_device) {
		open_section(o, "system_config", "Scanning system configuration...");
		system_print(o, f);
		close_section(o);
	}
	open_section(o, "syscall_config", "Scanning system call availability...");
	print_ability(o, f, ABILITY_SYSCALL);
	close_section(o);
	if (f->abilities[ABILITY_SYSCALL].verdict != PROBE_NO) {
		print_types(o, f);
		print_helpers(o, f);
		open_section(o, "misc", "Scanning miscellaneous eBPF features...");
		for (int i = ABILITY_SYSCALL + 1; i < ABILITY_COUNT; i++)
			print_ability(o, f, (enum ability)i);
		close_section(o);
	}
	open_section(o, "limits", "Scanning limits of the probe...");
	limits_print(o, &f->limits);
	close_section(o);
	out_end(o);
}

#define OBJECT(key, about)                                                                    \
	{                                                                                     \
		.name = (key), .help = (about), .type = FIELD_OBJECT, .flags = FIELD_OPTIONAL \
	}

static const struct field probe_fields[] = {
	OBJECT("system_config",
	       "Sysctls that concern BPF (-1: unknown), and build options as strings (null: not set)"),
	OBJECT("syscall_config", "have_bpf_syscall: whether the system call exists"),
	OBJECT("program_types", "have_TYPE_prog_type of each type; null: could not be determined"),
	OBJECT("map_types", "have_TYPE_map_type of each type; null: could not be determined"),
	OBJECT("helpers", "TYPE_available_helpers: list of the helpers that programs of each type can call"),
	OBJECT("misc", "Size of programs, loops, instruction sets, kernel functions and other abilities"),
	{.name = "limits",
	 .help = "What may have kept the kernel from answering",
	 .type = FIELD_OBJECT,
	 .sub = limits_fields,
	 .flags = FIELD_OPTIONAL},
	{0},
};

const struct record probe_record = {.name = "probe", .fields = probe_fields};

/* A recording holds what was found with all rights. */
static int check_rights(struct kern *k, const struct feature_scope *scope, struct err *err)
{
	if (kern_source(k) && scope->is_unprivileged)
		return err_set(err, 0, "'unprivileged' cannot be used with --from");
	if (kern_source(k) || scope->is_unprivileged || rights_has(RIGHTS_PROBE))
		return 0;
	err_set(err, EPERM, "probing");
	rights_explain(err, RIGHTS_PROBE);
	snprintf(err->hint + strlen(err->hint), sizeof(err->hint) - strlen(err->hint),
		 ", or use 'unprivileged'");
	return -1;
}

static int collect(struct kern *k, const struct feature_scope *scope, struct features *f, struct err *err)
{
	int r;

	if (!scope->is_unprivileged)
		return features_collect(k, scope, f, err);
	if (rights_drop(err))
		return -1;
	r = features_collect(k, scope, f, err);
	rights_take();
	return r;
}

int feature_probe(struct kern *k, struct out *o, const struct feature_scope *scope, struct err *err)
{
	auto_features f = {0};

	if (check_rights(k, scope, err) || collect(k, scope, &f, err))
		return -1;
	if (scope->has_macros && shows_text(o))
		features_macros(o, &f, scope->prefix ? scope->prefix : "");
	else
		print_all(o, &f);
	return 0;
}

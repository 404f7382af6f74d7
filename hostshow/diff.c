/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What one kernel can do and another cannot. */
#include <stdio.h>
#include <string.h>

#include "hostshow/features.h"

enum { OPTION_SIZE = 128 };

struct difference {
	uint32_t len;
	const char *feature;
	const char *values[2]; /* "yes", "no", "unknown", the value of an option; NULL: not there */
};

static void emit_feature(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct difference *)rec)->feature);
}

static void emit_value(struct out *o, const struct field *f, const void *rec)
{
	const struct difference *d = rec;
	const char *value = d->values[strcmp(f->name, "old") != 0];

	if (value)
		out_str(o, f, value);
	else
		out_null(o, f);
}

static const struct field diff_fields[] = {
	{.name = "feature",
	 .help = "What differs: a program type, a map type, a helper of a program type, an ability, a sysctl, a build option",
	 .label = "",
	 .tail = ":",
	 .type = FIELD_STR,
	 .emit = emit_feature},
	{.name = "old",
	 .help = "yes, no, unknown, or a value, of the first kernel; null: it does not know it",
	 .label = "",
	 .lead = " ",
	 .type = FIELD_STR,
	 .emit = emit_value},
	{.name = "new",
	 .help = "The same of the second kernel",
	 .label = "->",
	 .lead = " ",
	 .type = FIELD_STR,
	 .emit = emit_value},
	{0},
};

const struct record feature_diff_record = {
	.name = "difference",
	.fields = diff_fields,
	.len_off = offsetof(struct difference, len),
};

struct diff {
	struct out *o;
	struct features f[2];
	unsigned int count;
};

static void diff_free(struct diff *d)
{
	features_free(&d->f[0]);
	features_free(&d->f[1]);
}

static void report(struct diff *d, const char *feature, const char *old, const char *new)
{
	const struct difference one = {UINT32_MAX, feature, {old, new}};

	if (old == new || (old && new && !strcmp(old, new)))
		return;
	d->count++;
	record_print(d->o, &feature_diff_record, &one);
}

static const char *word_of(const struct probe_answer *a)
{
	static const char *const words[] = {
		[PROBE_NO] = "no", [PROBE_YES] = "yes", [PROBE_UNKNOWN] = "unknown"};

	return a ? words[a->verdict] : NULL;
}

/* The answer for the type of that number, or NULL. */
static const struct probe_answer *answer_at(const struct feature_list *l, uint32_t i)
{
	return i < l->count ? &l->answers[i] : NULL;
}

static void diff_list(struct diff *d, const char *noun, const struct feature_list *a,
		      const struct feature_list *b)
{
	const struct feature_list *longer = a->count > b->count ? a : b;
	char what[NAMES_TEXT_SIZE + 32];

	for (uint32_t i = 0; i < longer->count; i++) {
		snprintf(what, sizeof(what), "%s %s", noun, longer->names[i]);
		report(d, what, word_of(answer_at(a, i)), word_of(answer_at(b, i)));
	}
}

static const struct probe_answer *helper_at(const struct features *f, uint32_t type, uint32_t helper)
{
	if (type >= f->progs.count || !f->of_helper[type] || helper >= f->helpers.count)
		return NULL;
	return &f->of_helper[type][helper];
}

/* What one kernel lacks and the other could not be asked: as often the same as not, and hundreds of helpers.
 */
static bool is_open(const struct probe_answer *a, const struct probe_answer *b)
{
	return a && b && a->verdict != PROBE_YES && b->verdict != PROBE_YES;
}

/* Of types that both have: the others are reported as such. */
static void diff_helpers(struct diff *d)
{
	const struct features *a = &d->f[0], *b = &d->f[1];
	const uint32_t helpers = a->helpers.count < b->helpers.count ? b->helpers.count : a->helpers.count;
	char what[2 * NAMES_TEXT_SIZE + 32];

	for (uint32_t type = 0; type < a->progs.count && type < b->progs.count; type++) {
		if (!a->of_helper[type] || !b->of_helper[type])
			continue;
		for (uint32_t i = 1; i < helpers; i++) {
			if (is_open(helper_at(a, type, i), helper_at(b, type, i)))
				continue;
			snprintf(what, sizeof(what), "helper %s prog %s",
				 (i < a->helpers.count ? a : b)->helpers.names[i], a->progs.names[type]);
			report(d, what, word_of(helper_at(a, type, i)), word_of(helper_at(b, type, i)));
		}
	}
}

static void diff_sysctls(struct diff *d)
{
	for (unsigned int i = 0; i < SYSCTLS; i++) {
		const char *name = strrchr(sysctl_paths[i], '/') + 1;
		char values[2][24], what[96];

		snprintf(what, sizeof(what), "sysctl %s", name);
		for (unsigned int j = 0; j < 2; j++)
			snprintf(values[j], sizeof(values[j]), "%lld", (long long)d->f[j].sysctls[i]);
		report(d, what, values[0], values[1]);
	}
}

static void diff_options(struct diff *d)
{
	char values[2][OPTION_SIZE], what[OPTION_SIZE];
	const char *option;

	for (unsigned int i = 0; d->f[0].options && d->f[1].options && (option = system_option(i)); i++) {
		bool has[2];

		for (unsigned int j = 0; j < 2; j++)
			has[j] = config_value(d->f[j].options, option, values[j], sizeof(values[j]));
		snprintf(what, sizeof(what), "config %s", option);
		report(d, what, has[0] ? values[0] : NULL, has[1] ? values[1] : NULL);
	}
}

static void diff_abilities(struct diff *d)
{
	for (unsigned int i = 0; i < ABILITY_COUNT; i++)
		report(d, ability_names[i].key, word_of(&d->f[0].abilities[i]),
		       word_of(&d->f[1].abilities[i]));
}

int feature_diff(struct kern *a, struct kern *b, struct out *o, struct err *err)
{
	__attribute__((cleanup(diff_free))) struct diff d = {.o = o};
	const struct feature_scope all = {.is_full = false};

	if (features_collect(a, &all, &d.f[0], err) || features_collect(b, &all, &d.f[1], err))
		return -1;
	out_list(o, NULL);
	diff_sysctls(&d);
	diff_options(&d);
	diff_abilities(&d);
	diff_list(&d, "prog", &d.f[0].progs, &d.f[1].progs);
	diff_list(&d, "map", &d.f[0].maps, &d.f[1].maps);
	diff_helpers(&d);
	out_end(o);
	return d.count ? err_answer_no(err) : 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One question, answered by as few loads as it takes: types, helpers and kernel functions by trying, attach
 * and link types by the kernel's own enum.
 */
#include "hostshow/has.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "hostshow/features.h"
#include "kern/names.h"
#include "kern/rights.h"
#include "kern/uapi.h"

const char *const feature_kind_words[FEATURE_KINDS] = {
	[FEATURE_HELPER] = "helper", [FEATURE_PROG] = "prog", [FEATURE_MAP] = "map",
	[FEATURE_ATTACH] = "attach", [FEATURE_LINK] = "link", [FEATURE_KFUNC] = "kfunc",
	[FEATURE_CONFIG] = "config", [FEATURE_BTF] = "btf",
};

void has_because(struct has_answer *a, enum probe_verdict verdict, const char *fmt, ...)
{
	va_list ap;

	a->verdict = verdict;
	va_start(ap, fmt);
	vsnprintf(a->why, sizeof(a->why), fmt, ap);
	va_end(ap);
}

/* The number of a name; false: no kernel that bpfi knows of has it, nor this one. */
static bool find_number(struct kern *k, const struct names *n, const char *name, uint32_t *ret_number,
			struct has_answer *a)
{
	char full[NAMES_TEXT_SIZE];
	struct err ignored = {0};
	struct guess guess = {0};

	snprintf(full, sizeof(full), "%s%s",
		 n->lead && strncmp(name, n->lead, strlen(n->lead)) ? n->lead : "", name);
	if (!names_value(k, n, full, ret_number, &ignored))
		return true;
	names_guess(n, full, &guess);
	if (*guess.word)
		has_because(a, PROBE_NO, "unknown %s; did you mean '%.64s'?", n->word, guess.word);
	else
		has_because(a, PROBE_NO, "unknown %s", n->word);
	return false;
}

static void take(struct has_answer *a, int r, const struct probe_answer *found, const char *no)
{
	if (r)
		has_because(a, PROBE_UNKNOWN, "the recording does not contain it");
	else if (found->verdict == PROBE_NO)
		has_because(a, PROBE_NO, "%s", no);
	else
		a->verdict = found->verdict;
	if (!r && found->verdict == PROBE_UNKNOWN) {
		has_because(a, PROBE_UNKNOWN, "the kernel refused to load it");
		a->no = found->no;
	}
}

/* By its own enum. */
static bool is_known(struct kern *k, const struct names *n, uint32_t number)
{
	struct has_answer ignored = {.no = 0};

	return has_btf_at_all(k, &ignored) && !names_are_without(k, n, number);
}

static int has_type(struct kern *k, const struct names *n, enum probe_kind kind, struct has_answer *a,
		    struct err *err)
{
	struct probe p = {.kind = kind};
	struct probe_answer found = {PROBE_UNASKED, 0};
	int r;

	if (!find_number(k, n, a->q->name, &p.number, a))
		return 0;
	r = kern_probe(k, &p, &found, err);
	take(a, r, &found, "not in this kernel");
	if (!r && found.verdict == PROBE_UNKNOWN && is_known(k, n, p.number))
		has_because(a, PROBE_UNKNOWN, "the kernel knows it, and refused to load it");
	return r < 0 ? -1 : 0;
}

/* Of a recording without an answer: KERN_NONE, or the reason why programs of the type could not be tried. */
static int why_not_tried(struct kern *k, uint32_t prog_type, struct probe_answer *ret_answer, struct err *err)
{
	struct probe p = {.kind = PROBE_PROG, .number = prog_type};
	int r = kern_probe(k, &p, ret_answer, err);

	return r || ret_answer->verdict == PROBE_UNKNOWN ? r : KERN_NONE;
}

/* Yes of one type, or else what was left open, or else no. */
static bool says_more(const struct probe_answer *one, const struct probe_answer *best)
{
	static const uint8_t rank[] = {[PROBE_NO] = 1, [PROBE_UNKNOWN] = 2, [PROBE_YES] = 3};

	return rank[one->verdict] > rank[best->verdict];
}

/*
 * In programs of one type, or of the first type that may call it: without one it is unknown, not
 * unavailable, if programs of some type could not be tried.
 */
static int has_call(struct kern *k, struct probe p, struct has_answer *a, struct err *err)
{
	struct probe_answer best = {PROBE_UNASKED, 0}, one;
	uint32_t from = 1, to = names_prog_types.count;
	bool is_answered = false;
	int r;

	if (a->q->prog) {
		if (names_value(k, &names_prog_types, a->q->prog, &from, err))
			return -1;
		to = from + 1;
	}
	for (p.prog_type = from; p.prog_type < to && best.verdict != PROBE_YES; p.prog_type++) {
		/* They may call what the program may that they replace a function of. */
		if (p.prog_type == BPF_PROG_TYPE_EXT && !a->q->prog)
			continue;
		r = kern_probe(k, &p, &one, err);
		is_answered |= !r;
		if (r == KERN_NONE)
			r = why_not_tried(k, p.prog_type, &one, err);
		if (r < 0)
			return -1;
		if (!r && says_more(&one, &best))
			best = one;
	}
	take(a, is_answered ? 0 : KERN_NONE, &best,
	     a->q->prog ? "programs of this type cannot call it" : "no program can call it");
	if (a->verdict == PROBE_UNKNOWN && is_answered)
		has_because(a, PROBE_UNKNOWN, "the kernel refused programs in which it may be available");
	return 0;
}

static int has_helper(struct kern *k, struct has_answer *a, struct err *err)
{
	struct probe p = {.kind = PROBE_HELPER};

	if (!find_number(k, &names_helpers, a->q->name, &p.number, a))
		return 0;
	if (has_call(k, p, a, err))
		return -1;
	if (a->verdict == PROBE_UNKNOWN && names_are_without(k, &names_helpers, p.number))
		has_because(a, PROBE_NO, "not in this kernel");
	return 0;
}

static int has_kfunc(struct kern *k, struct has_answer *a, struct err *err)
{
	struct probe p = {.kind = PROBE_KFUNC};

	return has_btf_func(k, a->q->name, &p, a) ? has_call(k, p, a, err) : 0;
}

/* Known to the kernel: what it takes to attach there cannot be tried without attaching. */
static void has_enumerator(struct kern *k, const struct names *n, struct has_answer *a)
{
	uint32_t number;

	if (!find_number(k, n, a->q->name, &number, a) || !has_btf_at_all(k, a))
		return;
	if (names_are_without(k, n, number))
		has_because(a, PROBE_NO, "not in this kernel");
	else
		a->verdict = PROBE_YES;
}

static int has_config(struct kern *k, struct has_answer *a, struct err *err)
{
	char option[128];
	auto_buf text = {0};
	int r = kern_config(k, &text, err);

	if (r < 0)
		return -1;
	snprintf(option, sizeof(option), "%s%s", strncmp(a->q->name, "CONFIG_", 7) ? "CONFIG_" : "",
		 a->q->name);
	if (r && kern_source(k))
		has_because(a, PROBE_UNKNOWN, "the recording does not contain it");
	else if (r)
		has_because(a, PROBE_UNKNOWN, "neither /boot/config-RELEASE nor /proc/config.gz is there");
	else if (config_value(buf_str(&text), option, a->value, sizeof(a->value)))
		a->verdict = PROBE_YES;
	else
		has_because(a, PROBE_NO, "not set");
	return 0;
}

static int find_answer(struct kern *k, struct has_answer *a, struct err *err)
{
	switch (a->q->kind) {
	case FEATURE_HELPER:
		return has_helper(k, a, err);
	case FEATURE_PROG:
		return has_type(k, &names_prog_types, PROBE_PROG, a, err);
	case FEATURE_MAP:
		return has_type(k, &names_map_types, PROBE_MAP, a, err);
	case FEATURE_ATTACH:
		has_enumerator(k, &names_attach_types, a);
		return 0;
	case FEATURE_LINK:
		has_enumerator(k, &names_link_types, a);
		return 0;
	case FEATURE_KFUNC:
		return has_kfunc(k, a, err);
	case FEATURE_CONFIG:
		return has_config(k, a, err);
	case FEATURE_BTF:
	case FEATURE_KINDS:
		break;
	}
	has_btf(k, a->q->name, a);
	return 0;
}

static const struct has_answer *answer_of(const void *rec)
{
	return rec;
}

static void emit_feature(struct out *o, const struct field *f, const void *rec)
{
	const struct feature_question *q = answer_of(rec)->q;
	auto_buf text = {0};

	buf_printf(&text, "%s%s%s", feature_kind_words[q->kind], q->name ? " " : "", q->name ? q->name : "");
	if (q->prog)
		buf_printf(&text, " prog %s", q->prog);
	out_str(o, f, buf_str(&text));
}

static void emit_available(struct out *o, const struct field *f, const void *rec)
{
	if (answer_of(rec)->verdict == PROBE_UNKNOWN)
		out_null(o, f);
	else
		out_bool(o, f, answer_of(rec)->verdict == PROBE_YES);
}

static void emit_words(struct out *o, const struct field *f, const void *rec)
{
	static const char *const words[] = {
		[PROBE_NO] = "not available", [PROBE_YES] = "available", [PROBE_UNKNOWN] = "unknown"};

	out_str(o, f, words[answer_of(rec)->verdict]);
}

static const struct field has_fields[] = {
	{.name = "feature",
	 .help = "What was asked",
	 .label = "",
	 .tail = ":",
	 .type = FIELD_STR,
	 .emit = emit_feature},
	{.name = "available",
	 .help = "Whether the kernel has it; null: unknown",
	 .type = FIELD_BOOL,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_available},
	{.name = "available", .label = "", .lead = " ", .flags = FIELD_TEXT_ONLY, .emit = emit_words},
	{.name = "value",
	 .help = "The value of a build option",
	 .label = "",
	 .lead = ", ",
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct has_answer, value),
	 .size = sizeof(((struct has_answer *)0)->value)},
	{.name = "reason",
	 .help = "Why it is not available, or why that is unknown",
	 .label = "",
	 .lead = ": ",
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct has_answer, why),
	 .size = sizeof(((struct has_answer *)0)->why)},
	{0},
};

const struct record has_record = {
	.name = "answer",
	.fields = has_fields,
	.len_off = offsetof(struct has_answer, len),
};

/* For the exit code: 3, with the right or the file that is missing. */
static int fail_unknown(const struct has_answer *a, struct err *err)
{
	struct err why = {0};

	if (a->no) {
		err_set(&why, a->no, "%s", a->why);
		rights_explain(&why, RIGHTS_PROBE);
	} else {
		err_set(&why, 0, "%s", a->why);
	}
	return err_partial(err, &why, "%s%s%s cannot be answered", feature_kind_words[a->q->kind],
			   a->q->name ? " " : "", a->q->name ? a->q->name : "");
}

int feature_has(struct kern *k, struct out *o, const struct feature_question *q, struct err *err)
{
	struct has_answer a = {.len = UINT32_MAX, .q = q, .verdict = PROBE_UNKNOWN};

	if (find_answer(k, &a, err))
		return -1;
	record_print(o, &has_record, &a);
	if (a.verdict == PROBE_UNKNOWN)
		return fail_unknown(&a, err);
	return a.verdict == PROBE_YES ? 0 : err_answer_no(err);
}

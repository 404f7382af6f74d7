/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What may keep the kernel from answering, or make it say no to what it has: lockdown, a filter of system
 * calls, missing capabilities.
 */
#include <stdio.h>
#include <string.h>

#include "hostshow/features.h"
#include "kern/rights.h"

/* The mode in brackets: "none [integrity] confidentiality". */
static void read_lockdown(struct kern *k, struct feature_limits *l)
{
	struct err ignored = {0};
	auto_buf text = {0};
	const char *start;

	if (kern_read_file(k, "/sys/kernel/security/lockdown", &text, &ignored))
		return;
	start = strchr(buf_str(&text), '[');
	if (start)
		snprintf(l->lockdown, sizeof(l->lockdown), "%.*s", (int)strcspn(start + 1, "]"), start + 1);
}

static void read_seccomp(struct kern *k, struct feature_limits *l)
{
	struct err ignored = {0};
	auto_buf text = {0};
	uint64_t mode;

	l->seccomp = SYSCTL_UNKNOWN;
	if (!kern_read_file(k, "/proc/self/status", &text, &ignored) &&
	    fdinfo_number(buf_str(&text), "Seccomp", &mode) && mode <= INT32_MAX)
		l->seccomp = (int64_t)mode;
}

void limits_read(struct kern *k, struct feature_limits *ret_limits)
{
	read_lockdown(k, ret_limits);
	read_seccomp(k, ret_limits);
	ret_limits->has_missing = !kern_source(k);
	if (ret_limits->has_missing)
		rights_missing(RIGHTS_PROBE, ret_limits->missing, sizeof(ret_limits->missing));
}

const struct field limits_fields[] = {
	{.name = "lockdown", .help = "Mode of kernel lockdown; null: unknown", .type = FIELD_STR},
	{.name = "seccomp",
	 .help = "Filter of system calls: 0 none, 1 strict, 2 a filter; null: unknown",
	 .type = FIELD_S32},
	{.name = "missing_capabilities",
	 .help = "Capabilities that the probe lacked; empty: none; null: unknown",
	 .type = FIELD_STR},
	{0},
};

static void print_line(struct out *o, const char *what, const char *is)
{
	const struct field text = {.name = "limit", .label = "", .flags = FIELD_TEXT_ONLY};
	char line[160];

	snprintf(line, sizeof(line), "%s: %s", what, is);
	out_str(o, &text, line);
}

static void print_word(struct out *o, const char *key, bool is_known, const char *word)
{
	const struct field json = {.name = key, .flags = FIELD_JSON_ONLY};

	if (is_known)
		out_str(o, &json, word);
	else
		out_null(o, &json);
}

void limits_print(struct out *o, const struct feature_limits *l)
{
	const struct field seccomp = {.name = "seccomp", .flags = FIELD_JSON_ONLY};

	print_word(o, "lockdown", *l->lockdown, l->lockdown);
	print_line(o, "Kernel lockdown", *l->lockdown ? l->lockdown : "unknown");
	if (l->seccomp == SYSCTL_UNKNOWN)
		out_null(o, &seccomp);
	else
		out_int(o, &seccomp, l->seccomp);
	print_line(o, "Filter of system calls (seccomp)",
		   l->seccomp == SYSCTL_UNKNOWN ? "unknown"
		   : l->seccomp                 ? "active"
						: "none");
	print_word(o, "missing_capabilities", l->has_missing, l->missing);
	print_line(o, "Missing capabilities",
		   !l->has_missing ? "unknown"
		   : *l->missing   ? l->missing
				   : "none");
}

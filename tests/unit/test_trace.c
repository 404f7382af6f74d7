/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kernel that tells of every question (--debug) must hand every one of them on. */
#include <stdio.h>
#include <string.h>

#include "kern/live/live.h"
#include "kern/ops.h"
#include "kern/trace.h"

static int failures;

static void check(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failures += !ok;
}

/* All members but the first @words ones are pointers to functions or tables. */
static bool is_filled(const void *table, size_t size, size_t words)
{
	for (size_t at = words * sizeof(void *); at < size; at += sizeof(void *)) {
		const void *member;

		memcpy(&member, (const char *)table + at, sizeof(member));
		if (!member)
			return false;
	}
	return true;
}

static void say_nothing(const char *line)
{
	(void)line;
}

/* What it did not hand on would be refused with --debug alone. */
static void test_trace(void)
{
	struct kern live, traced;
	struct err err;

	if (kern_open_live(&live, &err) || kern_open_trace(&traced, &live, say_nothing, &err)) {
		check(false, "a kernel that tells of every question");
		return;
	}
	check(is_filled(traced.ops, sizeof(*traced.ops), 2), "every question is handed on");
	check(is_filled(traced.ops->changes, sizeof(*traced.ops->changes), 0), "every change too");
	check(!strcmp(traced.ops->name, "live") && !kern_source(&traced), "under the name of who answers");
	kern_free(&traced);
}

int main(void)
{
	test_trace();
	return failures != 0;
}

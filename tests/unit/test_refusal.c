/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Logs of the verifier: which lines matter, and what is advised. */
#include <stdio.h>
#include <string.h>

#include "progshow/refusal.h"

static const struct {
	const char *log;
	const char *lines; /* NULL: it says nothing */
	const char *reason;
	const char *hint; /* a part of it; NULL: none */
} cases[] = {
	{"", NULL, NULL, NULL},
	{"\n\n", NULL, NULL, NULL},
	{"processed 3 insns (limit 1000000) max_states_per_insn 0\n", NULL, NULL, NULL},
	{"0: (b7) r0 = 0\n; *v = 1; @ a.c:7\n3: (7b) *(u64 *)(r0 +0) = r1\nR0 invalid mem access "
	 "'map_value_or_null'\nverification time 9 usec\nstack depth 8\nprocessed 4 insns (limit 1000000)\n",
	 "; *v = 1; @ a.c:7\n3: (7b) *(u64 *)(r0 +0) = r1\nR0 invalid mem access 'map_value_or_null'",
	 "R0 invalid mem access 'map_value_or_null'", "may be NULL"},
	/* no source, no end of the last line */
	{"last insn is not an exit or jmp", "last insn is not an exit or jmp",
	 "last insn is not an exit or jmp", NULL},
	/* between the statistics of one function and the reason of the next nothing is mixed up */
	{"first\nprocessed 2 insns\nunreachable insn 3\n", "unreachable insn 3", "unreachable insn 3",
	 "code that nothing leads to"},
	/* no more lines than help */
	{"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n", "3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14", "14",
	 NULL},
	{"; x\n", "; x", "; x", NULL},
};

static bool is_same(const char *at, size_t len, const char *want)
{
	return len == strlen(want) && !memcmp(at, want, len);
}

static bool is_good(const char *log, const char *lines, const char *reason, const char *hint)
{
	struct refusal r;
	const char *got;

	if (!refusal_find(log, &r))
		return !lines;
	if (!lines || !is_same(r.lines, r.len, lines) || !is_same(r.reason, r.reason_len, reason))
		return false;
	got = refusal_hint(r.lines, r.len);
	return hint ? got && strstr(got, hint) : !got;
}

int main(void)
{
	int failures = 0;

	for (unsigned int i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (is_good(cases[i].log, cases[i].lines, cases[i].reason, cases[i].hint))
			continue;
		printf("not ok log %u\n", i);
		failures++;
	}
	printf("%s refusals are read\n", failures ? "not ok" : "ok");
	return failures != 0;
}

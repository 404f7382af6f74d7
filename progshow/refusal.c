/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Verifier logs, from their end. */
#include "progshow/refusal.h"

#include <string.h>

enum { LINES_MOST = 12 };

/* Lines that say how much work it was, not why it failed. */
static bool is_statistic(const char *line, size_t len)
{
	static const char *const starts[] = {
		"processed ", "verification time ", "stack depth ",     "func#", "mark_precise", "parent ",
		"regs=",      "last_idx ",          "insns processed ",
	};

	for (unsigned int i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (len >= strlen(starts[i]) && !memcmp(line, starts[i], strlen(starts[i])))
			return true;
	return !len;
}

/* The line that ends at *end, which moves in front of it. */
static const char *line_before(const char *log, const char **end, size_t *ret_len)
{
	const char *last = *end, *start;

	start = last;
	while (start > log && start[-1] != '\n')
		start--;
	*ret_len = (size_t)(last - start);
	*end = start > log ? start - 1 : log;
	return start;
}

bool refusal_find(const char *log, struct refusal *ret_refusal)
{
	const char *at = log + strlen(log), *line;
	struct refusal r = {0};
	size_t len;

	for (unsigned int n = 0; at > log && n < LINES_MOST;) {
		line = line_before(log, &at, &len);
		if (is_statistic(line, len)) {
			if (r.reason)
				break;
			continue;
		}
		if (!r.reason) {
			r.reason = line;
			r.reason_len = len;
		}
		r.lines = line;
		r.len = (size_t)(r.reason + r.reason_len - line);
		n++;
		if (len > 1 && line[0] == ';')
			break;
	}
	if (!r.reason)
		return false;
	*ret_refusal = r;
	return true;
}

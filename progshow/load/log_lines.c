/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Lines of verifier logs: one row for each beginning that has a meaning, with the kernels that write it. */
#include "progshow/load/log_lines.h"

#include <string.h>

#define REPORT "Verification failed: "

static const struct {
	const char *start;
	const char *part; /* is also in the line; NULL: the beginning is enough */
	enum log_line is;
} rows[] = {
	{";", NULL, LOG_SOURCE},
	{"from ", NULL, LOG_WALK},
	{"Validating ", "() func#", LOG_WALK}, /* functions that are not static */
	{"Func#", " is safe for ", LOG_WALK},
	{"Func#", " assumed valid", LOG_WALK},
	{"processed ", NULL, LOG_TOTAL},
	{"verification time ", NULL, LOG_TOTAL},
	{"stack depth ", NULL, LOG_TOTAL},
	{"subprog ", " insns_self ", LOG_TOTAL}, /* 7.3 */
	{"insns processed ", NULL, LOG_TOTAL},   /* 7.2 */
	{"func#", NULL, LOG_TOTAL},              /* the head of a log */
	{"mark_precise", NULL, LOG_WORK},        /* 6.4 */
	{"parent ", NULL, LOG_WORK},
	{"regs=", NULL, LOG_WORK},
	{"last_idx ", NULL, LOG_WORK},
	{"propagating ", NULL, LOG_WORK},
	{"cur state:", NULL, LOG_WORK}, /* 6.6 */
	{"old state:", NULL, LOG_WORK},
	{"Live regs before insn", NULL, LOG_WORK}, /* 6.16 */
	{"topo_order[", NULL, LOG_WORK},           /* 7.1 */
	{"subprog#", NULL, LOG_WORK},
	{"stack use/def ", NULL, LOG_WORK},
	{" ", NULL, LOG_WORK}, /* of a listing */
	{REPORT, NULL, LOG_REPORT},
};

static bool begins(const char *line, size_t len, const char *word)
{
	return len >= strlen(word) && !memcmp(line, word, strlen(word));
}

enum log_line log_line_of(const char *line, size_t len)
{
	const size_t digits = strspn(line, "0123456789");

	if (!len)
		return LOG_WORK;
	if (digits && digits < len && line[digits] == ':')
		return LOG_WALK;
	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (begins(line, len, rows[i].start) &&
		    (!rows[i].part || memmem(line, len, rows[i].part, strlen(rows[i].part))))
			return rows[i].is;
	return LOG_MESSAGE;
}

static const char *after_line(const char *line)
{
	const char *end = strchr(line, '\n');

	return end ? end + 1 : line + strlen(line);
}

const char *log_report(const char *log)
{
	const char *found = NULL;

	for (const char *at = log; (at = strstr(at, REPORT)); at += strlen(REPORT))
		if (at == log || at[-1] == '\n')
			found = at;
	return found;
}

bool log_section(const char *text, const char *heading, const char **ret_lines, size_t *ret_len)
{
	const size_t length = strlen(heading);
	const char *at = text, *end;

	while (*at && (strncmp(at, heading, length) || at[length] != '\n'))
		at = after_line(at);
	if (!*at)
		return false;
	at = end = after_line(at);
	while (*end == ' ')
		end = after_line(end);
	*ret_lines = at;
	*ret_len = (size_t)(end - at);
	return end > at;
}

bool log_number(const char **at, uint64_t *ret_number)
{
	uint64_t n = 0;

	if (**at < '0' || **at > '9')
		return false;
	for (; **at >= '0' && **at <= '9' && n < UINT64_MAX / 100; (*at)++)
		n = n * 10 + (uint64_t)(**at - '0');
	*ret_number = n;
	return true;
}

/* "stack depth 32+0+8", before 7.3; later "subprog N (NAME) ... stack 32", a line each. */
bool log_next_stack(const char **at, uint64_t *ret_bytes)
{
	static const char before[] = "stack depth ", later[] = " stack ";
	const char *line = *at;

	if (*line == '+') {
		(*at)++;
		return log_number(at, ret_bytes);
	}
	for (; *line; line = after_line(line)) {
		const size_t len = (size_t)(after_line(line) - line);

		*at = NULL;
		if (begins(line, len, before))
			*at = line + strlen(before);
		else if (begins(line, len, "subprog ") && (*at = memmem(line, len, later, strlen(later))))
			*at += strlen(later);
		if (*at && log_number(at, ret_bytes))
			return true;
	}
	return false;
}

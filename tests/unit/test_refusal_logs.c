/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Logs as the verifiers of several kernels wrote them, shortened: tests/unit/logs/KERNEL-NAME. Above the line
 * "---" stands what must be found in them: "accepted", or source, reason, lines that are shown, part of the
 * hint.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/buf.h"
#include "progshow/load/log_lines.h"
#include "progshow/load/refusal.h"

#define LOGS "tests/unit/logs"

enum { LOG_BYTES = 65536 };

static const char *const kernels[] = {"5.10-", "6.1-", "6.12-", "6.16-", "6.17-", "6.18-",
				      "6.19-", "7.0-", "7.1-",  "7.2-",  "7.3-"};

struct sample {
	char text[LOG_BYTES];
	const char *log; /* after the expectations */
	bool is_refused;
	struct refusal found;
	struct err told;
};

static bool is_same(const char *at, size_t len, const char *want)
{
	return len == strlen(want) && !memcmp(at, want, len);
}

static bool has_line(const char *text, const char *want)
{
	const size_t len = strlen(want);

	for (const char *at = text; (at = strstr(at, want)); at++)
		if ((at == text || at[-1] == '\n') && (!at[len] || at[len] == '\n'))
			return true;
	return false;
}

/* "8" or "8+0": of each function. */
static bool has_stack(const char *log, const char *want)
{
	auto_buf got = {0};
	uint64_t bytes;

	while (log_next_stack(&log, &bytes))
		buf_printf(&got, "%s%llu", got.len ? "+" : "", (unsigned long long)bytes);
	return !strcmp(buf_str(&got), want);
}

/* One line of what is expected. */
static bool holds(const struct sample *s, const char *line)
{
	const struct refusal *r = &s->found;

	if (!strcmp(line, "accepted"))
		return !s->is_refused;
	if (!strncmp(line, "stack ", 6))
		return has_stack(s->log, line + 6);
	if (!s->is_refused)
		return false;
	if (!strncmp(line, "source ", 7))
		return r->source && is_same(r->source, r->source_len, line + 7) &&
		       has_line(s->told.quoted, line + 7);
	if (!strncmp(line, "reason ", 7))
		return is_same(r->reason, r->reason_len, line + 7);
	if (!strncmp(line, "shown ", 6))
		return has_line(s->told.quoted, line + 6);
	if (!strncmp(line, "hint ", 5))
		return strstr(s->told.hint, line + 5);
	return false;
}

static bool read_sample(const char *name, struct sample *s)
{
	char path[300], *cut;
	size_t len;
	FILE *f;

	snprintf(path, sizeof(path), LOGS "/%s", name);
	f = fopen(path, "re");
	if (!f)
		return false;
	len = fread(s->text, 1, sizeof(s->text) - 1, f);
	fclose(f);
	s->text[len] = '\0';
	cut = strstr(s->text, "\n---\n");
	if (!cut)
		return false;
	cut[1] = '\0';
	s->log = cut + 5;
	return true;
}

/* The number of expectations that do not hold. */
static int check_sample(const char *name)
{
	struct sample *s = calloc(1, sizeof(*s));
	char *line, *rest;
	int bad = 0, lines = 0;

	if (!s || !read_sample(name, s)) {
		printf("not ok %s cannot be read\n", name);
		free(s);
		return 1;
	}
	s->is_refused = refusal_find(s->log, &s->found);
	if (s->is_refused)
		refusal_tell(&s->found, &s->told);
	for (line = strtok_r(s->text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest), lines++) {
		if (holds(s, line))
			continue;
		printf("not ok %s: %s\n  said:\n%s\n  hint: %s\n", name, line, s->told.quoted, s->told.hint);
		bad++;
	}
	free(s);
	return bad + !lines;
}

int main(void)
{
	unsigned int of_kernel[sizeof(kernels) / sizeof(kernels[0])] = {0};
	const struct dirent *entry;
	int failures = 0;
	DIR *dir = opendir(LOGS);

	while (dir && (entry = readdir(dir))) {
		if (*entry->d_name == '.')
			continue;
		failures += check_sample(entry->d_name);
		for (unsigned int i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++)
			of_kernel[i] += !strncmp(entry->d_name, kernels[i], strlen(kernels[i]));
	}
	if (dir)
		closedir(dir);
	for (unsigned int i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++) {
		if (of_kernel[i])
			continue;
		printf("not ok no log of %s\n", kernels[i]);
		failures++;
	}
	printf("%s logs of verifiers are read\n", failures ? "not ok" : "ok");
	return failures != 0;
}

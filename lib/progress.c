/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One line that is written over and over. */
#include "lib/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND   INT64_C(1000000000)
#define INTERVAL (SECOND / 4)

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * SECOND + t.tv_nsec;
}

void progress_start(struct progress *p, const char *what, uint64_t total, enum progress_output output)
{
	*p = (struct progress){.what = what, .total = total};
	p->is_wanted = isatty(STDERR_FILENO) && (output == PROGRESS_ALONE || !isatty(STDOUT_FILENO));
	if (p->is_wanted)
		p->next = now() + SECOND;
}

void progress_add(struct progress *p, uint64_t count)
{
	int64_t time;

	p->done += count;
	if (!p->is_wanted || (time = now()) < p->next)
		return;
	p->next = time + INTERVAL;
	p->is_shown = true;
	fprintf(stderr, "\r%llu", (unsigned long long)p->done);
	if (p->total)
		fprintf(stderr, " of %s%llu", p->is_most ? "at most " : "", (unsigned long long)p->total);
	fprintf(stderr, " %s", p->what);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->is_shown)
		fputs("\r\033[K", stderr);
	p->is_shown = p->is_wanted = false;
}

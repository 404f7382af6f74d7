/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prints how many system calls a process has made: minimal [PID]; by default its own. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "minimal.skel.h"

static volatile sig_atomic_t is_ended;

static void end(int number)
{
	(void)number;
	is_ended = 1;
}

static int fail(const char *what, int no)
{
	fprintf(stderr, "minimal: %s: %s\n", what, strerror(no));
	return 1;
}

static int run(struct minimal_bpf *skel)
{
	int err = minimal_bpf__load(skel);

	if (err)
		return fail("cannot load the BPF program", -err);
	err = minimal_bpf__attach(skel);
	if (err)
		return fail("cannot attach the BPF program", -err);
	while (!is_ended) {
		printf("process %u: %llu system calls\n", skel->rodata->watched_pid,
		       (unsigned long long)skel->bss->calls);
		sleep(1);
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct minimal_bpf *skel = minimal_bpf__open();
	int code;

	if (!skel)
		return fail("cannot open the BPF object", errno);
	skel->rodata->watched_pid =
		argc > 1 ? (unsigned int)strtoul(argv[1], NULL, 10) : (unsigned int)getpid();
	signal(SIGINT, end);
	signal(SIGTERM, end);
	setvbuf(stdout, NULL, _IOLBF, 0);
	code = run(skel);
	minimal_bpf__destroy(skel);
	return code;
}

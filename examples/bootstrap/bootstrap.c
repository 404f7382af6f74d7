/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prints programs that start and processes that end: bootstrap [LEAST MILLISECONDS THAT THEY LIVED]. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bootstrap.h"
#include "bootstrap.skel.h"

static volatile sig_atomic_t is_ended;

static void end(int number)
{
	(void)number;
	is_ended = 1;
}

static int fail(const char *what, int no)
{
	fprintf(stderr, "bootstrap: %s: %s\n", what, strerror(no));
	return 1;
}

static int print(void *unused, void *data, size_t size)
{
	const struct event *e = data;

	(void)unused;
	(void)size;
	if (!e->is_exit)
		printf("exec  %-16s pid %d  parent %d  %s\n", e->comm, e->pid, e->parent, e->file);
	else if (!e->lived_ns)
		printf("exit  %-16s pid %d  parent %d  code %u\n", e->comm, e->pid, e->parent, e->exit_code);
	else
		printf("exit  %-16s pid %d  parent %d  code %u  after %llu ms\n", e->comm, e->pid, e->parent,
		       e->exit_code, e->lived_ns / 1000000);
	return 0;
}

static int follow(struct bootstrap_bpf *skel)
{
	struct ring_buffer *ring = ring_buffer__new(bpf_map__fd(skel->maps.events), print, NULL, NULL);
	int n = 0;

	if (!ring)
		return fail("cannot open the ring buffer", errno);
	while (!is_ended && (n >= 0 || n == -EINTR))
		n = ring_buffer__poll(ring, 100);
	ring_buffer__free(ring);
	return n < 0 && n != -EINTR ? fail("cannot read the ring buffer", -n) : 0;
}

static int run(struct bootstrap_bpf *skel)
{
	int err = bootstrap_bpf__load(skel);

	if (err)
		return fail("cannot load the BPF programs", -err);
	err = bootstrap_bpf__attach(skel);
	return err ? fail("cannot attach the BPF programs", -err) : follow(skel);
}

int main(int argc, char **argv)
{
	struct bootstrap_bpf *skel = bootstrap_bpf__open();
	int code;

	if (!skel)
		return fail("cannot open the BPF object", errno);
	if (argc > 1)
		skel->rodata->least_ns = strtoull(argv[1], NULL, 10) * 1000000;
	signal(SIGINT, end);
	signal(SIGTERM, end);
	setvbuf(stdout, NULL, _IOLBF, 0);
	code = run(skel);
	bootstrap_bpf__destroy(skel);
	return code;
}

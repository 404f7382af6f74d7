/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Prints a message for every program that is started. While it runs,
 *
 *     bpfi map dump name config
 *     bpfi map update name config key 1000 value '{"times": 0, "text": "welcome"}'
 *
 * show and change what is said to whom.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "config.h"
#include "config.skel.h"

static volatile sig_atomic_t is_ended;

static void end(int number)
{
	(void)number;
	is_ended = 1;
}

static int fail(const char *what, int no)
{
	fprintf(stderr, "config: %s: %s\n", what, strerror(no));
	return 1;
}

static int print(void *unused, void *data, size_t size)
{
	const struct event *e = data;

	(void)unused;
	(void)size;
	printf("uid %u  %-16s pid %d  %s\n", e->uid, e->comm, e->pid, e->text);
	return 0;
}

static int follow(struct config_bpf *skel)
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

static int configure(struct config_bpf *skel)
{
	const struct message for_root = {.text = "hello root"};
	const unsigned int root = 0;

	return bpf_map__update_elem(skel->maps.config, &root, sizeof(root), &for_root, sizeof(for_root), 0);
}

int main(void)
{
	struct config_bpf *skel = config_bpf__open_and_load();
	int code, err;

	if (!skel)
		return fail("cannot load the BPF program", errno);
	signal(SIGINT, end);
	signal(SIGTERM, end);
	setvbuf(stdout, NULL, _IOLBF, 0);
	err = configure(skel);
	if (!err)
		err = config_bpf__attach(skel);
	code = err ? fail("cannot start the BPF program", -err) : follow(skel);
	config_bpf__destroy(skel);
	return code;
}

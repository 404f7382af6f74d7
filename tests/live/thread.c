/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * thread NAME: makes a map in a thread that has descriptors of its own, so that none of the process's others
 * shows it, says "ready", and holds it until its input ends.
 */
#include <bpf/bpf.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

static void *hold(void *name)
{
	char byte;

	if (unshare(CLONE_FILES) || bpf_map_create(BPF_MAP_TYPE_ARRAY, name, 4, 4, 1, NULL) < 0) {
		perror("thread");
		return name;
	}
	puts("ready");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	return NULL;
}

int main(int argc, char **argv)
{
	void *failed = argv;
	pthread_t thread;

	if (argc != 2) {
		fputs("usage: thread NAME\n", stderr);
		return 2;
	}
	if (pthread_create(&thread, NULL, hold, argv[1]) || pthread_join(thread, &failed))
		return 1;
	return failed != NULL;
}

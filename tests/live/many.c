/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* many N: loads N small programs called many_0, many_1 ..., says "ready", holds them until its input ends. */
#include <bpf/bpf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	const struct bpf_insn insns[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
	unsigned long count = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
	const struct rlimit files = {count + 64, count + 64};
	char name[16], byte;

	if (!count || setrlimit(RLIMIT_NOFILE, &files)) {
		fprintf(stderr, "usage: many N\n");
		return 2;
	}
	for (unsigned long i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "many_%u", (unsigned int)i % 1000000);
		if (bpf_prog_load(BPF_PROG_TYPE_SOCKET_FILTER, name, "GPL", insns, 2, NULL) < 0) {
			perror("many");
			return 1;
		}
	}
	puts("ready");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	return 0;
}

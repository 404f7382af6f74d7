/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A program as users write them: opens, sets, loads, runs and reads through the skeleton of plain.bpf.c. */
#include <stdio.h>

#include <bpf/bpf.h>

#include "tests/gen/plain.h"

#include "plain.skel.h"

static int run(struct plain *p)
{
	char packet[64] = {0};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);

	return bpf_prog_test_run_opts(bpf_program__fd(p->progs.count_packets), &opts);
}

int main(void)
{
	struct plain *p = plain__open();
	size_t size;

	if (!p)
		return 1;
	printf("least %d, mode %d, words %s %s, custom %d, weak %d\n", p->data->limits.least, p->data->mode,
	       p->rodata->words[0], p->rodata->words[1], p->data_my_sec->custom, p->data->weak);
	p->data->limits.least = 10;
	p->data_my_sec->custom = 20;
	if (plain__load(p) || run(p))
		return 1;
	printf("least %d, custom %d, last %d, kernel %d\n", p->data->limits.least, p->data_my_sec->custom,
	       p->bss->last != 0, p->kconfig->LINUX_KERNEL_VERSION > 0x50000);
	plain__elf_bytes(&size);
	printf("bytes %d\n", size == p->skeleton->data_sz);
	plain__detach(p);
	plain__destroy(p);
	return 0;
}

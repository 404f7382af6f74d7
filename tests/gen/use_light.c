/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A program without libbpf: the light skeleton of plain.bpf.c, changed, loaded, run and read. */
#include <stdio.h>

#include "tests/gen/plain.h"

#include "plain.lskel.h"

static int run(struct plain *p)
{
	char packet[64] = {0};
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = (__u32)p->progs.count_packets.prog_fd;
	attr.test.data_in = (__u64)(unsigned long)packet;
	attr.test.data_size_in = sizeof(packet);
	attr.test.repeat = 1;
	return skel_sys_bpf(BPF_PROG_TEST_RUN, &attr, sizeof(attr));
}

int main(void)
{
	struct plain *p = plain__open();
	int r;

	if (!p)
		return 1;
	printf("least %d, words %s, custom %d\n", p->data->limits.least, p->rodata->words[1],
	       p->data_my_sec->custom);
	p->data->limits.least = 10;
	r = plain__load(p);
	if (r) {
		printf("load: %d\n", r);
		return 1;
	}
	if (plain__attach(p) || run(p))
		return 1;
	printf("least %d, custom %d, last %d\n", p->data->limits.least, p->data_my_sec->custom,
	       p->bss->last != 0);
	plain__destroy(p);
	return 0;
}

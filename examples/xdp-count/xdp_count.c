/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prints how many packets of each protocol a network device receives: xdp_count DEVICE. */
#include <errno.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xdp_count.h"
#include "xdp_count.skel.h"

static volatile sig_atomic_t is_ended;

static void end(int number)
{
	(void)number;
	is_ended = 1;
}

static int fail(const char *what, int no)
{
	fprintf(stderr, "xdp_count: %s: %s\n", what, strerror(no));
	return 1;
}

/* A lookup gives the values of all CPUs, one after the other. */
static int sum(const struct bpf_map *map, unsigned int place, struct count *values, size_t size,
	       struct count *ret_sum)
{
	int err = bpf_map__lookup_elem(map, &place, sizeof(place), values, size, 0);

	*ret_sum = (struct count){0};
	for (size_t i = 0; !err && i < size / sizeof(*values); i++) {
		ret_sum->packets += values[i].packets;
		ret_sum->bytes += values[i].bytes;
	}
	return err;
}

static int print(const struct bpf_map *map, struct count *values, size_t size)
{
	static const char *const names[COUNTS] = {"IPv4", "IPv6", "ARP", "other"};
	struct count c;

	for (unsigned int i = 0; i < COUNTS; i++) {
		int err = sum(map, i, values, size, &c);

		if (err)
			return fail("cannot read the counters", -err);
		printf("%s %llu (%llu bytes)%s", names[i], c.packets, c.bytes, i + 1 < COUNTS ? "  " : "\n");
	}
	return 0;
}

static int follow(struct xdp_count_bpf *skel)
{
	int cpus = libbpf_num_possible_cpus(), code = 0;
	struct count *values = cpus > 0 ? calloc((size_t)cpus, sizeof(*values)) : NULL;

	if (!values)
		return fail("cannot store the counters", cpus > 0 ? ENOMEM : -cpus);
	while (!is_ended && !code) {
		code = print(skel->maps.counts, values, (size_t)cpus * sizeof(*values));
		sleep(1);
	}
	free(values);
	return code;
}

/* Where a program is attached to cannot be in its section: it is a link that the skeleton owns. */
static int run(struct xdp_count_bpf *skel, int ifindex)
{
	skel->links.count_packets = bpf_program__attach_xdp(skel->progs.count_packets, ifindex);
	if (!skel->links.count_packets)
		return fail("cannot attach the BPF program", errno);
	return follow(skel);
}

int main(int argc, char **argv)
{
	unsigned int ifindex = argc == 2 ? if_nametoindex(argv[1]) : 0;
	struct xdp_count_bpf *skel;
	int code;

	if (argc != 2) {
		fprintf(stderr, "usage: xdp_count DEVICE\n");
		return 2;
	}
	if (!ifindex)
		return fail(argv[1], errno);
	skel = xdp_count_bpf__open_and_load();
	if (!skel)
		return fail("cannot load the BPF program", errno);
	signal(SIGINT, end);
	signal(SIGTERM, end);
	setvbuf(stdout, NULL, _IOLBF, 0);
	code = run(skel, (int)ifindex);
	xdp_count_bpf__destroy(skel);
	return code;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * churn TYPE PATH: pins a map of that type (a number) with elements that stay, says "ready", and inserts and
 * deletes others as fast as it can until its input ends. Keys that stay have a last byte below 128.
 */
#include <bpf/bpf.h>
#include <linux/bpf.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY = 8, ELEMENTS = 2000, ROUND = 64 };

/*
 * A prefix of 64 - 32 bits for tries, eight bytes for all others but maps of devices, which have the last
 * four.
 */
static void make_key(unsigned char *key, uint32_t i, int is_passing)
{
	const uint32_t len = 32;

	memcpy(key, &len, sizeof(len));
	key[4] = (unsigned char)(i >> 8);
	key[5] = (unsigned char)i;
	key[6] = 0;
	key[7] = is_passing ? 200 : 1;
}

static int has_input_ended(void)
{
	struct pollfd in = {.fd = 0, .events = POLLIN};

	return poll(&in, 1, 0) != 0;
}

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts);
	uint32_t type = argc == 3 ? (uint32_t)strtoul(argv[1], NULL, 10) : 0, i, next = 0;
	const uint32_t size = type == BPF_MAP_TYPE_DEVMAP_HASH ? KEY / 2 : KEY;
	unsigned char whole[KEY], *key = whole + KEY - size;
	uint64_t values[1024] = {1};
	int fd;

	if (!type) {
		fprintf(stderr, "usage: churn TYPE PATH\n");
		return 2;
	}
	opts.map_flags = type == BPF_MAP_TYPE_LPM_TRIE ? BPF_F_NO_PREALLOC : 0;
	fd = bpf_map_create((enum bpf_map_type)type, "churn", size, sizeof(*values), 2 * ELEMENTS, &opts);
	for (i = 0; fd >= 0 && i < ELEMENTS; i++) {
		make_key(whole, i, 0);
		bpf_map_update_elem(fd, key, values, BPF_ANY);
	}
	if (fd < 0 || bpf_obj_pin(fd, argv[2])) {
		perror("churn");
		return 1;
	}
	puts("ready");
	fflush(stdout);
	while (!has_input_ended()) {
		for (i = 0; i < ROUND; i++) {
			make_key(whole, next + i, 1);
			bpf_map_update_elem(fd, key, values, BPF_ANY);
		}
		for (i = 0; i < ROUND; i++) {
			make_key(whole, next + i, 1);
			bpf_map_delete_elem(fd, key);
		}
		next = (next + ROUND) % ELEMENTS;
	}
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* bare_batch PATH: the floor of dumps: every element of a pinned map in batches, and nothing done with them.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BATCH = 8192, CPUS_MOST = 1024 };

static long ask(int cmd, union bpf_attr *attr)
{
	return syscall(SYS_bpf, cmd, attr, sizeof(*attr));
}

static int is_percpu(uint32_t type)
{
	return type == BPF_MAP_TYPE_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_ARRAY;
}

static int read_all(int fd, const struct bpf_map_info *info)
{
	const size_t value =
		is_percpu(info->type) ? (info->value_size + 7) / 8 * 8 * (size_t)CPUS_MOST : info->value_size;
	void *keys = calloc(BATCH, info->key_size), *values = calloc(BATCH, value);
	uint64_t in = 0, out = 0;
	union bpf_attr attr;
	int is_end = 0;

	for (int is_first = 1; !is_end; is_first = 0) {
		memset(&attr, 0, sizeof(attr));
		attr.batch.in_batch = is_first ? 0 : (uintptr_t)&in;
		attr.batch.out_batch = (uintptr_t)&out;
		attr.batch.keys = (uintptr_t)keys;
		attr.batch.values = (uintptr_t)values;
		attr.batch.count = BATCH;
		attr.batch.map_fd = (uint32_t)fd;
		if (ask(BPF_MAP_LOOKUP_BATCH, &attr)) {
			is_end = errno == ENOENT;
			if (!is_end)
				return -1;
		}
		in = out;
	}
	free(keys);
	free(values);
	return 0;
}

int main(int argc, char **argv)
{
	struct bpf_map_info info = {0};
	union bpf_attr attr;
	int fd;

	if (argc != 2)
		return 2;
	memset(&attr, 0, sizeof(attr));
	attr.pathname = (uintptr_t)argv[1];
	fd = (int)ask(BPF_OBJ_GET, &attr);
	memset(&attr, 0, sizeof(attr));
	attr.info.bpf_fd = (uint32_t)fd;
	attr.info.info_len = sizeof(info);
	attr.info.info = (uintptr_t)&info;
	if (fd < 0 || ask(BPF_OBJ_GET_INFO_BY_FD, &attr) || read_all(fd, &info)) {
		perror("bare_batch");
		return 1;
	}
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bare_loop [fdinfo]: the least a listing of programs must ask of the kernel: next id, open, info, close, and
 * with "fdinfo" the descriptor's text in /proc. What bpfi takes is measured against it.
 */
#include <fcntl.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int ask(enum bpf_cmd what, union bpf_attr *attr, unsigned int size)
{
	return (int)syscall(__NR_bpf, what, attr, size);
}

static void read_fdinfo(int fd)
{
	char path[64], text[4096];
	int file;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	while (read(file, text, sizeof(text)) > 0)
		;
	close(file);
}

int main(int argc, char **argv)
{
	int with_fdinfo = argc > 1 && !strcmp(argv[1], "fdinfo");
	unsigned int count = 0;
	__u32 id = 0;

	for (;;) {
		union bpf_attr next = {.start_id = id}, open_attr = {0}, info_attr = {0};
		struct bpf_prog_info info = {0};
		int fd;

		if (ask(BPF_PROG_GET_NEXT_ID, &next, sizeof(next)))
			break;
		id = open_attr.prog_id = next.next_id;
		fd = ask(BPF_PROG_GET_FD_BY_ID, &open_attr, sizeof(open_attr));
		if (fd < 0)
			continue;
		info_attr.info.bpf_fd = (__u32)fd;
		info_attr.info.info_len = sizeof(info);
		info_attr.info.info = (__u64)(unsigned long)&info;
		ask(BPF_OBJ_GET_INFO_BY_FD, &info_attr, sizeof(info_attr));
		if (with_fdinfo)
			read_fdinfo(fd);
		close(fd);
		count++;
	}
	printf("%u\n", count);
	return 0;
}

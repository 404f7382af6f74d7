/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The loads of a program, recorded and made again: what it takes for the loads alone. Compiled twice.
 *
 *   LD_PRELOAD=same_loads.so LOADS=FILE COMMAND   writes each program that COMMAND tries to load into FILE
 *   same_loads FILE                               loads them all
 */
#include <dlfcn.h>
#include <linux/bpf.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef RECORDER

long syscall(long number, ...)
{
	static long (*libc)(long number, ...);
	static FILE *file;
	long a[6];
	va_list ap;

	va_start(ap, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (!libc)
		libc = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	if (!file && getenv("LOADS"))
		file = fopen(getenv("LOADS"), "we");
	if (number == __NR_bpf && a[0] == BPF_PROG_LOAD && file) {
		const union bpf_attr *attr = (const void *)a[1];
		const uint32_t size = (uint32_t)a[2];

		fwrite(&size, sizeof(size), 1, file);
		fwrite(attr, size, 1, file);
		fwrite((const void *)(uintptr_t)attr->insns, sizeof(struct bpf_insn), attr->insn_cnt, file);
	}
	return libc(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

#else

static char loads[64 << 20];
static char log_text[1 << 16];

/* Returns the bytes that it took; 0: they are not all there. */
static size_t load(const char *from, size_t left)
{
	union bpf_attr attr;
	uint32_t size;
	size_t len;
	long fd;

	if (left < sizeof(size))
		return 0;
	memcpy(&size, from, sizeof(size));
	if (size > sizeof(attr) || left < sizeof(size) + size)
		return 0;
	memset(&attr, 0, sizeof(attr));
	memcpy(&attr, from + sizeof(size), size);
	len = sizeof(size) + size + attr.insn_cnt * sizeof(struct bpf_insn);
	attr.insns = (uintptr_t)(from + sizeof(size) + size);
	attr.license = (uintptr_t) "GPL";
	attr.log_buf = attr.log_size ? (uintptr_t)log_text : 0;
	fd = len > left ? -1 : syscall(__NR_bpf, BPF_PROG_LOAD, &attr, size);
	if (fd >= 0)
		close((int)fd);
	return len;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "re") : NULL;
	size_t len = file ? fread(loads, 1, sizeof(loads), file) : 0, took;

	if (!len) {
		fputs("usage: same_loads FILE\n", stderr);
		return 2;
	}
	for (size_t at = 0; at < len; at += took) {
		took = load(loads + at, len - at);
		if (!took)
			return 1;
	}
	return 0;
}

#endif

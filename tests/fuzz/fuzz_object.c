/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects with some of their words changed: what our check lets through, libbpf opens, relocates and loads
 * without dying of it. No kernel sees any of that: the system call of BPF is answered here.
 *
 * The input says which of the tests' objects, and what is changed where.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <linux/bpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/mapfile.h"
#include "objfile/objfile.h"
#include "wire/elf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);
long syscall(long number, ...);

/* What makes something gets a descriptor of nothing; all else works. */
static long answer_bpf(int command)
{
	switch (command) {
	case BPF_MAP_CREATE:
	case BPF_PROG_LOAD:
	case BPF_BTF_LOAD:
	case BPF_LINK_CREATE:
	case BPF_RAW_TRACEPOINT_OPEN:
		return open("/dev/null", O_RDONLY | O_CLOEXEC);
	case BPF_MAP_UPDATE_ELEM:
	case BPF_MAP_FREEZE:
	case BPF_PROG_BIND_MAP:
		return 0;
	default:
		errno = ENOENT;
		return -1;
	}
}

/* In the place of libc's, also for libbpf. */
long syscall(long number, ...)
{
	static long (*real)(long, ...);
	long a[6];
	va_list ap;

	va_start(ap, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == __NR_bpf)
		return answer_bpf((int)a[0]);
	if (!real)
		real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

enum { OBJECTS_MAX = 64 };

static struct {
	const void *data;
	size_t size;
} objects[OBJECTS_MAX];
static unsigned int object_count;
static char kernel_types[4096];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *build = getenv("BUILD");
	char pattern[4096];
	glob_t found;

	(void)argc;
	(void)argv;
	snprintf(pattern, sizeof(pattern), "%s/tests/objs/*.o", build ? build : "build");
	if (glob(pattern, 0, NULL, &found))
		abort();
	for (size_t i = 0; i < found.gl_pathc && object_count < OBJECTS_MAX; i++) {
		struct err err = {0};

		/* A small one stands for the kernel's own: reading that takes most of the time. */
		if (strstr(found.gl_pathv[i], "odd_core"))
			snprintf(kernel_types, sizeof(kernel_types), "%s", found.gl_pathv[i]);
		if (!kern_map_file(found.gl_pathv[i], &objects[object_count].data,
				   &objects[object_count].size, &err))
			object_count++;
	}
	globfree(&found);
	return 0;
}

/* Sections as they are in the file: the changed ones may be none any more. */
static bool find_section(const struct elf *elf, unsigned int number, size_t *ret_at, size_t *ret_size)
{
	static const char *const often[] = {".BTF", ".BTF.ext", ".symtab", ".maps", ".rel.maps"};
	struct elf_section s;

	if (number < 200 && elf_find(elf, often[number % 5], &s)) {
		*ret_at = (size_t)(s.data - elf->data);
		*ret_size = s.size;
		return s.data && s.size;
	}
	if (number > 240) {
		*ret_at = elf->headers;
		*ret_size = elf->section_count * elf->header_size;
		return true;
	}
	if (!elf_section_at(elf, number % elf->section_count, &s) || !s.data || !s.size)
		return false;
	*ret_at = (size_t)(s.data - elf->data);
	*ret_size = s.size;
	return true;
}

/* Six bytes: section, place, value; what the value means is in the place's low bits. */
enum { CHANGE_LEN = 6 };

static void change(const struct elf *elf, unsigned char *image, const uint8_t *c)
{
	static const uint32_t far[] = {0x7fffffff, 0xffffffff, 0x80000000, 0xfffffff8,
				       0x10000,    0xffff,     0x1000000,  8};
	size_t at, size;
	uint32_t v;

	if (!find_section(elf, c[0], &at, &size) || size < 4)
		return;
	at += (c[1] | (size_t)c[2] << 8 | (size_t)(c[3] & 0xf) << 16) % (size / 4) * 4;
	memcpy(&v, image + at, sizeof(v));
	switch (c[3] >> 4 & 7) {
	case 0:
		v = c[4];
		break;
	case 1:
		v = far[c[4] % 8];
		break;
	case 2:
		v += (uint32_t)(int8_t)c[4];
		break;
	case 3:
		v ^= 1u << c[4] % 32;
		break;
	case 4:
		v = (v & 0xffffff) | (uint32_t)c[4] << 24;
		break;
	case 5:
		v = v * c[4];
		break;
	default:
		v = c[4] | (uint32_t)c[5] << 8;
	}
	memcpy(image + at, &v, sizeof(v));
}

static void load(const char *path, bool has_kernel)
{
	const struct objfile_opts opts = {.path = path,
					  .is_relaxed = true,
					  .kernel_btf = has_kernel && *kernel_types ? kernel_types : NULL};
	auto_objfile o = {0};
	struct err err = {0};

	if (!objfile_open(&o, NULL, &opts, &err))
		objfile_load(&o, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned char *image;
	struct err err = {0};
	char path[64];
	struct elf elf;
	size_t len;
	int fd;

	if (size < 1 + CHANGE_LEN || !object_count)
		return 0;
	len = objects[data[0] % object_count].size;
	image = malloc(len);
	memcpy(image, objects[data[0] % object_count].data, len);
	if (elf_parse(objects[data[0] % object_count].data, len, &elf, &err))
		abort();
	for (size_t at = 1; at + CHANGE_LEN <= size; at += CHANGE_LEN)
		change(&elf, image, data + at);
	fd = memfd_create("object", MFD_CLOEXEC);
	if (fd < 0 || write(fd, image, len) != (ssize_t)len)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	load(path, true);
	close(fd);
	free(image);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files on their way to libbpf: read once, checked, passed on as memory that no longer changes. */
#include "objfile/read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "btfdump/load/load.h"
#include "kern/mapfile.h"
#include "kern/rights.h"
#include "objfile/check.h"
#include "objfile/form.h"

int read_object(const char *path, const void **ret_data, size_t *ret_size, struct err *err)
{
	struct elf elf;

	if (kern_map_file(path, ret_data, ret_size, err))
		return rights_explain(err, RIGHTS_FILE);
	/* The error for what is not an object file is clearer than libbpf's. */
	return form_check(path, *ret_data, *ret_size, &elf, err) || read_check(path, &elf, err) ? -1 : 0;
}

int read_check(const char *path, const struct elf *elf, struct err *err)
{
	if (!check_object(elf, err))
		return 0;
	err_wrap(err, "%s: corrupt", path);
	err_hint(err, "the object is corrupt: compile it again");
	return -1;
}

static int write_all(int fd, const void *data, size_t size)
{
	const char *at = data;

	while (size) {
		ssize_t n = write(fd, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		at += n;
		size -= (size_t)n;
	}
	return 0;
}

int read_memory_file(const void *data, size_t size, const char *name, struct err *err)
{
	const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		return err_set(err, errno, "a file in memory");
	if (!write_all(fd, data, size) && !fcntl(fd, F_ADD_SEALS, seals))
		return fd;
	err_set(err, errno, "a file in memory");
	close(fd);
	return -1;
}

void read_memory_path(int fd, char ret_path[READ_PATH])
{
	snprintf(ret_path, READ_PATH, "/proc/self/fd/%d", fd);
}

/* What libbpf gets is raw BTF, in whatever file it was: our reader also knows kernel images. */
int read_kernel_types(const char *path, int *ret_fd, struct err *err)
{
	auto_types *t = NULL;
	int fd;

	if (types_load_file(path, NULL, &t, err)) {
		rights_explain(err, RIGHTS_FILE);
		err_wrap(err, "kernel_btf");
		if (!err->no && !*err->hint)
			err_hint(
				err,
				"specify a copy of another kernel's /sys/kernel/btf/vmlinux, or its vmlinux image");
		return -1;
	}
	if (t->base)
		return err_set(err, 0, "kernel_btf: %s is split BTF: specify the BTF of the kernel itself",
			       path);
	fd = read_memory_file(t->raw, t->raw_size, "kernel_btf", err);
	if (fd < 0)
		return err_wrap(err, "kernel_btf");
	*ret_fd = fd;
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What elements are written with: devices, processes, files, descriptors of other processes. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

int live_ifindex(struct kern *k, const char *name, uint32_t *ret_ifindex, struct err *err)
{
	unsigned int index = if_nametoindex(name);

	(void)k;
	(void)err;
	if (!index)
		return KERN_NONE;
	*ret_ifindex = index;
	return 0;
}

static int open_process(uint32_t pid)
{
	long fd = syscall(__NR_pidfd_open, pid, 0);

	return fd < 0 ? -errno : (int)fd;
}

int live_open_process(struct kern *k, uint32_t pid, int *ret_handle, struct err *err)
{
	int fd = open_process(pid);

	(void)k;
	if (fd == -ESRCH)
		return KERN_NONE;
	/* Threads: the kernel accepts the number but opens only its process. */
	if (fd == -EINVAL)
		return err_set(err, 0, "%u is not a process ID (it is a thread, or does not exist)", pid);
	if (fd < 0)
		return err_set(err, -fd, "opening process %u", pid);
	*ret_handle = fd;
	return 0;
}

int live_open_path(struct kern *k, const char *path, int *ret_handle, struct err *err)
{
	int fd = open(path, O_PATH | O_CLOEXEC);

	(void)k;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return KERN_NONE;
	if (fd < 0) {
		err_set(err, errno, "%.256s", path);
		return rights_explain(err, RIGHTS_FILE);
	}
	*ret_handle = fd;
	return 0;
}

int live_take_fd(struct kern *k, uint32_t pid, uint32_t fd, int *ret_handle, struct err *err)
{
	auto_close process = open_process(pid);
	long taken;

	(void)k;
	if (process == -ESRCH)
		return KERN_NONE;
	if (process < 0)
		return err_set(err, -process, "opening process %u", pid);
	taken = syscall(__NR_pidfd_getfd, process, (int)fd, 0);
	if (taken < 0 && (errno == EBADF || errno == ESRCH))
		return KERN_NONE;
	if (taken < 0) {
		err_set(err, errno, "getting file descriptor %u of process %u", fd, pid);
		return rights_explain(err, RIGHTS_PROCESS);
	}
	*ret_handle = (int)taken;
	return 0;
}

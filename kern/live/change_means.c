/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What elements are written with: devices, processes, files, descriptors of other processes. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/change.h"
#include "kern/rights.h"
#include "kern/sys.h"

int live_find_dev(const struct kern_change *c, struct err *err)
{
	unsigned int index = if_nametoindex(c->path);

	(void)err;
	*c->ret_handle = (int)index;
	return index ? 0 : KERN_NONE;
}

static int open_process(uint32_t pid)
{
	long fd = syscall(__NR_pidfd_open, pid, 0);

	return fd < 0 ? -errno : (int)fd;
}

int live_open_process(const struct kern_change *c, struct err *err)
{
	int fd = open_process(c->id);

	if (fd == -ESRCH)
		return KERN_NONE;
	/* Threads: the kernel knows the number and opens only the process it is of. */
	if (fd == -EINVAL)
		return err_set(err, 0, "%u is no process but one of its threads, or no process at all",
			       c->id);
	if (fd < 0)
		return err_set(err, -fd, "opening process %u", c->id);
	*c->ret_handle = fd;
	return 0;
}

int live_open_path(const struct kern_change *c, struct err *err)
{
	int fd = open(c->path, O_PATH | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return KERN_NONE;
	if (fd < 0) {
		err_set(err, errno, "%.256s", c->path);
		return rights_explain(err, RIGHTS_FILE);
	}
	*c->ret_handle = fd;
	return 0;
}

int live_take_fd(const struct kern_change *c, struct err *err)
{
	auto_close process = open_process(c->id);
	long fd;

	if (process == -ESRCH)
		return KERN_NONE;
	if (process < 0)
		return err_set(err, -process, "opening process %u", c->id);
	fd = syscall(__NR_pidfd_getfd, process, (int)c->flags, 0);
	if (fd < 0 && (errno == EBADF || errno == ESRCH))
		return KERN_NONE;
	if (fd < 0) {
		err_set(err, errno, "taking descriptor %u of process %u", (unsigned int)c->flags, c->id);
		return rights_explain(err, RIGHTS_PROCESS);
	}
	*c->ret_handle = (int)fd;
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What programs write: the trace pipe, wherever tracefs is, and their own streams.
 *
 * Where tracefs is mounted nowhere, it is opened as a detached mount: others do not see it, and it ends
 * with the last descriptor.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	READ_SIZE = 16 << 10,
	STREAM_MAX = 16 << 20,     /* the kernel keeps 100,000 bytes of one */
	CMD_PROG_STREAM_READ = 37, /* Linux 6.17 */
	SET_CREATE = 6,
	NO_PLACE = 0, /* of fsconfig(2), fsmount(2) */
};

struct stream_wire {
	uint64_t buf;
	uint32_t size;
	uint32_t stream;
	uint32_t prog_fd;
};

static int open_below(const char *folder, const char *name)
{
	char path[MOUNT_PATH_LEN + 32];

	snprintf(path, sizeof(path), "%s%s/trace_pipe", folder, name);
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

/* Of the mounts there are; debugfs has one in it that appears when it is looked at. */
static int open_mounted(struct err *err)
{
	static const struct {
		const char *type, *below;
	} places[] = {{"tracefs", ""}, {"debugfs", "/tracing"}};
	char path[MOUNT_PATH_LEN];
	auto_buf text = {0};
	int fd, no = ENOENT;

	if (live_read_mounts(&text, err))
		return -1;
	for (unsigned int i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *at = buf_str(&text);

		while (mounts_next(&at, places[i].type, path, sizeof(path))) {
			fd = open_below(path, places[i].below);
			if (fd >= 0)
				return fd;
			no = errno == ENOENT ? no : errno;
		}
	}
	return err_set(err, no, "the trace pipe");
}

static int open_unplaced(struct err *err)
{
	auto_close fs = (int)syscall(__NR_fsopen, "tracefs", 1);
	auto_close root = -1;
	int fd = -1;

	if (fs >= 0 && !syscall(__NR_fsconfig, fs, SET_CREATE, NULL, NULL, 0))
		root = (int)syscall(__NR_fsmount, fs, 1, NO_PLACE);
	if (root >= 0)
		fd = openat(root, "trace_pipe", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0)
		return fd;
	err_set(err, errno, "tracefs is not mounted; opening it");
	if (errno == ENODEV)
		return err_set(err, 0, "this kernel does not have tracefs");
	return rights_explain(err, RIGHTS_MOUNT);
}

int live_open_trace_pipe(struct kern *k, bool may_mount, int *ret_handle, struct err *err)
{
	int fd = open_mounted(err);

	(void)k;
	if (fd < 0 && err->no == ENOENT) {
		if (!may_mount) {
			err_set(err, 0, "tracefs is not mounted, and --nomount forbids mounting it");
			err_hint(err, "mount it: mount -t tracefs tracefs /sys/kernel/tracing");
			return -1;
		}
		err_clear(err);
		fd = open_unplaced(err);
	}
	if (fd < 0)
		return err->no == EBUSY ? err_set(err, 0, "the trace pipe is in use by another process")
					: rights_explain(err, RIGHTS_FILE);
	*ret_handle = fd;
	return 0;
}

int live_read(struct kern *k, int handle, struct buf *ret_text, struct err *err)
{
	char *to = buf_room(ret_text, READ_SIZE);
	ssize_t n;

	(void)k;
	if (!to)
		return err_no_memory(err);
	n = read(handle, to, READ_SIZE);
	if (n > 0) {
		ret_text->len += (size_t)n;
		return 0;
	}
	if (!n)
		return KERN_NONE;
	return errno == EAGAIN || errno == EINTR ? 0 : err_set(err, errno, "reading");
}

static int read_stream_once(int handle, uint32_t stream, struct buf *ret_text, struct err *err)
{
	struct stream_wire w = {.size = READ_SIZE, .stream = stream, .prog_fd = (uint32_t)handle};
	char *to = buf_room(ret_text, READ_SIZE);
	long n;

	if (!to)
		return err_no_memory(err);
	w.buf = (uintptr_t)to;
	n = syscall(__NR_bpf, CMD_PROG_STREAM_READ, &w, sizeof(w));
	if (n > 0)
		ret_text->len += (size_t)n;
	if (n >= 0)
		return n ? 0 : KERN_NONE;
	/* EINVAL cannot mean the program, which is open: the kernel lacks the command. */
	if (errno == EINVAL)
		return err_set(
			err, 0,
			"this kernel does not support program streams (Linux 6.17 or newer is required)");
	err_set(err, errno, "reading the stream");
	return rights_explain(err, RIGHTS_LOAD);
}

int live_read_stream(struct kern *k, int handle, enum prog_stream stream, struct buf *ret_text,
		     struct err *err)
{
	int r = 0;

	(void)k;
	while (!r && ret_text->len < STREAM_MAX)
		r = read_stream_once(handle, stream, ret_text, err);
	return r < 0 ? -1 : 0;
}

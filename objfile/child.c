/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The result comes back in a file in memory, so that writing never blocks; the error in shared memory.
 */
#include "objfile/child.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kern/kern.h"
#include "lib/file.h"

struct answer {
	int r;
	struct err err;
};

static bool has_written(int fd, const void *data, size_t size, off_t at)
{
	for (size_t done = 0; done < size;) {
		ssize_t n = pwrite(fd, (const char *)data + done, size - done, at + (off_t)done);

		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static bool has_read(int fd, struct buf *b)
{
	size_t size;
	struct stat st;
	char *to;

	if (fstat(fd, &st))
		return false;
	size = (size_t)st.st_size - sizeof(struct answer);
	to = buf_room(b, size + 1);
	if (!to || pread(fd, to, size, sizeof(struct answer)) != (ssize_t)size)
		return false;
	b->len += size;
	return true;
}

/* The answer last: with it, all is there. Nothing else is done at the end: the parent's buffers are its own.
 */
static void work(child_fn fn, void *arg, int fd)
{
	struct answer answer = {0};
	struct buf result = {0};

	answer.r = fn(arg, &result, &answer.err);
	if (!has_written(fd, result.data, result.len, sizeof(answer)))
		answer.r = err_set(&answer.err, errno, "passing on the result");
	has_written(fd, &answer, sizeof(answer), 0);
	syscall(SYS_exit_group, 0);
}

static int tell_death(int status, struct err *err)
{
	err_set(err, 0, "libbpf %s crashed: %s", kern_libbpf_version(),
		WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "no answer");
	err_hint(err, "the object uses a feature that this version does not support; a newer version may");
	return -1;
}

static int collect(pid_t pid, int fd, struct buf *ret_result, struct err *err)
{
	struct answer answer;
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, errno, "waiting for a child process");
	if (!WIFEXITED(status) || WEXITSTATUS(status) ||
	    pread(fd, &answer, sizeof(answer), 0) != sizeof(answer))
		return tell_death(status, err);
	if (answer.r)
		*err = answer.err;
	else if (!has_read(fd, ret_result))
		return err_no_memory(err);
	return answer.r;
}

int child_run(child_fn fn, void *arg, struct buf *ret_result, struct err *err)
{
	auto_close fd = memfd_create("result", MFD_CLOEXEC);
	pid_t pid = fd < 0 ? -1 : fork();

	if (!pid)
		work(fn, arg, fd);
	if (pid < 0)
		return err_set(err, errno, "starting a child process");
	return collect(pid, fd, ret_result, err);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files through a temporary one beside them. */
#include "mapdump/transfer_write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMP_TRIES = 16, FILE_MODE = 0666 };

static int open_as_it_is(struct transfer_target *t, struct err *err)
{
	t->fd = open(t->path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
	return t->fd < 0 ? err_set(err, errno, "%.256s", t->path) : 0;
}

int transfer_target_open(struct transfer_target *t, const char *path, struct err *err)
{
	uint32_t salt = 0;
	struct stat st;

	*t = (struct transfer_target){.path = path, .fd = -1};
	/* Also a link is written through: /dev/stdout must stay one. */
	if (!lstat(path, &st) && !S_ISREG(st.st_mode))
		return open_as_it_is(t, err);
	for (int tries = 0; tries < TEMP_TRIES; tries++) {
		if (getrandom(&salt, sizeof(salt), 0) != sizeof(salt))
			salt += (uint32_t)getpid();
		if ((size_t)snprintf(t->temp, sizeof(t->temp), "%s.%08x.tmp", path, salt) >= sizeof(t->temp))
			return err_set(err, ENAMETOOLONG, "%.256s", path);
		t->fd = open(t->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
		if (t->fd >= 0 || errno != EEXIST)
			break;
	}
	if (t->fd < 0)
		return err_set(err, errno, "creating %.256s", path);
	t->has_temp = true;
	return 0;
}

int transfer_target_write(void *target, const void *data, size_t len)
{
	const struct transfer_target *t = target;
	const char *at = data;

	while (len) {
		ssize_t n = write(t->fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

int transfer_target_commit(struct transfer_target *t, struct err *err)
{
	if (!t->has_temp)
		return 0;
	if (fsync(t->fd) || rename(t->temp, t->path))
		return err_set(err, errno, "writing %.256s", t->path);
	t->has_temp = false;
	return 0;
}

void transfer_target_close(struct transfer_target *t)
{
	if (t->fd >= 0)
		close(t->fd);
	if (t->has_temp)
		unlink(t->temp);
	t->fd = -1;
	t->has_temp = false;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Temporary files beside those that are meant. */
#include "lib/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/buf.h"

enum { TEMP_TRIES = 16 };

static int failed(const struct out_file *f, int no, struct err *err)
{
	return err_set(err, no, "%.256s", f->path);
}

/* A link to nothing gets its file made. */
static int open_as_it_is(struct out_file *f, mode_t mode, struct err *err)
{
	f->fd = open(f->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, mode);
	return f->fd < 0 ? failed(f, errno, err) : 0;
}

/* Who may read the old file, and whose it is, stays as it was; where that is not ours to say, it is new. */
static void keep_owner(const struct out_file *f, const struct stat *old)
{
	if (fchown(f->fd, old->st_uid, old->st_gid) && fchown(f->fd, (uid_t)-1, old->st_gid))
		return;
	fchmod(f->fd, old->st_mode & 07777);
}

static int open_beside(struct out_file *f, mode_t mode, struct err *err)
{
	uint32_t salt = 0;

	for (int tries = 0; tries < TEMP_TRIES; tries++) {
		if (getrandom(&salt, sizeof(salt), 0) != sizeof(salt))
			salt += (uint32_t)getpid();
		if ((size_t)snprintf(f->temp, sizeof(f->temp), "%.4080s.%08x.tmp", f->place, salt) >=
		    sizeof(f->temp))
			return failed(f, ENAMETOOLONG, err);
		f->fd = open(f->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (f->fd >= 0 || errno != EEXIST)
			break;
	}
	if (f->fd < 0)
		return failed(f, errno, err);
	f->has_temp = true;
	return 0;
}

/* Behind links; what a descriptor refers to is no place that could be renamed to. */
static bool find_place(struct out_file *f, const struct stat *st)
{
	char place[PATH_MAX];
	struct stat there;

	if (!realpath(f->path, place) || strlen(place) >= sizeof(f->place) || lstat(place, &there) ||
	    there.st_dev != st->st_dev || there.st_ino != st->st_ino)
		return false;
	memcpy(f->place, place, strlen(place) + 1);
	return true;
}

int out_file_open(struct out_file *f, const char *path, mode_t mode, struct err *err)
{
	struct stat st, link;
	bool is_there;

	*f = (struct out_file){.path = path, .fd = -1};
	if (strlen(path) >= sizeof(f->place))
		return failed(f, ENAMETOOLONG, err);
	is_there = !stat(path, &st);
	if (!is_there && lstat(path, &link)) {
		memcpy(f->place, path, strlen(path) + 1);
		return open_beside(f, mode, err);
	}
	if (!is_there || !S_ISREG(st.st_mode) || out_file_is_stdout(path) || !find_place(f, &st))
		return open_as_it_is(f, mode, err);
	if (access(path, W_OK))
		return failed(f, errno, err);
	if (open_beside(f, mode & 0600, err))
		return -1;
	keep_owner(f, &st);
	return 0;
}

int out_file_write(void *file, const void *data, size_t len)
{
	const struct out_file *f = file;
	const char *at = data;

	while (len) {
		ssize_t n = write(f->fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

/* The name lasts only when its folder is on the disk; a file system that cannot promise that is no failure.
 */
static void sync_folder(const char *path)
{
	auto_buf folder = {0};
	const char *slash = strrchr(path, '/');
	int fd;

	if (!slash)
		buf_add_char(&folder, '.');
	else
		buf_add(&folder, path, slash == path ? 1 : (size_t)(slash - path));
	fd = open(buf_str(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	close(fd);
}

int out_file_commit(struct out_file *f, uint64_t *ret_bytes, struct err *err)
{
	struct stat st;

	if (fstat(f->fd, &st) || (f->has_temp && (fsync(f->fd) || rename(f->temp, f->place))))
		return err_set(err, errno, "writing %.256s", f->path);
	if (f->has_temp)
		sync_folder(f->place);
	f->has_temp = false;
	if (ret_bytes)
		*ret_bytes = (uint64_t)st.st_size;
	return 0;
}

void out_file_close(struct out_file *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
	if (f->has_temp)
		unlink(f->temp);
	f->has_temp = false;
}

bool out_file_is_stdout(const char *path)
{
	struct stat named, out;

	if (!strcmp(path, "-"))
		return true;
	return !stat(path, &named) && !fstat(STDOUT_FILENO, &out) && named.st_dev == out.st_dev &&
	       named.st_ino == out.st_ino;
}

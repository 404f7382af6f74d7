/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Temporary files next to the files that they replace. */
#include "lib/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/buf.h"

static int failed(const struct out_file *f, int no, struct err *err)
{
	return err_set(err, no, "%.256s", f->path);
}

/* For a dangling link the target is created. */
static int open_as_it_is(struct out_file *f, mode_t mode, struct err *err)
{
	f->fd = open(f->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, mode);
	return f->fd < 0 ? failed(f, errno, err) : 0;
}

static const char *name_of(const char *place)
{
	const char *slash = strrchr(place, '/');

	return slash ? slash + 1 : place;
}

static int open_beside(struct out_file *f, mode_t mode, struct err *err)
{
	const char *name = name_of(f->place);
	auto_buf folder = {0};
	int no;

	if (name == f->place)
		buf_add_char(&folder, '.');
	else
		buf_add(&folder, f->place, name - f->place == 1 ? 1 : (size_t)(name - f->place - 1));
	no = folder.failed ? ENOMEM : out_temp_open(&f->temp, buf_str(&folder), mode);
	if (no)
		return failed(f, no, err);
	f->fd = f->temp.fd;
	f->has_temp = true;
	return 0;
}

/*
 * Permissions and owner of the old file are kept; without that right, they are those of a new file.
 * Only after everything is written: until then nobody else has access.
 */
static void keep_owner(const struct out_file *f)
{
	if (fchown(f->fd, f->owner, f->group) && fchown(f->fd, (uid_t)-1, f->group))
		return;
	fchmod(f->fd, f->mode & 0777);
}

/* What root writes is not handed to whoever put a file of that name into a folder like /tmp. */
static int check_owner(const struct out_file *f, struct err *err)
{
	struct stat folder;

	if (geteuid() || !f->owner)
		return 0;
	if (fstat(f->temp.folder, &folder))
		return failed(f, errno, err);
	if (!(folder.st_mode & (S_IWGRP | S_IWOTH)))
		return 0;
	err_set(err, 0, "%.256s belongs to user %u, in a directory that others can write to", f->path,
		f->owner);
	err_hint(err, "remove it first, or choose another name");
	return -1;
}

static int open_to_replace(struct out_file *f, const struct stat *old, struct err *err)
{
	f->is_replacing = true;
	f->owner = old->st_uid;
	f->group = old->st_gid;
	f->mode = old->st_mode;
	if (access(f->path, W_OK))
		return failed(f, errno, err);
	return open_beside(f, 0600, err) ? -1 : check_owner(f, err);
}

/* After resolving links; the target of a descriptor is not a path that can be renamed to. */
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

	*f = (struct out_file){.path = path, .fd = -1, .temp = {.fd = -1, .folder = -1}};
	if (strlen(path) >= sizeof(f->place))
		return failed(f, ENAMETOOLONG, err);
	is_there = !stat(path, &st);
	if (!is_there && lstat(path, &link)) {
		memcpy(f->place, path, strlen(path) + 1);
		return open_beside(f, mode, err);
	}
	if (!is_there || !S_ISREG(st.st_mode) || out_file_is_stdout(path) || !find_place(f, &st))
		return open_as_it_is(f, mode, err);
	return open_to_replace(f, &st, err);
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

static int finish(struct out_file *f)
{
	if (f->is_replacing)
		keep_owner(f);
	if (!f->can_be_made_again && fsync(f->fd))
		return errno;
	return out_temp_rename(&f->temp, name_of(f->place), !f->can_be_made_again);
}

int out_file_commit(struct out_file *f, uint64_t *ret_bytes, struct err *err)
{
	struct stat st;
	int no = fstat(f->fd, &st) ? errno : 0;

	if (!no && f->has_temp)
		no = finish(f);
	if (no)
		return err_set(err, no, "writing %.256s", f->path);
	if (ret_bytes)
		*ret_bytes = (uint64_t)st.st_size;
	return 0;
}

void out_file_close(struct out_file *f)
{
	if (f->has_temp)
		out_temp_close(&f->temp);
	else if (f->fd >= 0)
		close(f->fd);
	f->has_temp = false;
	f->fd = -1;
}

bool out_file_is_stdout(const char *path)
{
	struct stat named, out;

	if (!strcmp(path, "-"))
		return true;
	return !stat(path, &named) && !fstat(STDOUT_FILENO, &out) && named.st_dev == out.st_dev &&
	       named.st_ino == out.st_ino;
}

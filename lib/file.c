/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading and writing whole files; descriptors that are closed or must not be. */
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/out_file.h"

enum { PIECE = 64 << 10, FILE_MODE = 0600, STANDARD_FDS = 3 };

/* Plain files are as long as they say, and the end is seen by one byte more. */
static size_t first_piece(int fd, size_t max)
{
	struct stat st;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size <= 0 || (size_t)st.st_size > max)
		return PIECE;
	return (size_t)st.st_size + 1;
}

static int read_all(int fd, const char *path, size_t max, struct buf *data, struct err *err)
{
	size_t before = data->len, least = first_piece(fd, max);
	ssize_t n = 1;

	for (; n; least = 1) {
		char *to = buf_room(data, least);

		if (!to)
			return err_no_memory(err);
		n = read(fd, to, data->cap - data->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, errno, "%.256s", path);
		data->len += (size_t)n;
		if (data->len - before > max)
			return err_set(err, 0, "%.256s is larger than %zu bytes", path, max);
	}
	return 0;
}

int file_read(const char *path, size_t max, struct buf *ret_data, struct err *err)
{
	int fd, r;

	if (!strcmp(path, "-"))
		return read_all(STDIN_FILENO, "standard input", max, ret_data, err);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, errno, "%.256s", path);
	r = read_all(fd, path, max, ret_data, err);
	close(fd);
	return r;
}

bool file_identify(const char *path, struct file_id *ret_id)
{
	struct stat st;

	if (stat(path, &st) || !S_ISREG(st.st_mode))
		return false;
	*ret_id = (struct file_id){st.st_dev, st.st_ino};
	return true;
}

int file_write(const char *path, const void *data, size_t len, struct err *err)
{
	auto_out_file f = {.fd = -1};
	int no;

	if (out_file_open(&f, path, FILE_MODE, err))
		return -1;
	no = out_file_write(&f, data, len);
	return no ? err_set(err, no, "%.256s", path) : out_file_commit(&f, NULL, err);
}

int file_open(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

bool file_keep_standard(void)
{
	for (int fd = 0; fd < STANDARD_FDS; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			return false;
	return true;
}

void file_close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void file_close_dir(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Compressed files over zlib's own file layer. */
#include "kern/gz.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

enum { GZ_BUFFER = 128 * 1024, GZ_PIECE = 1 << 30 };

int gz_open(struct gz *ret_gz, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	gzFile file;

	if (fd < 0)
		return err_set(err, errno, "%s", "");
	file = gzdopen(fd, "rb");
	if (!file) {
		close(fd);
		return err_no_memory(err);
	}
	gzbuffer(file, GZ_BUFFER);
	*ret_gz = (struct gz){.file = file};
	return 0;
}

uint64_t gz_packed(const struct gz *gz)
{
	z_off_t packed = gzoffset(gz->file);

	return packed < 0 ? UINT64_MAX : (uint64_t)packed;
}

/* Not every file has a place: then only the size counts. */
static int check_size(const struct gz *gz, struct err *err)
{
	uint64_t packed;

	if (gz->total > GZ_MAX_BYTES)
		return err_set(err, EFBIG, "more than %d MiB when uncompressed", GZ_MAX_BYTES >> 20);
	if (gz->total <= GZ_FREE_BYTES)
		return 0;
	packed = gz_packed(gz);
	if (packed == UINT64_MAX && gz->total > GZ_PIPE_BYTES)
		return err_set(err, EFBIG, "more than %d MiB through a pipe", GZ_PIPE_BYTES >> 20);
	if (packed != UINT64_MAX && !gz_is_honest(gz->total, packed))
		return err_set(err, EFBIG, "compression ratio above %d", GZ_MAX_RATIO);
	return 0;
}

static int explain(gzFile file, int no, struct err *err)
{
	int code = Z_OK;

	gzerror(file, &code);
	if (code == Z_ERRNO)
		return err_set(err, no, "reading");
	if (code == Z_MEM_ERROR)
		return err_no_memory(err);
	return err_set(err, 0,
		       code == Z_BUF_ERROR ? "compressed data is truncated" : "compressed data is corrupt");
}

int gz_read(struct gz *gz, void *data, size_t len, size_t *ret_len, struct err *err)
{
	int code = Z_OK, n;

	errno = 0;
	n = gzread(gz->file, data, len > GZ_PIECE ? GZ_PIECE : (unsigned int)len);
	if (n < 0)
		return explain(gz->file, errno, err);
	/* A truncated file still returns what it has; only the error state shows it; since zlib 1.3.2 once.
	 */
	gzerror(gz->file, &code);
	if (code != Z_OK)
		return explain(gz->file, errno, err);
	gz->total += (unsigned int)n;
	if (check_size(gz, err))
		return -1;
	*ret_len = (size_t)n;
	return 0;
}

void gz_close(struct gz *gz)
{
	if (gz->file)
		gzclose(gz->file);
	gz->file = NULL;
}

int gz_create(struct gz *ret_gz, int fd, struct err *err)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	gzFile file;

	if (copy < 0)
		return err_set(err, errno, "opening for compression");
	file = gzdopen(copy, "wb");
	if (!file) {
		close(copy);
		return err_no_memory(err);
	}
	gzbuffer(file, GZ_BUFFER);
	*ret_gz = (struct gz){.file = file};
	return 0;
}

static int write_errno(gzFile file, int no)
{
	int code = Z_OK;

	gzerror(file, &code);
	if (code == Z_ERRNO)
		return no ? no : EIO;
	return code == Z_MEM_ERROR ? ENOMEM : EIO;
}

int gz_write(void *arg, const void *data, size_t len)
{
	struct gz *gz = arg;
	const char *from = data;

	if (len > GZ_MAX_BYTES - gz->total)
		return EFBIG;
	gz->total += len;
	while (len) {
		unsigned int piece = len > GZ_PIECE ? GZ_PIECE : (unsigned int)len;
		int n;

		errno = 0;
		n = gzwrite(gz->file, from, piece);
		if (n <= 0)
			return write_errno(gz->file, errno);
		from += n;
		len -= (unsigned int)n;
	}
	return 0;
}

int gz_finish(struct gz *gz)
{
	int r, no;

	if (!gz->file)
		return 0;
	errno = 0;
	r = gzclose(gz->file);
	no = errno;
	gz->file = NULL;
	if (r == Z_OK)
		return 0;
	return r == Z_ERRNO && no ? no : r == Z_MEM_ERROR ? ENOMEM : EIO;
}

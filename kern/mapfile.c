/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files in memory. What is read lands in anonymous pages, so that both ways end with munmap. */
#include "kern/mapfile.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Larger files are refused: streams have no end, and images of kernels with all their debug info have less.
 */
enum { READ_FIRST = 1 << 16, STREAM_MAX = 256 << 20, WRITER_MS = 1000, STEP_MS = 20 };
static const size_t file_max = (size_t)2 << 30;

struct pages {
	unsigned char *data;
	size_t len, cap;
};

static size_t page_align(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (n + page - 1) / page * page;
}

static void pages_free(struct pages *p)
{
	if (p->data)
		munmap(p->data, p->cap);
}

/*
 * From a large page's boundary on, and of a whole number of them if that is not much more: a kernel's BTF is
 * then read with 10 page faults, not 1,350, which took half of the time of cutting it.
 */
enum { LARGE = 2 << 20 };

static size_t large_align(size_t cap)
{
	const size_t over = cap % LARGE;

	return over > LARGE / 2 ? cap + LARGE - over : cap;
}

static void *pages_map(size_t cap)
{
	size_t more = cap < LARGE ? 0 : LARGE, skip;
	char *map = mmap(NULL, cap + more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED || !more)
		return map;
	skip = (size_t)(-(uintptr_t)map % LARGE);
	if (skip)
		munmap(map, skip);
	munmap(map + skip + cap, more - skip);
	madvise(map + skip, cap, MADV_HUGEPAGE);
	return map + skip;
}

static int pages_grow(struct pages *p, size_t cap)
{
	void *data = p->data ? mremap(p->data, p->cap, cap, MREMAP_MAYMOVE) : pages_map(cap);

	if (data == MAP_FAILED)
		return -1;
	p->data = data;
	p->cap = cap;
	return 0;
}

static int pages_read(struct pages *p, int fd, size_t expected, size_t most)
{
	if (expected > most)
		return EFBIG;
	if (pages_grow(p, large_align(page_align(expected + 1))))
		return errno;
	for (;;) {
		ssize_t n = read(fd, p->data + p->len, p->cap - p->len);

		if (n == 0)
			return 0;
		if (n < 0 && errno != EINTR)
			return errno;
		p->len += n > 0 ? (size_t)n : 0;
		if (p->len == p->cap && p->cap > most)
			return EFBIG;
		if (p->len == p->cap && pages_grow(p, p->cap * 2))
			return errno;
	}
}

/* The whole pages that hold @len bytes stay mapped: munmap with the length alone frees them all. */
static void pages_give(struct pages *p, const void **ret_data, size_t *ret_size)
{
	size_t keep = page_align(p->len);

	if (keep < p->cap)
		munmap(p->data + keep, p->cap - keep);
	*ret_data = p->len ? p->data : NULL;
	*ret_size = p->len;
}

/* What others can write to is never mapped: it could change after the check, or crash the reader. */
static bool is_mapped(int fd, const struct stat *st, const void **ret_data)
{
	struct statfs fs;
	void *data;

	if (!S_ISREG(st->st_mode) || st->st_size <= 0 || fstatfs(fd, &fs) || fs.f_type != SYSFS_MAGIC)
		return false;
	data = mmap(NULL, (size_t)st->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return false;
	*ret_data = data;
	return true;
}

/* Takes nothing out of the pipe; an empty one fails with EAGAIN as long as it has writers. */
static bool is_written_to(int fd)
{
	int copy[2], n;

	if (pipe2(copy, O_CLOEXEC))
		return false;
	n = (int)tee(fd, copy[1], 1, SPLICE_F_NONBLOCK);
	n = n > 0 || (n < 0 && errno == EAGAIN);
	close(copy[0]);
	close(copy[1]);
	return n;
}

/*
 * Whether a pipe has a writer, or had one; waits briefly for one that is about to open it. A pipe without a
 * name has been opened by all who ever will.
 */
static bool has_writer(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	struct statfs fs;

	if (!fstatfs(fd, &fs) && fs.f_type == PIPEFS_MAGIC)
		return true;
	for (int waited = 0; waited < WRITER_MS; waited += STEP_MS)
		if (poll(&p, 1, STEP_MS) > 0 || is_written_to(fd))
			return true;
	return false;
}

static int file_get(int fd, bool is_regular, const void **ret_data, size_t *ret_size)
{
	size_t expected = READ_FIRST, most = STREAM_MAX;
	struct pages p = {0};
	struct stat st;
	int no;

	if (fstat(fd, &st))
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	if (!S_ISREG(st.st_mode) && is_regular)
		return ENODEV;
	if (S_ISFIFO(st.st_mode) && !has_writer(fd))
		return EPIPE;
	if (is_mapped(fd, &st, ret_data)) {
		*ret_size = (size_t)st.st_size;
		return 0;
	}
	if (S_ISREG(st.st_mode)) {
		most = file_max;
		expected = (uint64_t)st.st_size > most ? most + 1 : (size_t)st.st_size;
	}
	fcntl(fd, F_SETFL, 0);
	no = pages_read(&p, fd, expected, most);
	if (no)
		pages_free(&p);
	else
		pages_give(&p, ret_data, ret_size);
	return no;
}

static int file_open(const char *path, bool is_regular, const void **ret_data, size_t *ret_size,
		     struct err *err)
{
	/* Without O_NONBLOCK opening a pipe without a writer blocks. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), no;

	if (fd < 0)
		return err_set(err, errno, "%s", path);
	no = file_get(fd, is_regular, ret_data, ret_size);
	close(fd);
	if (no == ENODEV)
		return err_set(err, 0, "%s: not a regular file", path);
	if (no == EPIPE)
		return err_set(err, 0, "%s: pipe without a writer", path);
	return no ? err_set(err, no, "%s", path) : 0;
}

int kern_map_file(const char *path, const void **ret_data, size_t *ret_size, struct err *err)
{
	return file_open(path, false, ret_data, ret_size, err);
}

int kern_map_regular(const char *path, const void **ret_data, size_t *ret_size, struct err *err)
{
	return file_open(path, true, ret_data, ret_size, err);
}

void kern_unmap_file(const void *data, size_t size)
{
	if (size)
		munmap((void *)(uintptr_t)data, size);
}

char *kern_reserve(size_t size)
{
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);

	return room == MAP_FAILED ? NULL : room;
}

void kern_unreserve(char *room, size_t size)
{
	if (room)
		munmap(room, size);
}

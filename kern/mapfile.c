/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files in memory. What is read lands in anonymous pages, so that both ways end with munmap. */
#include "kern/mapfile.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Files from READ_MAX on are mapped; streams without end are given up at STREAM_MAX. */
enum { READ_FIRST = 1 << 16, READ_MAX = 64 << 20, STREAM_MAX = 256 << 20 };

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

static int pages_grow(struct pages *p, size_t cap)
{
	void *data;

	if (p->data)
		data = mremap(p->data, p->cap, cap, MREMAP_MAYMOVE);
	else
		data = mmap(NULL, cap, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (data == MAP_FAILED)
		return -1;
	p->data = data;
	p->cap = cap;
	return 0;
}

static int pages_read(struct pages *p, int fd, size_t expected)
{
	if (pages_grow(p, page_align(expected + 1)))
		return errno;
	for (;;) {
		ssize_t n = read(fd, p->data + p->len, p->cap - p->len);

		if (n == 0)
			return 0;
		if (n < 0 && errno != EINTR)
			return errno;
		p->len += n > 0 ? (size_t)n : 0;
		if (p->len == p->cap && p->cap >= STREAM_MAX)
			return EFBIG;
		if (p->len == p->cap && pages_grow(p, p->cap * 2))
			return errno;
	}
}

/* The whole pages that hold @len bytes are kept: munmap with the length alone frees them all. */
static void pages_give(struct pages *p, const void **ret_data, size_t *ret_size)
{
	size_t keep = page_align(p->len);

	if (keep < p->cap)
		munmap(p->data + keep, p->cap - keep);
	*ret_data = p->len ? p->data : NULL;
	*ret_size = p->len;
}

static bool is_mapped(int fd, const struct stat *st, const void **ret_data)
{
	struct statfs fs;
	void *data;

	if (!S_ISREG(st->st_mode) || st->st_size <= 0)
		return false;
	if (st->st_size < READ_MAX && (fstatfs(fd, &fs) || fs.f_type != SYSFS_MAGIC))
		return false;
	data = mmap(NULL, (size_t)st->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return false;
	*ret_data = data;
	return true;
}

static int file_get(int fd, const void **ret_data, size_t *ret_size)
{
	struct pages p = {0};
	struct stat st;
	int no;

	if (fstat(fd, &st))
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	if (is_mapped(fd, &st, ret_data)) {
		*ret_size = (size_t)st.st_size;
		return 0;
	}
	no = pages_read(&p, fd, st.st_size > 0 && st.st_size < STREAM_MAX ? (size_t)st.st_size : READ_FIRST);
	if (no)
		pages_free(&p);
	else
		pages_give(&p, ret_data, ret_size);
	return no;
}

int kern_map_file(const char *path, const void **ret_data, size_t *ret_size, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), no;

	if (fd < 0)
		return err_set(err, errno, "%s", path);
	no = file_get(fd, ret_data, ret_size);
	close(fd);
	return no ? err_set(err, no, "%s", path) : 0;
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

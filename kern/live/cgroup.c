/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The path of a cgroup by its 64-bit id. The id is what the kernel's file handles of that file system hold,
 * so that one handle opens it; without the right to do that, the folder is found by inode number.
 */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { KERNFS_HANDLE_TYPE = 0xfe, CGROUP_MAX_DEPTH = 256 };

/* Finds and opens the mount of the second version, once. */
static int cgroup_mount(struct live *live, struct err *err)
{
	auto_buf text = {0};
	const char *at;

	if (live->cgroup_dir >= 0)
		return 0;
	if (live_read_mounts(&text, err))
		return -1;
	at = buf_str(&text);
	if (!mounts_next(&at, "cgroup2", live->cgroup_root, sizeof(live->cgroup_root)))
		return KERN_NONE;
	live->cgroup_dir = open(live->cgroup_root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (live->cgroup_dir >= 0)
		return 0;
	err_set(err, errno, "%.256s", live->cgroup_root);
	return rights_explain(err, RIGHTS_FILE);
}

/* The descriptor of the folder, or -errno. */
static int open_by_handle(const struct live *live, uint64_t id)
{
	union {
		struct file_handle head;
		char bytes[sizeof(struct file_handle) + sizeof(id)];
	} handle = {0};
	int fd;

	handle.head.handle_bytes = sizeof(id);
	handle.head.handle_type = KERNFS_HANDLE_TYPE;
	memcpy(handle.bytes + sizeof(struct file_handle), &id, sizeof(id));
	fd = open_by_handle_at(live->cgroup_dir, &handle.head, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* The path that the kernel shows for a descriptor. */
static int fd_path(int fd, char *ret_path, size_t size)
{
	char link[40], path[MOUNT_PATH_LEN];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	if (n <= 0 || path[0] != '/')
		return KERN_NONE;
	path[n] = '\0';
	snprintf(ret_path, size, "%s", path);
	return 0;
}

static void close_fts(FTS **fts)
{
	if (*fts)
		fts_close(*fts);
}

/* On 64-bit machines the inode number is the id. */
static int find_by_inode(struct live *live, uint64_t id, char *ret_path, size_t size, struct err *err)
{
	char *const roots[] = {live->cgroup_root, NULL};
	__attribute__((cleanup(close_fts))) FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_XDEV, NULL);
	FTSENT *entry;

	if (!fts)
		return err_set(err, errno, "%.256s", live->cgroup_root);
	while ((entry = fts_read(fts))) {
		if (entry->fts_info != FTS_D)
			continue;
		if (entry->fts_level > CGROUP_MAX_DEPTH)
			fts_set(fts, entry, FTS_SKIP);
		if (entry->fts_statp->st_ino != id)
			continue;
		snprintf(ret_path, size, "%s", entry->fts_path);
		return 0;
	}
	return KERN_NONE;
}

int live_cgroup_root(struct kern *k, const char **ret_root, struct err *err)
{
	struct live *live = k->state;
	int r = cgroup_mount(live, err);

	*ret_root = live->cgroup_root;
	return r;
}

int live_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err)
{
	struct live *live = k->state;
	auto_close fd = -1;
	int r = cgroup_mount(live, err);

	if (r)
		return r;
	fd = open_by_handle(live, cgroup_id);
	if (fd >= 0)
		return fd_path(fd, ret_path, size);
	if (fd == -ESTALE || fd == -ENOENT)
		return KERN_NONE;
	return find_by_inode(live, cgroup_id, ret_path, size, err);
}

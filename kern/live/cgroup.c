/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The path of a cgroup by its 64-bit id. The id is what the kernel's file handles of that file system hold,
 * so that one handle opens it; without the right to do that, the folder is found by inode number.
 */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { KERNFS_HANDLE_TYPE = 0xfe, CGROUP_MAX_DEPTH = 256, CGROUP_ROOT_INODE = 1 };

/* The folder at a mount of the second version, unless it cannot be opened or another mount covers it. */
static int open_mount(const char *path, uint64_t *ret_ino, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct statfs fs;
	struct stat st;

	if (fd < 0) {
		err_set(err, errno, "%.256s", path);
		return rights_explain(err, RIGHTS_FILE);
	}
	if (!fstatfs(fd, &fs) && (unsigned long)fs.f_type == CGROUP2_SUPER_MAGIC && !fstat(fd, &st)) {
		*ret_ino = st.st_ino;
		return fd;
	}
	file_close_fd(&fd);
	return err_set(err, 0, "%.256s: another filesystem is mounted over the cgroup2 filesystem", path);
}

/* Opens, once, a mount of the second version: one of the whole hierarchy, else the first usable one. */
static int cgroup_mount(struct live *live, struct err *err)
{
	char path[MOUNT_PATH_LEN];
	auto_buf text = {0};
	uint64_t ino = 0;
	const char *at;
	bool has_any = false;

	if (live->cgroup_dir >= 0)
		return 0;
	if (live_read_mounts(&text, err))
		return -1;
	at = buf_str(&text);
	while (ino != CGROUP_ROOT_INODE && mounts_next(&at, "cgroup2", path, sizeof(path))) {
		struct err why = {0};
		uint64_t found = 0;
		int fd = open_mount(path, &found, &why);

		if (fd < 0 && !has_any)
			*err = why;
		has_any = true;
		if (fd < 0 || (ino && found != CGROUP_ROOT_INODE)) {
			file_close_fd(&fd);
			continue;
		}
		file_close_fd(&live->cgroup_dir);
		live->cgroup_dir = fd;
		snprintf(live->cgroup_root, sizeof(live->cgroup_root), "%s", path);
		ino = found;
	}
	if (!ino)
		return has_any ? -1 : KERN_NONE;
	err_clear(err);
	return 0;
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

int live_fd_path(int fd, char *ret_path, size_t size)
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
		return live_fd_path(fd, ret_path, size);
	if (fd == -ESTALE || fd == -ENOENT)
		return KERN_NONE;
	return find_by_inode(live, cgroup_id, ret_path, size, err);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names in a bpffs. One is mounted only where it hides nothing, and stays mounted only if the name in it is
 * created.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { PATH_LEN = 4096 };

/* The folder that contains the path's last part. */
static int folder_of(const char *path, char ret_folder[PATH_LEN], struct err *err)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 1;

	if (len >= PATH_LEN)
		return err_set(err, ENAMETOOLONG, "%.256s...", path);
	if (slash == path)
		len = 1;
	memcpy(ret_folder, slash ? path : ".", len);
	ret_folder[len] = '\0';
	return 0;
}

static bool is_empty(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	bool is_bare = true;

	if (!dir)
		return false;
	while (is_bare && (entry = readdir(dir)))
		is_bare = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
	closedir(dir);
	return is_bare;
}

/* A mount on a folder that is not a bpffs must be allowed, and must hide nothing. */
static int check_mount(const char *folder, bool may_mount, struct err *err)
{
	if (!may_mount)
		return err_set(err, 0, "%.256s is not a BPF filesystem, and --nomount forbids mounting one",
			       folder);
	if (is_empty(folder))
		return 0;
	err_set(err, 0, "%.256s is not a BPF filesystem", folder);
	err_hint(err, "pin below /sys/fs/bpf (mount -t bpf bpf /sys/fs/bpf), or in an empty directory");
	return -1;
}

/* Only root's is shared between users that must not see each other's objects: hence the mode. */
static int mount_bpffs(const char *folder, bool may_mount, struct err *err)
{
	if (check_mount(folder, may_mount, err))
		return -1;
	if (!mount("bpf", folder, "bpf", 0, "mode=0700"))
		return 0;
	err_set(err, errno, "mounting a bpffs on %.256s", folder);
	return rights_explain(err, RIGHTS_MOUNT);
}

/* What the kernel means by its number, as far as a check of the path can show. */
static int explain_pin(const char *path, int no, struct err *err)
{
	const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;

	if (no == EEXIST)
		return err_set(err, 0, "%.256s already exists", path);
	if (no == EPERM && strchr(last, '.'))
		return err_set(err, 0, "%.256s: names in a BPF filesystem cannot contain a dot", path);
	err_set(err, no, "pinning at %.256s", path);
	return rights_explain(err, RIGHTS_FILE);
}

static int check_target(const char *path, const char *folder, struct err *err)
{
	struct stat st;

	if (!lstat(path, &st))
		return explain_pin(path, EEXIST, err);
	if (stat(folder, &st)) {
		err_set(err, errno, "%.256s", folder);
		return rights_explain(err, RIGHTS_FILE);
	}
	return S_ISDIR(st.st_mode) ? 0 : err_set(err, ENOTDIR, "%.256s", folder);
}

/* Check and change use the same folder, even if its path changes meanwhile. */
static int open_folder(const char *folder, struct err *err)
{
	int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	err_set(err, errno, "%.256s", folder);
	return rights_explain(err, RIGHTS_FILE);
}

static bool is_bpffs(int folder)
{
	struct statfs fs;

	return !fstatfs(folder, &fs) && (unsigned long)fs.f_type == BPF_FS_MAGIC;
}

static const char *last_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int pin_in(int folder, int handle, const char *name)
{
	char path[PATH_LEN];
	union bpf_attr attr;

	if ((size_t)snprintf(path, sizeof(path), "/proc/self/fd/%d/%s", folder, name) >= sizeof(path))
		return -ENAMETOOLONG;
	memset(&attr, 0, sizeof(attr));
	attr.pathname = (uintptr_t)path;
	attr.bpf_fd = (uint32_t)handle;
	return sys_bpf(BPF_OBJ_PIN, &attr, offsetof(union bpf_attr, file_flags) + sizeof(attr.file_flags));
}

static int pin_at(const char *path, const char *folder, int handle, struct err *err)
{
	auto_close fd = open_folder(folder, err);
	int r;

	if (fd < 0)
		return -1;
	if (!is_bpffs(fd))
		return err_set(err, 0, "%.256s is not in a BPF filesystem", path);
	r = pin_in(fd, handle, last_of(path));
	return r ? explain_pin(path, -r, err) : 0;
}

int live_pin(struct kern *k, enum kern_kind kind, int handle, const char *path, bool may_mount,
	     struct err *err)
{
	char folder[PATH_LEN];
	bool has_mounted;
	int r;

	(void)k;
	(void)kind;
	if (folder_of(path, folder, err) || check_target(path, folder, err))
		return -1;
	has_mounted = !live_is_bpffs(folder);
	if (has_mounted && mount_bpffs(folder, may_mount, err))
		return -1;
	r = pin_at(path, folder, handle, err);
	if (r && has_mounted)
		umount(folder);
	return r;
}

int live_unpin(struct kern *k, const char *path, struct err *err)
{
	auto_close fd = -1;
	char folder[PATH_LEN];

	(void)k;
	if (folder_of(path, folder, err))
		return -1;
	fd = open_folder(folder, err);
	if (fd < 0)
		return err->no == ENOENT ? KERN_NONE : -1;
	if (!is_bpffs(fd))
		return err_set(err, 0, "%.256s is not in a BPF filesystem", path);
	if (!unlinkat(fd, last_of(path), 0))
		return 0;
	if (errno == ENOENT)
		return KERN_NONE;
	err_set(err, errno, "%.256s", path);
	return rights_explain(err, RIGHTS_FILE);
}

/* A folder to be created in an existing one. */
static int check_new_folder(const char *folder, bool may_mount, struct err *err)
{
	char parent[PATH_LEN];
	struct stat st;

	if (folder_of(folder, parent, err))
		return -1;
	if (stat(parent, &st)) {
		err_set(err, errno, "%.256s", parent);
		return rights_explain(err, RIGHTS_FILE);
	}
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ENOTDIR, "%.256s", parent);
	if (!live_is_bpffs(parent) && !may_mount)
		return check_mount(folder, false, err);
	return 0;
}

int live_check_pin(struct kern *k, const char *path, bool may_mount, bool may_create, struct err *err)
{
	char folder[PATH_LEN];
	struct stat st;

	(void)k;
	if (folder_of(path, folder, err))
		return -1;
	if (may_create && stat(folder, &st) && errno == ENOENT)
		return check_new_folder(folder, may_mount, err);
	if (check_target(path, folder, err))
		return -1;
	return live_is_bpffs(folder) ? 0 : check_mount(folder, may_mount, err);
}

int live_make_folder(struct kern *k, const char *path, bool may_mount, unsigned int *ret_made,
		     struct err *err)
{
	unsigned int made = 0;
	struct stat st;

	(void)k;
	if (!mkdir(path, 0700)) {
		made |= FOLDER_CREATED;
	} else if (errno != EEXIST) {
		err_set(err, errno, "creating directory %.256s", path);
		return rights_explain(err, RIGHTS_FILE);
	} else if (stat(path, &st) || !S_ISDIR(st.st_mode)) {
		return err_set(err, ENOTDIR, "%.256s", path);
	}
	if (!live_is_bpffs(path)) {
		if (mount_bpffs(path, may_mount, err)) {
			if (made)
				rmdir(path);
			return -1;
		}
		made |= FOLDER_MOUNTED;
	}
	*ret_made = made;
	return 0;
}

int live_drop_folder(struct kern *k, const char *path, unsigned int made, struct err *err)
{
	(void)k;
	if (made & FOLDER_MOUNTED && umount(path))
		return err_set(err, errno, "unmounting %.256s", path);
	if (made & FOLDER_CREATED && rmdir(path))
		return err_set(err, errno, "removing directory %.256s", path);
	return 0;
}

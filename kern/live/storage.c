/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Storage of tasks and cgroups. The map does not list them: every task, every cgroup is
 * queried for a value.
 */
#include "kern/live/storage.h"

#include <bpf/bpf.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/kern.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"
#include "lib/file.h"

enum { PIDFD_OF_THREAD = O_EXCL }; /* 6.9 */

int storage_give(struct storage_walk *w, uint64_t id, struct err *err)
{
	const struct elements one = {
		.keys = (const unsigned char *)&id,
		.values = w->value,
		.key_size = sizeof(id),
		.value_size = w->info->value_size,
		.count = 1,
	};

	return w->fn(w->arg, &one, err);
}

int storage_ask(struct storage_walk *w, int fd, uint64_t id, struct err *err)
{
	if (!bpf_map_lookup_elem(w->fd, &fd, w->value))
		return storage_give(w, id, err);
	if (errno == ENOENT)
		return 0;
	err_set(err, errno, "reading the value of %llu", (unsigned long long)id);
	return rights_explain(err, RIGHTS_LOAD);
}

static int ask_task(struct storage_walk *w, uint64_t id, struct err *err)
{
	auto_close fd = -1;

	if (!id || id > INT32_MAX)
		return 0;
	fd = (int)syscall(SYS_pidfd_open, (pid_t)id, PIDFD_OF_THREAD);
	if (fd < 0 && errno == EINVAL)
		fd = (int)syscall(SYS_pidfd_open, (pid_t)id, 0);
	if (fd >= 0)
		return storage_ask(w, fd, id, err);
	/* Older kernels know only whole processes by descriptor. */
	w->unread += errno != ESRCH;
	return 0;
}

/* Each folder in @path that is called by a number. */
static int each_number(const char *path, int (*fn)(struct storage_walk *w, uint64_t id, struct err *err),
		       struct storage_walk *w, struct err *err)
{
	auto_dir *dir = opendir(path);
	struct dirent *entry;
	int r = 0;

	/* A process that has exited has no values. */
	while (dir && !r && (entry = readdir(dir)))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
			r = fn(w, strtoul(entry->d_name, NULL, 10), err);
	return r;
}

static int ask_process(struct storage_walk *w, uint64_t id, struct err *err)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%llu/task", (unsigned long long)id);
	return each_number(path, ask_task, w, err);
}

int storage_walk_tasks(struct storage_walk *w, struct err *err)
{
	return w->only ? ask_task(w, *w->only, err) : each_number("/proc", ask_process, w, err);
}

static void close_fts(FTS **fts)
{
	if (*fts)
		fts_close(*fts);
}

/* On 64-bit machines the inode number of its folder is a cgroup's id. */
int storage_walk_cgroups(struct storage_walk *w, struct err *err)
{
	const char *root;
	char *roots[] = {NULL, NULL};
	__attribute__((cleanup(close_fts))) FTS *fts = NULL;
	FTSENT *entry;
	int r = live_cgroup_root(w->k, &root, err);

	if (r)
		return r == KERN_NONE ? err_set(err, 0, "no cgroup2 filesystem is mounted") : -1;
	roots[0] = (char *)(uintptr_t)root;
	fts = fts_open(roots, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, NULL);
	if (!fts)
		return err_set(err, errno, "%.256s", root);
	while (!r && (entry = fts_read(fts))) {
		auto_close fd = -1;

		if (entry->fts_info != FTS_D || (w->only && *w->only != entry->fts_statp->st_ino))
			continue;
		fd = open(entry->fts_accpath, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (fd >= 0)
			r = storage_ask(w, fd, entry->fts_statp->st_ino, err);
		w->unread += fd < 0 && errno != ENOENT;
	}
	return r;
}

static int task_id(struct kern *k, int fd, uint64_t *ret_id, struct err *err)
{
	auto_buf text = {0};
	char path[64];
	int r;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	r = kern_read_file(k, path, &text, err);
	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "%s", path) : -1;
	return fdinfo_number(buf_str(&text), "Pid", ret_id)
		       ? 0
		       : err_set(err, 0, "%s does not name the process", path);
}

static int cgroup_id(int fd, uint64_t *ret_id, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st))
		return err_set(err, errno, "reading the id of the cgroup");
	*ret_id = st.st_ino;
	return 0;
}

static int socket_id(int fd, uint64_t *ret_id, struct err *err)
{
	socklen_t len = sizeof(*ret_id);
	uint64_t cookie;

	if (getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &len))
		return err_set(err, errno, "reading the cookie of the socket");
	*ret_id = cookie;
	return 0;
}

int live_storage_id(struct kern *k, const struct uapi_map_info *info, int object, uint64_t *ret_id,
		    struct err *err)
{
	switch (map_type(info->type)->way) {
	case ELEMENTS_TASKS:
		return task_id(k, object, ret_id, err);
	case ELEMENTS_CGROUPS:
		return cgroup_id(object, ret_id, err);
	default:
		return socket_id(object, ret_id, err);
	}
}

static void free_value(struct storage_walk *w)
{
	free(w->value);
}

int live_storage(struct kern *k, int handle, const struct uapi_map_info *info, const uint64_t *only,
		 elements_fn fn, void *arg, struct err *err)
{
	__attribute__((cleanup(free_value))) struct storage_walk w = {
		.k = k, .fd = handle, .info = info, .only = only, .fn = fn, .arg = arg};
	struct err why = {0};
	int r;

	w.value = calloc(1, info->value_size + 1U);
	if (!w.value)
		return err_no_memory(err);
	switch (map_type(info->type)->way) {
	case ELEMENTS_TASKS:
		r = storage_walk_tasks(&w, err);
		break;
	case ELEMENTS_CGROUPS:
		r = storage_walk_cgroups(&w, err);
		break;
	default:
		r = storage_walk_sockets(&w, err);
		break;
	}
	if (r || !w.unread)
		return r == KERN_NONE ? 0 : r;
	err_set(&why, 0, "the kernel does not provide file descriptors for them");
	return err_partial(err, &why, "%llu tasks or cgroups could not be read",
			   (unsigned long long)w.unread);
}

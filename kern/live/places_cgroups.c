/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Control groups. Most of the time would go into reading folders whose sixty files are of no interest: the
 * link count shows which contain folders at all. A cgroup's id is the inode number of its folder.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/places.h"
#include "kern/live/query.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { DEPTH_MAX = 256, LINKS_OF_LEAF = 2 };

struct cgroup_scan {
	struct places *p;
	struct buf path;
	uint64_t dev;    /* other file systems are not entered */
	bool has_failed; /* the current cgroup */
};

static bool is_gone(int no)
{
	return no == ENOENT || no == ENODEV;
}

static int query_hooks(struct cgroup_scan *scan, int fd, uint64_t id, struct err *err)
{
	struct kern_attachment about = {.place = PLACE_CGROUP,
					.cgroup_id = id,
					.path = buf_str(&scan->path),
					.is_effective = scan->p->q->is_effective};
	int r = 0;

	for (unsigned int i = 0; r >= 0 && i < cgroup_hook_count; i++) {
		const struct cgroup_hook *hook = &cgroup_hooks[i];
		unsigned int details = about.is_effective ? QUERY_EFFECTIVE : 0;

		if (!places_want(scan->p, hook->prog_type))
			continue;
		/* The kernel has these flags for what is attached, not for what is in effect. */
		if (hook->attach_type == BPF_LSM_CGROUP && !about.is_effective)
			details |= QUERY_EACH_FLAGS;
		r = query_programs((uint32_t)fd, hook->attach_type, details, &about, scan->p->fn,
				   scan->p->arg, err);
	}
	return r < 0 ? -1 : 0;
}

static void note(struct cgroup_scan *scan, int no, const char *what)
{
	struct err why = {0};

	if (is_gone(no))
		return;
	err_set(&why, no, "%.256s%s%s", buf_str(&scan->path), *what ? "/" : "", what);
	rights_explain(&why, RIGHTS_FILE);
	places_note(scan->p, &why);
}

static int visit(struct cgroup_scan *scan, int fd, unsigned int depth, struct err *err);

/* @dir's folders, each opened once. */
static int visit_children(struct cgroup_scan *scan, DIR *dir, unsigned int depth, struct err *err)
{
	size_t len = scan->path.len;
	struct dirent *entry;
	int r = 0;

	while (!r && (entry = readdir(dir))) {
		auto_close fd = -1;

		if (entry->d_type != DT_DIR || !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		fd = openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0) {
			note(scan, errno, entry->d_name);
			continue;
		}
		if (len && scan->path.data[len - 1] != '/')
			buf_add_char(&scan->path, '/');
		buf_add_str(&scan->path, entry->d_name);
		r = visit(scan, fd, depth + 1, err);
		scan->path.len = len;
	}
	return r;
}

static int visit(struct cgroup_scan *scan, int fd, unsigned int depth, struct err *err)
{
	struct stat st;
	DIR *dir;
	int own, r;

	if (scan->path.failed)
		return err_no_memory(err);
	if (fstat(fd, &st) || (scan->dev && scan->dev != st.st_dev))
		return 0;
	scan->dev = st.st_dev;
	scan->p->asked++;
	r = query_hooks(scan, fd, st.st_ino, err);
	if (r && err->no == EBADF)
		err_set(err, 0, "%.256s is not a control group (cgroup2)", buf_str(&scan->path));
	else if (r)
		err_wrap(err, "%.256s", buf_str(&scan->path));
	if (r) {
		places_note(scan->p, err);
		err_clear(err);
	}
	if (!scan->p->q->is_tree || st.st_nlink <= LINKS_OF_LEAF || depth == DEPTH_MAX)
		return 0;
	own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	dir = own < 0 ? NULL : fdopendir(own);
	if (!dir) {
		note(scan, errno, "");
		file_close_fd(&own);
		return 0;
	}
	r = visit_children(scan, dir, depth, err);
	closedir(dir);
	return r;
}

int live_places_cgroups(struct places *p, struct err *err)
{
	struct cgroup_scan scan = {.p = p};
	const char *root = p->q->cgroup;
	char path[MOUNT_PATH_LEN];
	auto_close fd = -1;
	int r = root ? 0 : live_cgroup_root(p->k, &root, err);

	if (r)
		return r;
	fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		err_set(err, errno, "cgroup %.256s", root);
		return rights_explain(err, RIGHTS_FILE);
	}
	/* Users give it as they like: "." or through a symbolic link. */
	buf_add_str(&scan.path, live_fd_path(fd, path, sizeof(path)) ? root : path);
	r = visit(&scan, fd, 0, err);
	buf_free(&scan.path);
	/* Only the one that was named. */
	if (!r && p->failed && p->asked == 1) {
		*err = p->first_failure;
		return -1;
	}
	return r;
}

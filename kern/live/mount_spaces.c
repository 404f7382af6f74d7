/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is mounted in the mount namespaces of other processes, each namespace once. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "kern/live/machine.h"
#include "kern/rights.h"
#include "lib/file.h"

#define OWN_SPACE "/proc/self/ns/mnt"

struct space_walk {
	struct buf seen; /* inode numbers */
	unsigned int failed;
	struct err first_failure;
};

static void note(struct space_walk *w, int no, uint32_t pid)
{
	/* It has ended. */
	if (no == ENOENT || no == ESRCH || w->failed++)
		return;
	err_set(&w->first_failure, no, "mounts of process %u", pid);
	rights_explain(&w->first_failure, RIGHTS_PROCESS);
}

/* False: it was seen before, or cannot be asked. */
static bool is_new(struct space_walk *w, const char *path, uint32_t pid, uint64_t *ret_ino)
{
	const uint64_t *seen = (const void *)w->seen.data;
	struct stat st;

	if (stat(path, &st)) {
		note(w, errno, pid);
		return false;
	}
	for (size_t i = 0; i < w->seen.len / sizeof(*seen); i++)
		if (seen[i] == st.st_ino)
			return false;
	*ret_ino = st.st_ino;
	return true;
}

static int see_process(struct space_walk *w, struct kern *k, uint32_t pid, kern_mounts_fn fn, void *arg,
		       struct err *err)
{
	struct err why = {0};
	auto_buf text = {0};
	char path[32];
	uint64_t ino;
	int r;

	snprintf(path, sizeof(path), "/proc/%u/ns/mnt", pid);
	if (!is_new(w, path, pid, &ino))
		return 0;
	snprintf(path, sizeof(path), "/proc/%u/mountinfo", pid);
	r = kern_read_file(k, path, &text, &why);
	if (r < 0)
		note(w, why.no, pid);
	if (r)
		return 0;
	buf_add(&w->seen, &ino, sizeof(ino));
	return fn(arg, pid, buf_str(&text), err);
}

int live_mounts(struct kern *k, kern_mounts_fn fn, void *arg, struct err *err)
{
	struct space_walk w = {.failed = 0};
	DIR *procs = opendir("/proc");
	struct dirent *entry;
	uint64_t own;
	int r = 0;

	if (!procs)
		return err_set(err, errno, "/proc");
	if (is_new(&w, OWN_SPACE, 0, &own))
		buf_add(&w.seen, &own, sizeof(own));
	while (!r && (entry = readdir(procs)))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
			r = see_process(&w, k, (uint32_t)strtoul(entry->d_name, NULL, 10), fn, arg, err);
	closedir(procs);
	buf_free(&w.seen);
	if (r || !w.failed)
		return r;
	return err_partial(err, &w.first_failure, "mounts of %u process%s could not be read", w.failed,
			   w.failed == 1 ? "" : "es");
}

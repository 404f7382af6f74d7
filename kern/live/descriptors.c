/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Folders of descriptors, one process after the other. */
#include "kern/live/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/sys.h"
#include "kern/rights.h"
#include "lib/file.h"

enum { LINK_ROOM = 64 }; /* no link of interest is longer */

struct walk_state {
	descriptor_fn fn;
	void *arg;
	bool has_links, is_complete;
};

/* False for the dots and other names that are not numbers. */
static bool parse_number(const char *word, uint32_t *ret_number)
{
	unsigned long v;
	char *end;

	if (*word < '0' || *word > '9')
		return false;
	v = strtoul(word, &end, 10);
	*ret_number = (uint32_t)v;
	return !*end && v <= UINT32_MAX;
}

/* A descriptor closed meanwhile is not an error; one that we may not read makes the answer incomplete.
 */
static void note_failure(struct walk_state *w, int no)
{
	if (no && no != ENOENT && no != ESRCH)
		w->is_complete = false;
}

static void visit_fd(struct walk_state *w, struct descriptor *d, const char *number)
{
	char path[32], link[LINK_ROOM];
	ssize_t n;

	d->number = number;
	d->link = NULL;
	if (!w->has_links) {
		note_failure(w, w->fn(w->arg, d));
		return;
	}
	snprintf(path, sizeof(path), "fd/%.16s", number);
	n = readlinkat(d->task, path, link, sizeof(link) - 1);
	if (n < 0) {
		note_failure(w, errno);
		return;
	}
	link[n] = '\0';
	d->link = link;
	note_failure(w, w->fn(w->arg, d));
}

/* The descriptors in d->task, which is a process or one of its threads. */
static void visit_folder(struct walk_state *w, struct descriptor *d)
{
	int fd = openat(d->task, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	auto_dir *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	uint32_t number;

	if (!dir) {
		note_failure(w, errno);
		file_close_fd(&fd);
		return;
	}
	while ((entry = readdir(dir)))
		if (parse_number(entry->d_name, &number))
			visit_fd(w, d, entry->d_name);
}

/* Threads mostly share the descriptors of their process; if kcmp cannot confirm it, they are read. */
static void visit_threads(struct walk_state *w, struct descriptor *d)
{
	enum { FOLDERS_OF_ONE = 3 };
	struct dirent *entry;
	auto_dir *dir = NULL;
	struct stat st;
	int tasks;
	long r;

	if (!fstatat(d->process, "task", &st, 0) && st.st_nlink <= FOLDERS_OF_ONE)
		return;
	tasks = openat(d->process, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = tasks < 0 ? NULL : fdopendir(tasks);
	if (!dir) {
		note_failure(w, errno);
		file_close_fd(&tasks);
		return;
	}
	while ((entry = readdir(dir))) {
		auto_close at = -1;

		if (!parse_number(entry->d_name, &d->tid) || d->tid == d->pid)
			continue;
		r = syscall(SYS_kcmp, d->pid, d->tid, KCMP_FILES, 0, 0);
		/* Who may not compare them may not read them either. */
		if (r < 0 && (errno == EPERM || errno == EACCES))
			w->is_complete = false;
		if (!r || (r < 0 && (errno == EPERM || errno == EACCES)))
			continue;
		at = openat(tasks, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		d->task = at;
		if (at < 0)
			note_failure(w, errno);
		else
			visit_folder(w, d);
	}
}

static void visit_process(struct walk_state *w, int procs, const char *word, uint32_t pid)
{
	auto_close process = openat(procs, word, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct descriptor d = {.pid = pid, .tid = pid, .process = process, .task = process};

	if (process < 0) {
		note_failure(w, errno);
		return;
	}
	visit_folder(w, &d);
	visit_threads(w, &d);
}

void descriptors_comm(int process, char ret_comm[KERN_COMM_LEN])
{
	auto_close fd = openat(process, "comm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, ret_comm, KERN_COMM_LEN);

	/* The last byte is the end of the line; others of its kind are part of the name. */
	ret_comm[n > 0 ? n - 1 : 0] = '\0';
}

/* The first pid namespace has a fixed inode number. From any other, /proc does not show every process. */
static bool is_whole_proc(void)
{
	char text[32];
	ssize_t n = readlink("/proc/self/ns/pid", text, sizeof(text) - 1);

	text[n < 0 ? 0 : n] = '\0';
	return !strcmp(text, "pid:[4026531836]");
}

int descriptors_walk(uint32_t only, bool has_links, descriptor_fn fn, void *arg, bool *ret_is_complete,
		     struct err *err)
{
	struct walk_state w = {.fn = fn, .arg = arg, .has_links = has_links, .is_complete = is_whole_proc()};
	uint32_t own = (uint32_t)getpid(), pid;
	auto_dir *procs = opendir("/proc");
	struct dirent *entry;
	char word[16];

	if (!procs) {
		err_set(err, errno, "/proc");
		return rights_explain(err, RIGHTS_FILE);
	}
	if (only) {
		snprintf(word, sizeof(word), "%u", only);
		visit_process(&w, dirfd(procs), word, only);
	}
	while (!only && (entry = readdir(procs)))
		if (parse_number(entry->d_name, &pid) && pid != own)
			visit_process(&w, dirfd(procs), entry->d_name, pid);
	*ret_is_complete = w.is_complete;
	return 0;
}

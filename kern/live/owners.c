/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Owners by reading /proc: the links in PID/fd (in PID/task/TID/fd of threads with descriptors of their own)
 * say what is of our kind, fdinfo says which object. The way for kernels and users that cannot run the
 * iterator.
 */
#include "kern/live/owners.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/rights.h"
#include "kern/sys.h"

struct scan {
	enum kern_kind kind;
	struct buf list; /* of struct kern_owner */
	struct buf text; /* of the fdinfo at hand */
	bool is_complete;
};

/* The word in front of the id in fdinfo. */
static const char *const id_labels[KIND_COUNT] = {
	[KIND_PROG] = "prog_id:",
	[KIND_MAP] = "map_id:",
	[KIND_LINK] = "link_id:",
	[KIND_BTF] = "btf_id:",
};

static int compare_owners(const void *a, const void *b)
{
	const struct kern_owner *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return x->pid < y->pid ? -1 : x->pid > y->pid;
}

size_t owners_sort(struct kern_owner *list, size_t count)
{
	size_t kept = 0;

	if (!count)
		return 0;
	qsort(list, count, sizeof(*list), compare_owners);
	for (size_t i = 1; i < count; i++)
		if (compare_owners(&list[kept], &list[i]))
			list[++kept] = list[i];
	return kept + 1;
}

static void close_dir(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}
#define auto_dir __attribute__((cleanup(close_dir))) DIR

/* False for the dots and whatever else is no number. */
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

/* A descriptor that was closed meanwhile is nobody's fault; one we may not read makes the answer incomplete.
 */
static void note_failure(struct scan *scan, int no)
{
	if (no != ENOENT && no != ESRCH)
		scan->is_complete = false;
}

static bool read_id(struct scan *scan, int proc, const char *fdinfo, uint32_t *ret_id)
{
	auto_close fd = openat(proc, fdinfo, O_RDONLY | O_CLOEXEC);
	const char *label = id_labels[scan->kind], *at;
	int r;

	buf_reset(&scan->text);
	r = fd < 0 ? -errno : live_read_fd(fd, &scan->text);
	if (r) {
		note_failure(scan, -r);
		return false;
	}
	/* The id's line begins a line: a prog_id may stand behind "target_". */
	for (at = buf_str(&scan->text); (at = strstr(at, label)); at++) {
		if (at != scan->text.data && at[-1] != '\n')
			continue;
		*ret_id = (uint32_t)strtoul(at + strlen(label), NULL, 10);
		return true;
	}
	return false;
}

static void scan_fd(struct scan *scan, int proc, const char *number, struct kern_owner *owner)
{
	char path[32], link[64];
	enum kern_kind kind;
	ssize_t n;

	snprintf(path, sizeof(path), "fd/%.16s", number);
	n = readlinkat(proc, path, link, sizeof(link) - 1);
	if (n < 0) {
		note_failure(scan, errno);
		return;
	}
	link[n] = '\0';
	if (!live_kind_of_link(link, &kind) || kind != scan->kind)
		return;
	snprintf(path, sizeof(path), "fdinfo/%.16s", number);
	if (read_id(scan, proc, path, &owner->id))
		buf_add(&scan->list, owner, sizeof(*owner));
}

static void read_comm(int proc, char comm[KERN_COMM_LEN])
{
	auto_close fd = openat(proc, "comm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, comm, KERN_COMM_LEN - 1);

	n = n < 0 ? 0 : n;
	comm[n] = '\0';
	comm[strcspn(comm, "\n")] = '\0';
}

/* The descriptors below @at, which is a process or one of its threads. */
static void scan_folder(struct scan *scan, int at, struct kern_owner *owner)
{
	int fd = openat(at, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	auto_dir *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	uint32_t number;

	if (!dir) {
		note_failure(scan, errno);
		sys_close_fd(&fd);
		return;
	}
	while ((entry = readdir(dir)))
		if (parse_number(entry->d_name, &number))
			scan_fd(scan, at, entry->d_name, owner);
}

/* Threads mostly share the descriptors of their process. What the kernel cannot tell is looked at. */
static void scan_threads(struct scan *scan, int proc, struct kern_owner *owner)
{
	enum { FOLDERS_OF_ONE = 3 };
	int tasks = openat(proc, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	auto_dir *dir = tasks < 0 ? NULL : fdopendir(tasks);
	struct dirent *entry;
	struct stat st;
	uint32_t tid;

	if (!dir) {
		note_failure(scan, errno);
		sys_close_fd(&tasks);
		return;
	}
	if (!fstat(tasks, &st) && st.st_nlink <= FOLDERS_OF_ONE)
		return;
	while ((entry = readdir(dir))) {
		auto_close at = -1;

		if (!parse_number(entry->d_name, &tid) || tid == owner->pid ||
		    !syscall(SYS_kcmp, owner->pid, tid, KCMP_FILES, 0, 0))
			continue;
		at = openat(tasks, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (at < 0)
			note_failure(scan, errno);
		else
			scan_folder(scan, at, owner);
	}
}

static void scan_process(struct scan *scan, int procs, const char *pid_word, uint32_t pid)
{
	struct kern_owner owner = {.kind = scan->kind, .pid = pid};
	auto_close proc = openat(procs, pid_word, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (proc < 0) {
		note_failure(scan, errno);
		return;
	}
	read_comm(proc, owner.comm);
	scan_folder(scan, proc, &owner);
	scan_threads(scan, proc, &owner);
}

/* The first pid namespace has a fixed inode number. From any other, /proc does not show every process. */
static bool is_whole_proc(void)
{
	char text[32];
	ssize_t n = readlink("/proc/self/ns/pid", text, sizeof(text) - 1);

	text[n < 0 ? 0 : n] = '\0';
	return !strcmp(text, "pid:[4026531836]");
}

int owners_scan(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	struct scan scan = {.kind = kind, .is_complete = is_whole_proc()};
	uint32_t own = (uint32_t)getpid(), pid;
	auto_dir *procs = opendir("/proc");
	struct dirent *entry;

	(void)k;
	if (!procs) {
		err_set(err, errno, "/proc");
		return rights_explain(err, RIGHTS_FILE);
	}
	while ((entry = readdir(procs)))
		if (parse_number(entry->d_name, &pid) && pid != own)
			scan_process(&scan, dirfd(procs), entry->d_name, pid);
	buf_free(&scan.text);
	if (scan.list.failed) {
		buf_free(&scan.list);
		return err_no_memory(err);
	}
	ret_owners->list = (struct kern_owner *)(void *)scan.list.data;
	ret_owners->count = owners_sort(ret_owners->list, scan.list.len / sizeof(struct kern_owner));
	ret_owners->is_complete = scan.is_complete;
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachments that the descriptors of processes have: perf events, raw tracepoints, links. */
#include "kern/live/places.h"

#include <dirent.h>
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/descriptors.h"
#include "kern/live/files_iter.h"
#include "kern/live/sys.h"
#include "kern/rights.h"
#include "lib/buf.h"

enum {
	TARGET_ROOM = 4096, /* names of files that uprobes are in */
	LINK_ROOM = 64,     /* no link of interest is longer */
};

struct task_scan {
	struct places *p;
	struct err *err;
	int stopped;    /* what the receiver returned */
	uint32_t first; /* of the process: the descriptors before it were asked */
	char target[TARGET_ROOM];
};

/* Only these can answer the question. */
static bool is_asked(const char *link)
{
	static const char *const answering[] = {"anon_inode:[perf_event]", "anon_inode:bpf_link",
						"anon_inode:[bpf_link]", "anon_inode:bpf-raw-tracepoint"};

	for (unsigned int i = 0; i < sizeof(answering) / sizeof(answering[0]); i++)
		if (!strcmp(link, answering[i]))
			return true;
	return false;
}

static bool is_refused(int r)
{
	return r == -EPERM || r == -EACCES;
}

/* 0 or -errno: -EBADF, descriptor not found; -EPERM or -EACCES, query not permitted. */
static int scan_number(struct task_scan *scan, uint32_t pid, uint32_t fd)
{
	struct uapi_task_fd_query query = {.pid = pid,
					   .fd = fd,
					   .buf = (uintptr_t)scan->target,
					   .buf_len = TARGET_ROOM};
	struct kern_attachment a = {.place = PLACE_TASK, .pid = pid, .fd = fd};
	int r;

	scan->target[0] = '\0';
	r = sys_bpf(BPF_TASK_FD_QUERY, (union bpf_attr *)(void *)&query, sizeof(query));
	/* Others are not attached to anything, or to nothing that has a name. */
	if (r)
		return r == -EBADF || is_refused(r) ? r : 0;
	a.prog_id = query.prog_id;
	a.fd_type = query.fd_type;
	a.target = scan->target;
	a.offset = query.offset;
	a.addr = query.addr;
	scan->stopped = scan->p->fn(scan->p->arg, &a, scan->err);
	return 0;
}

static void note_refused(struct task_scan *scan, uint32_t pid, int no)
{
	struct err why = {0};

	err_set(&why, no, "querying what a file descriptor of process %u is attached to", pid);
	rights_explain(&why, RIGHTS_IDS);
	places_note(scan->p, &why);
}

/* It matters only if the descriptor could be attached. */
static void note_if_attachable(struct task_scan *scan, const struct descriptor *d, int no)
{
	char path[32], link[LINK_ROOM];
	ssize_t n;

	snprintf(path, sizeof(path), "fd/%.16s", d->number);
	n = readlinkat(d->task, path, link, sizeof(link) - 1);
	link[n < 0 ? 0 : n] = '\0';
	if (is_asked(link))
		note_refused(scan, d->pid, no);
}

static int scan_task_fd(void *arg, const struct descriptor *d)
{
	struct task_scan *scan = arg;
	const uint32_t fd = (uint32_t)strtoul(d->number, NULL, 10);
	int r = scan->stopped || fd < scan->first ? 0 : scan_number(scan, d->tid, fd);

	if (is_refused(r))
		note_if_attachable(scan, d, -r);
	return 0;
}

/*
 * From 6.2 on the size of a folder of descriptors is how many there are. They mostly have the lowest numbers,
 * and to ask for one that is of no interest costs less than to read the folder. False: the folder must be
 * read.
 */
static bool scan_lowest(struct task_scan *scan, int procs, const char *word, uint32_t pid)
{
	enum { FOLDERS_OF_ONE = 3, GAPS_MOST = 4 };
	struct stat st;
	char path[32];
	int64_t left;

	scan->first = 0;
	snprintf(path, sizeof(path), "%.16s/task", word);
	if (fstatat(procs, path, &st, 0) || st.st_nlink > FOLDERS_OF_ONE)
		return false;
	snprintf(path, sizeof(path), "%.16s/fd", word);
	if (fstatat(procs, path, &st, 0) || st.st_size <= 0)
		return false;
	left = st.st_size;
	for (; left && !scan->stopped && scan->first < st.st_size + GAPS_MOST; scan->first++) {
		int r = scan_number(scan, pid, scan->first);

		if (is_refused(r))
			return false;
		left -= !r;
	}
	return !left || scan->stopped;
}

/* By /proc, which takes a while for each process. */
static int scan_processes(struct task_scan *scan, struct err *err)
{
	DIR *procs = scan->p->q->pid ? NULL : opendir("/proc");
	const uint32_t own = (uint32_t)getpid();
	struct dirent *entry;
	bool is_complete;
	int r = 0;

	if (!procs)
		return descriptors_walk(scan->p->q->pid, false, scan_task_fd, scan, &is_complete, err);
	while (!r && !scan->stopped && (entry = readdir(procs))) {
		uint32_t pid = 0;

		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
			pid = (uint32_t)strtoul(entry->d_name, NULL, 10);
		if (pid && pid != own && !scan_lowest(scan, dirfd(procs), entry->d_name, pid))
			r = descriptors_walk(pid, false, scan_task_fd, scan, &is_complete, err);
	}
	closedir(procs);
	return r;
}

struct task_fd {
	uint32_t tid, fd;
};

static bool add_record(void *arg, const void *item)
{
	const struct owners_record *record = item;
	const struct task_fd one = {.tid = record->tid, .fd = record->fd};

	buf_add(arg, &one, sizeof(one));
	return true;
}

/*
 * Perf events and links among the open files of all processes, which the kernel passes over itself: a tenth
 * of the time of /proc for 2,000 processes. False where it does not do that for us.
 */
static bool find_attachable(struct kern *k, struct buf *ret_list)
{
	struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE,
				       .size = PERF_ATTR_SIZE_VER0,
				       .config = PERF_COUNT_SW_DUMMY,
				       .disabled = 1};
	auto_close event = (int)syscall(__NR_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
	const int samples[] = {event, FILES_SAMPLE_LINK};
	struct owners_releases releases = {.count = 0};
	struct owners_layout layout = {0};
	struct err unused = {0};

	return event >= 0 && !files_layout(k, NULL, &layout, &unused) &&
	       !files_learn(&layout, samples, 2, &releases, &unused) &&
	       !files_visit(&layout, &releases, add_record, ret_list, &unused) && !ret_list->failed;
}

static int scan_all(struct task_scan *scan, struct err *err)
{
	struct buf list = {0};
	const struct task_fd *fds;
	int r;

	if (scan->p->q->pid || !find_attachable(scan->p->k, &list)) {
		buf_free(&list);
		return scan_processes(scan, err);
	}
	fds = (const struct task_fd *)(const void *)list.data;
	for (size_t i = 0; i < list.len / sizeof(*fds) && !scan->stopped; i++) {
		r = scan_number(scan, fds[i].tid, fds[i].fd);
		if (is_refused(r))
			note_refused(scan, fds[i].tid, -r);
	}
	buf_free(&list);
	return 0;
}

int live_places_tasks(struct places *p, struct err *err)
{
	static const uint32_t types[] = {BPF_PROG_TYPE_KPROBE,         BPF_PROG_TYPE_TRACEPOINT,
					 BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE,
					 BPF_PROG_TYPE_TRACING,        BPF_PROG_TYPE_PERF_EVENT};
	struct task_scan *scan;
	bool is_wanted = false;
	int r;

	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		is_wanted |= places_want(p, types[i]);
	if (!is_wanted)
		return 0;
	scan = calloc(1, sizeof(*scan));
	if (!scan)
		return err_no_memory(err);
	scan->p = p;
	scan->err = err;
	r = scan_all(scan, err);
	r = r ? r : scan->stopped;
	free(scan);
	return r;
}

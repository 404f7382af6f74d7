/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachments of this machine: the groups, and the two that are short. */
#include "kern/live/places.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/live/descriptors.h"
#include "kern/live/machine.h"
#include "kern/live/query.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	TARGET_ROOM = 4096, /* names of files that uprobes are in */
	LINK_ROOM = 64,     /* no link of interest is longer */
};

void places_note(struct places *p, const struct err *why)
{
	if (!p->failed++)
		p->first_failure = *why;
}

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

/* It matters only if the descriptor could be attached. */
static void note_refused(struct task_scan *scan, const struct descriptor *d, int no)
{
	char path[32], link[LINK_ROOM];
	struct err why = {0};
	ssize_t n;

	snprintf(path, sizeof(path), "fd/%.16s", d->number);
	n = readlinkat(d->task, path, link, sizeof(link) - 1);
	link[n < 0 ? 0 : n] = '\0';
	if (!is_asked(link))
		return;
	err_set(&why, no, "querying what a file descriptor of process %u is attached to", d->pid);
	rights_explain(&why, RIGHTS_IDS);
	places_note(scan->p, &why);
}

static int scan_task_fd(void *arg, const struct descriptor *d)
{
	struct task_scan *scan = arg;
	const uint32_t fd = (uint32_t)strtoul(d->number, NULL, 10);
	int r = scan->stopped || fd < scan->first ? 0 : scan_number(scan, d->tid, fd);

	if (is_refused(r))
		note_refused(scan, d, -r);
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
	r = scan_processes(scan, err);
	r = r ? r : scan->stopped;
	free(scan);
	return r;
}

/* The attach types of maps of sockets, and what they take. */
static const struct {
	uint32_t attach_type, prog_type;
} map_hooks[] = {
	{BPF_SK_MSG_VERDICT, BPF_PROG_TYPE_SK_MSG},
	{BPF_SK_SKB_STREAM_PARSER, BPF_PROG_TYPE_SK_SKB},
	{BPF_SK_SKB_STREAM_VERDICT, BPF_PROG_TYPE_SK_SKB},
	{BPF_SK_SKB_VERDICT, BPF_PROG_TYPE_SK_SKB},
};

static int query_map(struct places *p, uint32_t id, struct err *err)
{
	struct kern_attachment about = {.place = PLACE_SOCKMAP, .map_id = id};
	auto_handle h = {.k = p->k, .handle = -1};
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err why = {0};
	int r = 0;

	if (kern_open(p->k, KIND_MAP, id, &h.handle, &why)) {
		h.k = NULL;
		if (why.no)
			places_note(p, &why);
		return 0;
	}
	if (kern_info(p->k, KIND_MAP, h.handle, &info, &len, &why) ||
	    (info.type != BPF_MAP_TYPE_SOCKMAP && info.type != BPF_MAP_TYPE_SOCKHASH))
		return 0;
	for (unsigned int i = 0; r >= 0 && i < sizeof(map_hooks) / sizeof(map_hooks[0]); i++) {
		if (!places_want(p, map_hooks[i].prog_type))
			continue;
		p->asked++;
		r = query_programs((uint32_t)h.handle, map_hooks[i].attach_type, 0, &about, p->fn, p->arg,
				   err);
		if (r < 0)
			places_note(p, err);
	}
	return 0;
}

int live_places_maps(struct places *p, struct err *err)
{
	uint32_t id = 0;
	int r = 0;

	if (!places_want(p, BPF_PROG_TYPE_SK_MSG) && !places_want(p, BPF_PROG_TYPE_SK_SKB))
		return 0;
	while (!r) {
		r = kern_next_id(p->k, KIND_MAP, id, &id, err);
		if (!r)
			r = query_map(p, id, err);
	}
	return r == KERN_NONE ? 0 : r;
}

int live_attachments(struct kern *k, const struct attach_query *q, kern_attach_fn fn, void *arg,
		     struct err *err)
{
	static const struct {
		int (*walk)(struct places *p, struct err *err);
		const char *what;
	} groups[ATTACH_GROUPS] = {
		[ATTACH_NET] = {live_places_net, "places in networks"},
		[ATTACH_CGROUPS] = {live_places_cgroups, "cgroups"},
		[ATTACH_TASKS] = {live_places_tasks, "descriptors"},
		[ATTACH_MAPS] = {live_places_maps, "maps"},
		[ATTACH_SLOTS] = {live_places_slots, "maps"},
	};
	struct places p = {.k = k, .q = q, .fn = fn, .arg = arg};
	int r = groups[q->group].walk(&p, err);

	if (r || !p.failed)
		return r;
	return err_partial(err, &p.first_failure, "%s: %u could not be queried", groups[q->group].what,
			   p.failed);
}

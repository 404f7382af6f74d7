/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Network namespaces: the one that bpfi is in, or all that have a name below /run/netns or a process. Each is
 * entered, walked step by step, and left again.
 */
#include "kern/live/net.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/live/sys.h"
#include "kern/rights.h"

#define OWN_NETNS   "/proc/self/ns/net"
#define NAMED_NETNS "/run/netns"

/* A step is taken where a program of one of its types is loaded. */
static const struct net_step {
	int (*walk)(struct net_scan *scan, struct err *err);
	const char *what;
	uint32_t prog_types[4];
} steps[] = {
	{net_walk_devices,
	 "network devices",
	 {BPF_PROG_TYPE_XDP, BPF_PROG_TYPE_SCHED_CLS, BPF_PROG_TYPE_SCHED_ACT}},
	{net_walk_chains, "tcx and netkit", {BPF_PROG_TYPE_SCHED_CLS}},
	{net_walk_tc, "tc filters", {BPF_PROG_TYPE_SCHED_CLS, BPF_PROG_TYPE_SCHED_ACT}},
	{net_walk_actions, "tc actions", {BPF_PROG_TYPE_SCHED_CLS, BPF_PROG_TYPE_SCHED_ACT}},
	{net_walk_namespace, "Network namespace", {BPF_PROG_TYPE_FLOW_DISSECTOR, BPF_PROG_TYPE_SK_LOOKUP}},
	{net_walk_netfilter, "netfilter hooks", {UAPI_PROG_NETFILTER}},
	{net_walk_routes,
	 "routes",
	 {BPF_PROG_TYPE_LWT_IN, BPF_PROG_TYPE_LWT_OUT, BPF_PROG_TYPE_LWT_XMIT, BPF_PROG_TYPE_LWT_SEG6LOCAL}},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static bool is_wanted(const struct places *p, const struct net_step *step)
{
	for (unsigned int i = 0; i < sizeof(step->prog_types) / sizeof(step->prog_types[0]); i++)
		if (step->prog_types[i] && places_want(p, step->prog_types[i]))
			return true;
	return false;
}

struct net_name {
	uint64_t ino;
	char path[300]; /* to be opened */
	char name[280];
};

/* A named device that does not exist is an error only where one namespace is queried. */
static bool is_the_answer(const struct places *p, const struct err *err)
{
	return p->q->dev && !p->q->has_all_netns && err->no == ENODEV;
}

int net_skip_device(struct net_scan *scan, const struct net_device *dev, struct err *err)
{
	err_wrap(err, "device %s", dev->name);
	if (scan->p->q->dev || err->no == ENOMEM)
		return -1;
	err_wrap(err, "%s", scan->step);
	places_note(scan->p, err);
	err_clear(err);
	return 0;
}

static int walk_steps(struct net_scan *scan, struct err *err)
{
	for (unsigned int i = 0; i < STEPS; i++) {
		struct err why = {0};

		if (!is_wanted(scan->p, &steps[i]) && !(i == 0 && scan->p->q->dev))
			continue;
		scan->p->asked++;
		scan->step = steps[i].what;
		if (steps[i].walk(scan, &why) >= 0) {
			scan->p->has_device |= i == 0;
			continue;
		}
		if (is_the_answer(scan->p, &why)) {
			*err = why;
			return -1;
		}
		if (scan->p->q->dev && why.no == ENODEV)
			return 0;
		err_wrap(&why, "%s", steps[i].what);
		places_note(scan->p, &why);
	}
	return 0;
}

static int walk_namespace(struct places *p, const struct net_name *name, bool is_here, struct err *err)
{
	struct net_scan scan = {.p = p,
				.route.fd = -1,
				.netns = -1,
				.about = {.netns_ino = (uint32_t)name->ino,
					  .netns = name->name,
					  .is_here = is_here}};
	int r;

	scan.netns = open(OWN_NETNS, O_RDONLY | O_CLOEXEC);
	r = scan.netns < 0 ? err_set(err, errno, OWN_NETNS) : netlink_open(&scan.route, NETLINK_ROUTE, err);
	if (!r)
		r = walk_steps(&scan, err);
	netlink_close(&scan.route);
	buf_free(&scan.devices);
	buf_free(&scan.actions);
	file_close_fd(&scan.netns);
	return r;
}

/* 0 with errno: not known. */
static uint64_t inode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_ino;
}

/*
 * Namespaces of processes that cannot be asked for it, by the inode number of one of its files, which
 * everyone can read. Those that are reached in another way are taken out.
 */
static void add_hidden(struct buf *hidden, const char *process)
{
	char path[300];
	uint64_t ino;

	snprintf(path, sizeof(path), "/proc/%.255s/net/dev", process);
	ino = inode_of(path);
	for (size_t at = 0; at < hidden->len; at += sizeof(ino))
		if (!memcmp(hidden->data + at, &ino, sizeof(ino)))
			return;
	if (ino)
		buf_add(hidden, &ino, sizeof(ino));
}

static void take_out_current(struct buf *hidden)
{
	const uint64_t ino = inode_of("/proc/thread-self/net/dev");

	for (size_t at = 0; at < hidden->len; at += sizeof(ino))
		if (!memcmp(hidden->data + at, &ino, sizeof(ino)))
			memset(hidden->data + at, 0, sizeof(ino));
}

static void note_hidden(struct places *p, const struct buf *hidden)
{
	for (size_t at = 0; at < hidden->len; at += sizeof(uint64_t)) {
		struct err why = {0};
		uint64_t ino;

		memcpy(&ino, hidden->data + at, sizeof(ino));
		if (!ino)
			continue;
		p->hidden++;
		err_set(&why, EACCES, "entering the network namespace of a process");
		rights_explain(&why, RIGHTS_PROCESS);
		places_note(p, &why);
	}
}

static bool is_known(const struct buf *names, uint64_t ino)
{
	const struct net_name *list = (const void *)names->data;

	for (size_t i = 0; i < names->len / sizeof(*list); i++)
		if (list[i].ino == ino)
			return true;
	return false;
}

/* Names below /run/netns come first: users know a namespace by them. */
static void add_namespaces(struct buf *names, struct buf *hidden, const char *folder, bool is_process)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct net_name one = {0};

		if (entry->d_name[0] == '.' ||
		    (is_process && (entry->d_name[0] < '0' || entry->d_name[0] > '9')))
			continue;
		snprintf(one.path, sizeof(one.path), "%s/%.255s%s", folder, entry->d_name,
			 is_process ? "/ns/net" : "");
		snprintf(one.name, sizeof(one.name), "%s%.255s", is_process ? "pid " : "", entry->d_name);
		one.ino = inode_of(one.path);
		if (!one.ino && errno == EACCES && is_process)
			add_hidden(hidden, entry->d_name);
		if (one.ino && !is_known(names, one.ino))
			buf_add(names, &one, sizeof(one));
	}
	if (dir)
		closedir(dir);
}

static int enter(const struct net_name *name, struct err *err)
{
	auto_close fd = open(name->path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && (errno == ENOENT || errno == ESRCH))
		return KERN_NONE;
	if (fd >= 0 && !setns(fd, CLONE_NEWNET))
		return 0;
	err_set(err, errno, "entering network namespace %.128s", name->name);
	return rights_explain(err, RIGHTS_MOUNT);
}

static int walk_others(struct places *p, uint64_t own, struct err *err)
{
	auto_close home = open(OWN_NETNS, O_RDONLY | O_CLOEXEC);
	auto_buf names = {0}, hidden = {0};
	int r = 0;

	if (home < 0)
		return err_set(err, errno, OWN_NETNS);
	add_namespaces(&names, &hidden, NAMED_NETNS, false);
	add_namespaces(&names, &hidden, "/proc", true);
	if (names.failed || hidden.failed)
		return err_no_memory(err);
	take_out_current(&hidden);
	for (size_t at = 0; !r && at < names.len; at += sizeof(struct net_name)) {
		const struct net_name *name = (const void *)(names.data + at);
		struct err why = {0};
		int entered;

		if (name->ino == own)
			continue;
		entered = enter(name, &why);
		if (entered < 0) {
			p->hidden++;
			places_note(p, &why);
		}
		if (!entered) {
			take_out_current(&hidden);
			r = walk_namespace(p, name, false, err);
		}
		if (!entered && setns(home, CLONE_NEWNET))
			r = err_set(err, errno, "returning to the original network namespace");
	}
	note_hidden(p, &hidden);
	return r;
}

int live_places_net(struct places *p, struct err *err)
{
	struct net_name own = {.ino = inode_of(OWN_NETNS)};
	bool is_any = p->q->dev != NULL;
	int r;

	for (unsigned int i = 0; i < STEPS; i++)
		is_any |= is_wanted(p, &steps[i]);
	if (!is_any)
		return 0;
	r = walk_namespace(p, &own, true, err);
	if (r || !p->q->has_all_netns)
		return r;
	r = walk_others(p, own.ino, err);
	/* It can be in a namespace that was not read. */
	if (r || !p->q->dev || p->has_device || p->failed)
		return r;
	return err_set(err, ENODEV, "network device '%.64s' in any network namespace", p->q->dev);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Changes on this machine: writing to maps. Each is one system call, which happens whole or not at all. */
#include "kern/live/change.h"

#include <errno.h>
#include <string.h>

#include "kern/live/machine.h"
#include "kern/ops.h"
#include "kern/rights.h"
#include "kern/sys.h"

#define ATTR_SIZE(last) (offsetof(union bpf_attr, last) + sizeof(((union bpf_attr *)0)->last))

static int opened(const struct kern_change *c, int fd, struct err *err)
{
	if (fd >= 0) {
		*c->ret_handle = fd;
		return 0;
	}
	if (fd == -ENOENT)
		return KERN_NONE;
	if (c->path)
		err_set(err, -fd, "%.256s", c->path);
	else
		err_set(err, -fd, "opening %s %u for writing", kern_kind_names[c->kind], c->id);
	return rights_explain(err, c->path ? RIGHTS_FILE : RIGHTS_IDS);
}

static int open_by_id(const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.map_id = c->id;
	return opened(c, sys_bpf(BPF_MAP_GET_FD_BY_ID, &attr, ATTR_SIZE(open_flags)), err);
}

/* Asked through the reading question first: it tells what lies there and explains why it cannot be opened. */
static int open_by_path(struct kern *k, const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;
	enum kern_kind kind;
	int fd, r;

	r = live_open_pin(k, c->path, &kind, &fd, err);
	if (r)
		return r;
	k->ops->close(k, fd);
	if (kind != c->kind)
		return err_set(err, 0, "%.256s is a pinned %s, not a %s", c->path, kern_kind_names[kind],
			       kern_kind_names[c->kind]);
	memset(&attr, 0, sizeof(attr));
	attr.pathname = (uintptr_t)c->path;
	return opened(c, sys_bpf(BPF_OBJ_GET, &attr, ATTR_SIZE(file_flags)), err);
}

static int live_update(const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;
	int r;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)c->handle;
	attr.key = (uintptr_t)c->key;
	attr.value = (uintptr_t)c->value;
	attr.flags = c->flags;
	r = sys_bpf(BPF_MAP_UPDATE_ELEM, &attr, ATTR_SIZE(flags));
	return r ? err_set(err, -r, "writing an element") : 0;
}

static int live_delete(const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;
	int r;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)c->handle;
	attr.key = (uintptr_t)c->key;
	r = sys_bpf(BPF_MAP_DELETE_ELEM, &attr, ATTR_SIZE(key));
	if (r == -ENOENT)
		return KERN_NONE;
	return r ? err_set(err, -r, "deleting an element") : 0;
}

static int live_pop(const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;
	char *to;
	int r;

	buf_reset(c->ret_value);
	to = buf_room(c->ret_value, c->value_size);
	if (!to)
		return err_no_memory(err);
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)c->handle;
	attr.key = (uintptr_t)c->key;
	attr.value = (uintptr_t)to;
	r = sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr, ATTR_SIZE(flags));
	if (r == -ENOENT)
		return KERN_NONE;
	if (r)
		return err_set(err, -r, "taking an element out");
	c->ret_value->len = c->value_size;
	return 0;
}

static int live_freeze(const struct kern_change *c, struct err *err)
{
	union bpf_attr attr;
	int r;

	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)c->handle;
	r = sys_bpf(BPF_MAP_FREEZE, &attr, ATTR_SIZE(map_fd));
	if (!r)
		return 0;
	err_set(err, -r, "freezing");
	return rights_explain(err, RIGHTS_LOAD);
}

/* All that need no struct kern. */
static int (*const acts[CHANGE_COUNT])(const struct kern_change *change, struct err *err) = {
	[CHANGE_UPDATE] = live_update,
	[CHANGE_DELETE] = live_delete,
	[CHANGE_POP] = live_pop,
	[CHANGE_FREEZE] = live_freeze,
	[CHANGE_LOAD_BTF] = live_load_btf,
	[CHANGE_CREATE] = live_create,
	[CHANGE_PIN] = live_pin,
	[CHANGE_UNPIN] = live_unpin,
	[CHANGE_FIND_DEV] = live_find_dev,
	[CHANGE_CHECK_PIN] = live_check_pin,
	[CHANGE_MAKE_FOLDER] = live_make_folder,
	[CHANGE_DROP_FOLDER] = live_drop_folder,
	[CHANGE_ATTACH] = live_attach,
	[CHANGE_DETACH] = live_detach,
	[CHANGE_RUN] = live_run,
	[CHANGE_RUN_LOADER] = live_run_loader,
	[CHANGE_LOAD_TRACING] = live_load_tracing,
	[CHANGE_LINK_TRACING] = live_link_tracing,
	[CHANGE_OPEN_COUNTER] = live_open_counter,
	[CHANGE_STATS] = live_enable_stats,
	[CHANGE_OPEN_TRACE] = live_open_trace,
	[CHANGE_READ] = live_read,
	[CHANGE_READ_STREAM] = live_read_stream,
	[CHANGE_OPEN_EVENTS] = live_open_events,
	[CHANGE_FIND_PERF_EVENT] = live_find_perf_event,
	[CHANGE_OPEN_PROCESS] = live_open_process,
	[CHANGE_OPEN_PATH] = live_open_path,
	[CHANGE_TAKE_FD] = live_take_fd,
};

int live_change(struct kern *k, const struct kern_change *change, struct err *err)
{
	if (change->act == CHANGE_OPEN)
		return change->path ? open_by_path(k, change, err) : open_by_id(change, err);
	return acts[change->act](change, err);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Changes on this machine: writing to maps. Each is one system call, which is atomic. */
#include "kern/live/machine.h"

#include <errno.h>
#include <string.h>

#include "kern/live/sys.h"
#include "kern/ops.h"
#include "kern/rights.h"

static int opened(int fd, const char *path, uint32_t id, int *ret_handle, struct err *err)
{
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	if (fd == -ENOENT)
		return KERN_NONE;
	if (path)
		err_set(err, -fd, "%.256s", path);
	else
		err_set(err, -fd, "opening map %u for writing", id);
	return rights_explain(err, path ? RIGHTS_FILE : RIGHTS_IDS);
}

int live_open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err)
{
	union bpf_attr attr;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.map_id = id;
	return opened(sys_bpf(BPF_MAP_GET_FD_BY_ID, &attr, ATTR_SIZE(open_flags)), NULL, id, ret_handle, err);
}

/* Uses the reading question first: it reports what is there and explains why it cannot be opened. */
int live_open_pin_to_write(struct kern *k, const char *path, int *ret_handle, struct err *err)
{
	union bpf_attr attr;
	enum kern_kind kind;
	int fd, r;

	r = live_open_pin(k, path, &kind, &fd, err);
	if (r)
		return r;
	k->ops->close(k, fd);
	if (kern_pin_is(path, kind, KIND_MAP, err))
		return -1;
	memset(&attr, 0, sizeof(attr));
	attr.pathname = (uintptr_t)path;
	return opened(sys_bpf(BPF_OBJ_GET, &attr, ATTR_SIZE(file_flags)), path, 0, ret_handle, err);
}

int live_update(struct kern *k, int handle, const void *key, const void *value, uint64_t flags,
		struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)handle;
	attr.key = (uintptr_t)key;
	attr.value = (uintptr_t)value;
	attr.flags = flags;
	r = sys_bpf(BPF_MAP_UPDATE_ELEM, &attr, ATTR_SIZE(flags));
	return r ? err_set(err, -r, "writing an element") : 0;
}

int live_delete(struct kern *k, int handle, const void *key, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)handle;
	attr.key = (uintptr_t)key;
	r = sys_bpf(BPF_MAP_DELETE_ELEM, &attr, ATTR_SIZE(key));
	if (r == -ENOENT)
		return KERN_NONE;
	return r ? err_set(err, -r, "deleting an element") : 0;
}

int live_pop(struct kern *k, int handle, const void *key, size_t size, struct buf *ret_value, struct err *err)
{
	union bpf_attr attr;
	char *to;
	int r;

	(void)k;
	buf_reset(ret_value);
	to = buf_room(ret_value, size);
	if (!to)
		return err_no_memory(err);
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)handle;
	attr.key = (uintptr_t)key;
	attr.value = (uintptr_t)to;
	r = sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr, ATTR_SIZE(flags));
	if (r == -ENOENT)
		return KERN_NONE;
	if (r)
		return err_set(err, -r, "popping an element");
	ret_value->len = size;
	return 0;
}

int live_freeze(struct kern *k, int handle, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = (uint32_t)handle;
	r = sys_bpf(BPF_MAP_FREEZE, &attr, ATTR_SIZE(map_fd));
	if (!r)
		return 0;
	err_set(err, -r, "freezing");
	return rights_explain(err, RIGHTS_LOAD);
}

const struct change_ops live_changes = {
#define CHANGE(name, gives, parameters, arguments, trace) .name = live_##name,
#include "kern/changes.h"
};

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * New maps, and the types they need. Attributes are those of the newest kernels; an older one takes them as
 * long as what it does not know is zero.
 */
#include <errno.h>
#include <string.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

/* As the kernel reads it. */
struct create_wire {
	uint32_t type, key_size, value_size, max_entries, flags;
	uint32_t inner_map_fd;
	uint32_t numa_node;
	char name[CHANGE_NAME_LEN];
	uint32_t ifindex;
	uint32_t btf_fd, btf_key_type, btf_value_type;
	uint32_t vmlinux_value_type;
	uint64_t extra;
	int32_t value_btf_fd; /* 6.9 */
	int32_t token_fd;
	uint64_t exclusive; /* 6.18 */
	uint32_t exclusive_size;
	uint32_t pad;
};

#define SAME_PLACE(ours, theirs) \
	_Static_assert(offsetof(struct create_wire, ours) == offsetof(union bpf_attr, theirs), #theirs)
SAME_PLACE(flags, map_flags);
SAME_PLACE(name, map_name);
SAME_PLACE(ifindex, map_ifindex);
SAME_PLACE(vmlinux_value_type, btf_vmlinux_value_type_id);
SAME_PLACE(extra, map_extra);
#undef SAME_PLACE

enum { BTF_LOG_SIZE = 64 << 10, FLAG_VALUE_BTF = 1 << 15 };

static uint32_t fd_or_zero(int fd)
{
	return fd < 0 ? 0 : (uint32_t)fd;
}

static void fill_wire(const struct map_attrs *a, struct create_wire *ret_wire)
{
	struct create_wire w;

	memset(&w, 0, sizeof(w));
	w.type = a->type;
	w.key_size = a->key_size;
	w.value_size = a->value_size;
	w.max_entries = a->max_entries;
	w.flags = a->flags | (a->value_btf < 0 ? 0 : FLAG_VALUE_BTF);
	w.inner_map_fd = fd_or_zero(a->inner_map);
	w.numa_node = a->numa_node;
	memcpy(w.name, a->name, sizeof(w.name) - 1);
	w.ifindex = a->ifindex;
	w.btf_fd = fd_or_zero(a->btf);
	w.btf_key_type = a->btf_key_type;
	w.btf_value_type = a->btf_value_type;
	w.vmlinux_value_type = a->vmlinux_value_type;
	w.extra = a->extra;
	w.value_btf_fd = (int32_t)fd_or_zero(a->value_btf);
	w.exclusive = a->has_exclusive ? (uintptr_t)a->exclusive : 0;
	w.exclusive_size = a->has_exclusive ? sizeof(a->exclusive) : 0;
	*ret_wire = w;
}

int live_create_map(struct kern *k, const struct map_attrs *attrs, int *ret_handle, struct err *err)
{
	struct create_wire w;
	int fd;

	(void)k;
	fill_wire(attrs, &w);
	fd = sys_bpf(BPF_MAP_CREATE, (union bpf_attr *)(void *)&w, offsetof(struct create_wire, pad));
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	err_set(err, -fd, "creating the map");
	return rights_explain(err, RIGHTS_LOAD);
}

static int call_load_btf(const void *data, size_t size, struct buf *log)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.btf = (uintptr_t)data;
	attr.btf_size = (uint32_t)size;
	if (log) {
		attr.btf_log_buf = (uintptr_t)log->data;
		attr.btf_log_size = BTF_LOG_SIZE;
		attr.btf_log_level = 1;
	}
	return sys_bpf(BPF_BTF_LOAD, &attr, ATTR_SIZE(btf_log_level));
}

/* The last line of the kernel checker's output is the reason. */
static void last_line(char *text, const char **ret_line)
{
	size_t len = strlen(text);
	char *start;

	while (len && text[len - 1] == '\n')
		text[--len] = '\0';
	start = strrchr(text, '\n');
	*ret_line = start ? start + 1 : text;
}

int live_load_btf(struct kern *k, const void *data, size_t size, int *ret_handle, struct err *err)
{
	int fd = call_load_btf(data, size, NULL);
	const char *why = "";
	auto_buf log = {0};

	(void)k;
	if (fd < 0 && fd != -EPERM && buf_room(&log, BTF_LOG_SIZE)) {
		memset(log.data, 0, BTF_LOG_SIZE);
		fd = call_load_btf(data, size, &log);
		last_line(log.data, &why);
	}
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	err_set(err, -fd, "loading the types%s%.200s", *why ? ": " : "", why);
	return rights_explain(err, RIGHTS_LOAD);
}

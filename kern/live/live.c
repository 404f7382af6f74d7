/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * This machine: a handle is a file descriptor. Whatever vanishes between two questions is KERN_NONE, not an
 * error.
 */
#include "kern/live/live.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kern/elements.h"
#include "kern/live/machine.h"
#include "kern/live/owners.h"
#include "kern/live/sys.h"
#include "kern/mapfile.h"
#include "kern/ops.h"
#include "kern/rights.h"

enum { BTF_INFO_OLD = 16 };

#define VMLINUX_BTF "/sys/kernel/btf/vmlinux"

int live_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err)
{
	static int (*const calls[KIND_COUNT])(__u32 start, __u32 * next) = {
		[KIND_PROG] = bpf_prog_get_next_id,
		[KIND_MAP] = bpf_map_get_next_id,
		[KIND_LINK] = bpf_link_get_next_id,
		[KIND_BTF] = bpf_btf_get_next_id,
	};
	int r = calls[kind](id, ret_id);

	(void)k;
	if (!r)
		return 0;
	if (errno == ENOENT)
		return KERN_NONE;
	err_set(err, errno, "listing %s", kern_kind_plurals[kind]);
	return rights_explain(err, RIGHTS_IDS);
}

static int open_by_id(enum kern_kind kind, uint32_t id)
{
	LIBBPF_OPTS(bpf_get_fd_by_id_opts, opts, .open_flags = BPF_F_RDONLY);

	switch (kind) {
	case KIND_PROG:
		return bpf_prog_get_fd_by_id(id);
	case KIND_MAP:
		return bpf_map_get_fd_by_id_opts(id, &opts);
	case KIND_LINK:
		return bpf_link_get_fd_by_id(id);
	default:
		return bpf_btf_get_fd_by_id(id);
	}
}

int live_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	int fd = open_by_id(kind, id), no = errno;

	if (fd < 0 && no == EPERM)
		fd = live_open_pinned(k->state, kind, id);
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	if (no == ENOENT)
		return KERN_NONE;
	err_set(err, no, "opening %s %u", kern_kind_names[kind], id);
	return rights_explain(err, RIGHTS_IDS);
}

static void live_close(struct kern *k, int handle)
{
	(void)k;
	close(handle);
}

int live_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len, struct err *err)
{
	(void)k;
	if (!bpf_obj_get_info_by_fd(handle, info, len))
		return 0;
	if (errno == E2BIG && kind == KIND_BTF && *len > BTF_INFO_OLD) {
		/* Before 5.11 its info ends here, and what is set after it is refused. */
		memset((char *)info + BTF_INFO_OLD, 0, *len - BTF_INFO_OLD);
		*len = BTF_INFO_OLD;
		if (!bpf_obj_get_info_by_fd(handle, info, len))
			return 0;
	}
	if (errno == ENOENT)
		return KERN_NONE;
	err_set(err, errno, "reading %s info", kern_kind_names[kind]);
	return rights_explain(err, RIGHTS_IDS);
}

int live_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err)
{
	struct live *live = k->state;
	auto_close fd = -1;
	char name[16];
	int r;

	/* What it says of links is in their info, and Linux 6.17 and 6.18 crash over a kprobe_multi link
	 * without cookies. */
	if (kind == KIND_LINK)
		return KERN_NONE;
	if (live->fdinfo_dir < 0)
		live->fdinfo_dir = open("/proc/self/fdinfo", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (live->fdinfo_dir < 0)
		return errno == ENOENT ? KERN_NONE : err_set(err, errno, "/proc/self/fdinfo");
	snprintf(name, sizeof(name), "%d", handle);
	fd = openat(live->fdinfo_dir, name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, errno, "reading fdinfo of a %s", kern_kind_names[kind]);
	buf_reset(ret_text);
	r = live_read_fd(fd, ret_text);
	return r ? err_set(err, -r, "reading fdinfo of a %s", kern_kind_names[kind]) : 0;
}

/*
 * A refused program is not a failure: the slower fallback is /proc, which needs other rights. So the
 * iterator's error is dropped.
 */
int live_owners(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		struct err *err)
{
	struct err ignored = {0};

	if (!owners_iterate(k, kind, only, ret_owners, &ignored))
		return 0;
	return owners_scan(k, kind, only, ret_owners, err);
}

int live_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	struct live *live = k->state;

	if (!live->vmlinux && kern_map_file(VMLINUX_BTF, &live->vmlinux, &live->vmlinux_size, err))
		return err->no == ENOENT ? KERN_NONE : rights_explain(err, RIGHTS_FILE);
	if (!live->vmlinux)
		return KERN_NONE;
	*ret_data = live->vmlinux;
	*ret_size = live->vmlinux_size;
	return 0;
}

static void live_free(struct kern *k)
{
	struct live *live = k->state;

	file_close_fd(&live->fdinfo_dir);
	file_close_fd(&live->cgroup_dir);
	live_symbols_free(&live->symbols);
	live_pinned_free(live);
	kern_unmap_file(live->vmlinux, live->vmlinux_size);
	free(live);
}

static const struct kern_ops live_ops = {
	.name = "live",
#define QUESTION(name, gives, parameters, arguments, trace) .name = live_##name,
#include "kern/questions.h"
	.changes = &live_changes,
	.close = live_close,
	.free = live_free,
};

int kern_open_live(struct kern *ret_kern, struct err *err)
{
	struct live *live = calloc(1, sizeof(*live));

	if (!live)
		return err_no_memory(err);
	live->fdinfo_dir = -1;
	live->cgroup_dir = -1;
	*ret_kern = (struct kern){.ops = &live_ops, .state = live};
	return 0;
}

const char *kern_libbpf_version(void)
{
	const char *version = libbpf_version_string();

	return version + (*version == 'v');
}

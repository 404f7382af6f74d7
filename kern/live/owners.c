/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Owners by reading /proc: the links of descriptors show the kind, fdinfo shows which object. The
 * fallback for kernels and users that cannot run the iterator.
 */
#include "kern/live/owners.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "kern/live/descriptors.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/since.h"
#include "lib/file.h"

struct scan {
	enum kern_kind kind;
	uint32_t only;   /* of this object; 0: of all */
	bool copies;     /* no fdinfo is read */
	struct buf list; /* of struct kern_owner */
	struct buf text; /* of the current fdinfo */
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
		else
			list[kept].files += list[i].files;
	return kept + 1;
}

/* The id's line begins a line: a prog_id may follow "target_". 0: no such line. */
static uint32_t find_id(struct buf *text, const char *label)
{
	for (const char *at = buf_str(text); (at = strstr(at, label)); at++)
		if (at == text->data || at[-1] == '\n')
			return (uint32_t)strtoul(at + strlen(label), NULL, 10);
	return 0;
}

static int id_in_fdinfo(struct scan *scan, const struct descriptor *d, uint32_t *ret_id)
{
	auto_close fd = -1;
	char path[32];
	int r;

	snprintf(path, sizeof(path), "fdinfo/%.16s", d->number);
	fd = openat(d->task, path, O_RDONLY | O_CLOEXEC);
	buf_reset(&scan->text);
	r = fd < 0 ? -errno : live_read_fd(fd, &scan->text);
	*ret_id = r ? 0 : find_id(&scan->text, id_labels[scan->kind]);
	return -r;
}

/* From the link itself, by a copy of the descriptor. */
static int id_of_copy(const struct descriptor *d, uint32_t *ret_id)
{
	enum { OF_A_THREAD = O_EXCL };
	struct bpf_link_info info = {0};
	uint32_t len = sizeof(info);
	auto_close task = (int)syscall(SYS_pidfd_open, d->tid, OF_A_THREAD);
	auto_close fd = task < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, task, strtoul(d->number, NULL, 10), 0);

	if (fd < 0)
		return errno == EBADF ? ENOENT : errno;
	if (bpf_obj_get_info_by_fd(fd, &info, &len))
		return errno;
	*ret_id = info.id;
	return 0;
}

static int scan_fd(void *arg, const struct descriptor *d)
{
	struct scan *scan = arg;
	struct kern_owner owner = {.kind = scan->kind, .pid = d->pid, .files = 1};
	enum kern_kind kind;
	int no;

	if (!live_kind_of_link(d->link, &kind) || kind != scan->kind)
		return 0;
	no = scan->copies ? id_of_copy(d, &owner.id) : id_in_fdinfo(scan, d, &owner.id);
	if (no || !owner.id || (scan->only && owner.id != scan->only))
		return no;
	descriptors_comm(d->process, owner.comm);
	buf_add(&scan->list, &owner, sizeof(owner));
	return 0;
}

int owners_scan(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		struct err *err)
{
	struct scan scan = {.kind = kind, .only = only};
	bool is_complete;
	int r;

	/* Linux 6.17 and 6.18 crash over the fdinfo of a kprobe_multi link without cookies. */
	scan.copies = kind == KIND_LINK && since_is_from(k, 6, 17);
	r = descriptors_walk(0, true, scan_fd, &scan, &is_complete, err);
	buf_free(&scan.text);
	if (!r && scan.list.failed)
		r = err_no_memory(err);
	if (r) {
		buf_free(&scan.list);
		return r;
	}
	ret_owners->list = (struct kern_owner *)(void *)scan.list.data;
	ret_owners->count = owners_sort(ret_owners->list, scan.list.len / sizeof(struct kern_owner));
	ret_owners->is_complete = is_complete;
	return 0;
}

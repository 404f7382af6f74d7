/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Owners by a BPF iterator over the open files of every process. */
#include <string.h>

#include "kern/live/files_iter.h"
#include "kern/live/owners.h"
#include "lib/file.h"

static const struct files_object objects[KIND_COUNT] = {
	[KIND_PROG] = {"bpf_prog", "bpf_prog_aux"},
	[KIND_MAP] = {"bpf_map", "bpf_map"},
	[KIND_LINK] = {"bpf_link", "bpf_link"},
	[KIND_BTF] = {"btf", "btf"},
};

/* Any object of the kind; KERN_NONE if no such object exists. */
static int open_any(struct kern *k, enum kern_kind kind, int *ret_fd, struct err *err)
{
	uint32_t id = 0;
	int r;

	do {
		r = kern_next_id(k, kind, id, &id, err);
		if (r)
			return r;
		r = kern_open(k, kind, id, ret_fd, err);
	} while (r == KERN_NONE);
	return r;
}

struct found {
	enum kern_kind kind;
	struct buf list;
};

static bool found_record(void *arg, const struct owners_record *record)
{
	struct found *found = arg;
	struct kern_owner owner = {.kind = found->kind, .id = record->id, .pid = record->pid};

	/* An id of zero: the object is being torn down, or could not be read. */
	if (!record->id)
		return true;
	memcpy(owner.comm, record->comm, sizeof(owner.comm));
	owner.comm[sizeof(owner.comm) - 1] = '\0';
	buf_add(&found->list, &owner, sizeof(owner));
	return true;
}

/* A descriptor to learn from. The iterator itself has no maps and no BTF. */
static int sample_fd(struct kern *k, enum kern_kind kind, int *ret_fd, struct err *err)
{
	if (kind == KIND_PROG || kind == KIND_LINK) {
		*ret_fd = kind == KIND_PROG ? FILES_SAMPLE_PROG : FILES_SAMPLE_LINK;
		return 0;
	}
	return open_any(k, kind, ret_fd, err);
}

static int collect(const struct owners_layout *at, const struct owners_releases *releases,
		   struct found *found, struct kern_owners *ret_owners, struct err *err)
{
	int r = files_visit(at, releases, found_record, found, err);

	if (!r && found->list.failed)
		r = err_no_memory(err);
	if (r) {
		buf_free(&found->list);
		return -1;
	}
	ret_owners->list = (struct kern_owner *)(void *)found->list.data;
	ret_owners->count = owners_sort(ret_owners->list, found->list.len / sizeof(struct kern_owner));
	ret_owners->is_complete = true;
	return 0;
}

int owners_iterate(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	struct owners_releases releases = {.count = 0};
	struct found found = {.kind = kind};
	struct owners_layout layout = {0};
	int fd = -1, r;

	if (files_layout(k, &objects[kind], &layout, err))
		return -1;
	r = sample_fd(k, kind, &fd, err);
	if (r == KERN_NONE) {
		*ret_owners = (struct kern_owners){.is_complete = true};
		return 0;
	}
	if (r)
		return r;
	r = files_learn(&layout, &fd, 1, &releases, err);
	file_close_fd(&fd);
	return r ? r : collect(&layout, &releases, &found, ret_owners, err);
}

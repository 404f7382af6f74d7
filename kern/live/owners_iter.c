/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Owners by a BPF iterator over the open files of every process. */
#include <stdlib.h>
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
	uint32_t only;   /* the object that all files are of; 0: records have their own */
	struct buf list; /* of struct found_file */
};

/* A descriptor, and the file that it is one of. */
struct found_file {
	uint64_t file;
	struct kern_owner owner;
};

static bool found_record(void *arg, const void *item)
{
	const struct owners_record *record = item;
	struct found *found = arg;
	struct found_file one = {
		.file = record->mark,
		.owner = {.kind = found->kind, .id = record->id, .pid = record->pid},
	};

	if (found->only)
		one.owner.id = found->only;

	/* An id of zero: the object is being torn down, or could not be read. */
	if (!one.owner.id)
		return true;
	memcpy(one.owner.comm, record->comm, sizeof(one.owner.comm));
	one.owner.comm[sizeof(one.owner.comm) - 1] = '\0';
	buf_add(&found->list, &one, sizeof(one));
	return true;
}

static int compare_files(const void *a, const void *b)
{
	const struct found_file *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->owner.pid < y->owner.pid ? -1 : x->owner.pid > y->owner.pid;
}

/* Descriptors become owners; a file with several descriptors counts for the first process only. */
static int count_files(struct found *found, struct kern_owners *ret_owners, struct err *err)
{
	struct found_file *files = (struct found_file *)(void *)found->list.data;
	const size_t count = found->list.len / sizeof(*files);
	struct kern_owner *list = calloc(count + 1, sizeof(*list));

	if (!list)
		return err_no_memory(err);
	if (count)
		qsort(files, count, sizeof(*files), compare_files);
	for (size_t i = 0; i < count; i++) {
		list[i] = files[i].owner;
		list[i].files = !i || files[i].file != files[i - 1].file;
	}
	ret_owners->list = list;
	ret_owners->count = owners_sort(list, count);
	ret_owners->is_complete = true;
	return 0;
}

/* A descriptor to learn from: of the object itself, or of any. The iterator has no maps and no BTF. */
static int sample_fd(struct kern *k, enum kern_kind kind, uint32_t only, int *ret_fd, struct err *err)
{
	if (only)
		return kern_open(k, kind, only, ret_fd, err);
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
	if (!r)
		r = count_files(found, ret_owners, err);
	buf_free(&found->list);
	return r;
}

/*
 * Files of one object are those that point to it, which is one comparison: of 3,000 programs that a process
 * holds, no id is read.
 */
int owners_iterate(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		   struct err *err)
{
	struct owners_releases releases = {.count = 0};
	struct found found = {.kind = kind, .only = only};
	struct owners_layout layout = {0};
	int fd = -1, r;

	if (files_layout(k, only ? NULL : &objects[kind], &layout, err))
		return -1;
	layout.is_one = only != 0;
	r = sample_fd(k, kind, only, &fd, err);
	if (r == KERN_NONE) {
		*ret_owners = (struct kern_owners){.is_complete = true};
		return 0;
	}
	if (r)
		return r;
	r = files_learn(&layout, &fd, 1, &releases, err);
	if (!r)
		r = collect(&layout, &releases, &found, ret_owners, err);
	file_close_fd(&fd);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Owners by a BPF iterator: a few instructions that the kernel runs for every open file of every process.
 *
 * What is a program, map, link or BTF object? All files of a kind share the function that ends them
 * (file_operations.release), and bpfi has a descriptor of the kind itself. So a first program reports that
 * function of bpfi's own files, and a second one looks for it in the files of all others. No kernel symbol is
 * needed, which many kernels do not show. Where members lie is read from the kernel's BTF.
 *
 * Two programs, not one with the function in a map: the kernel frees a program's maps later than the program,
 * so that a listing of maps would show ours.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/owners.h"
#include "kern/live/owners_code.h"
#include "kern/live/sys.h"
#include "kern/rights.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum { RECORDS_AT_ONCE = 800 }; /* about what the kernel's own buffer holds */

static int load(const struct owners_layout *at, enum kern_kind kind, uint64_t release, int *ret_prog,
		struct err *err)
{
	struct owners_code code;
	int prog;

	owners_code_make(at, kind, release, &code);
	prog = sys_prog_load_iter(code.insns, code.count, at->target, "bpfi_owners");
	if (prog < 0)
		return err_set(err, -prog, "loading the owner iterator");
	*ret_prog = prog;
	return 0;
}

/* Which struct a descriptor of the kind points to, and the members on the way to the id. */
static const struct {
	const char *object;
	const char *holder; /* has the id; the same but for programs */
} objects[KIND_COUNT] = {
	[KIND_PROG] = {"bpf_prog", "bpf_prog_aux"},
	[KIND_MAP] = {"bpf_map", "bpf_map"},
	[KIND_LINK] = {"bpf_link", "bpf_link"},
	[KIND_BTF] = {"btf", "btf"},
};

enum { WANT_TARGET, WANT_FILE, WANT_FOPS, WANT_TASK, WANT_OBJECT, WANT_HOLDER, WANT_COUNT };

static int layout_read(struct kern *k, enum kern_kind kind, struct owners_layout *ret_layout, struct err *err)
{
	struct wire_scan_want wants[WANT_COUNT] = {
		[WANT_TARGET] = {.name = "bpf_iter_task_file", .kind = BK_FUNC},
		[WANT_FILE] = {.name = "file", .kind = BK_STRUCT},
		[WANT_FOPS] = {.name = "file_operations", .kind = BK_STRUCT},
		[WANT_TASK] = {.name = "task_struct", .kind = BK_STRUCT},
		[WANT_OBJECT] = {.name = objects[kind].object, .kind = BK_STRUCT},
		[WANT_HOLDER] = {.name = objects[kind].holder, .kind = BK_STRUCT},
	};
	struct owners_layout at = {0};
	const struct {
		unsigned int type;
		const char *name;
		uint32_t *offset;
	} members[] = {
		{WANT_FILE, "f_op", &at.file_f_op},
		{WANT_FILE, "private_data", &at.file_private_data},
		{WANT_FOPS, "release", &at.fops_release},
		{WANT_TASK, "tgid", &at.task_tgid},
		{WANT_TASK, "group_leader", &at.task_leader},
		{WANT_TASK, "comm", &at.task_comm},
		{WANT_HOLDER, "id", &at.object_id},
		{WANT_OBJECT, "aux", &at.object_aux}, /* the last one: programs only */
	};
	unsigned int count = sizeof(members) / sizeof(members[0]) - (kind != KIND_PROG);
	struct wire_scan scan;
	const void *data;
	size_t size;
	int r;

	r = kern_vmlinux(k, &data, &size, err);
	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "the kernel's BTF") : r;
	if (wire_scan_open(&scan, data, size, err))
		return -1;
	if (wire_scan_find(&scan, wants, WANT_COUNT) != WANT_COUNT)
		return err_set(err, 0, "a type used by the owner iterator is missing from the kernel's BTF");
	for (unsigned int i = 0; i < count; i++)
		if (!wire_scan_member(&scan, &wants[members[i].type].ret_type, members[i].name,
				      members[i].offset))
			return err_set(err, 0, "%s.%s is missing from the kernel's BTF",
				       wants[members[i].type].name, members[i].name);
	at.target = wants[WANT_TARGET].ret_type.id;
	*ret_layout = at;
	return 0;
}

typedef bool (*record_fn)(void *arg, const struct owners_record *record); /* false: enough */

/*
 * Runs the program over the files of all tasks. The kernel may break off an empty-handed walk over very many
 * files with EAGAIN, to be called again.
 */
static int read_records(int link, record_fn fn, void *arg, struct err *err)
{
	struct owners_record records[RECORDS_AT_ONCE];
	auto_close iter = sys_iter_create(link);
	size_t len = 0, at;

	if (iter < 0)
		return err_set(err, -iter, "creating the owner iterator");
	for (;;) {
		ssize_t n = read(iter, (char *)records + len, sizeof(records) - len);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return err_set(err, errno, "reading the owner iterator");
		if (!n)
			return 0;
		len += (size_t)n;
		for (at = 0; at < len / sizeof(records[0]); at++)
			if (!fn(arg, &records[at]))
				return 0;
		len %= sizeof(records[0]);
		memmove(records, &records[at], len);
	}
}

/* The search for our own descriptor @fd among the records of the first run. */
struct lesson {
	int fd;
	uint32_t pid;
	uint64_t release;
};

static bool learn_record(void *arg, const struct owners_record *record)
{
	struct lesson *lesson = arg;

	if (record->fd != (uint32_t)lesson->fd)
		return true;
	lesson->pid = record->pid;
	lesson->release = record->release;
	return false;
}

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

/* A descriptor to learn from. The iterator itself has no maps and no BTF. */
static int sample_fd(struct kern *k, enum kern_kind kind, int prog, int link, int *ret_opened, int *ret_fd,
		     struct err *err)
{
	int r;

	if (kind == KIND_PROG || kind == KIND_LINK) {
		*ret_fd = kind == KIND_PROG ? prog : link;
		return 0;
	}
	r = open_any(k, kind, ret_opened, err);
	if (!r)
		*ret_fd = *ret_opened;
	return r;
}

/*
 * The first run. Kernels before 6.1 cannot be limited to one process; the program then sees all
 * files, and still writes only ours. A process id that is not the one we know means that we are in a pid
 * namespace: the program's numbers would not fit /proc.
 */
static int learn(struct kern *k, enum kern_kind kind, const struct owners_layout *at, uint64_t *ret_release,
		 struct err *err)
{
	auto_close prog = -1, link = -1, opened = -1;
	uint32_t pid = (uint32_t)getpid();
	struct lesson lesson = {0};
	int r;

	if (load(at, kind, 0, &prog, err))
		return -1;
	link = sys_link_create_iter(prog, pid);
	if (link < 0)
		link = sys_link_create_iter(prog, 0);
	if (link < 0)
		return err_set(err, -link, "attaching the owner iterator");
	r = sample_fd(k, kind, prog, link, &opened, &lesson.fd, err);
	if (r)
		return r;
	if (read_records(link, learn_record, &lesson, err))
		return -1;
	if (!lesson.release || lesson.pid != pid)
		return err_set(err, 0, "the owner iterator does not see this process");
	*ret_release = lesson.release;
	return 0;
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

/* The second run. */
static int collect(enum kern_kind kind, const struct owners_layout *at, uint64_t release,
		   struct kern_owners *ret_owners, struct err *err)
{
	struct found found = {.kind = kind};
	auto_close prog = -1, link = -1;
	int r;

	if (load(at, kind, release, &prog, err))
		return -1;
	link = sys_link_create_iter(prog, 0);
	if (link < 0)
		return err_set(err, -link, "attaching the owner iterator");
	r = read_records(link, found_record, &found, err);
	if (!r && found.list.failed)
		r = err_no_memory(err);
	if (r) {
		buf_free(&found.list);
		return -1;
	}
	ret_owners->list = (struct kern_owner *)(void *)found.list.data;
	ret_owners->count = owners_sort(ret_owners->list, found.list.len / sizeof(struct kern_owner));
	ret_owners->is_complete = true;
	return 0;
}

int owners_iterate(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err)
{
	struct owners_layout layout = {0};
	uint64_t release = 0;
	int r;

	if (!rights_has(RIGHTS_TRACE))
		return err_set(err, EPERM, "loading the owner iterator");
	if (layout_read(k, kind, &layout, err))
		return -1;
	r = learn(k, kind, &layout, &release, err);
	if (r == KERN_NONE) {
		*ret_owners = (struct kern_owners){.is_complete = true};
		return 0;
	}
	return r ? r : collect(kind, &layout, release, ret_owners, err);
}

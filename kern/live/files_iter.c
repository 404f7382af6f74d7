/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A few instructions that the kernel runs for every open file of every process.
 *
 * What is a program, map, link, BTF object or perf event? All files of a kind share the function that ends
 * them (file_operations.release), and bpfi has a descriptor of the kind itself. So a first program reports
 * that function of bpfi's own files, and a second one looks for it in the files of all others. No kernel
 * symbol is needed, which many kernels do not show. All files of one object point to it, which is learned in
 * the same way. Where members lie is read from the kernel's BTF.
 *
 * Two programs, not one with what was learned in a map: the kernel frees a program's maps later than the
 * program, so that a listing of maps would show ours.
 */
#include "kern/live/files_iter.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/sys.h"
#include "kern/rights.h"
#include "wire/btf.h"
#include "wire/scan.h"

static int load(const struct owners_layout *at, const struct owners_releases *releases, int *ret_prog,
		struct err *err)
{
	struct owners_code code;
	int prog;

	owners_code_make(at, releases, &code);
	prog = sys_prog_load_iter(code.insns, code.count, at->target, "bpfi_owners");
	if (prog < 0)
		return err_set(err, -prog, "loading the file iterator");
	*ret_prog = prog;
	return 0;
}

enum { WANT_TARGET, WANT_FILE, WANT_FOPS, WANT_TASK, WANT_OBJECT, WANT_HOLDER, WANT_COUNT };

int files_layout(struct kern *k, const struct files_object *object, struct owners_layout *ret_layout,
		 struct err *err)
{
	const unsigned int want_count = object ? WANT_COUNT : WANT_OBJECT;
	struct wire_scan_want wants[WANT_COUNT] = {
		[WANT_TARGET] = {.name = "bpf_iter_task_file", .kind = BK_FUNC},
		[WANT_FILE] = {.name = "file", .kind = BK_STRUCT},
		[WANT_FOPS] = {.name = "file_operations", .kind = BK_STRUCT},
		[WANT_TASK] = {.name = "task_struct", .kind = BK_STRUCT},
		[WANT_OBJECT] = {.name = object ? object->name : NULL, .kind = BK_STRUCT},
		[WANT_HOLDER] = {.name = object ? object->holder : NULL, .kind = BK_STRUCT},
	};
	struct owners_layout at = {0};
	const struct {
		unsigned int type;
		const char *name;
		uint32_t *offset;
	} members[] = {
		{WANT_FILE, "f_op", &at.file_f_op},       {WANT_FILE, "private_data", &at.file_private_data},
		{WANT_FOPS, "release", &at.fops_release}, {WANT_TASK, "tgid", &at.task_tgid},
		{WANT_TASK, "pid", &at.task_pid},         {WANT_TASK, "group_leader", &at.task_leader},
		{WANT_TASK, "comm", &at.task_comm},       {WANT_HOLDER, "id", &at.object_id},
		{WANT_OBJECT, "aux", &at.object_aux}, /* the last one: programs only */
	};
	unsigned int count = sizeof(members) / sizeof(members[0]);
	struct wire_scan scan;
	const void *data;
	size_t size;
	int r;

	/* Objects other than programs have their id themselves. */
	if (!object)
		count -= 2;
	else if (!strcmp(object->name, object->holder))
		count--;
	if (!rights_has(RIGHTS_TRACE))
		return err_set(err, EPERM, "loading the file iterator");
	r = kern_vmlinux(k, &data, &size, err);
	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "the kernel's BTF") : r;
	if (wire_scan_open(&scan, data, size, err))
		return -1;
	if (wire_scan_find(&scan, wants, want_count) != want_count)
		return err_set(err, 0, "a type used by the file iterator is missing from the kernel's BTF");
	for (unsigned int i = 0; i < count; i++)
		if (!wire_scan_member(&scan, &wants[members[i].type].ret_type, members[i].name,
				      members[i].offset))
			return err_set(err, 0, "%s.%s is missing from the kernel's BTF",
				       wants[members[i].type].name, members[i].name);
	at.target = wants[WANT_TARGET].ret_type.id;
	*ret_layout = at;
	return 0;
}

/* The search for our own descriptors among the records of the first run. */
struct lesson {
	int fds[OWNERS_RELEASES_MAX];
	unsigned int count;
	uint32_t pid;
	struct owners_releases *releases;
};

static bool learn_record(void *arg, const void *item)
{
	const struct owners_record *record = item;
	struct lesson *lesson = arg;

	for (unsigned int i = 0; i < lesson->count; i++)
		if (record->fd == (uint32_t)lesson->fds[i]) {
			lesson->pid = record->pid;
			lesson->releases->list[i] = record->mark;
			lesson->releases->count++;
		}
	return lesson->releases->count < lesson->count;
}

/*
 * Kernels before 6.1 cannot be limited to one process; the program then sees all files, and still writes only
 * ours. A process id that is not the one we know means that we are in a pid namespace: the program's numbers
 * would not fit /proc.
 */
int files_learn(const struct owners_layout *at, const int *samples, unsigned int count,
		struct owners_releases *ret_releases, struct err *err)
{
	auto_close prog = -1, link = -1;
	uint32_t pid = (uint32_t)getpid();
	struct owners_releases releases = {.count = 0};
	struct lesson lesson = {.count = count, .releases = &releases};

	if (load(at, NULL, &prog, err))
		return -1;
	link = sys_link_create_iter(prog, pid);
	if (link < 0)
		link = sys_link_create_iter(prog, 0);
	if (link < 0)
		return err_set(err, -link, "attaching the file iterator");
	for (unsigned int i = 0; i < count; i++)
		lesson.fds[i] = samples[i] == FILES_SAMPLE_PROG   ? prog
				: samples[i] == FILES_SAMPLE_LINK ? link
								  : samples[i];
	if (iterate_records(link, sizeof(struct owners_record), "file", learn_record, &lesson, err))
		return -1;
	if (releases.count != count || lesson.pid != pid)
		return err_set(err, 0, "the file iterator does not see this process");
	*ret_releases = releases;
	return 0;
}

/* The second run. */
int files_visit(const struct owners_layout *at, const struct owners_releases *releases, iterate_fn fn,
		void *arg, struct err *err)
{
	auto_close prog = -1, link = -1;

	if (load(at, releases, &prog, err))
		return -1;
	link = sys_link_create_iter(prog, 0);
	if (link < 0)
		return err_set(err, -link, "attaching the file iterator");
	return iterate_records(link, sizeof(struct owners_record), "file", fn, arg, err);
}

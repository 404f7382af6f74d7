/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Iterators out of object files: pinned, or run once. What an iterator takes depends on its target: the
 * kernel reads the same bytes as a map, a task or a cgroup, so that a wrong one is refused here.
 */
#include <errno.h>
#include <string.h>

#include "kern/change.h"
#include "kern/since.h"
#include "lib/stop.h"
#include "progshow/load/explain.h"
#include "progshow/load/load.h"
#include "progshow/load/pins.h"

/* What can be given, and the targets that take it. */
enum param { PARAM_MAP, PARAM_PID, PARAM_TID, PARAM_CGROUP, PARAMS };
enum { TARGETS = 4 };

static const struct param_row {
	const char *word;
	const char *targets[TARGETS];
} params[PARAMS] = {
	[PARAM_MAP] = {"map", {"bpf_map_elem", "bpf_sk_storage_map", "sockmap"}},
	[PARAM_PID] = {"pid", {"task", "task_file", "task_vma"}},
	[PARAM_TID] = {"tid", {"task", "task_file", "task_vma"}},
	[PARAM_CGROUP] = {"cgroup", {"cgroup"}},
};

static bool is_given(const struct iter_options *i, enum param p)
{
	const bool given[PARAMS] = {
		[PARAM_MAP] = i->map.by != REF_ALL,
		[PARAM_PID] = i->pid,
		[PARAM_TID] = i->tid,
		[PARAM_CGROUP] = i->cgroup,
	};

	return given[p];
}

static bool takes(const char *target, enum param p)
{
	for (unsigned int t = 0; t < TARGETS && params[p].targets[t]; t++)
		if (!strcmp(target, params[p].targets[t]))
			return true;
	return false;
}

static int check_words(const struct iter_options *i, struct err *err)
{
	const char *first = NULL;

	for (enum param p = 0; p < PARAMS; p++) {
		if (!is_given(i, p))
			continue;
		if (first)
			return err_usage(err, "'%s' and '%s' are mutually exclusive", first, params[p].word);
		first = params[p].word;
	}
	return 0;
}

/* "task" of iter/task, iter.s/task; NULL: not an iterator. */
static const char *target_of(const struct objfile_prog *prog)
{
	const char *slash = strchr(prog->section, '/');

	if (strncmp(prog->section, "iter", 4) != 0)
		return NULL;
	if (!slash || (slash != prog->section + 4 && strncmp(prog->section + 4, ".s/", 3) != 0))
		return NULL;
	return slash + 1;
}

static int no_such_prog(const struct objfile *o, const char *name, struct err *err)
{
	auto_buf names = {0};

	for (unsigned int i = 0; i < o->prog_count; i++)
		if (target_of(&o->progs[i]))
			buf_printf(&names, "%s%s", names.len ? ", " : "", o->progs[i].name);
	if (!names.len) {
		err_set(err, 0, "%s has no iterator", o->opts->path);
		err_hint(err, "iterators are in sections like iter/task");
		return -1;
	}
	err_set(err, 0, "%s has no iterator '%.64s'", o->opts->path, name);
	err_hint(err, "its iterators: %.200s", buf_str(&names));
	return -1;
}

/* The one with that name, or the first. */
static int find_prog(const struct objfile *o, const char *name, unsigned int *ret_prog, struct err *err)
{
	for (unsigned int i = 0; i < o->prog_count; i++)
		if (target_of(&o->progs[i]) && (!name || !strcmp(o->progs[i].name, name))) {
			*ret_prog = i;
			return 0;
		}
	return no_such_prog(o, name, err);
}

static int check_target(const struct objfile_prog *prog, const struct iter_options *i, struct err *err)
{
	const char *target = target_of(prog);

	for (enum param p = 0; p < PARAMS; p++)
		if (is_given(i, p) && !takes(target, p))
			return err_set(err, 0, "program %.128s iterates over %.64s, which takes no %s",
				       prog->name, target, params[p].word);
	if (!takes(target, PARAM_MAP) || is_given(i, PARAM_MAP))
		return 0;
	err_set(err, 0, "program %.128s iterates over %.64s, which requires a map", prog->name, target);
	err_hint(err, "add 'map MAP'");
	return -1;
}

static int open_cgroup(struct kern *k, const char *path, struct kern_handle *ret_handle, struct err *err)
{
	int r = kern_open_path(k, path, &ret_handle->handle, err);

	if (r)
		return r == KERN_NONE ? err_set(err, 0, "cgroup %s not found", path) : -1;
	ret_handle->k = k;
	return 0;
}

/* Older kernels do not read a thread's number, and would show all tasks. */
static int check_task(struct kern *k, uint32_t pid, struct err *err)
{
	struct kern_process ignored;
	struct err older = {0};
	int r = pid ? kern_process(k, pid, &ignored, err) : 0;

	if (r == KERN_NONE)
		return err_set(err, 0, "process %u not found", pid);
	err_set(&older, 0, "the kernel cannot iterate over the tasks of process %u alone", pid);
	if (r || !pid || !since_hint(k, SINCE_TASK_ITERS, &older))
		return r;
	*err = older;
	return -1;
}

/* The link, once the object is loaded. */
static int attach(struct objfile *o, unsigned int prog, const struct iter_options *i, int *ret_fd,
		  struct err *err)
{
	struct objfile_iter at = {.pid = i->pid, .tid = i->tid, .map = -1, .cgroup = -1};
	auto_handle map = {.handle = -1}, cgroup = {.handle = -1};
	uint32_t id;

	at.has_cgroups = takes(target_of(&o->progs[prog]), PARAM_CGROUP);
	if (is_given(i, PARAM_MAP) && ref_open(o->k, KIND_MAP, &i->map, &id, &map, err))
		return -1;
	if (i->cgroup && open_cgroup(o->k, i->cgroup, &cgroup, err))
		return -1;
	if (check_task(o->k, i->pid, err) || check_task(o->k, i->tid, err))
		return -1;
	at.map = map.handle;
	at.cgroup = cgroup.handle;
	if (!objfile_attach_iter(o, prog, &at, ret_fd, err))
		return 0;
	return i->cgroup && err->no == EBADF ? err_set(err, 0, "%s is not a control group", i->cgroup) : -1;
}

static int load_link(struct kern *k, struct objfile *o, const struct iter_options *i, struct kern_handle *ret,
		     struct err *err)
{
	unsigned int prog;

	if (check_words(i, err) || explain_open(o, k, &i->object, err))
		return -1;
	if (find_prog(o, i->prog, &prog, err) || check_target(&o->progs[prog], i, err))
		return -1;
	objfile_select(o, prog, 0);
	if (explain_load(o, err))
		return err_wrap(err, "%s", i->object.path);
	if (attach(o, prog, i, &ret->handle, err))
		return -1;
	ret->k = k;
	return 0;
}

int iter_pin(struct kern *k, const struct iter_options *i, const char *path, struct err *err)
{
	auto_pins pins = {.k = k, .may_mount = i->may_mount};
	auto_handle link = {.handle = -1};
	auto_objfile o = {0};

	if (kern_check_pin(k, path, i->may_mount, false, err) || load_link(k, &o, i, &link, err) ||
	    pins_add(&pins, KIND_LINK, link.handle, path, err))
		return -1;
	pins_keep(&pins);
	return 0;
}

enum { TRY_AGAIN = 10 }; /* ms; the iterator passed over many objects, or asks for one again */

static const struct field line_field = {.label = ""};

/* The whole lines go out; at the end the rest too. */
static void print_lines(struct out *o, struct buf *text, bool is_end)
{
	const char *from = text->data, *const end = text->data + text->len;

	while (from < end) {
		const char *stop = memchr(from, '\n', (size_t)(end - from));

		if (!stop && !is_end)
			break;
		out_strn(o, &line_field, from, (size_t)((stop ? stop : end) - from));
		from = stop ? stop + 1 : end;
	}
	text->len = (size_t)(end - from);
	memmove(text->data, from, text->len);
}

/* Until the iterator ends, a signal arrives or nobody reads. */
static int read_all(struct kern *k, struct out *o, int handle, const struct stop *stop, struct err *err)
{
	int64_t pause = 0;
	auto_buf text = {0};
	int r = 0;

	while (!r && !out_is_dead(o) && stop_wait(stop, -1, out_descriptor(o), pause) != STOP_SIGNAL) {
		const size_t before = text.len;

		r = kern_read(k, handle, &text, err);
		pause = text.len == before ? TRY_AGAIN : 0;
		if (text.len)
			print_lines(o, &text, r != 0);
		if (!r && out_flush(o, err))
			r = out_is_closed_pipe(o) ? KERN_NONE : -1;
	}
	return r < 0 ? -1 : 0;
}

static int print_all(struct kern *k, struct out *o, int handle, struct err *err)
{
	struct stop stop;
	int r;

	if (stop_open(&stop, err))
		return -1;
	out_list(o, NULL);
	r = read_all(k, o, handle, &stop, err);
	if (!r)
		out_end(o);
	stop_close(&stop);
	return r;
}

int iter_run(struct kern *k, struct out *out, const struct iter_options *i, struct err *err)
{
	auto_handle link = {.handle = -1}, walk = {.handle = -1};
	auto_objfile o = {0};

	if (load_link(k, &o, i, &link, err) || kern_create_iter(k, link.handle, &walk.handle, err))
		return -1;
	walk.k = k;
	return print_all(k, out, walk.handle, err);
}

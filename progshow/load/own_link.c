/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Links that libbpf does not make by itself, or not yet: where a program is attached is a row by its types,
 * and what it is attached to comes from the command line or from its section.
 */
#include "progshow/load/own_link.h"

#include <fnmatch.h>
#include <stdlib.h>

#include "kern/change.h"
#include "lib/buf.h"
#include "progshow/load/load_maps.h"

enum place { AT_DEVICE, IN_NETFILTER, AT_FUNCTIONS };

/* What the kernel's numbers are, older headers lack. */
enum { TYPE_KPROBE = 2, TYPE_SCHED_CLS = 3, TYPE_XDP = 6, TYPE_NETFILTER = 32 };
enum { ATTACH_XDP = 37, ATTACH_NETFILTER = 45, ATTACH_KPROBE_SESSION = 56 };

static const struct own_link {
	uint32_t type, from, to; /* the program's type; the first and the last attach type */
	enum place place;
	const char *wants;
} rows[] = {
	{TYPE_SCHED_CLS, 46, 47, AT_DEVICE, "attach_dev IF"}, /* tcx */
	{TYPE_SCHED_CLS, 54, 55, AT_DEVICE, "attach_dev IF"}, /* netkit */
	{TYPE_XDP, ATTACH_XDP, ATTACH_XDP, AT_DEVICE, "attach_dev IF"},
	{TYPE_NETFILTER, ATTACH_NETFILTER, ATTACH_NETFILTER, IN_NETFILTER, "attach_hook HOOK"},
	{TYPE_KPROBE, ATTACH_KPROBE_SESSION, ATTACH_KPROBE_SESSION, AT_FUNCTIONS, NULL},
};

static const struct own_link *find_row(const struct objfile_prog *prog)
{
	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (prog->type == rows[i].type && prog->attach_type >= rows[i].from &&
		    prog->attach_type <= rows[i].to)
			return &rows[i];
	return NULL;
}

const char *own_link_wants(const struct objfile_prog *prog)
{
	const struct own_link *row = find_row(prog);

	return row ? row->wants : NULL;
}

static bool has_program_for(const struct objfile *o, const struct prog_load *p, enum place place)
{
	const unsigned int count = p->is_all ? o->prog_count : 1;

	for (unsigned int i = 0; i < count; i++) {
		const struct own_link *row = find_row(&o->progs[i]);

		if (row && row->place == place)
			return true;
	}
	return false;
}

int own_link_check(const struct objfile *o, const struct prog_load *p, struct err *err)
{
	if (p->attach_dev && !has_program_for(o, p, AT_DEVICE))
		return err_set(err, 0, "%s: 'attach_dev' requires a program of type xdp, tcx or netkit",
			       p->object.path);
	if (p->hook.text && !has_program_for(o, p, IN_NETFILTER))
		return err_set(err, 0, "%s: 'attach_hook' requires a program of type netfilter",
			       p->object.path);
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names that stand in the list of what can be traced, each once: the kernel looks a name up once only. */
struct functions {
	struct buf text;
	const char **names;
	uint32_t count;
};

static void functions_free(struct functions *f)
{
	buf_free(&f->text);
	free(f->names);
}

static int read_traceable(struct kern *k, struct buf *ret_text, struct err *err)
{
	int r = kern_read_file(k, "/sys/kernel/tracing/available_filter_functions", ret_text, err);

	if (r == KERN_NONE)
		r = kern_read_file(k, "/sys/kernel/debug/tracing/available_filter_functions", ret_text, err);
	if (r != KERN_NONE)
		return r;
	err_set(err, 0, "available_filter_functions, which lists what can be traced, is missing");
	err_hint(err, "it requires a kernel with CONFIG_FUNCTION_TRACER, and tracefs: "
		      "mount -t tracefs tracefs /sys/kernel/tracing");
	return -1;
}

static void drop_repeated(struct functions *f)
{
	uint32_t kept = 0;

	qsort(f->names, f->count, sizeof(*f->names), compare_names);
	for (uint32_t i = 0; i < f->count; i++)
		if (!kept || strcmp(f->names[kept - 1], f->names[i]) != 0)
			f->names[kept++] = f->names[i];
	f->count = kept;
}

/* A line is NAME or "NAME [MODULE]". */
static int find_functions(struct kern *k, const char *pattern, struct functions *f, struct err *err)
{
	char *save = NULL;
	size_t lines = 1;

	if (read_traceable(k, &f->text, err))
		return -1;
	for (const char *at = buf_str(&f->text); (at = strchr(at, '\n')); at++)
		lines++;
	f->names = calloc(lines, sizeof(*f->names));
	if (!f->names)
		return err_no_memory(err);
	for (char *line = f->text.data ? strtok_r(f->text.data, "\n", &save) : NULL; line;
	     line = strtok_r(NULL, "\n", &save)) {
		line[strcspn(line, " \t")] = '\0';
		if (!fnmatch(pattern, line, 0))
			f->names[f->count++] = line;
	}
	drop_repeated(f);
	return f->count ? 0 : err_set(err, 0, "no function that can be traced matches '%.128s'", pattern);
}

static int at_functions(struct kern *k, const struct objfile_prog *prog, struct link_at *at, int *ret_fd,
			struct err *err)
{
	__attribute__((cleanup(functions_free))) struct functions f = {0};

	if (!*prog->target)
		return KERN_NONE;
	if (find_functions(k, prog->target, &f, err))
		return -1;
	at->functions = f.names;
	at->function_count = f.count;
	return kern_create_link(k, prog->fd, at, ret_fd, err);
}

static int create(struct kern *k, const struct objfile_prog *prog, const struct prog_load *p, int *ret_fd,
		  struct err *err)
{
	struct link_at at = {.attach_type = prog->attach_type};

	switch (find_row(prog)->place) {
	case AT_FUNCTIONS:
		return at_functions(k, prog, &at, ret_fd, err);
	case IN_NETFILTER:
		if (!p->hook.text)
			return KERN_NONE;
		at.netfilter.pf = p->hook.pf;
		at.netfilter.hook = p->hook.number;
		at.netfilter.priority = p->hook.priority;
		break;
	case AT_DEVICE:
		if (!p->attach_dev)
			return KERN_NONE;
		if (load_find_device(k, p->attach_dev, &at.ifindex, err))
			return -1;
		if (kern_create_link(k, prog->fd, &at, ret_fd, err))
			return err_wrap(err, "device %.64s", p->attach_dev);
		return 0;
	}
	return kern_create_link(k, prog->fd, &at, ret_fd, err);
}

int own_link_create(struct kern *k, const struct objfile_prog *prog, const struct prog_load *p, int *ret_fd,
		    struct err *err)
{
	int r = find_row(prog) ? create(k, prog, p, ret_fd, err) : KERN_NONE;

	return r < 0 ? err_wrap(err, "program %.128s", prog->name) : r;
}

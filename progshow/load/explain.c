/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Failures of objects: the verifier's log of the program refused last, or libbpf's warnings. */
#include "progshow/load/explain.h"

#include <errno.h>

#include "kern/since.h"
#include "progshow/load/refusal.h"

/* Only if warnings are part of the error. */
static int explain_warnings(const struct objfile *o, struct err *err)
{
	const char *warnings = objfile_warnings(o);
	const char *hint = *err->quoted ? refusal_hint(warnings, strlen(warnings)) : NULL;

	if (hint)
		err_hint(err, "%s", hint);
	return -1;
}

/*
 * The kernel's number would mislead: it is EACCES though no permission is missing, ENOSPC if the log was
 * long.
 */
static int explain_log(const struct objfile_prog *prog, struct err *err)
{
	struct refusal r;

	if (!refusal_find(prog->log, &r))
		return -1;
	err_set(err, 0, "program %.128s: rejected by the verifier: %.*s", prog->name,
		(int)(r.reason_len < 200 ? r.reason_len : 200), r.reason);
	refusal_tell(&r, err);
	return 0;
}

/* Accepted programs can have logs too. @kind as libbpf says it. */
static bool is_warned_of(const struct objfile *o, const char *kind, const char *name)
{
	auto_buf start = {0};

	buf_printf(&start, "%s '%s': ", kind, name);
	return strstr(objfile_warnings(o), buf_str(&start));
}

static void hint_newer(const struct objfile *o, struct err *err)
{
	for (unsigned int i = 0; i < o->map_count; i++)
		if (o->maps[i].is_link && is_warned_of(o, "map", o->maps[i].name) &&
		    since_hint(o->k, SINCE_STRUCT_OPS_LINKS, err))
			return;
	for (unsigned int i = 0; i < o->prog_count; i++)
		if (is_warned_of(o, "prog", o->progs[i].name) && since_hint(o->k, o->progs[i].type, err))
			return;
}

/* Programs are loaded in turn: the last one with a log is the one that was refused, if any was. */
static int explain_failure(const struct objfile *o, struct err *err)
{
	const struct objfile_prog *last = NULL;

	for (unsigned int i = 0; i < o->prog_count; i++)
		if (*o->progs[i].log && is_warned_of(o, "prog", o->progs[i].name))
			last = &o->progs[i];
	if (last && !explain_log(last, err))
		return -1;
	explain_warnings(o, err);
	hint_newer(o, err);
	return -1;
}

int explain_open(struct objfile *o, struct kern *k, const struct objfile_opts *opts, struct err *err)
{
	return objfile_open(o, k, opts, err) ? explain_warnings(o, err) : 0;
}

int explain_load(struct objfile *o, struct err *err)
{
	return objfile_load(o, err) ? explain_failure(o, err) : 0;
}

int explain_run_loader(struct objfile *o, struct err *err)
{
	struct refusal why;
	const char *log;

	if (!objfile_run_loader(o, &log, err))
		return 0;
	if (!log)
		explain_failure(o, err);
	else if (refusal_find(log, &why))
		refusal_tell(&why, err);
	if (err->no)
		since_hint(o->k, SINCE_LOADERS, err);
	return -1;
}

static bool is_tracefs_mounted(struct kern *k)
{
	static const char *const files[] = {"/sys/kernel/tracing/tracing_on",
					    "/sys/kernel/debug/tracing/tracing_on"};
	bool is_there = false;

	for (unsigned int i = 0; i < sizeof(files) / sizeof(files[0]) && !is_there; i++) {
		struct err ignored = {0};
		auto_buf text = {0};

		is_there = !kern_read_file(k, files[i], &text, &ignored);
	}
	return is_there;
}

int explain_attach(struct objfile *o, unsigned int prog, int *ret_fd, struct err *err)
{
	int r = objfile_attach(o, prog, ret_fd, err);

	if (r >= 0)
		return r;
	explain_warnings(o, err);
	if (err->no == ENOENT && !is_tracefs_mounted(o->k))
		err_hint(err, "tracefs is not mounted: mount -t tracefs tracefs /sys/kernel/tracing");
	return -1;
}

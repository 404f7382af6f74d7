/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One command about what is loaded and not used. */
#include "cmd/list.h"
#include "hostshow/hostshow.h"

static int run_orphans(struct ctx *c, const void *args, struct err *err)
{
	(void)args;
	return orphans_show(c->kern, c->out, err);
}

static const struct cmd cmd_orphans = {
	.name = "orphans",
	.summary = "List programs, maps and links that are loaded and not known to be used",
	.about =
		"A program is in use if it is attached, a map if a program in use has it. "
		"Searches all places where programs are attached, in all network namespaces and control groups, file descriptors of processes, pins, tail calls and maps in maps. "
		"What none of these uses is an orphan: it stays loaded only because it is pinned or because another orphan refers to it. "
		"The kernel counts references; where it counts more than were found, the object is in use at a place that cannot be queried, such as a socket.",
	.record = &orphan_record,
	.columns = "kind,id,type,name,state,memory=bytes_memlock,references",
	.run = run_orphans,
};

const struct object object_orphans = {
	.name = "orphans",
	.summary = "Programs, maps and pins that nothing uses",
	.cmds = (const struct cmd *const[]){&cmd_orphans, NULL},
	.is_plain = true,
};

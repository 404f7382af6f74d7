/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about perf events: programs attached to probes and tracepoints through descriptors. */
#include "cmd/list.h"
#include "linkshow/linkshow.h"

static int run_show(struct ctx *c, const void *args, struct err *err)
{
	(void)args;
	return perf_show(c->kern, c->out, err);
}

static const struct cmd cmd_show = {
	.name = "show",
	.rank = 1,
	.alias = "list",
	.alias_rank = 2,
	.summary = "List programs on probes and tracepoints, with the processes that hold them",
	.about =
		"Queries the file descriptors of all processes for perf events, raw tracepoints and their links. "
		"Programs on hardware and software counters are not listed, because they have no name; multi-function probes are shown by 'link show'.",
	.record = &task_record,
	.columns = "pid,fd,prog_id,fd_type,target=tracepoint|func|filename,offset,prog_name",
	.run = run_show,
};

const struct object object_perf = {
	.name = "perf",
	.rank = 7,
	.summary = "Programs on probes and tracepoints (perf events)",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

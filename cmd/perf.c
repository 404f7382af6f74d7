/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about perf events: what descriptors hold at probes and tracepoints. */
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
	.summary = "List the programs at probes and tracepoints, by the descriptors that hold them there",
	.about = "Asks the descriptors of all processes that can answer: perf events, raw tracepoints and "
		 "their "
		 "links. Programs at counters of hardware and software have no name to be listed by; probes "
		 "of many "
		 "functions are in the listing of links.",
	.record = &task_record,
	.run = run_show,
};

const struct object object_perf = {
	.name = "perf",
	.rank = 7,
	.summary = "perf events: programs at probes and tracepoints",
	.cmds = (const struct cmd *const[]){&cmd_show, NULL},
};

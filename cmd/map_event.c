/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The command that prints events as they arrive. */
#include "cmd/args.h"
#include "cmd/map_write.h"
#include "loaded/ref.h"
#include "mapdump/mapdump.h"

struct map_event_args {
	struct ref ref;
	struct map_event_pipe opt;
};

static int run_event_pipe(struct ctx *c, const void *args, struct err *err)
{
	const struct map_event_args *a = args;

	return map_event_pipe(c->kern, c->out, &a->ref, &a->opt, err);
}

#define EVENT(member) .off = offsetof(struct map_event_args, member)
#define NUMBER(word, place, member, text)                                                            \
	{                                                                                            \
		.key = (word), .rank = (place), .type = &arg_optional_number, .flags = ARG_OPTIONAL, \
		.help = (text), EVENT(member)                                                        \
	}

const struct cmd cmd_map_event_pipe = {
	.name = "event_pipe",
	.rank = 10,
	.summary = "Print events of a perf event array or ring buffer as they arrive",
	.about =
		"Prints the events that programs send through a perf event array or a ring buffer, until SIGINT, SIGTERM or SIGHUP arrives or the output is closed. "
		"Events are consumed: the command refuses to run while another process reads them. "
		"If events were lost, the exit code is 3.",
	.args =
		(const struct arg[]){
			{.type = &arg_map, EVENT(ref)},
			NUMBER("cpu", 1, opt.cpu, "Perf events: read only from this CPU; requires index"),
			NUMBER("index", 2, opt.index,
			       "Perf events: element of the map to which the program sends events; requires cpu"),
			NUMBER("count", 0, opt.count, "Stop after N events"),
			NUMBER("duration", 0, opt.seconds, "Stop after N seconds"),
			{0},
		},
	.opts =
		(const struct opt[]){
			{.name = "as",
			 .token = "data=STRUCT[,...]",
			 .help = "Show records as this struct of the programs that send them; its members as FORMAT: data.saddr=ip",
			 .type = OPT_LIST,
			 EVENT(opt.as)},
			{.name = "take-over",
			 .help = "Take events even if another process reads them; that process gets no more events, even afterwards",
			 .type = OPT_BOOL,
			 EVENT(opt.takes_over)},
			{0},
		},
	.args_size = sizeof(struct map_event_args),
	.record = &map_event_record,
	.flags = CMD_CHANGES,
	.run = run_event_pipe,
};

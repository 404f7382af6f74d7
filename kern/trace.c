/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tracing wrapper: every question with its answer, one line each. */
#include "kern/trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "kern/elements.h"
#include "kern/ops.h"

struct trace {
	struct kern_ops ops; /* under the name of the inner one */
	struct kern inner;
	void (*say)(const char *line);
};

static struct trace *trace_of(struct kern *k)
{
	return k->state;
}

__attribute__((format(printf, 4, 5))) static int tell(struct kern *k, int r, const struct err *err,
						      const char *fmt, ...)
{
	static const char *const outcomes[] = {"failed", "done", "none"};
	char line[256], why[sizeof(err->text) + 64] = "", all[sizeof(line) + sizeof(why) + 32];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (r < 0)
		err_describe(err, why, sizeof(why));
	snprintf(all, sizeof(all), "%s: %s%s%s", line, outcomes[r < 0 ? 0 : 1 + (r == KERN_NONE)],
		 *why ? ": " : "", why);
	trace_of(k)->say(all);
	return r;
}

#define INNER (&trace_of(k)->inner)

#define TRACED(name, parameters, arguments, trace)                                                  \
	static int trace_##name(struct kern *k, KERN_LIST parameters, struct err *err)              \
	{                                                                                           \
		return tell(k, kern_##name(INNER, KERN_LIST arguments, err), err, KERN_LIST trace); \
	}
#define QUESTION(name, gives, parameters, arguments, trace) TRACED(name, parameters, arguments, trace)
#include "kern/questions.h"
#define CHANGE(name, gives, parameters, arguments, trace) TRACED(name, parameters, arguments, trace)
#include "kern/changes.h"

static void trace_close(struct kern *k, int handle)
{
	kern_close(INNER, handle);
}

static void trace_free(struct kern *k)
{
	kern_free(INNER);
	free(k->state);
}

static const struct change_ops trace_changes = {
#define CHANGE(name, gives, parameters, arguments, trace) .name = trace_##name,
#include "kern/changes.h"
};

static const struct kern_ops trace_ops = {
#define QUESTION(name, gives, parameters, arguments, trace) .name = trace_##name,
#include "kern/questions.h"
	.changes = &trace_changes,
	.close = trace_close,
	.free = trace_free,
};

int kern_open_trace(struct kern *ret_kern, const struct kern *inner, void (*say)(const char *line),
		    struct err *err)
{
	struct trace *t = calloc(1, sizeof(*t));

	if (!t)
		return err_no_memory(err);
	t->inner = *inner;
	t->say = say;
	t->ops = trace_ops;
	t->ops.name = inner->ops->name;
	t->ops.source = inner->ops->source;
	*ret_kern = (struct kern){.ops = &t->ops, .state = t};
	return 0;
}

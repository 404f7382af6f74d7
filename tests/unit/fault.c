/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counts questions, fails one of them, hands on the others. */
#include "tests/unit/fault.h"

static struct fault *fault_of(struct kern *k)
{
	return k->state;
}

/* True when this question is the one to fail; *ret_answer is then its answer. */
static bool is_due(struct kern *k, const char *question, int *ret_answer, struct err *err)
{
	struct fault *fault = fault_of(k);

	if (fault->asked < fault->trail_room)
		fault->trail[fault->asked] = question;
	if (++fault->asked != fault->fail_at)
		return false;
	fault->failed = question;
	*ret_answer = fault->is_none ? KERN_NONE : err_set(err, fault->no, "injected into %s", question);
	return true;
}

/* A failed question leaves its results as they were. */
#define FAULTY(name, gives, parameters, arguments)                                     \
	static int fault_##name(struct kern *k, KERN_LIST parameters, struct err *err) \
	{                                                                              \
		int r;                                                                 \
                                                                                       \
		if (is_due(k, #name, &r, err))                                         \
			return r;                                                      \
		r = kern_##name(&fault_of(k)->inner, KERN_LIST arguments, err);        \
		fault_of(k)->open_handles += !r && (gives) == HANDLE;                  \
		return r;                                                              \
	}
#define QUESTION(name, gives, parameters, arguments, trace) FAULTY(name, gives, parameters, arguments)
#include "kern/questions.h"
#define CHANGE(name, gives, parameters, arguments, trace) FAULTY(name, gives, parameters, arguments)
#include "kern/changes.h"

static void fault_close(struct kern *k, int handle)
{
	fault_of(k)->open_handles--;
	kern_close(&fault_of(k)->inner, handle);
}

static void fault_free(struct kern *k)
{
	kern_free(&fault_of(k)->inner);
}

static const struct change_ops fault_changes = {
#define CHANGE(name, gives, parameters, arguments, trace) .name = fault_##name,
#include "kern/changes.h"
};

void fault_wrap(struct fault *fault, struct kern inner, struct kern *ret_kern)
{
	fault->asked = 0;
	fault->failed = NULL;
	fault->open_handles = 0;
	fault->inner = inner;
	fault->ops = (struct kern_ops){
		.name = "fault",
		.source = inner.ops->source,
#define QUESTION(name, gives, parameters, arguments, trace) .name = fault_##name,
#include "kern/questions.h"
		.changes = &fault_changes,
		.close = fault_close,
		.free = fault_free,
	};
	*ret_kern = (struct kern){.ops = &fault->ops, .state = fault};
}

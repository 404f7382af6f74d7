/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Programs, helpers and kernel functions by what the verifier says. The log is asked for with the statistics
 * alone: it then has the refusal, and costs no second load. Programs that test a helper always fail, after it
 * or at it, because those that succeed take longer: they are compiled.
 */
#include "kern/live/probe.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/insns.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"

enum {
	LOG_STATS = 4,
	TRIES = 5,
	MODULE_PLACE = 1, /* 0 is the kernel */
};
#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

void probe_load(struct probe_load *l)
{
	union bpf_attr attr;
	int r = -EAGAIN;

	for (int tries = 0; r == -EAGAIN && tries < TRIES; tries++) {
		memset(&attr, 0, sizeof(attr));
		attr.prog_type = l->prog_type;
		attr.expected_attach_type = l->attach_type;
		attr.prog_flags = l->flags;
		attr.attach_btf_id = l->btf_id;
		attr.prog_ifindex = l->ifindex;
		attr.insns = (uintptr_t)l->insns;
		attr.insn_cnt = l->count;
		attr.license = (uintptr_t) "GPL";
		attr.log_buf = (uintptr_t)l->log;
		attr.log_size = sizeof(l->log);
		attr.log_level = LOG_STATS;
		attr.fd_array = (uintptr_t)l->modules;
		l->log[0] = '\0';
		r = sys_bpf(BPF_PROG_LOAD, &attr,
			    l->modules ? ATTR_SIZE(fd_array) : ATTR_SIZE(attach_prog_fd));
	}
	l->log[sizeof(l->log) - 1] = '\0';
	if (r >= 0)
		close(r);
	l->r = r < 0 ? r : 0;
}

struct probe_answer probe_judge(int r)
{
	if (r == -EPERM || r == -ENOMEM || r == -EAGAIN || r == -ENOSYS || r == -EMFILE || r == -ENFILE)
		return (struct probe_answer){PROBE_UNKNOWN, -r};
	return (struct probe_answer){r < 0 ? PROBE_NO : PROBE_YES, 0};
}

/* What the verifier looked at is of a type that the kernel has, whatever it thought of it. */
static struct probe_answer probe_prog(struct kern *k, const struct probe *p)
{
	static const struct bpf_insn insns[] = {SET(BPF_REG_0, 0), EXIT()};
	struct probe_answer best = {PROBE_NO, 0};
	struct probe_load l = {.prog_type = p->number,
			       .insns = insns,
			       .count = COUNT_OF(insns),
			       .ifindex = p->ifindex};

	for (const struct probe_way *way = probe_way_next(p->number, NULL); way;
	     way = probe_way_next(p->number, way)) {
		probe_way_fill(k, way, &l);
		probe_load(&l);
		if (!l.r || *l.log || l.r == -ERR_ENOTSUPP)
			return (struct probe_answer){PROBE_YES, 0};
		if (best.verdict == PROBE_NO)
			best = probe_judge(l.r);
	}
	return best;
}

static bool has_words(const char *log, const char *const *words, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (strstr(log, words[i]))
			return true;
	return false;
}

/* Refusals of the function itself. What else is wrong with a call shows that the function is there. */
static bool is_refused(enum probe_kind kind, const char *log)
{
	static const char *const helper[] = {"unknown func", "invalid func", "cannot use helper"};
	static const char *const kfunc[] = {
		"is not allowed",    "is not supported", "does not support",    "JIT is required",
		"is not a function", "reserved fields",  "cannot find address", /* inlined everywhere */
	};

	return kind == PROBE_HELPER ? has_words(log, helper, COUNT_OF(helper))
				    : has_words(log, kfunc, COUNT_OF(kfunc));
}

/* In one way of attaching; the last instruction but one is refused. */
static struct probe_answer probe_call(struct kern *k, const struct probe *p, const struct probe_way *way,
				      const int *modules)
{
	const struct bpf_insn insns[] = {
		INSN(BPF_JMP | BPF_CALL, 0, p->kind == PROBE_KFUNC ? BPF_PSEUDO_KFUNC_CALL : 0,
		     modules ? MODULE_PLACE : 0, (int)p->number),
		MOVE(BPF_REG_0, BPF_REG_1),
		EXIT(),
	};
	struct probe_load l = {.prog_type = p->prog_type,
			       .insns = insns,
			       .count = COUNT_OF(insns),
			       .modules = modules,
			       .ifindex = p->ifindex};

	if (probe_way_is_refused(k, way))
		return (struct probe_answer){PROBE_UNKNOWN, EPERM};
	if (!probe_way_fill(k, way, &l))
		return (struct probe_answer){PROBE_UNKNOWN, ENOENT};
	probe_load(&l);
	if (l.r == -EPERM && !*l.log)
		probe_way_refused(k, way);
	if (!l.r)
		return (struct probe_answer){PROBE_YES, 0};
	if (*l.log && l.r != -ENOMEM)
		return (struct probe_answer){is_refused(p->kind, l.log) ? PROBE_NO : PROBE_YES, 0};
	/* Before the verifier: there are no programs of this type, or no such places. */
	if (l.r == -EINVAL)
		return (struct probe_answer){PROBE_NO, 0};
	return (struct probe_answer){PROBE_UNKNOWN, -l.r};
}

/* How much an answer says of all ways: what a way that was refused would have said stays open. */
static unsigned int weight(const struct probe_answer *a)
{
	switch (a->verdict) {
	case PROBE_YES:
		return 4;
	case PROBE_UNKNOWN:
		/* Other errors come from a kernel that has no such places: they say nothing. */
		return probe_judge(-a->no).verdict == PROBE_UNKNOWN ? 3 : 1;
	case PROBE_NO:
		return 2;
	default:
		return 0;
	}
}

/* Yes in any way of attaching; no only if every way that there is was tried. */
static struct probe_answer probe_calls(struct kern *k, const struct probe *p, const int *modules)
{
	struct probe_answer best = {PROBE_UNASKED, 0};

	for (const struct probe_way *way = probe_way_next(p->prog_type, NULL);
	     way && best.verdict != PROBE_YES; way = probe_way_next(p->prog_type, way)) {
		struct probe_answer one = probe_call(k, p, way, modules);

		if (weight(&one) > weight(&best))
			best = one;
	}
	return best;
}

static struct probe_answer probe_in_module(struct kern *k, const struct probe *p)
{
	int modules[MODULE_PLACE + 1] = {-1, -1};
	struct probe_answer answer;
	struct err why = {0};

	if (live_open(k, KIND_BTF, p->module, &modules[MODULE_PLACE], &why))
		return (struct probe_answer){PROBE_UNKNOWN, why.no};
	answer = probe_calls(k, p, modules);
	close(modules[MODULE_PLACE]);
	return answer;
}

int live_probe(struct kern *k, const struct probe *p, struct probe_answer *ret_answer, struct err *err)
{
	(void)err;
	switch (p->kind) {
	case PROBE_ABILITY:
		*ret_answer = probe_ability(p);
		break;
	case PROBE_PROG:
		*ret_answer = probe_prog(k, p);
		break;
	case PROBE_MAP:
		*ret_answer = probe_map(p);
		break;
	default:
		*ret_answer = p->module ? probe_in_module(k, p) : probe_calls(k, p, NULL);
		break;
	}
	return 0;
}

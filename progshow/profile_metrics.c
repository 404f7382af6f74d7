/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of metrics: what can be counted, and the word for it. Those that work everywhere come first. */
#include "lib/cmd.h"
#include "lib/words.h"
#include "progshow/profile.h"

enum { MILLION = 1000000 };

#define COUNTED(what)   .source = METRIC_COUNTER, .counter = COUNTER_##what
#define PER_INSNS(text) .ratio_of = COUNTER_INSTRUCTIONS, .scale = MILLION, .ratio = (text)

const struct metric metrics[] = {
	{"run_cnt", "Number of runs", .source = METRIC_RUNS},
	{"run_time_ns", "Run time in nanoseconds", .source = METRIC_TIME},
	{"average_ns", "Nanoseconds per run", .source = METRIC_AVERAGE},
	{"cpu_clock", "Run time in nanoseconds, measured by perf's CPU clock", COUNTED(CPU_CLOCK)},
	{"cycles", "Hardware counter", COUNTED(CYCLES), .rank = 1},
	{"instructions", "Hardware counter", COUNTED(INSTRUCTIONS), .rank = 2, .ratio_of = COUNTER_CYCLES,
	 .scale = 1, .ratio = "insns per cycle"},
	{"l1d_loads", "Loads from the L1 data cache", COUNTED(L1D_LOADS), .rank = 3},
	{"llc_misses", "Load misses of the last level cache", COUNTED(LLC_MISSES), .rank = 4,
	 PER_INSNS("LLC misses per million insns")},
	{"itlb_misses", "Instruction TLB misses", COUNTED(ITLB_MISSES), .rank = 5,
	 PER_INSNS("itlb misses per million insns")},
	{"dtlb_misses", "Data TLB misses", COUNTED(DTLB_MISSES), .rank = 6,
	 PER_INSNS("dtlb misses per million insns")},
	{0},
};

static int parse_metrics(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct prog_profile *p =
		(struct prog_profile *)(void *)((char *)dst - offsetof(struct prog_profile, metrics));
	struct word list[PROFILE_METRICS + 1] = {0};
	int found;

	for (int i = 0; metrics[i].name; i++)
		list[i] = (struct word){.text = metrics[i].name, .meaning = i, .rank = metrics[i].rank};
	if (words_find(list, rest->at[0], a->type->token, &found, err))
		return -1;
	for (uint32_t i = 0; i < p->count; i++)
		if (p->metrics[i] == &metrics[found])
			return err_usage(err, "%s is given twice", metrics[found].name);
	p->metrics[p->count++] = &metrics[found];
	rest->at++;
	rest->left--;
	return 0;
}

static void complete_metrics(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (int i = 0; metrics[i].name; i++)
		complete_add(c, metrics[i].name, metrics[i].help);
}

const struct arg_type arg_metrics = {
	.token = "METRIC",
	.grammar = "run_cnt | run_time_ns | average_ns | cpu_clock | cycles | instructions | l1d_loads | "
		   "llc_misses | itlb_misses | dtlb_misses",
	.help = "Metric to count. The first three are always available; cpu_clock requires fentry support in the kernel, and the others also hardware counters",
	.parse = parse_metrics,
	.complete = complete_metrics,
};

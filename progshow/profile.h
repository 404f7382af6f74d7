/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Counting what one program costs: by the kernel's statistics, or by perf counters that two small programs
 * read at its entry and its end.
 */
#ifndef BPFI_PROGSHOW_PROFILE_H
#define BPFI_PROGSHOW_PROFILE_H

#include "kern/change.h"
#include "progshow/progshow.h"

enum metric_source { METRIC_RUNS, METRIC_TIME, METRIC_AVERAGE, METRIC_COUNTER };

/* A row of the table of metrics. */
struct metric {
	const char *name, *help;
	enum metric_source source;
	enum counter counter;
	/* In text: the rate per one (or million) of another metric, if that was counted too. */
	enum counter ratio_of;
	const char *ratio;
	double scale;
	unsigned int rank; /* struct word */
};
extern const struct metric metrics[]; /* ends with name NULL */

/* What the programs store for each counter on each CPU, at these offsets. */
struct reading {
	uint64_t value, enabled, running;
};
struct profile_slot {
	struct reading start, sum;
	uint64_t runs;
	uint64_t is_started;
};

enum { PROFILE_CODE = 512 };

/*
 * The program for the entry or the end: reads each counter (@events: the maps they are in) of its CPU, and
 * keeps it in @slots, or adds the increase. Returns how many instructions.
 */
unsigned int profile_code(struct bpf_insn ret_code[PROFILE_CODE], bool is_exit, int slots, const int *events,
			  unsigned int count);

/* Counters of one program, while it is open. */
struct counting {
	struct kern *k;
	unsigned int count, cpus;
	unsigned int opened; /* counters that exist on every CPU */
	int slots, events[COUNTER_COUNT];
	struct buf handles; /* int: all that is open */
};

int counting_start(struct counting *c, struct kern *k, int prog, uint32_t func_type_id,
		   const enum counter *counters, unsigned int count, struct err *err);
/* Sums over all CPUs, one a counter. */
int counting_read(const struct counting *c, struct profile_slot *ret_slots, struct err *err);
void counting_stop(struct counting *c);

#endif

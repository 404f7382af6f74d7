/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which CPUs the values of a per-CPU map belong to: one for each that is possible, in their order. */
#ifndef BPFI_MAPDUMP_CPUS_H
#define BPFI_MAPDUMP_CPUS_H

#include "kern/kern.h"

struct cpu {
	uint32_t id;
	bool is_offline;
};

struct cpus {
	struct cpu *list;
	size_t count;
};

/* Never fails for want of the kernel's lists: CPUs are then counted from 0 and taken as online. */
int cpus_read(struct kern *k, struct cpus *ret_cpus, struct err *err);
void cpus_free(struct cpus *cpus);
struct cpu cpus_at(const struct cpus *cpus, size_t i);

#endif

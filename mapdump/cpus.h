/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which CPUs the values of a per-CPU map belong to: one for each possible CPU, in order. */
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

/* Does not fail without the kernel's lists: CPUs are then numbered from 0 and assumed online. */
int cpus_read(struct kern *k, struct cpus *ret_cpus, struct err *err);
void cpus_free(struct cpus *cpus);
struct cpu cpus_at(const struct cpus *cpus, size_t i);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that probe share; see kern/probe.h. */
#ifndef BPFI_KERN_LIVE_PROBE_H
#define BPFI_KERN_LIVE_PROBE_H

#include <linux/bpf.h>

#include "kern/kern.h"
#include "kern/probe.h"

enum { PROBE_LOG_SIZE = 1024 };

/* Where programs of a type are attached: some types are refused without. */
struct probe_way {
	uint32_t prog_type;
	uint32_t attach_type;
	uint32_t flags;
	const char *target; /* what it is attached to, in the kernel's BTF; NULL: nothing */
	uint32_t target_kind;
	const char *member; /* of a struct: its place is the attach type */
};

/* A program, and what the kernel said. */
struct probe_load {
	uint32_t prog_type, attach_type, flags, btf_id, ifindex;
	const struct bpf_insn *insns;
	uint32_t count;
	const int *modules; /* descriptors that calls refer to by their place, from 1 on; NULL: none */
	int r;              /* 0 or -errno */
	char log[PROBE_LOG_SIZE];
};

/* The program is unloaded at once. The log is empty where the verifier was not reached. */
void probe_load(struct probe_load *l);

/* Programs of a type can be attached in several ways, which are tried in turn: NULL after the last. */
const struct probe_way *probe_way_next(uint32_t prog_type, const struct probe_way *last);
/* Fills how it is attached. False: the target is not in the kernel's BTF. */
bool probe_way_fill(struct kern *k, const struct probe_way *way, struct probe_load *l);

/*
 * A way that is refused without a look at the program is not tried again: the target is looked up by name
 * each time, which takes longer than the verifier.
 */
bool probe_way_is_refused(struct kern *k, const struct probe_way *way);
void probe_way_refused(struct kern *k, const struct probe_way *way);

/* What a failed call means where a refusal is not the answer. */
struct probe_answer probe_judge(int r);

struct probe_answer probe_ability(const struct probe *p);
struct probe_answer probe_map(const struct probe *p);

#endif

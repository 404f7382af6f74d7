/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which processes hold descriptors of objects of one kind, two ways: by a BPF program that the kernel runs
 * for every open file (fast, sees all processes), or by reading /proc (slow, sees what its rights allow).
 * bpfi itself is left out of both answers.
 */
#ifndef BPFI_KERN_LIVE_OWNERS_H
#define BPFI_KERN_LIVE_OWNERS_H

#include "kern/kern.h"

/* Fails where programs of this kind cannot be loaded: old kernel, no right, no BTF. */
int owners_iterate(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		   struct err *err);

/* is_complete is false when some process could not be read, or cannot be seen from this pid namespace. */
int owners_scan(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		struct err *err);

/* Sorts a list by (id, pid) and joins duplicates, their files added up; returns the new count. */
size_t owners_sort(struct kern_owner *list, size_t count);

#endif

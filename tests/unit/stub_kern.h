/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A small kernel for unit tests: a handful of programs, maps and BTF objects, two devices, one cgroup, three
 * symbols, and a BTF of its own with types that no table knows.
 */
#ifndef BPFI_TESTS_UNIT_STUB_KERN_H
#define BPFI_TESTS_UNIT_STUB_KERN_H

#include "kern/kern.h"
#include "lib/out.h"

/* Ids of what is there. */
enum {
	STUB_PROG_FENTRY = 7,   /* on the kernel's function */
	STUB_PROG_MODULE = 8,   /* on the module's function */
	STUB_PROG_EXT = 9,      /* in place of a function of STUB_PROG_TARGET */
	STUB_PROG_ON_PROG = 10, /* fentry on a function of STUB_PROG_TARGET */
	STUB_PROG_TARGET = 11,
	STUB_PROG_LSM = 12,    /* on the same function as the first */
	STUB_PROG_HIDDEN = 13, /* its target is in a BTF object that cannot be opened */
	STUB_MAP = 20,
	STUB_MAP_LONG = 21, /* its name is longer than the kernel keeps */
	STUB_MAP_OPS = 22,  /* operations of the module: in is STUB_PROG_TARGET */
	STUB_BTF_VMLINUX = 1,
	STUB_BTF_MODULE = 2,
	STUB_BTF_PROG = 5,
	STUB_BTF_HIDDEN = 6, /* cannot be opened */
	STUB_CGROUP = 4242,
	STUB_IFINDEX = 3,
};

/*
 * Type ids of the functions do_unlinkat, nf_nat_in and handle_packet in those BTF objects. Programs of type
 * xdp may call the second.
 */
enum { STUB_KERNEL_FUNC = 6, STUB_MODULE_FUNC = 8, STUB_PROG_FUNC = 2 };
/* In the module: struct bpf_struct_ops_nat_ops { int ref, state; struct nat_ops { in, out, flags } data; } */
enum { STUB_OPS_VALUE = 11, STUB_OPS_SIZE = 32 };

/*
 * Its BTF has two more types of maps, links and attachments than the rows: from_tomorrow_0, from_tomorrow_1.
 */
int stub_kern_open(struct kern *ret_kern);

/* What @print makes, as one string to be freed. */
char *stub_capture(enum out_format format, void (*print)(struct out *o, const void *arg), const void *arg);

#endif

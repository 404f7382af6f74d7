/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whether the kernel has something, learnt by trying: a program is offered to the verifier, a map is created
 * and closed at once. Nothing stays loaded.
 */
#ifndef BPFI_KERN_PROBE_H
#define BPFI_KERN_PROBE_H

#include <stdbool.h>
#include <stdint.h>

enum probe_kind {
	PROBE_ABILITY, /* number: enum ability */
	PROBE_PROG,    /* number: a program type */
	PROBE_MAP,     /* number: a map type */
	PROBE_HELPER,  /* number: a helper; in programs of the type */
	PROBE_KFUNC,   /* number: the function's id in the BTF of kernel or module; in programs of the type */
	PROBE_KINDS,
};

extern const char *const probe_kind_names[PROBE_KINDS];

/* What is neither a type nor a function. */
enum ability {
	ABILITY_SYSCALL,
	ABILITY_LARGE,
	ABILITY_LOOPS,
	ABILITY_V2,
	ABILITY_V3,
	ABILITY_V4,
	ABILITY_KFUNCS,
	ABILITY_ARENA,
	ABILITY_PRIVATE_STACK,
	ABILITY_MAY_GOTO,
	ABILITY_LOAD_ACQUIRE,
	ABILITY_TOKEN,
	ABILITY_COUNT,
};

struct probe {
	enum probe_kind kind;
	uint32_t number;
	uint32_t prog_type;
	uint32_t ifindex; /* on this device instead of on the processor; 0: none */
	uint32_t module;  /* PROBE_KFUNC: id of the BTF object of its module; 0: the kernel's own */
};

enum probe_verdict { PROBE_UNASKED, PROBE_NO, PROBE_YES, PROBE_UNKNOWN };

struct probe_answer {
	uint8_t verdict; /* enum probe_verdict */
	int no;          /* PROBE_UNKNOWN: the errno that came instead of an answer */
};

/*
 * The kernel writes to its log, or starts to trace, when it verifies a program that calls one of these: they
 * are asked for on request only. bpf_trace_printk, bpf_probe_write_user, bpf_trace_vprintk.
 */
static inline bool probe_is_loud(uint32_t helper)
{
	return helper == 6 || helper == 36 || helper == 177;
}

#endif

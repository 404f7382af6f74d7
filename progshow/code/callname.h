/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of what a loaded program calls and refers to. The program's functions are named from its tags and
 * types; kernel functions are distances from one kernel function, so the kernel's symbols are read if there
 * is such a call.
 */
#ifndef BPFI_PROGSHOW_CODE_CALLNAME_H
#define BPFI_PROGSHOW_CODE_CALLNAME_H

#include "lib/out.h"
#include "progshow/code/program.h"

enum { CALL_SLOTS = 256 };

struct call_names {
	const struct code *c;
	uint64_t base; /* what distances count from; 0: not known */
	struct buf names;
	/* By constant: many calls call few functions. */
	struct call_slot {
		bool is_set;
		uint8_t src;
		int32_t imm;
		uint32_t name; /* where it begins in names, plus one; 0: none */
	} kernel[CALL_SLOTS], own[CALL_SLOTS], maps[CALL_SLOTS];
};

/* Makes the disassembly of @c use names; @n lives as long as that. If some will be missing @o notes why. */
void call_names_open(struct call_names *n, struct code *c, struct out *o);
void call_names_close(struct call_names *n);

/* What the wide load @at refers to: a map, a function of the program or the kernel. NULL: unknown. */
const char *call_names_of_load(struct call_names *n, uint32_t at);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names of what a loaded program calls. Its own functions are named from its tags and types; functions of the
 * kernel are distances from one of them, so its symbols are read where there is such a call.
 */
#ifndef BPFI_PROGSHOW_CALLNAME_H
#define BPFI_PROGSHOW_CALLNAME_H

#include "lib/out.h"
#include "progshow/code.h"

enum { CALL_SLOTS = 256 };

struct call_names {
	const struct code *c;
	uint64_t base;       /* what distances count from; 0: not known */
	const char *why_not; /* in which case this says why; NULL: nothing is missing */
	struct buf names;
	/* By constant: many calls call few functions. */
	struct call_slot {
		bool is_set;
		uint8_t src;
		int32_t imm;
		uint32_t name; /* where it begins in names, plus one; 0: it has none */
	} kernel[CALL_SLOTS], own[CALL_SLOTS];
};

/* Makes the disassembly of @c use names; @n lives as long as that. */
void call_names_open(struct call_names *n, struct code *c);
void call_names_close(struct call_names *n);
#define auto_call_names __attribute__((cleanup(call_names_close))) struct call_names

/* One line of text in front of a listing that lacks names. */
void call_names_note(const struct call_names *n, struct out *o);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the C header generator knows about one type. */
#ifndef BPFI_BTFDUMP_CGEN_TYPE_H
#define BPFI_BTFDUMP_CGEN_TYPE_H

#include <stdbool.h>
#include <stdint.h>

enum cgen_flags {
	CG_WALKED = 1 << 0,  /* all that its text mentions has been ordered */
	CG_OPEN = 1 << 1,    /* being walked: meeting it again means a cycle */
	CG_DEFINED = 1 << 2, /* in the order */
	CG_DECLARED = 1 << 3,
	CG_USED = 1 << 4,    /* anonymous enum that something other than a typedef refers to */
	CG_FAST = 1 << 5,    /* kfunc tagged bpf_fastcall */
	CG_TAGGED = 1 << 6,  /* has declaration tags */
	CG_RENAMED = 1 << 7, /* itself, or some of its enumerators: see struct cgen_rename */
	CG_PRINTED = 1 << 8,
	CG_CLASHES = 1 << 9, /* typedef named as a tag or as a member that uses it: C++ needs another name */
	CG_C_ONLY = 1 << 10, /* typedef that C++ cannot have by its own name even beside the other one */
	CG_PACKED = 1 << 11,
	CG_SIZED = 1 << 12,   /* its struct cgen_fact is filled in */
	CG_AS_IS = 1 << 13,   /* integer that has its C name */
	CG_NATURAL = 1 << 14, /* its members need no attribute to be where they are */
};

enum { CG_FORWARD = 1u << 31, CG_ALIGN_ANY = 12 };

/* How the printed type behaves in C. */
struct cgen_fact {
	uint32_t size;       /* bytes */
	uint8_t align;       /* power of two */
	uint8_t own_align;   /* of the aligned attribute after the brace; 0: none */
	bool has_size : 1;   /* a member can be of this type */
	bool varies : 1;     /* its alignment is not the same on all machines */
	bool is_scalar : 1;  /* may be a bit-field */
	bool is_partial : 1; /* an integer of fewer bits than its bytes have: old bit-fields */
};

/* All that is known about a type, close together: there are many, visited in random order. */
struct cgen_type {
	struct cgen_fact fact;
	uint32_t owner;   /* typedef that carries an anonymous type's body; 0: none */
	uint16_t flags;   /* enum cgen_flags */
	uint8_t name_len; /* once it was printed, if it was copied as it is */
	uint8_t tight;    /* how much less than CG_ALIGN_ANY the places allow where it is embedded */
};

#endif

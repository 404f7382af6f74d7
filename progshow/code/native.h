/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text of native instructions, through Capstone. The library is loaded only when needed; without it only
 * bytes are shown.
 */
#ifndef BPFI_PROGSHOW_CODE_NATIVE_H
#define BPFI_PROGSHOW_CODE_NATIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kern;
struct native;

struct native_insn {
	const char *operation, *operands; /* valid until the next one */
	unsigned int size;
};

/* For the machine of @k. NULL: @ret_why is what is missing. */
struct native *native_open(struct kern *k, const char **ret_why);
void native_close(struct native *n);

/*
 * The instruction at the start of the @len bytes, which are at @addr in the kernel. False: not an
 * instruction.
 */
bool native_decode(struct native *n, const uint8_t *code, size_t len, uint64_t addr,
		   struct native_insn *ret_insn);

#endif

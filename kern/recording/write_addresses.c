/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Kernel addresses in what is recorded as bytes: where native code calls and jumps to, and the frames of
 * recorded stacks. Whoever prints them asks for their symbols.
 *
 * Native code is not decoded here: every byte that could be a call is taken for one. A target that only seems
 * to be one is not written, because no symbol begins there.
 */
#include <string.h>

#include "kern/recording/write.h"

enum { X86_CALL = 0xe8, X86_JUMP = 0xe9, X86_BRANCH_LEN = 5, FRAMES_MOST = 64 * 1024 };

#if defined(__x86_64__)
#define IS_X86 true
#else
#define IS_X86 false /* calls go through registers */
#endif

static bool is_kernel_address(uint64_t addr)
{
	return addr >> 63;
}

static void note_branches(struct recorder *rec, const unsigned char *code, uint32_t len, uint64_t addr)
{
	for (uint32_t i = 0; i + X86_BRANCH_LEN <= len; i++) {
		int32_t distance;
		uint64_t target;

		if (code[i] != X86_CALL && code[i] != X86_JUMP)
			continue;
		memcpy(&distance, code + i + 1, sizeof(distance));
		target = addr + i + X86_BRANCH_LEN + (uint64_t)(int64_t)distance;
		if (is_kernel_address(target))
			number_set_add(&rec->targets, target);
	}
}

/* Functions lie one behind the other in the bytes, wherever they are in memory. */
void record_note_native(struct recorder *rec, const struct uapi_prog_info *info)
{
	const unsigned char *code = (const void *)(uintptr_t)info->jited_prog_insns;
	const uint64_t *addrs = (const void *)(uintptr_t)info->jited_ksyms;
	const uint32_t *lens = (const void *)(uintptr_t)info->jited_func_lens;
	uint32_t left = info->jited_prog_len;

	for (uint32_t i = 0; IS_X86 && code && addrs && lens && i < info->nr_jited_ksyms; i++) {
		if (i >= info->nr_jited_func_lens || lens[i] > left)
			return;
		note_branches(rec, code, lens[i], addrs[i]);
		code += lens[i];
		left -= lens[i];
	}
}

void record_note_frames(struct recorder *rec, const unsigned char *value, size_t size)
{
	for (size_t at = 0; at + sizeof(uint64_t) <= size && rec->frames < FRAMES_MOST;
	     at += sizeof(uint64_t)) {
		uint64_t addr;

		memcpy(&addr, value + at, sizeof(addr));
		if (!is_kernel_address(addr))
			continue;
		number_set_add(&rec->addrs, addr);
		rec->frames++;
	}
}

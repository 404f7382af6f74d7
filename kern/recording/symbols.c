/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Symbols of kernel addresses in what is recorded as bytes: where native code calls and jumps to, and the
 * frames of recorded stacks. They are needed to print these.
 *
 * Native code is not decoded here: every byte that could be a call is taken for one. A target that only seems
 * to be one is not written, because no symbol begins there.
 */
#include <stdio.h>
#include <string.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

struct recording_symbol {
	uint64_t addr;
	uint64_t offset;
	struct blob name, module;
};

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

/* Functions lie one after the other in the bytes, wherever they are in memory. */
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

static void record_symbol(struct recorder *rec, uint64_t addr, bool is_target)
{
	char name[512], module[64];
	struct err err = {0};
	uint64_t offset = 0;
	int r = kern_symbol(rec->k, addr, name, sizeof(name), module, sizeof(module), &offset, &err);

	if (!record_has_answer(rec, r, &err) || (is_target && offset))
		return;
	out_object(rec->o, NULL);
	record_hex64(rec, "addr", addr);
	record_str(rec, "name", name);
	record_str(rec, "module", module);
	record_hex64(rec, "offset", offset);
	out_end(rec->o);
}

int section_write_symbol(struct recorder *rec, const char *key, struct err *err)
{
	size_t count, target_count;
	const uint64_t *addrs = number_set_sort(&rec->addrs, &count);
	const uint64_t *targets = number_set_sort(&rec->targets, &target_count);

	(void)err;
	record_list(rec, key);
	for (size_t i = 0; i < count; i++)
		record_symbol(rec, addrs[i], false);
	for (size_t i = 0; i < target_count; i++)
		if (!number_set_has(&rec->addrs, targets[i]))
			record_symbol(rec, targets[i], true);
	out_end(rec->o);
	return 0;
}

static int read_symbol(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_symbol *symbol = item;

	(void)arg;
	if (node_need_uint(n, "addr", UINT64_MAX, &symbol->addr, err) ||
	    node_need_uint(n, "offset", UINT64_MAX, &symbol->offset, err) ||
	    node_need_text(n, "name", &s->arena, &symbol->name, err))
		return -1;
	return node_get_text(n, "module", &s->arena, &symbol->module, err);
}

int section_read_symbol(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_symbol), read_symbol, 0,
				   &s->sections[SECTION_symbol], err);
}

int recording_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		     size_t module_size, uint64_t *ret_offset, struct err *err)
{
	const struct recording_symbol *symbol =
		recording_find(&recording_of(k)->sections[SECTION_symbol], sizeof(*symbol), addr);

	(void)err;
	if (!symbol)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", symbol->name.data);
	snprintf(ret_module, module_size, "%s", symbol->module.data);
	*ret_offset = symbol->offset;
	return 0;
}

int recording_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	const struct recording_list *list = &recording_of(k)->sections[SECTION_symbol];
	const struct recording_symbol *symbols = list->items;

	(void)err;
	for (size_t i = 0; i < list->count; i++) {
		if (symbols[i].offset || *symbols[i].module.data || strcmp(symbols[i].name.data, name) != 0)
			continue;
		*ret_addr = symbols[i].addr;
		return 0;
	}
	return KERN_NONE;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Targets of calls and loads. The verifier replaces helper numbers by distances; few calls keep their number.
 */
#include "progshow/code/callname.h"

#include <string.h>

#include "kern/names.h"
#include "loaded/fullname.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum {
	HELPERS_MOST = 1024, /* more than there will ever be: anything larger is a distance */
	NAME_SIZE = 512,     /* the longest of the kernel's symbols */
};

static bool is_kernel_call(const struct bpf_insn *insn)
{
	return insn->code == CODE_CALL && insn->src_reg != PSEUDO_CALL;
}

static bool is_helper_number(const struct bpf_insn *insn)
{
	return insn->src_reg == PSEUDO_NONE && insn->imm > 0 && insn->imm < HELPERS_MOST;
}

static uint32_t add_name(struct call_names *n, const char *prefix, const char *name)
{
	size_t at = n->names.len;

	buf_add_str(&n->names, prefix);
	buf_add(&n->names, name, strlen(name) + 1);
	return n->names.failed || at >= UINT32_MAX ? 0 : (uint32_t)at + 1;
}

static bool scan_vmlinux(const struct call_names *n, struct wire_scan *ret_scan)
{
	struct err ignored = {0};
	const void *data;
	size_t size;

	return !kern_vmlinux(n->c->k, &data, &size, &ignored) &&
	       !wire_scan_open(ret_scan, data, size, &ignored);
}

static uint32_t name_helper(struct call_names *n, int32_t number)
{
	char name[NAMES_TEXT_SIZE];

	return names_text(n->c->k, &names_helpers, (uint32_t)number, name, sizeof(name))
		       ? add_name(n, "", name)
		       : 0;
}

static uint32_t name_address(struct call_names *n, uint64_t addr)
{
	char name[NAME_SIZE], module[64];
	struct err ignored = {0};
	uint64_t offset;

	if (kern_symbol(n->c->k, addr, name, sizeof(name), module, sizeof(module), &offset, &ignored) ||
	    offset)
		return 0;
	return add_name(n, "", name);
}

/* Where modules are too far away for a distance, calls of kernel functions keep their type id. */
static uint32_t name_kfunc(struct call_names *n, int32_t type_id)
{
	struct wire_scan_type type;
	struct wire_scan scan;
	const char *name;

	if (type_id <= 0 || !scan_vmlinux(n, &scan) || !wire_scan_type(&scan, (uint32_t)type_id, &type) ||
	    type.kind != BK_FUNC)
		return 0;
	name = wire_scan_string(&scan, type.name_off);
	return name && *name ? add_name(n, "", name) : 0;
}

static uint32_t name_kernel_call(struct call_names *n, const struct bpf_insn *insn)
{
	uint32_t name = 0;

	if (is_helper_number(insn))
		return name_helper(n, insn->imm);
	if (n->base)
		name = name_address(n, n->base + (uint64_t)(int64_t)insn->imm);
	if (!name && insn->src_reg == PSEUDO_KFUNC_CALL && !insn->off)
		name = name_kfunc(n, insn->imm);
	return name;
}

static uint32_t name_own_func(struct call_names *n, int32_t func)
{
	const struct uapi_prog_info *info = &n->c->info.prog;
	const uint64_t *addrs = (const void *)(uintptr_t)info->jited_ksyms;
	auto_buf symbol = {0};

	if (func < 0)
		return 0;
	if ((uint32_t)func < n->c->func_count && code_symbol(n->c, (uint32_t)func, &symbol))
		return add_name(n, "", buf_str(&symbol));
	return addrs && (uint32_t)func < info->nr_jited_ksyms ? name_address(n, addrs[func]) : 0;
}

static const char *slot_name(const struct call_names *n, const struct call_slot *slot)
{
	return slot->name ? n->names.data + slot->name - 1 : NULL;
}

/* The offset has 16 bits: if functions are known it is the distance to one of them. */
static int32_t own_distance(const struct code *c, uint32_t at, const struct bpf_insn *insn)
{
	int64_t far;

	if (insn->imm < 0 || (uint32_t)insn->imm >= c->func_count)
		return insn->off;
	far = (int64_t)c->funcs[insn->imm].start - at - 1;
	return (int16_t)far == insn->off ? (int32_t)far : insn->off;
}

/* The slot of a constant; @ret_is_known: it is filled. */
static struct call_slot *slot_of(struct call_slot *slots, const struct bpf_insn *insn, bool *ret_is_known)
{
	struct call_slot *slot = &slots[(uint32_t)insn->imm % CALL_SLOTS];

	*ret_is_known = slot->is_set && slot->imm == insn->imm && slot->src == insn->src_reg;
	*slot = (struct call_slot){true, insn->src_reg, insn->imm, *ret_is_known ? slot->name : 0};
	return slot;
}

static void find_target(void *arg, uint32_t at, struct disasm_target *t)
{
	struct call_names *n = arg;
	const struct bpf_insn *insn = &n->c->disasm.insns[at];
	bool is_own = insn->src_reg == PSEUDO_CALL;
	bool is_known;
	struct call_slot *slot = slot_of(is_own ? n->own : n->kernel, insn, &is_known);

	if (is_own)
		t->pc = own_distance(n->c, at, insn);
	if (!is_known)
		slot->name = is_own ? name_own_func(n, insn->imm) : name_kernel_call(n, insn);
	t->name = slot_name(n, slot);
}

static uint32_t name_map(struct call_names *n, uint32_t id)
{
	auto_handle h = {.k = n->c->k, .handle = -1};
	struct fullname_cache cache = {0};
	struct info_full full = {0};
	struct err ignored = {0};
	char name[FULLNAME_LEN] = "";

	if (kern_open(n->c->k, KIND_MAP, id, &h.handle, &ignored)) {
		h.handle = -1;
		return 0;
	}
	if (!info_full_read(n->c->k, KIND_MAP, h.handle, &full, &ignored))
		fullname_of(n->c->k, KIND_MAP, h.handle, &full, &cache, name);
	fullname_cache_free(&cache);
	info_full_free(&full);
	return *name ? add_name(n, "", name) : 0;
}

/* Kernel addresses are in the upper half; small negative numbers are numbers. */
static const char *name_of_constant(struct call_names *n, const struct bpf_insn *insn)
{
	uint64_t addr = (uint64_t)(uint32_t)insn[1].imm << 32 | (uint32_t)insn->imm;
	uint32_t name = addr >> 63 && addr < UINT64_MAX - UINT16_MAX ? name_address(n, addr) : 0;

	return name ? n->names.data + name - 1 : NULL;
}

const char *call_names_of_load(struct call_names *n, uint32_t at)
{
	const struct bpf_insn *insn = &n->c->disasm.insns[at];
	struct call_slot *slot;
	bool is_known;

	if (disasm_places(&n->c->disasm, at) != 2)
		return NULL;
	if (insn->src_reg == PSEUDO_FUNC)
		return code_func_name(n->c, code_func_at(n->c, (int64_t)at + 1 + insn->imm));
	if (insn->src_reg == PSEUDO_NONE || insn->src_reg == PSEUDO_BTF_ADDRESS)
		return name_of_constant(n, insn);
	if (insn->src_reg != PSEUDO_MAP_ID && insn->src_reg != PSEUDO_MAP_VALUE)
		return NULL;
	slot = slot_of(n->maps, insn, &is_known);
	if (!is_known)
		slot->name = name_map(n, (uint32_t)insn->imm);
	return slot_name(n, slot);
}

static bool needs_symbols(const struct code *c)
{
	for (uint32_t i = 0; i < c->disasm.count; i++)
		if (is_kernel_call(&c->disasm.insns[i]) && !is_helper_number(&c->disasm.insns[i]))
			return true;
	return false;
}

void call_names_open(struct call_names *n, struct code *c, struct out *o)
{
	struct err ignored = {0};

	*n = (struct call_names){.c = c};
	c->disasm.find_target = find_target;
	c->disasm.arg = n;
	if (!needs_symbols(c) || !kern_address(c->k, "__bpf_call_base", &n->base, &ignored))
		return;
	n->base = 0;
	out_note(
		o,
		kern_source(c->k)
			? "calls are shown without names: the recording does not contain addresses of kernel functions"
			: "calls are shown without names: kernel symbols are hidden (kernel.kptr_restrict, CAP_SYSLOG)");
}

void call_names_close(struct call_names *n)
{
	buf_free(&n->names);
}

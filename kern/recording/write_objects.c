/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Objects of a recording: each is opened once, for all queries about it. */
#include <errno.h>
#include <string.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

const char *const recording_object_keys[KIND_COUNT] = {"progs", "maps", "links", "btfs"};

static void record_failure(struct recorder *rec, uint32_t id, bool is_at_open, const struct err *why)
{
	record_note(rec, why);
	out_object(rec->o, NULL);
	record_uint(rec, "id", id);
	out_key(rec->o, "error");
	out_object(rec->o, NULL);
	record_uint(rec, "errno", why->no > 0 ? (uint64_t)why->no : 0);
	out_key(rec->o, "at_open");
	out_bool(rec->o, NULL, is_at_open);
	record_str(rec, "text", why->text);
	record_str(rec, "hint", why->hint);
	out_end(rec->o);
	out_end(rec->o);
}

static void record_numbers(struct recorder *rec, const char *key, const void *numbers, size_t count)
{
	const char *from = numbers;

	out_key(rec->o, key);
	out_list(rec->o, NULL);
	for (size_t i = 0; i < count; i++) {
		uint32_t v;

		memcpy(&v, from + i * sizeof(v), sizeof(v));
		out_uint(rec->o, NULL, v);
	}
	out_end(rec->o);
}

static void record_array(struct recorder *rec, const struct info_array *row, const struct info_full *full)
{
	const void *data = (const void *)(uintptr_t)info_array_ptr(row, full->bytes);
	size_t count = info_array_count_of(row, full->bytes);

	if (!data)
		return;
	if (row->is_text)
		record_text(rec, row->name, data, strnlen(data, count));
	else if (row->elem_size == sizeof(uint32_t))
		record_numbers(rec, row->name, data, count);
	else
		record_bytes(rec, row->name, data, count * info_array_elem_size(row, full->bytes));
}

static void record_info(struct recorder *rec, enum kern_kind kind, const struct info_full *full)
{
	char info[INFO_SIZE];

	memcpy(info, full->bytes, sizeof(info));
	for (unsigned int i = 0; i < info_array_count; i++)
		if (info_array_applies(&info_arrays[i], kind, full->bytes, full->len))
			info_array_set_ptr(&info_arrays[i], info, 0);
	record_bytes(rec, "info", info, full->len);
	for (unsigned int i = 0; i < info_array_count; i++)
		if (info_array_applies(&info_arrays[i], kind, full->bytes, full->len))
			record_array(rec, &info_arrays[i], full);
}

static void note_addrs(struct recorder *rec, const void *list, uint32_t count)
{
	const char *from = list;

	for (uint32_t i = 0; list && i < count; i++) {
		uint64_t addr;

		memcpy(&addr, from + i * sizeof(addr), sizeof(addr));
		if (addr)
			number_set_add(&rec->addrs, addr);
	}
}

enum { CODE_CALL = 0x85, CODE_WIDE = 0x18, PSEUDO_BTF_ADDRESS = 3 };

/* A function of the kernel whose address is loaded; small negative numbers are numbers. */
static void note_load(struct recorder *rec, const struct bpf_insn *insn)
{
	uint64_t addr = (uint64_t)(uint32_t)insn[1].imm << 32 | (uint32_t)insn->imm;

	if ((!insn->src_reg || insn->src_reg == PSEUDO_BTF_ADDRESS) && addr >> 63 &&
	    addr < UINT64_MAX - UINT16_MAX)
		number_set_add(&rec->addrs, addr);
}

/* Functions of the kernel that are called: as distances from one of them. */
static void note_calls(struct recorder *rec, const struct uapi_prog_info *info)
{
	const struct bpf_insn *insns = (const void *)(uintptr_t)info->xlated_prog_insns;
	uint32_t count = insns ? info->xlated_prog_len / (uint32_t)sizeof(*insns) : 0;
	struct err ignored = {0};
	uint64_t base = 0;

	for (uint32_t i = 0; i < count; i++) {
		if (insns[i].code == CODE_WIDE && i + 1 < count)
			note_load(rec, &insns[i++]);
		else if (insns[i].code != CODE_CALL || insns[i].src_reg == BPF_PSEUDO_CALL)
			continue;
		else if (base || !kern_address(rec->k, "__bpf_call_base", &base, &ignored))
			number_set_add(&rec->addrs, base + (uint64_t)(int64_t)insns[i].imm);
	}
	if (base)
		number_set_add(&rec->addrs, base);
}

static void note_prog(struct recorder *rec, const struct uapi_prog_info *info)
{
	if (info->ifindex)
		number_set_add(&rec->ifindexes, info->ifindex);
	if (info->attach_btf_obj_id)
		number_set_add(&rec->kernel_btfs, info->attach_btf_obj_id);
	if (info->attach_btf_id)
		number_set_add(&rec->btf_types, info->attach_btf_id);
	note_addrs(rec, (const void *)(uintptr_t)info->jited_ksyms, info->nr_jited_ksyms);
	note_calls(rec, info);
	record_note_native(rec, info);
}

static void note_map(struct recorder *rec, const struct uapi_map_info *info)
{
	if (info->ifindex)
		number_set_add(&rec->ifindexes, info->ifindex);
	if (info->btf_vmlinux_value_type_id)
		number_set_add(&rec->btf_types, info->btf_vmlinux_value_type_id);
	if (info->btf_vmlinux_id)
		number_set_add(&rec->kernel_btfs, info->btf_vmlinux_id);
}

static void note_link(struct recorder *rec, const struct uapi_link_info *info)
{
	switch (info->type) {
	case UAPI_LINK_TRACING:
		number_set_add(&rec->kernel_btfs, info->tracing.target_obj_id);
		number_set_add(&rec->btf_types, info->tracing.target_btf_id);
		break;
	case UAPI_LINK_CGROUP:
		number_set_add(&rec->cgroups, info->cgroup.cgroup_id);
		break;
	case UAPI_LINK_ITER:
		if (info->iter.cgroup.cgroup_id)
			number_set_add(&rec->cgroups, info->iter.cgroup.cgroup_id);
		break;
	case UAPI_LINK_XDP:
	case UAPI_LINK_TCX:
	case UAPI_LINK_NETKIT:
		number_set_add(&rec->ifindexes, info->dev.ifindex);
		break;
	case UAPI_LINK_KPROBE_MULTI:
		note_addrs(rec, (const void *)(uintptr_t)info->kprobe_multi.addrs, info->kprobe_multi.count);
		break;
	case UAPI_LINK_PERF_EVENT:
		if (info->perf.type == UAPI_PERF_KPROBE || info->perf.type == UAPI_PERF_KRETPROBE)
			note_addrs(rec, &info->perf.kprobe.addr, 1);
		break;
	default:
		break;
	}
}

static void note_numbers(struct recorder *rec, enum kern_kind kind, const struct info_full *full)
{
	if (kind == KIND_PROG)
		note_prog(rec, &full->prog);
	else if (kind == KIND_MAP)
		note_map(rec, &full->map);
	else if (kind == KIND_LINK)
		note_link(rec, &full->link);
}

static void record_fdinfo(struct recorder *rec, enum kern_kind kind, int handle)
{
	auto_buf text = {0};
	struct err err = {0};
	int r = kern_fdinfo(rec->k, kind, handle, &text, &err);

	if (r < 0)
		record_note(rec, &err);
	if (!r)
		record_text(rec, "fdinfo", buf_str(&text), text.len);
}

static uint64_t all_rows_but(enum info_row row)
{
	return (INFO_ROW_BIT(INFO_NAMED_ROWS) - 1) & ~INFO_ROW_BIT(row);
}

static bool is_vmlinux(const struct info_full *full)
{
	const char *name = (const char *)(uintptr_t)full->btf.name;

	return full->btf.kernel_btf && name && !strcmp(name, "vmlinux");
}

/*
 * The bytes of the kernel's own BTF are megabytes that most recordings do not need, and modules may be
 * thousands: of those only what something is attached to.
 */
static int read_btf(struct recorder *rec, int handle, struct info_full *full, struct err *err)
{
	uint64_t rows = all_rows_but(INFO_BTF_BYTES);
	bool is_kernel, is_own;
	struct err why = {0};
	int r = info_full_read_rows(rec->k, KIND_BTF, handle, rows, full, err);

	if (r)
		return r;
	is_kernel = full->btf.kernel_btf;
	is_own = is_vmlinux(full);
	if (is_kernel && !(rec->what & RECORDING_VMLINUX) &&
	    (is_own || !number_set_has(&rec->kernel_btfs, full->btf.id)))
		return 0;
	r = info_full_read_rows(rec->k, KIND_BTF, handle, rows | INFO_ROW_BIT(INFO_BTF_BYTES), full, &why);
	if (!r && full->btf.btf && is_own)
		rec->has_vmlinux = true;
	if (!r && full->btf.btf && is_kernel && !is_own)
		number_set_add(&rec->modules, full->btf.id);
	if (r >= 0 || !is_kernel) {
		*err = why;
		return r;
	}
	/* Another recording without them: it is written as it was. */
	record_note(rec, &why);
	return info_full_read_rows(rec->k, KIND_BTF, handle, rows, full, err);
}

static int read_object(struct recorder *rec, enum kern_kind kind, int handle, struct info_full *full,
		       struct err *err)
{
	if (kind == KIND_BTF)
		return read_btf(rec, handle, full, err);
	return info_full_read_rows(rec->k, kind, handle, all_rows_but(INFO_BTF_BYTES), full, err);
}

static void record_object(struct recorder *rec, enum kern_kind kind, uint32_t id, struct info_full *full)
{
	auto_handle h = {.k = rec->k, .handle = -1};
	struct err err = {0};
	int r = kern_open(rec->k, kind, id, &h.handle, &err);

	if (r < 0)
		record_failure(rec, id, true, &err);
	if (r)
		return;
	r = read_object(rec, kind, h.handle, full, &err);
	if (r < 0)
		record_failure(rec, id, false, &err);
	if (r)
		return;
	rec->stats.objects[kind]++;
	note_numbers(rec, kind, full);
	out_object(rec->o, NULL);
	record_uint(rec, "id", id);
	record_info(rec, kind, full);
	record_fdinfo(rec, kind, h.handle);
	if (kind == KIND_MAP && (rec->what & RECORDING_CONTENTS))
		record_elements(rec, h.handle, &full->map);
	out_end(rec->o);
}

int record_objects(struct recorder *rec, enum kern_kind kind, struct err *err)
{
	__attribute__((cleanup(info_full_free))) struct info_full full = {0};
	uint32_t id = 0;
	int r;

	record_list(rec, recording_object_keys[kind]);
	for (;;) {
		r = kern_next_id(rec->k, kind, id, &id, err);
		/* The question about BTF came with 5.3, that about links with 5.8. */
		if (r < 0 && err->no == EINVAL && !id && (kind == KIND_BTF || kind == KIND_LINK))
			break;
		if (r < 0)
			return -1;
		if (r == KERN_NONE || out_is_dead(rec->o))
			break;
		record_object(rec, kind, id, &full);
	}
	out_end(rec->o);
	return 0;
}

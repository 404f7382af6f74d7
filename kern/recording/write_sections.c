/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is recorded beside the objects. A question that fails here leaves its answer out: the objects are
 * worth having without it, and the caller is told by the count.
 */
#include <string.h>

#include "kern/recording/write.h"

/* Files that reading commands ask for; none of them grows with the machine's work. */
static const char *const files[] = {
	"/proc/self/mountinfo",
	"/proc/sys/kernel/osrelease",
	"/proc/sys/kernel/arch",
	"/proc/sys/kernel/kptr_restrict",
	"/proc/sys/kernel/perf_event_paranoid",
	"/proc/sys/kernel/unprivileged_bpf_disabled",
	"/proc/sys/kernel/bpf_stats_enabled",
	"/proc/sys/net/core/bpf_jit_enable",
	"/proc/sys/net/core/bpf_jit_harden",
	"/proc/sys/net/core/bpf_jit_kallsyms",
	"/proc/sys/net/core/bpf_jit_limit",
	"/sys/devices/system/cpu/possible",
	"/sys/devices/system/cpu/online",
	"/sys/kernel/security/lockdown",
	"/sys/kernel/security/lsm",
};

enum { FILE_MAX_BYTES = 1 << 20 };

/* True when the question was answered; a failure is noted, nothing there is silence. */
static bool has_answer(struct recorder *rec, int r, const struct err *why)
{
	if (r < 0)
		record_note(rec, why);
	return r == 0;
}

static void open_list(struct recorder *rec, const char *key)
{
	out_key(rec->o, key);
	out_list(rec->o, NULL);
}

static int record_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct recorder *rec = arg;

	(void)err;
	rec->stats.pins++;
	out_object(rec->o, NULL);
	record_str(rec, "path", pin->path);
	out_key(rec->o, "is_object");
	out_bool(rec->o, NULL, pin->is_object);
	if (pin->is_object) {
		record_str(rec, "kind", kern_kind_names[pin->kind]);
		record_uint(rec, "id", pin->id);
	}
	out_end(rec->o);
	return 0;
}

static void record_pins(struct recorder *rec)
{
	struct err err = {0};

	open_list(rec, "pins");
	has_answer(rec, kern_pins(rec->k, NULL, record_pin, rec, &err), &err);
	out_end(rec->o);
}

static void record_owner(struct recorder *rec, const struct kern_owner *owner)
{
	number_set_add(&rec->pids, owner->pid);
	out_object(rec->o, NULL);
	record_uint(rec, "id", owner->id);
	record_uint(rec, "pid", owner->pid);
	record_text(rec, "comm", owner->comm, strnlen(owner->comm, sizeof(owner->comm)));
	out_end(rec->o);
}

static void record_owners(struct recorder *rec)
{
	out_key(rec->o, "owners");
	out_object(rec->o, NULL);
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		__attribute__((cleanup(kern_owners_free))) struct kern_owners owners = {0};
		struct err err = {0};

		if (!has_answer(rec, kern_owners(rec->k, (enum kern_kind)kind, &owners, &err), &err))
			continue;
		out_key(rec->o, kern_kind_names[kind]);
		out_object(rec->o, NULL);
		out_key(rec->o, "is_complete");
		out_bool(rec->o, NULL, owners.is_complete);
		open_list(rec, "list");
		for (size_t i = 0; i < owners.count; i++)
			record_owner(rec, &owners.list[i]);
		out_end(rec->o);
		out_end(rec->o);
	}
	out_end(rec->o);
}

static void record_processes(struct recorder *rec)
{
	size_t count;
	const uint64_t *pids = number_set_sort(&rec->pids, &count);

	open_list(rec, "processes");
	for (size_t i = 0; i < count; i++) {
		struct kern_process process = {0};
		struct err err = {0};

		if (!has_answer(rec, kern_process(rec->k, (uint32_t)pids[i], &process, &err), &err))
			continue;
		out_object(rec->o, NULL);
		record_uint(rec, "pid", pids[i]);
		record_str(rec, "exe", process.exe);
		record_str(rec, "cgroup", process.cgroup);
		out_end(rec->o);
	}
	out_end(rec->o);
}

static void record_files(struct recorder *rec)
{
	auto_buf text = {0};

	open_list(rec, "files");
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct err err = {0};

		/* Many of these files do not open for everybody: that is no loss worth a word. */
		if (kern_read_file(rec->k, files[i], &text, &err) || text.len > FILE_MAX_BYTES)
			continue;
		out_object(rec->o, NULL);
		record_str(rec, "path", files[i]);
		record_text(rec, "text", buf_str(&text), text.len);
		out_end(rec->o);
	}
	out_end(rec->o);
}

static void record_ifnames(struct recorder *rec)
{
	size_t count;
	const uint64_t *indexes = number_set_sort(&rec->ifindexes, &count);

	open_list(rec, "ifnames");
	for (size_t i = 0; i < count; i++) {
		struct err err = {0};
		char name[64];
		int r = kern_ifname(rec->k, (uint32_t)indexes[i], name, sizeof(name), &err);

		if (!has_answer(rec, r, &err))
			continue;
		out_object(rec->o, NULL);
		record_uint(rec, "ifindex", indexes[i]);
		record_str(rec, "name", name);
		out_end(rec->o);
	}
	out_end(rec->o);
}

static void record_cgroup_paths(struct recorder *rec)
{
	size_t count;
	const uint64_t *ids = number_set_sort(&rec->cgroups, &count);

	open_list(rec, "cgroup_paths");
	for (size_t i = 0; i < count; i++) {
		struct err err = {0};
		char path[4096];

		if (!has_answer(rec, kern_cgroup_path(rec->k, ids[i], path, sizeof(path), &err), &err))
			continue;
		out_object(rec->o, NULL);
		record_hex64(rec, "id", ids[i]);
		record_str(rec, "path", path);
		out_end(rec->o);
	}
	out_end(rec->o);
}

static void record_symbol(struct recorder *rec, uint64_t addr, bool is_target)
{
	char name[512], module[64];
	struct err err = {0};
	uint64_t offset = 0;
	int r = kern_symbol(rec->k, addr, name, sizeof(name), module, sizeof(module), &offset, &err);

	if (!has_answer(rec, r, &err) || (is_target && offset))
		return;
	out_object(rec->o, NULL);
	record_hex64(rec, "addr", addr);
	record_str(rec, "name", name);
	record_str(rec, "module", module);
	record_hex64(rec, "offset", offset);
	out_end(rec->o);
}

static void record_symbols(struct recorder *rec)
{
	size_t count, target_count;
	const uint64_t *addrs = number_set_sort(&rec->addrs, &count);
	const uint64_t *targets = number_set_sort(&rec->targets, &target_count);

	open_list(rec, "symbols");
	for (size_t i = 0; i < count; i++)
		record_symbol(rec, addrs[i], false);
	for (size_t i = 0; i < target_count; i++)
		if (!number_set_has(&rec->addrs, targets[i]))
			record_symbol(rec, targets[i], true);
	out_end(rec->o);
}

int record_sections(struct recorder *rec, struct err *err)
{
	record_pins(rec);
	record_owners(rec);
	record_processes(rec);
	record_files(rec);
	record_ifnames(rec);
	record_cgroup_paths(rec);
	record_symbols(rec);
	record_attachments(rec);
	return rec->has_vmlinux ? 0 : record_vmlinux(rec, err);
}

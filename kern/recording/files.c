/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files of /proc and /sys. */
#include <string.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

#define ARCH_FILE "/proc/sys/kernel/arch"

struct recording_file {
	uint64_t order;
	const char *path;
	struct blob text;
};

/* Files that reading commands use; none of them grows with the machine's work. */
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

int section_write_read_file(struct recorder *rec, const char *key, struct err *err)
{
	auto_buf text = {0};

	(void)err;
	record_list(rec, key);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct err why = {0};

		/* Many of these files need rights to open: not worth a warning. */
		if (kern_read_file(rec->k, files[i], &text, &why) || text.len > FILE_MAX_BYTES)
			continue;
		out_object(rec->o, NULL);
		record_str(rec, "path", files[i]);
		record_text(rec, "text", buf_str(&text), text.len);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static int read_one(struct recording *s, const struct node *n, void *item, unsigned int arg, struct err *err)
{
	struct recording_file *file = item;
	struct blob path = {0};

	(void)arg;
	file->order = n->index;
	if (node_need_text(n, "path", &s->arena, &path, err))
		return -1;
	file->path = path.data;
	return node_get_text(n, "text", &s->arena, &file->text, err);
}

int section_read_read_file(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_file), read_one, 0,
				   &s->sections[SECTION_read_file], err);
}

const struct blob *recording_file(const struct recording *s, const char *path)
{
	const struct recording_file *list = s->sections[SECTION_read_file].items;

	for (size_t i = 0; i < s->sections[SECTION_read_file].count; i++)
		if (!strcmp(list[i].path, path))
			return &list[i].text;
	return NULL;
}

int recording_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	const struct blob *text = recording_file(recording_of(k), path);

	if (text)
		return recording_give_text(text, ret_text, err);
	/* Kernels before 6.1 do not have this file, but the recording host knew. */
	if (recording_of(k)->machine.len && !strcmp(path, ARCH_FILE))
		return recording_give_text(&recording_of(k)->machine, ret_text, err);
	return KERN_NONE;
}

int recording_mounts(struct kern *k, kern_mounts_fn fn, void *arg, struct err *err)
{
	(void)k;
	(void)fn;
	(void)arg;
	(void)err;
	return KERN_NONE;
}

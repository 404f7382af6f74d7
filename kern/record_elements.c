/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Elements of a map: the keys one after the other, each looked up. Works for every type that the kernel lets
 * user space read by key; the others are recorded with the reason.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kern/record.h"

enum {
	MAP_MAX_VALUE = 64 << 20,
	PER_CPU_ALIGN = 8,
	MORE_KEYS = 4096, /* the kernel keeps a few spare elements for each CPU, which may all be in use */
};

struct element_walk {
	struct recording *rec;
	int fd;
	const struct uapi_map_info *info;
	size_t value_size;
	char *key, *next, *value;
	struct err err; /* why not all are there */
};

static void walk_free(struct element_walk *w)
{
	free(w->key);
	free(w->next);
	free(w->value);
}

/* What a look-up fills: a value for each possible CPU where the type has them. */
static size_t lookup_size(const struct uapi_map_info *info)
{
	size_t aligned = ((size_t)info->value_size + PER_CPU_ALIGN - 1) & ~(size_t)(PER_CPU_ALIGN - 1);
	int cpus;

	switch (info->type) {
	case BPF_MAP_TYPE_PERCPU_HASH:
	case BPF_MAP_TYPE_PERCPU_ARRAY:
	case BPF_MAP_TYPE_LRU_PERCPU_HASH:
	case BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE:
		cpus = libbpf_num_possible_cpus();
		return cpus > 0 ? aligned * (size_t)cpus : 0;
	default:
		return info->value_size;
	}
}

static int record_element(void *arg, const void *key, size_t key_size, const void *value, size_t value_size,
			  struct err *err)
{
	struct recording *rec = arg;

	(void)err;
	rec->stats.elements++;
	out_list(rec->o, NULL);
	out_bytes(rec->o, NULL, key, key_size);
	if (value)
		out_bytes(rec->o, NULL, value, value_size);
	else
		out_null(rec->o, NULL);
	out_end(rec->o);
	return 0;
}

static void walk_element(struct element_walk *w)
{
	size_t size = w->value_size;

	memset(w->value, 0, size);
	if (!bpf_map_lookup_elem(w->fd, w->next, w->value)) {
		record_element(w->rec, w->next, w->info->key_size, w->value, size, &w->err);
		return;
	}
	/* Deleted meanwhile, or an empty place in an array of maps or programs. */
	if (errno == ENOENT)
		return;
	if (!w->err.kind)
		err_set(&w->err, errno, "reading an element");
	record_element(w->rec, w->next, w->info->key_size, NULL, 0, &w->err);
}

/*
 * A key that was deleted under our feet sends the kernel back to the first one: without an end of our own
 * a busy map would never be done.
 */
static void walk_keys(struct element_walk *w)
{
	bool is_first = true;

	for (uint64_t i = 0; !out_is_dead(w->rec->o); i++) {
		if (bpf_map_get_next_key(w->fd, is_first ? NULL : w->key, w->next)) {
			if (errno != ENOENT)
				err_set(&w->err, errno, "reading the keys");
			return;
		}
		if (i >= (uint64_t)w->info->max_entries + MORE_KEYS) {
			err_set(&w->err, 0, "the map changes while it is read");
			return;
		}
		walk_element(w);
		memcpy(w->key, w->next, w->info->key_size);
		is_first = false;
	}
}

static void walk_map(struct element_walk *w)
{
	const struct uapi_map_info *info = w->info;

	w->value_size = lookup_size(info);
	if (!info->key_size) {
		err_set(&w->err, 0, "maps of this type have no keys to read by");
		return;
	}
	if (!w->value_size || w->value_size > MAP_MAX_VALUE || info->key_size > MAP_MAX_VALUE) {
		err_set(&w->err, 0, "maps of this type have no values to read");
		return;
	}
	w->key = calloc(1, info->key_size);
	w->next = calloc(1, info->key_size);
	w->value = calloc(1, w->value_size);
	if (w->key && w->next && w->value)
		walk_keys(w);
	else
		err_no_memory(&w->err);
}

static void record_reason(struct recording *rec, const char *reason)
{
	if (*reason)
		record_str(rec, "elements_error", reason);
}

static void record_live(struct recording *rec, int handle, const struct uapi_map_info *info)
{
	__attribute__((cleanup(walk_free))) struct element_walk w = {.rec = rec, .fd = handle, .info = info};
	char why[sizeof(w.err.text) + 64] = "";

	out_key(rec->o, "elements");
	out_list(rec->o, NULL);
	walk_map(&w);
	out_end(rec->o);
	if (w.err.kind)
		err_describe(&w.err, why, sizeof(why));
	record_reason(rec, why);
}

static void record_again(struct recording *rec, int handle)
{
	struct err err = {0};
	const char *reason = "these elements were not recorded";

	out_key(rec->o, "elements");
	out_list(rec->o, NULL);
	snapshot_elements(rec->k, handle, record_element, rec, &reason, &err);
	out_end(rec->o);
	record_reason(rec, reason);
}

void record_elements(struct recording *rec, int handle, const struct uapi_map_info *info)
{
	/* A handle of this machine is a file descriptor; no other kern has elements to give. */
	if (!strcmp(rec->k->ops->name, "live"))
		record_live(rec, handle, info);
	else
		record_again(rec, handle);
}

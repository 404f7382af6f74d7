/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The owners of objects, and what is known of those processes. */
#include <stdlib.h>
#include <string.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

struct recording_owner {
	uint64_t key; /* id << 32 | pid */
	struct kern_owner owner;
};

struct recording_process {
	uint64_t pid;
	struct kern_process process;
};

static void record_owner(struct recorder *rec, const struct kern_owner *owner)
{
	number_set_add(&rec->pids, owner->pid);
	out_object(rec->o, NULL);
	record_uint(rec, "id", owner->id);
	record_uint(rec, "pid", owner->pid);
	record_text(rec, "comm", owner->comm, strnlen(owner->comm, sizeof(owner->comm)));
	if (owner->files != 1)
		record_uint(rec, "files", owner->files);
	out_end(rec->o);
}

int section_write_owners(struct recorder *rec, const char *key, struct err *err)
{
	(void)err;
	out_key(rec->o, key);
	out_object(rec->o, NULL);
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		__attribute__((cleanup(kern_owners_free))) struct kern_owners owners = {0};
		struct err why = {0};

		if (!record_has_answer(rec, kern_owners(rec->k, (enum kern_kind)kind, 0, &owners, &why),
				       &why))
			continue;
		out_key(rec->o, kern_kind_names[kind]);
		out_object(rec->o, NULL);
		out_key(rec->o, "is_complete");
		out_bool(rec->o, NULL, owners.is_complete);
		record_list(rec, "list");
		for (size_t i = 0; i < owners.count; i++)
			record_owner(rec, &owners.list[i]);
		out_end(rec->o);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static int read_owner(struct recording *s, const struct node *n, void *item, unsigned int arg,
		      struct err *err)
{
	struct recording_owner *owner = item;
	struct kern_owner *o = &owner->owner;
	struct node files;

	(void)s;
	o->kind = arg;
	if (node_need_u32(n, "id", &o->id, err) || node_need_u32(n, "pid", &o->pid, err))
		return -1;
	owner->key = (uint64_t)o->id << 32 | o->pid;
	o->files = 1;
	if (node_get(n, "files", &files) && node_need_u32(n, "files", &o->files, err))
		return -1;
	return node_copy_text(n, "comm", o->comm, sizeof(o->comm), err);
}

int section_read_owners(struct recording *s, const struct node *n, struct err *err)
{
	if (node_need_object(n, err))
		return -1;
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		struct node of, list;

		if (!node_get(n, kern_kind_names[kind], &of))
			continue;
		if (node_need_object(&of, err) ||
		    node_get_bool(&of, "is_complete", &s->is_owners_complete[kind], err))
			return -1;
		if (node_get(&of, "list", &list) &&
		    recording_read_list(s, &list, sizeof(struct recording_owner), read_owner, kind,
					&s->owners[kind], err))
			return -1;
	}
	return 0;
}

int recording_owners(struct kern *k, enum kern_kind kind, uint32_t only, struct kern_owners *ret_owners,
		     struct err *err)
{
	const struct recording_list *list = &recording_of(k)->owners[kind];
	const struct recording_owner *owners = list->items;
	struct kern_owners result = {.is_complete = recording_of(k)->is_owners_complete[kind]};

	result.list = calloc(list->count + 1, sizeof(*result.list));
	if (!result.list)
		return err_no_memory(err);
	for (size_t i = 0; i < list->count; i++)
		if (!only || owners[i].owner.id == only)
			result.list[result.count++] = owners[i].owner;
	*ret_owners = result;
	return 0;
}

int section_write_process(struct recorder *rec, const char *key, struct err *err)
{
	size_t count;
	const uint64_t *pids = number_set_sort(&rec->pids, &count);

	(void)err;
	record_list(rec, key);
	for (size_t i = 0; i < count; i++) {
		struct kern_process process = {0};
		struct err why = {0};

		if (!record_has_answer(rec, kern_process(rec->k, (uint32_t)pids[i], &process, &why), &why))
			continue;
		out_object(rec->o, NULL);
		record_uint(rec, "pid", pids[i]);
		record_str(rec, "exe", process.exe);
		record_str(rec, "cgroup", process.cgroup);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static int read_process(struct recording *s, const struct node *n, void *item, unsigned int arg,
			struct err *err)
{
	struct recording_process *p = item;

	(void)s;
	(void)arg;
	if (node_need_uint(n, "pid", UINT32_MAX, &p->pid, err) ||
	    node_copy_text(n, "exe", p->process.exe, sizeof(p->process.exe), err))
		return -1;
	return node_copy_text(n, "cgroup", p->process.cgroup, sizeof(p->process.cgroup), err);
}

int section_read_process(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_process), read_process, 0,
				   &s->sections[SECTION_process], err);
}

int recording_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	const struct recording_process *p =
		recording_find(&recording_of(k)->sections[SECTION_process], sizeof(*p), pid);

	(void)err;
	if (!p)
		return KERN_NONE;
	*ret_process = p->process;
	return 0;
}

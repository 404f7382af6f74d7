/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of network interfaces and paths of cgroups. */
#include <stdio.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

/* Interfaces by index, cgroups by id. */
struct recording_name {
	uint64_t number;
	struct blob name;
};

static int give_name(const struct recording_list *list, uint64_t number, char *ret_name, size_t size)
{
	const struct recording_name *name = recording_find(list, sizeof(*name), number);

	if (!name)
		return KERN_NONE;
	snprintf(ret_name, size, "%s", name->name.data);
	return 0;
}

int section_write_ifname(struct recorder *rec, const char *key, struct err *err)
{
	size_t count;
	const uint64_t *indexes = number_set_sort(&rec->ifindexes, &count);

	(void)err;
	record_list(rec, key);
	for (size_t i = 0; i < count; i++) {
		struct err why = {0};
		char name[64];
		int r = kern_ifname(rec->k, (uint32_t)indexes[i], name, sizeof(name), &why);

		if (!record_has_answer(rec, r, &why))
			continue;
		out_object(rec->o, NULL);
		record_uint(rec, "ifindex", indexes[i]);
		record_str(rec, "name", name);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static int read_ifname(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_name *name = item;

	(void)arg;
	if (node_need_uint(n, "ifindex", UINT32_MAX, &name->number, err))
		return -1;
	return node_need_text(n, "name", &s->arena, &name->name, err);
}

int section_read_ifname(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_name), read_ifname, 0,
				   &s->sections[SECTION_ifname], err);
}

int recording_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	(void)err;
	return give_name(&recording_of(k)->sections[SECTION_ifname], ifindex, ret_name, size);
}

int section_write_cgroup_path(struct recorder *rec, const char *key, struct err *err)
{
	size_t count;
	const uint64_t *ids = number_set_sort(&rec->cgroups, &count);

	(void)err;
	record_list(rec, key);
	for (size_t i = 0; i < count; i++) {
		struct err why = {0};
		char path[4096];

		if (!record_has_answer(rec, kern_cgroup_path(rec->k, ids[i], path, sizeof(path), &why), &why))
			continue;
		out_object(rec->o, NULL);
		record_hex64(rec, "id", ids[i]);
		record_str(rec, "path", path);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static int read_cgroup(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_name *name = item;

	(void)arg;
	if (node_need_uint(n, "id", UINT64_MAX, &name->number, err))
		return -1;
	return node_need_text(n, "path", &s->arena, &name->name, err);
}

int section_read_cgroup_path(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_name), read_cgroup, 0,
				   &s->sections[SECTION_cgroup_path], err);
}

int recording_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err)
{
	(void)err;
	return give_name(&recording_of(k)->sections[SECTION_cgroup_path], cgroup_id, ret_path, size);
}

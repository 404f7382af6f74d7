/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The list of records, and the join of links with the places they are at. */
#include "attach/list.h"

#include <stdlib.h>
#include <string.h>

static const char **text_at(struct kern_attachment *at, const struct attach_member *m)
{
	return (const char **)(void *)((char *)at + m->off);
}

/* Consecutive records are mostly at the same place: its texts are shared. */
static int copy_texts(struct attachments *list, struct kern_attachment *at, struct err *err)
{
	struct kern_attachment none = {0}, *last = list->count ? &list->list[list->count - 1].at : &none;

	for (const struct attach_member *m = attach_members; m->name; m++) {
		const char **text, *before;

		if (m->type != MEMBER_TEXT)
			continue;
		text = text_at(at, m);
		before = *text_at(last, m);
		if (!*text || !**text) {
			*text = NULL;
			continue;
		}
		if (before && !strcmp(*text, before)) {
			*text = before;
			continue;
		}
		*text = arena_text(&list->texts, *text);
		if (!*text)
			return err_no_memory(err);
	}
	return 0;
}

/* A link that lost its target has zero in its place. Netfilter keeps the old values. */
static bool is_nowhere(const struct kern_attachment *at)
{
	switch (at->place) {
	case PLACE_XDP:
	case PLACE_TCX:
	case PLACE_NETKIT:
		return !at->ifindex;
	case PLACE_CGROUP:
		return !at->cgroup_id;
	case PLACE_NETNS:
		return !at->netns_ino;
	case PLACE_SOCKMAP:
	case PLACE_STRUCT_OPS:
		return !at->map_id;
	default:
		return false;
	}
}

int list_add(struct attachments *list, const struct kern_attachment *at, bool is_link, struct err *err)
{
	struct attachment one = {.at = *at, .is_link = is_link, .is_detached = is_link && is_nowhere(at)};

	if (list->count == list->room) {
		size_t room = list->room ? 2 * list->room : 64;
		struct attachment *grown = realloc(list->list, room * sizeof(*grown));

		if (!grown)
			return err_no_memory(err);
		list->list = grown;
		list->room = room;
	}
	if (copy_texts(list, &one.at, err))
		return -1;
	list->list[list->count++] = one;
	list->replaced_count += at->place == PLACE_REPLACED;
	return 0;
}

/* The place of a record as one number, without @attach_type and program. */
static uint64_t where_of(const struct kern_attachment *at)
{
	switch (at->place) {
	case PLACE_CGROUP:
		return at->cgroup_id;
	case PLACE_NETNS:
		return at->netns_ino;
	case PLACE_SOCKMAP:
	case PLACE_STRUCT_OPS:
		return at->map_id;
	case PLACE_NETFILTER:
		return (uint64_t)at->pf << 40 | (uint64_t)at->hook << 32 | (uint32_t)at->hook_priority;
	/* A link to the peer has the peer's device; the query has the primary one, and the link's id. */
	case PLACE_NETKIT:
		return at->link_id;
	default:
		return at->ifindex;
	}
}

struct link_key {
	uint32_t place, prog_id, attach_type;
	uint64_t where;
	size_t index;
	bool is_taken;
};

/* XDP has one hook per device; netfilter's hook is part of the place. */
static struct link_key key_of(const struct kern_attachment *at, size_t index)
{
	bool has_type = at->place != PLACE_XDP && at->place != PLACE_NETFILTER;

	/* A link of struct_ops is for all programs of the map. */
	return (struct link_key){.place = at->place,
				 .prog_id = at->place == PLACE_STRUCT_OPS ? 0 : at->prog_id,
				 .attach_type = has_type ? at->attach_type : 0,
				 .where = where_of(at),
				 .index = index};
}

static int compare_keys(const void *a, const void *b)
{
	const struct link_key *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->prog_id != y->prog_id)
		return x->prog_id < y->prog_id ? -1 : 1;
	if (x->attach_type != y->attach_type)
		return x->attach_type < y->attach_type ? -1 : 1;
	if (x->where != y->where)
		return x->where < y->where ? -1 : 1;
	return 0;
}

/* A table that is made for links, and has none, is not registered. */
static bool is_idle(const struct attachment *a)
{
	return a->at.place == PLACE_STRUCT_OPS && !a->is_link && a->at.flags && !a->at.link_id;
}

/* A link that is already joined, or a descriptor of one, is not a separate place. */
static bool is_twice(const struct attachments *list, const struct attachment *a, const bool *is_taken,
		     size_t index)
{
	if (a->at.place == PLACE_TASK)
		return probe_has_link(list, a);
	return a->is_link && is_taken[index];
}

static void take_link(struct kern_attachment *at, const struct kern_attachment *link)
{
	at->link_id = link->link_id;
	if (at->place == PLACE_NETFILTER)
		at->flags = link->flags;
}

/* The first link at that place that is not joined with another record. */
static void join_one(struct attachments *list, struct attachment *a, struct link_key *keys, size_t count,
		     bool *is_taken)
{
	const struct link_key key = key_of(&a->at, 0);
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (compare_keys(&keys[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < count && !compare_keys(&keys[low], &key); low++) {
		const struct kern_attachment *link = &list->list[keys[low].index].at;

		if (a->at.link_id ? link->link_id != a->at.link_id
				  : is_taken[keys[low].index] && a->at.place != PLACE_STRUCT_OPS)
			continue;
		is_taken[keys[low].index] = true;
		take_link(&a->at, link);
		return;
	}
}

/* For chains at devices the kernel reported which entries are links. */
static bool may_have_link(const struct kern_attachment *at)
{
	return at->link_id || (at->place != PLACE_TCX && at->place != PLACE_NETKIT);
}

int join_links(struct attachments *list, struct err *err)
{
	struct link_key *keys = calloc(list->count + 1, sizeof(*keys));
	bool *is_taken = calloc(list->count + 1, sizeof(*is_taken));
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->list[i].at.place == PLACE_STRUCT_OPS;
	list->idle = calloc(count + 1, sizeof(*list->idle));
	count = 0;
	if (!keys || !is_taken || !list->idle) {
		free(keys);
		free(is_taken);
		return err_no_memory(err);
	}
	for (size_t i = 0; i < list->count; i++)
		if (list->list[i].is_link)
			keys[count++] = key_of(&list->list[i].at, i);
	qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 0; count && i < list->count; i++)
		if (!list->list[i].is_link && may_have_link(&list->list[i].at))
			join_one(list, &list->list[i], keys, count, is_taken);
	probes_learn(list);
	for (size_t i = 0; i < list->count; i++)
		if (is_idle(&list->list[i]))
			list->idle[list->idle_count++] = list->list[i].at;
		else if (!is_twice(list, &list->list[i], is_taken, i))
			list->list[kept++] = list->list[i];
	list->count = kept;
	free(keys);
	free(is_taken);
	return 0;
}

/* Chains stay in order. */
static int compare_by_prog(const void *a, const void *b)
{
	const struct kern_attachment *x = &((const struct attachment *)a)->at;
	const struct kern_attachment *y = &((const struct attachment *)b)->at;
	const uint64_t keys[][2] = {{x->prog_id, y->prog_id},     {x->place, y->place},
				    {x->netns_ino, y->netns_ino}, {x->ifindex, y->ifindex},
				    {x->cgroup_id, y->cgroup_id}, {x->attach_type, y->attach_type},
				    {x->position, y->position},   {x->link_id, y->link_id},
				    {x->map_id, y->map_id},       {x->slot, y->slot}};

	for (unsigned int i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i][0] != keys[i][1])
			return keys[i][0] < keys[i][1] ? -1 : 1;
	return 0;
}

void attach_sort(struct attachments *list)
{
	if (list->count)
		qsort(list->list, list->count, sizeof(*list->list), compare_by_prog);
}

const struct attachment *attach_places_of(const struct attachments *list, uint32_t prog_id, size_t *ret_count)
{
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (list->list[mid].at.prog_id < prog_id)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < list->count && list->list[high].at.prog_id == prog_id;)
		high++;
	*ret_count = high - low;
	return list->list + low;
}

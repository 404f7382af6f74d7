/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Attachments: of every group all there is, of cgroups also what is in effect there; member by member, and
 * returned by group.
 */
#include <string.h>

#include "kern/attach.h"
#include "kern/mounts.h"
#include "kern/recording/model.h"
#include "kern/recording/write.h"

struct recording_attachment {
	uint64_t order;
	struct kern_attachment at;
};

static int record_one(void *arg, const struct kern_attachment *a, struct err *err)
{
	struct recorder *rec = arg;

	(void)err;
	out_object(rec->o, NULL);
	record_str(rec, "place", attach_place_name(a->place));
	for (const struct attach_member *m = attach_members; m->name; m++) {
		const char *from = (const char *)a + m->off;
		uint64_t u64 = 0;
		uint32_t u32 = 0;
		const char *text;

		if (m->type == MEMBER_TEXT) {
			memcpy(&text, from, sizeof(text));
			if (text && *text)
				record_str(rec, m->name, text);
			continue;
		}
		memcpy(&u32, from, sizeof(u32));
		memcpy(&u64, from, m->type == MEMBER_U64 ? sizeof(u64) : 0);
		if (m->type == MEMBER_U32 && u32)
			record_uint(rec, m->name, u32);
		else if (u64)
			record_hex64(rec, m->name, u64);
	}
	out_end(rec->o);
	return 0;
}

static void record_group(struct recorder *rec, const struct attach_query *q)
{
	struct err err = {0};

	if (kern_attachments(rec->k, q, record_one, rec, &err) < 0)
		record_note(rec, &err);
}

static int count_none(void *arg, const struct kern_attachment *a, struct err *err)
{
	(void)arg;
	(void)a;
	(void)err;
	return 0;
}

/* A recording that does not have attachments is copied without them: none is another answer than unknown. */
static bool is_unknown(struct recorder *rec)
{
	const struct attach_query q = {.group = ATTACH_NET};
	struct err err = {0};
	int r;

	if (!kern_source(rec->k))
		return false;
	r = kern_attachments(rec->k, &q, count_none, NULL, &err);
	if (r < 0)
		record_note(rec, &err);
	return r == KERN_NONE;
}

int section_write_attachments(struct recorder *rec, const char *key, struct err *err)
{
	(void)err;
	if (is_unknown(rec))
		return 0;
	record_list(rec, key);
	for (unsigned int group = 0; group < ATTACH_GROUPS; group++) {
		struct attach_query q = {.group = group,
					 .prog_types = PROG_TYPES_ALL,
					 .has_all_netns = true,
					 .is_tree = true};

		record_group(rec, &q);
		q.is_effective = true;
		if (group == ATTACH_CGROUPS)
			record_group(rec, &q);
	}
	out_end(rec->o);
	return 0;
}

static int read_place(const struct node *n, uint32_t *ret_place, struct err *err)
{
	char word[32];

	if (node_copy_text(n, "place", word, sizeof(word), err))
		return -1;
	for (uint32_t place = 1; place < PLACE_COUNT; place++) {
		if (!strcmp(attach_place_name(place), word)) {
			*ret_place = place;
			return 0;
		}
	}
	return node_fail(n, err, "an unknown place");
}

static int read_member(struct recording *s, const struct node *n, const struct attach_member *m, char *to,
		       struct err *err)
{
	struct blob text = {0};
	struct node value;
	uint64_t u64;
	uint32_t u32;

	if (!node_get(n, m->name, &value))
		return 0;
	if (m->type == MEMBER_TEXT) {
		if (node_text(&value, &s->arena, &text, err))
			return -1;
		memcpy(to, &text.data, sizeof(text.data));
		return 0;
	}
	if (node_uint(&value, m->type == MEMBER_U32 ? UINT32_MAX : UINT64_MAX, &u64, err))
		return -1;
	u32 = (uint32_t)u64;
	memcpy(to, m->type == MEMBER_U32 ? (void *)&u32 : (void *)&u64, m->type == MEMBER_U32 ? 4 : 8);
	return 0;
}

static int read_attachment(struct recording *s, const struct node *n, void *item, unsigned int arg,
			   struct err *err)
{
	struct recording_attachment *a = item;

	(void)arg;
	a->order = n->index;
	if (read_place(n, &a->at.place, err))
		return -1;
	for (const struct attach_member *m = attach_members; m->name; m++)
		if (read_member(s, n, m, (char *)&a->at + m->off, err))
			return -1;
	return 0;
}

int section_read_attachments(struct recording *s, const struct node *n, struct err *err)
{
	return recording_read_list(s, n, sizeof(struct recording_attachment), read_attachment, 0,
				   &s->sections[SECTION_attachments], err);
}

static bool is_asked_net(const struct attach_query *q, const struct kern_attachment *at)
{
	if (!q->has_all_netns && !at->is_here)
		return false;
	return !q->dev || attach_has_device(at->dev, q->dev);
}

static bool is_asked_cgroup(const struct attach_query *q, const struct kern_attachment *at)
{
	if (q->is_effective != (at->is_effective != 0))
		return false;
	if (!q->cgroup || !at->path)
		return !q->cgroup;
	return q->is_tree ? mounts_is_below(at->path, q->cgroup) : !strcmp(at->path, q->cgroup);
}

static bool is_asked(const struct attach_query *q, const struct kern_attachment *at)
{
	if (attach_group_of(at->place) != q->group)
		return false;
	if (q->group == ATTACH_NET)
		return is_asked_net(q, at);
	if (q->group == ATTACH_CGROUPS)
		return is_asked_cgroup(q, at);
	return q->group != ATTACH_TASKS || !q->pid || q->pid == at->pid;
}

int recording_attachments(struct kern *k, const struct attach_query *q, kern_attach_fn fn, void *arg,
			  struct err *err)
{
	const struct recording *s = recording_of(k);
	const struct recording_attachment *list = s->sections[SECTION_attachments].items;
	int r = 0;

	if (!s->has_section[SECTION_attachments])
		return KERN_NONE;
	for (size_t i = 0; !r && i < s->sections[SECTION_attachments].count; i++)
		if (is_asked(q, &list[i].at))
			r = fn(arg, &list[i].at, err);
	return r;
}

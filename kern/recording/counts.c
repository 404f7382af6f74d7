/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How many references programs and maps have. */
#include <stdlib.h>

#include "kern/recording/model.h"
#include "kern/recording/write.h"

struct recording_count {
	uint64_t key; /* the id */
	struct kern_count count;
};

/* Few users can count them; without counts a recording is complete for everything else, so none is noted. */
int section_write_counts(struct recorder *rec, const char *key, struct err *err)
{
	(void)err;
	out_key(rec->o, key);
	out_object(rec->o, NULL);
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		struct kern_counts counts = {0};
		struct err ignored = {0};

		if (kern_counts(rec->k, (enum kern_kind)kind, &counts, &ignored))
			continue;
		record_list(rec, kern_kind_names[kind]);
		for (size_t i = 0; i < counts.count; i++) {
			out_object(rec->o, NULL);
			record_uint(rec, "id", counts.list[i].id);
			record_uint(rec, "refs", counts.list[i].refs);
			if (kind == KIND_MAP)
				record_uint(rec, "user_refs", counts.list[i].user_refs);
			out_end(rec->o);
		}
		out_end(rec->o);
		kern_counts_free(&counts);
	}
	out_end(rec->o);
	return 0;
}

static int read_count(struct recording *s, const struct node *n, void *item, unsigned int arg,
		      struct err *err)
{
	struct recording_count *c = item;

	(void)s;
	if (node_need_u32(n, "id", &c->count.id, err) ||
	    node_need_uint(n, "refs", UINT64_MAX, &c->count.refs, err) ||
	    (arg == KIND_MAP && node_need_uint(n, "user_refs", UINT64_MAX, &c->count.user_refs, err)))
		return -1;
	c->key = c->count.id;
	return 0;
}

int section_read_counts(struct recording *s, const struct node *n, struct err *err)
{
	if (node_need_object(n, err))
		return -1;
	for (unsigned int kind = 0; kind < KIND_COUNT; kind++) {
		struct node list;

		if (!node_get(n, kern_kind_names[kind], &list))
			continue;
		s->has_counts[kind] = true;
		if (recording_read_list(s, &list, sizeof(struct recording_count), read_count, kind,
					&s->counts[kind], err))
			return -1;
	}
	return 0;
}

int recording_counts(struct kern *k, enum kern_kind kind, struct kern_counts *ret_counts, struct err *err)
{
	const struct recording *s = recording_of(k);
	const struct recording_count *counts = s->counts[kind].items;
	struct kern_counts result = {0};

	if (!s->has_counts[kind])
		return KERN_NONE;
	result.list = calloc(s->counts[kind].count + 1, sizeof(*result.list));
	if (!result.list)
		return err_no_memory(err);
	for (; result.count < s->counts[kind].count; result.count++)
		result.list[result.count] = counts[result.count].count;
	*ret_counts = result;
	return 0;
}

/* The info of each object has it. */
int recording_names(struct kern *k, enum kern_kind kind, kern_name_fn fn, void *arg, struct err *err)
{
	(void)k;
	(void)kind;
	(void)fn;
	(void)arg;
	(void)err;
	return KERN_NONE;
}

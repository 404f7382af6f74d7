/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Elements of a recorded map. The sizes are checked against the map's: a recording can contain anything. */
#include <errno.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/recording/model.h"
#include "kern/recording/recording.h"

struct recorded {
	const struct uapi_map_info *info;
	elements_fn fn;
	void *arg;
	bool has_any;
};

static bool fits(const struct uapi_map_info *info, const struct elements *one)
{
	size_t stride = elements_stride(info->value_size);

	if (one->key_size != info->key_size)
		return false;
	if (!one->values || !map_type(info->type)->is_percpu)
		return !one->values || one->value_size == info->value_size;
	return one->value_size && stride && one->value_size % stride == 0;
}

static int give_recorded(void *arg, const struct elements *one, struct err *err)
{
	struct recorded *rec = arg;

	if (!fits(rec->info, one))
		return err_set(err, 0, "recorded element of map %u has the wrong size", rec->info->id);
	rec->has_any = true;
	return rec->fn(rec->arg, one, err);
}

/* What came was shown; what is missing has its reason in the recording. */
static int end_recorded(const char *reason, struct err *err)
{
	struct err why = {0};

	if (!reason || !*reason)
		return 0;
	err_set(&why, 0, "%.300s", reason);
	return err_partial(err, &why, "the recording does not contain all elements");
}

static int not_recorded(struct err *err)
{
	err_set(err, 0, "the recording does not contain the elements of this map");
	err_hint(err, "record them with: bpfi snapshot save FILE contents");
	return -1;
}

int recording_walk(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		   struct err *err)
{
	struct recorded rec = {.info = info, .fn = fn, .arg = arg};
	const char *reason = NULL;
	int r = recording_elements(k, handle, give_recorded, &rec, &reason, err);

	if (r == KERN_NONE && !rec.has_any)
		return not_recorded(err);
	return r ? r : end_recorded(reason, err);
}

/* The one that is searched, or the one after it. */
struct search {
	const struct uapi_map_info *info;
	const unsigned char *key; /* NULL: the first one */
	bool wants_next, was_key, is_found;
	struct buf *to;
};

static int give_found(struct search *s, const void *data, size_t size)
{
	s->is_found = true;
	buf_reset(s->to);
	buf_add(s->to, data, size);
	return KERN_NONE;
}

static int search_one(void *arg, const struct elements *one, struct err *err)
{
	struct search *s = arg;

	if (!fits(s->info, one))
		return err_set(err, 0, "recorded element of map %u has the wrong size", s->info->id);
	if (s->wants_next && (s->was_key || !s->key))
		return give_found(s, one->keys, one->key_size);
	s->was_key = !s->key || !memcmp(one->keys, s->key, one->key_size);
	if (!s->was_key || s->wants_next)
		return 0;
	if (one->values)
		return give_found(s, one->values, one->value_size);
	/* "Not found" is a valid answer. */
	return one->no == ENOENT ? KERN_NONE : err_set(err, one->no, "reading the element");
}

static int search(struct kern *k, int handle, struct search *s, struct err *err)
{
	int r = recording_elements(k, handle, search_one, s, NULL, err);

	if (r < 0 || s->is_found)
		return r < 0 ? -1 : s->to->failed ? err_no_memory(err) : 0;
	return r == KERN_NONE && !s->was_key ? not_recorded(err) : KERN_NONE;
}

int recording_lookup(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
		     struct buf *ret_value, struct err *err)
{
	struct search s = {.info = info, .key = key, .to = ret_value};

	return search(k, handle, &s, err);
}

/* As in the kernel: after a key that is not an index comes the first one. */
static int next_index(const struct uapi_map_info *info, const void *key, struct buf *ret_next,
		      struct err *err)
{
	uint32_t index = UINT32_MAX;

	if (key)
		memcpy(&index, key, sizeof(index));
	index = index < info->max_entries ? index + 1 : 0;
	if (index == info->max_entries)
		return KERN_NONE;
	buf_reset(ret_next);
	buf_add(ret_next, &index, sizeof(index));
	return ret_next->failed ? err_no_memory(err) : 0;
}

int recording_next_key(struct kern *k, int handle, const struct uapi_map_info *info, const void *key,
		       struct buf *ret_next, struct err *err)
{
	struct search s = {.info = info, .key = key, .wants_next = true, .to = ret_next};

	/* Indexes have an order without elements; those of empty places are not recorded. */
	if (map_type(info->type)->order == ORDER_FIXED && info->key_size == sizeof(uint32_t))
		return next_index(info, key, ret_next, err);
	return search(k, handle, &s, err);
}

int recording_ring(struct kern *k, int handle, const struct uapi_map_info *info,
		   const struct ring_reader *reader, struct err *err)
{
	(void)k;
	(void)handle;
	(void)info;
	(void)reader;
	return err_set(err, 0, "records of ring buffers are not recorded");
}

int recording_storage(struct kern *k, int handle, const struct uapi_map_info *info, const uint64_t *only,
		      elements_fn fn, void *arg, struct err *err)
{
	(void)k;
	(void)handle;
	(void)only;
	(void)fn;
	(void)arg;
	return err_set(err, 0, "%s, which are not recorded", map_type(info->type)->why);
}

int recording_storage_id(struct kern *k, const struct uapi_map_info *info, int object, uint64_t *ret_id,
			 struct err *err)
{
	(void)k;
	(void)info;
	(void)object;
	(void)ret_id;
	return err_set(err, 0, "a recording does not contain storage of tasks, cgroups or sockets");
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Single elements on their way into a map. */
#include <errno.h>
#include <string.h>

#include "mapdump/explain.h"
#include "mapdump/target.h"

/* The kernel's EINVAL, where the written value can be examined. */
static int explain_object(const struct write_target *t, uint32_t id, struct err *err)
{
	const char *what = kern_kind_names[t->v.type->object];

	return err_set(err, 0, "map %u: cannot hold %s %u: %s", t->id, what, id,
		       t->v.type->object == KIND_MAP ? "its type or sizes differ from those of the inner maps"
						     : "its type differs from that of the programs it holds");
}

/* The kernel takes a handle where it returns an id. */
static int write_object(struct write_target *t, const void *key, const void *value, uint64_t flags,
			struct err *err)
{
	auto_handle h = {.handle = -1};
	auto_buf copy = {0};
	uint32_t id;
	int r;

	memcpy(&id, (const char *)value + t->v.type->object_at, sizeof(id));
	r = kern_open(t->k, t->v.type->object, id, &h.handle, err);
	if (r)
		return r == KERN_NONE ? ref_not_there(t->v.type->object, id, err) : -1;
	h.k = t->k;
	buf_add(&copy, value, write_info(t)->value_size);
	if (copy.failed)
		return err_no_memory(err);
	memcpy(copy.data + t->v.type->object_at, &h.handle, sizeof(h.handle));
	r = kern_update(t->k, t->h.handle, key, copy.data, flags, err);
	/* A CPU map returns the same error, whatever went wrong. */
	if (r < 0 && (err->no == EINVAL || (err->no == ENOMEM && t->v.type->value_word == MAP_WORD_QUEUE)))
		return explain_object(t, id, err);
	return r < 0 ? write_explain(t, WRITE_UPDATE, flags, err) : 0;
}

/* Where a program may follow something else, 0 means that there is none. */
static bool holds_object(const struct write_target *t, const void *value)
{
	const size_t at = t->v.type->object_at;
	uint32_t id;

	if (!t->v.type->has_object || write_info(t)->value_size < at + sizeof(id))
		return false;
	memcpy(&id, (const char *)value + at, sizeof(id));
	return !at || id;
}

int write_element(struct write_target *t, const void *key, const void *value, uint64_t flags, struct err *err)
{
	if (holds_object(t, value))
		return write_object(t, key, value, flags, err);
	if (kern_update(t->k, t->h.handle, key, value, flags, err))
		return write_explain(t, WRITE_UPDATE, flags, err);
	return 0;
}

int write_delete(struct write_target *t, const void *key, struct err *err)
{
	int r = kern_delete(t->k, t->h.handle, key, err);

	return r < 0 ? write_explain(t, WRITE_DELETE, 0, err) : r;
}

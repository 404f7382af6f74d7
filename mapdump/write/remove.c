/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Changes that do not write a value: deleting, popping, freezing, names in a bpffs. */
#include <errno.h>
#include <string.h>

#include "mapdump/explain.h"
#include "mapdump/formats.h"
#include "mapdump/write/write.h"

static int no_such_key(const struct write_target *t, struct err *err)
{
	return err_set(err, 0, "map %u: key not found", t->id);
}

int map_delete(struct kern *k, const struct ref *ref, const struct elem_bytes *key, struct err *err)
{
	auto_target t = {0};
	auto_buf bytes = {0};
	int r;

	if (write_target_open(&t, k, ref, true, err))
		return -1;
	if (t.v.type->no_delete)
		return err_set(err, 0, "map %u: elements cannot be deleted: %s", t.id, t.v.type->no_delete);
	if (write_read_key(&t, key, &bytes, err))
		return -1;
	r = write_delete(&t, bytes.data, err);
	return r == KERN_NONE ? no_such_key(&t, err) : r;
}

int map_pop(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *key,
	    const char *const *as, struct err *err)
{
	auto_buf bytes = {0}, value = {0};
	auto_target t = {0};
	int r;

	if (write_target_open(&t, k, ref, true, err) || write_read_key(&t, key, &bytes, err))
		return -1;
	/* Before the element is gone. */
	if (formats_apply(&t.v, as, err))
		return err_wrap(err, "map %u", t.id);
	r = kern_pop(k, t.h.handle, bytes.data, write_value_room(&t), &value, err);
	if (r == KERN_NONE)
		return bytes.len ? no_such_key(&t, err) : err_set(err, 0, "map %u is empty", t.id);
	if (r)
		return write_explain(&t, WRITE_POP, 0, err);
	write_print(o, &t, &bytes, &value);
	return 0;
}

int map_freeze(struct kern *k, const struct ref *ref, struct err *err)
{
	auto_target t = {0};

	if (write_target_open(&t, k, ref, true, err))
		return -1;
	return kern_freeze(k, t.h.handle, err) ? write_explain(&t, WRITE_FREEZE, 0, err) : 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The walk over elements, refused where it is meaningless. */
#include "kern/elements.h"

int kern_elements(struct kern *k, int handle, const struct uapi_map_info *info, elements_fn fn, void *arg,
		  struct err *err)
{
	const struct map_type *type = map_type(info->type);
	int r;

	if (type->why)
		return err_set(err, 0, "its elements cannot be shown: %s", type->why);
	if (type->way == ELEMENTS_RING)
		return err_set(err, 0, "a ring buffer has records, not elements");
	r = kern_walk(k, handle, info, fn, arg, err);
	return r == KERN_NONE ? 0 : r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Passes changes to their implementation; refuses those that are not implemented. */
#include "kern/change.h"

#include "kern/ops.h"

static int cannot_change(const struct kern *k, struct err *err)
{
	return err_set(err, 0, "%s cannot be changed", k->ops->source ? k->ops->source : k->ops->name);
}

#define CHANGE(name, gives, parameters, arguments, trace)                                                 \
	int kern_##name(struct kern *k, KERN_LIST parameters, struct err *err)                            \
	{                                                                                                 \
		const struct change_ops *ops = k->ops->changes;                                           \
                                                                                                          \
		return ops && ops->name ? ops->name(k, KERN_LIST arguments, err) : cannot_change(k, err); \
	}
#include "kern/changes.h"
